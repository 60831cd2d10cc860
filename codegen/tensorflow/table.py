"""What TensorFlow emitters share. All tensors have their channels last."""

from __future__ import annotations

from codegen.channels_last.emitters import Words, share
from codegen.emission import Table
from codegen.source.emitting import Emitter
from codegen.source.expressions import Arg, Call, Expr, Var

emits: Table[Emitter] = Table("TensorFlow")
share(emits, Words("tf", "tf.concat", "tf.reduce_", "tf.pow"))


def module(name: str, *args: Arg | Expr) -> Call:
    """A constructor of one of the file's own modules."""
    return Call(Var(name), tuple(a if isinstance(a, Arg) else Arg(a) for a in args))
