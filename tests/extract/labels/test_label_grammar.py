"""The grammar of printed labels, label by label; a line of a table is a way to print a layer."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.labels import parse_label

TABLES = Path(__file__).parent / "tables"


def shown(text: str, role: str = "box") -> str:
    """A parsed label in the tables' notation: `op name=value ...; op ...`."""
    parsed = parse_label(text, role=role)  # type: ignore[arg-type]
    if parsed.kind == "repeat":
        return f"repeat {parsed.repeat}"
    parts = []
    for found in parsed.operations:
        words = [found.op]
        words += [f"{name}={_value(value)}" for name, value in sorted(found.attrs.items())]
        if found.repeat is not None:
            words.append(f"repeat={found.repeat}")
        if found.output_shape is not None:
            words.append(f"shape={_value(found.output_shape)}")
        parts.append(" ".join(words))
    return "; ".join(parts)


def _value(value: object) -> str:
    if isinstance(value, tuple):
        return "x".join(str(part) for part in value)
    return str(value).replace(" ", "_")


def cases() -> list[tuple[str, str, str]]:
    """Role, label and expected reading of every line `[role] label => reading` of the tables."""
    found = []
    for path in sorted(TABLES.glob("*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if not line.strip() or line.startswith("#"):
                continue
            label, _, wanted = line.rpartition("=>")
            role = "box"
            if label.startswith("["):
                head, _, rest = label[1:].partition("]")
                if head in ("text", "symbol", "volume", "cell", "arrow"):
                    role, label = head, rest
            found.append((role, label.strip().replace("\\n", "\n"), wanted.strip()))
    return found


CASES = cases()


@pytest.mark.parametrize(("role", "label", "wanted"), CASES, ids=[f"{r}:{t}" for r, t, _ in CASES])
def test_label_is_read_as(role: str, label: str, wanted: str) -> None:
    assert shown(label, role) == wanted


def test_the_first_operation_carries_the_label() -> None:
    found = parse_label("Conv 3×3\n→ BN → ReLU").operations
    assert [operation.label for operation in found] == ["Conv 3×3 → BN → ReLU", "", ""]
