"""Names of blocks that a comma or colon within brackets does not end."""

from __future__ import annotations

import pytest

from extract.labels import parse_label


@pytest.mark.parametrize(
    "label",
    ["g([hi, hj])", "Encoder E(x, y)", "(frozen) ViT backbone"],
)
def test_a_name_is_whole_where_brackets_are_open(label: str) -> None:
    (block,) = parse_label(label).operations
    assert (block.op, block.attrs["name"]) == ("block", label)


def test_a_remark_in_brackets_is_no_name() -> None:
    (block,) = parse_label("Encoder (shared)").operations
    assert block.attrs["name"] == "Encoder"


@pytest.mark.parametrize("name", ["copy and concat", "Copy and concatenate", "skip and concat"])
def test_what_is_copied_and_concatenated_is_one_operation(name: str) -> None:
    assert [operation.op for operation in parse_label(name, role="arrow").operations] == ["concat"]
