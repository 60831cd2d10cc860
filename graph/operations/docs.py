"""docs/operations.md, written from the registry: `python -m graph.operations.docs` writes it anew."""

from __future__ import annotations

import sys
from pathlib import Path

from graph.model import Value
from graph.operations import COMPOSITES, REGISTRY
from graph.operations.spec import AttributeSpec, Operation

TARGET = Path(__file__).resolve().parents[2] / "docs" / "operations.md"
HEAD = f"""# Operations

Written from the registry by `python -m graph.operations.docs`; a test keeps it current. {len(REGISTRY)} operations,
{len(COMPOSITES)} of them blocks that are written out as others.

Shapes are without batch and channels last: (height, width, channels), (length, features), (features,). Padding is
"same" (TensorFlow's: ceil(n / stride) long, the odd cell behind), "valid", "causal" (all in front), one number for
each axis, or all fronts and then all ends. Parameters are the trainable ones; a batch normalisation's running mean and
variance are counted apart. Generated code is run for inference. How each family is defined stands in the module of
its name under `graph/operations/`.

A default is what completion takes where a paper states nothing; it is marked as such, with the convention named here.
"""


def _source(source: str) -> str:
    if source.startswith("http"):
        return f"[documentation]({source})"
    return f"[arXiv {source}](https://arxiv.org/abs/{source})" if source[:1].isdigit() else "NetAtlas"


def _value(value: Value) -> str:
    if isinstance(value, tuple):
        return "×".join(str(item) for item in value)
    return str(value).lower() if isinstance(value, bool) else str(value)


def _attribute(spec: AttributeSpec) -> str:
    text = f"  * `{spec.name}` ({spec.kind}): {spec.help}"
    if spec.choices:
        text += f"; one of {', '.join(spec.choices)}"
    if spec.derive is not None:
        return f"{text}. Default: {spec.convention}."
    if spec.default is not None and spec.default != "":
        return f"{text}. Default {_value(spec.default)}: {spec.convention}."
    return f"{text}." + (" Required." if spec.required else "")


def _inputs(operation: Operation) -> str:
    least, most = operation.inputs
    if least == most:
        return "no input" if least == 0 else f"{least} input{'s' if least > 1 else ''}"
    return f"{least} or more inputs" if most is None else f"{least} to {most} inputs"


def _entry(operation: Operation) -> str:
    lines = [
        f"* **`{operation.name}`** – {operation.summary}. {_inputs(operation)}. {_source(operation.source)}."
    ]
    return "\n".join([*lines, *(_attribute(spec) for spec in operation.attributes.values())])


def render() -> str:
    """The whole page as Markdown."""
    families: dict[str, list[Operation]] = {}
    for operation in REGISTRY.values():
        families.setdefault(operation.family, []).append(operation)
    parts = [HEAD]
    for family, operations in families.items():
        parts.append(
            f"## {family.capitalize()}\n\n" + "\n".join(_entry(operation) for operation in operations) + "\n"
        )
    return "\n".join(parts)


def main() -> int:
    """Write docs/operations.md."""
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text(render(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
