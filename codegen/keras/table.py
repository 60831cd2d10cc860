"""What Keras emitters share. All tensors have their channels last."""

from __future__ import annotations

from codegen.channels_last.emitters import Words, share
from codegen.emission import Table
from codegen.source.emitting import Emitter
from codegen.source.expressions import Arg, Call, Expr, Var, call

emits: Table[Emitter] = Table("Keras")
share(emits, Words("ops", "ops.concatenate", "ops.", "ops.power"))


def layer(name: str, *args: Arg | Expr) -> Call:
    """A layer's constructor."""
    return Call(Var(f"layers.{name}"), tuple(a if isinstance(a, Arg) else Arg(a) for a in args))


def op(name: str, *args: Expr, **named: Expr) -> Call:
    """A call of keras.ops."""
    return call(f"ops.{name}", *args, **named)
