"""A printed label into operations: the one door to the grammar."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from extract.labels import fixed_forms
from extract.labels.acronyms import without_acronym
from extract.labels.adjectives import with_adjectives
from extract.labels.alternatives import chosen, first_cell
from extract.labels.approximate import roughly
from extract.labels.bare_kernels import marked_depthwise, without_counted, without_filters
from extract.labels.biases import without_biases
from extract.labels.blocks import block, is_block, is_network_part
from extract.labels.comments import comment_likelihood
from extract.labels.compact import compact_layers, is_chain
from extract.labels.conversions import with_sigmas, without_conversions
from extract.labels.counted_parts import with_counts
from extract.labels.data_names import data_operation
from extract.labels.deeds import told_in_brackets
from extract.labels.downsampling import downsampled
from extract.labels.draft import Draft
from extract.labels.exported import exported_step
from extract.labels.families import family
from extract.labels.finish import finish
from extract.labels.give import give
from extract.labels.head_nouns import headed_by
from extract.labels.headed import has_counted_layers, is_headed, is_skipped
from extract.labels.index_settings import settings_spelled
from extract.labels.items import Item, Named, Number, Other, Repeat, Separator, Setting, is_value
from extract.labels.joined_layers import counts_joined, parted
from extract.labels.kernels_behind import unsized_convolution
from extract.labels.last_settings import convolution_settings
from extract.labels.libraries import without_module
from extract.labels.listed import with_blocks_apart, with_semicolons_as_commas, without_additions
from extract.labels.losses import is_loss, one_loss
from extract.labels.middots import as_commas, without_negated
from extract.labels.model import LabelKind, ParsedLabel, ParsedOperation, Role
from extract.labels.normalise import one_line
from extract.labels.one_thing import one_name, plural_block, told_once, without_result
from extract.labels.plotted import plotted_layer, stored_layer
from extract.labels.printed_keys import printed_keys
from extract.labels.quantities import without_quantities
from extract.labels.remarks import without_remark, without_weighing
from extract.labels.repeats import counted_parts, repeat_mark
from extract.labels.scales import apart_from_scale, is_scale, stage_name
from extract.labels.scan import scan
from extract.labels.segments import (
    has_words,
    is_lettered,
    is_remarked_value,
    split,
    titled,
    turns_into,
    without_complements,
    without_described,
    without_formula,
    without_layer_name,
    without_references,
)
from extract.labels.sequence import operations
from extract.labels.shapes import alone_shape
from extract.labels.shared_nouns import with_one_noun
from extract.labels.slips import corrected
from extract.labels.spaces import is_element, space_of
from extract.labels.spelling import spelled
from extract.labels.symbols import symbol_operation, upward
from extract.labels.unnamed import unnamed
from extract.labels.variables import is_sample, variable_operation
from extract.labels.width_chains import widths_behind
from extract.labels.windows_first import window_spelled
from graph import Dim, FrozenMap

PERMUTING = re.compile(r"^permute(-[A-Za-z]+)?$", re.IGNORECASE)
"""A bare "Permute" does not say whether it turns axes or sorts the entries of one; "Permute-MLP" is a module."""

_WIDENED = frozenset(["dense", "lstm", "gru", "rnn"])
"""Layers whose width may stand behind an arrow."""

DOTS = frozenset(".·•… ")
"""What an ellipsis is made of: several of them are no products."""

CHAINED = 0.9
"""Confidence in a chain of a compact notation that is understood in all its parts."""

_LETTERED = re.compile(r"^[xX]\d{1,2}$")
"""An x with a number: in a box it is a name, elsewhere it may count."""

_SEVERAL = re.compile(r"[,;:/&+→|()\[\]]|->|\band\b|\n|^(?:in|out)put", re.IGNORECASE)
"""Marks and words between the names of several things."""

_PHRASE = re.compile(r"^[A-Z][a-z]+ [a-z]+ and [a-z]+(?: [a-z]+)?$")
"""A phrase of words that tells what is done, "Patch extraction and representation": only its first is large."""

_HEX = re.compile(r"0x[0-9A-Fa-f]{2,}")
"""An address or identifier in hexadecimal digits, which is no size."""

_INSTANCE_NORM = re.compile(
    r"([-,+/→]\s*|^(?=IN\s*[-,+/→]\s*\w*(?:LU|[cC]onv|[tT]anh|ReLU6?)\b)|^(?=IN$))IN(?=\s*(?:[-,+/→)]|$))"
)
"""The abbreviation in a list of operations, where it can't be the word."""


def parse_label(text: str, *, role: Role = "box", legend: Mapping[str, str] | None = None) -> ParsedLabel:
    """What a printed label means.

    Args:
        text: as read from the page; line breaks, ligatures and odd signs are dealt with here.
        role: where the label stands; it decides what bare sizes and letters mean.
        legend: operations by sign or abbreviation, as the caption explains them (`symbol_legend`).

    Returns:
        The operations in the order of the data, with the settings that are printed. Text that names no
        operation is a `block` with its name in a box or cell, and a comment elsewhere where it reads like
        one.
    """
    sign = legend.get(without_module(one_line(text))) if legend and text.strip() else None
    return _parsed(text, role, sign)


@lru_cache(maxsize=8192)
def _parsed(text: str, role: Role, sign: str | None) -> ParsedLabel:
    """As `parse_label`, of a label that a caption explains as the operation `sign`.

    Kept, since one figure's passes ask for the same label up to a hundred times.
    """
    if _HEX.fullmatch(text.strip()):
        word = ParsedOperation("block", FrozenMap({"name": text.strip()}), label=text.strip())
        return ParsedLabel(text.strip(), (word,), "block", 0.5)
    clean = without_module(one_line(text)) if text.strip() else ""
    if not clean:
        return ParsedLabel("")
    for read in (plotted_layer, stored_layer, exported_step):
        if (layer := read(parse_label, clean)) is not None:
            return layer
    symbol = sign or symbol_operation(clean, role)
    if symbol is not None:
        sure = 0.97 if not clean.isalpha() or role == "symbol" else 0.8
        return ParsedLabel(clean, (ParsedOperation(symbol, label=clean),), "operations", sure)
    signs = [symbol_operation(sign, "box") for sign in clean.split() if not DOTS.issuperset(clean)]
    if len(signs) > 1 and not clean.isascii() and all(signs):
        # A unit that sums and squashes: two signs in one circle.
        found = (ParsedOperation(op, label="" if at else clean) for at, op in enumerate(signs) if op)
        return ParsedLabel(clean, tuple(found), "operations", 0.9)
    space = space_of(text)
    if space is not None and not fixed_forms.is_weight(clean, role):
        return fixed_forms.in_space(parse_label, clean, space, role)
    if is_element(clean):
        return ParsedLabel(clean, (ParsedOperation("feature_map", label=clean),), "tensor", 0.8)
    if (maps := fixed_forms.maps_and_size(parse_label, clean)) is not None:
        return maps
    if (lettered := fixed_forms.lettered_maps(clean)) is not None:
        return lettered
    if role == "box" and is_scale(clean):
        return ParsedLabel(
            clean, (ParsedOperation("block", FrozenMap({"name": clean}), label=clean),), "block", 0.6
        )
    alone = alone_shape(clean) if role != "cell" else None
    if alone is not None:
        shaped = ParsedOperation("feature_map", label=clean, output_shape=alone)
        return ParsedLabel(clean, (shaped,), "tensor", 0.7)
    if (scale := upward(clean)) is not None:
        up = ParsedOperation("upsample", FrozenMap({"scale": scale}), label=clean)
        return ParsedLabel(clean, (up,), "operations", 0.8)
    if (down := downsampled(clean)) is not None:
        return down
    count = (None if role == "box" and _LETTERED.match(clean) else repeat_mark(clean)) or (
        counted_parts(clean) if role in ("text", "arrow") else None
    )
    if count is not None:
        return ParsedLabel(clean, (), "repeat", 0.95, count)
    if role == "box" and (stage := stage_name(clean)) is not None:
        at_scale = ParsedOperation("block", FrozenMap({"name": stage}), label=clean)
        return ParsedLabel(clean, (at_scale,), "block", 0.7)
    if (sized := fixed_forms.sized_name(parse_label, clean, role)) is not None:
        return sized
    if role != "cell" and (shaped_end := fixed_forms.with_shape_behind(parse_label, clean, role)) is not None:
        return shaped_end
    if (widths := widths_behind(clean)) is not None:
        wide = ParsedOperation(widths[0], FrozenMap({"units": widths[1]}), label=clean)
        return ParsedLabel(clean, (wide,), "operations", 0.9)
    if is_chain(clean):
        return ParsedLabel(clean, _chained(clean), "operations", CHAINED)
    if role != "cell" and (computed := fixed_forms.computed(parse_label, clean, role)) is not None:
        return computed
    if is_loss(clean):
        return ParsedLabel(clean, (ParsedOperation("loss", label=clean),), "terminal", 0.8)
    if (choice := fixed_forms.choice(parse_label, clean, role)) is not None:
        return choice
    if (applied := fixed_forms.applied(parse_label, clean, role)) is not None:
        return applied
    if (chain := fixed_forms.nested(parse_label, clean, role)) is not None:
        return chain
    if (named := fixed_forms.named_form(parse_label, clean, role)) is not None:
        return named
    tensor = "input" if is_sample(clean) else variable_operation(spelled(clean))
    if tensor is not None:
        name = {"name": clean} if tensor == "block" else {}
        operation = ParsedOperation(tensor, FrozenMap(name), label=clean)
        return ParsedLabel(clean, (operation,), "variable", 0.5)
    comment = comment_likelihood(clean, role)
    if comment > 0.5:
        return ParsedLabel(clean, (), "comment", comment)
    if role != "cell" and (data := data_operation(clean, role)) is not None:
        told = (ParsedOperation(data, label=clean),)
        return ParsedLabel(clean, told, "tensor" if data == "feature_map" else "terminal", 0.7)
    drafts = _in_full(clean, role) or _drafts(clean, role)
    drafts = _without_quantities(drafts, clean, role)
    if (meant := corrected(clean)) != clean:
        again = _drafts(meant, role)
        drafts = again if any(draft.op != "block" for draft in again) else drafts
    done = without_result(without_biases(_with_given_shapes([finish(draft) for draft in drafts])), clean)
    if not done:
        return ParsedLabel(clean, (), "comment", 0.5)
    ops = {draft.op for draft in done}
    if (ops == {"input", "output"} and not _SEVERAL.search(clean.replace("+", " "))) or (
        ops == {"positional_encoding"} and not any(draft.attrs for draft in done)
    ):
        # One phrase that tells of both, "a probability for each token", and a sum: "source images + labels".
        done = done[:1]
    if role == "box" or _PHRASE.match(clean) or {draft.op for draft in done} == {"positional_encoding"}:
        done = told_once(done, clean)
        if _PHRASE.match(clean) and [draft.op for draft in done] == ["block"]:
            done[0].name = clean
    parsed = tuple(_operation(draft, clean if at == 0 else "") for at, draft in enumerate(done))
    return ParsedLabel(clean, parsed, _kind(parsed), _confidence(done, clean, comment))


def _without_quantities(drafts: list[Draft], clean: str, role: Role) -> list[Draft]:
    """What a label says besides rates and spans of time, where these are no part of a block's name."""
    plain = without_quantities(clean)
    told = _drafts(plain, role) if plain not in ("", clean) else []
    data = told and {family(draft.op) for draft in told} == {"tensor"}
    known = any(draft.op != "block" for draft in drafts) and any(draft.op != "block" for draft in told)
    return told if data or known else drafts


def _chained(clean: str) -> tuple[ParsedOperation, ...]:
    """The layers of a compact notation; the full label stands on the first."""
    return tuple(
        ParsedOperation(layer.op, FrozenMap(layer.attrs), layer.repeat, label="" if at else clean)
        for at, layer in enumerate(compact_layers(clean))
    )


def _in_full(clean: str, role: Role) -> list[Draft]:
    """What a name says that its short form follows in brackets, where it is no block's."""
    plain = without_acronym(clean)
    drafts = _drafts(plain, role) if plain else []
    return [] if any(draft.op == "block" for draft in drafts) else drafts


def _drafts(clean: str, role: Role) -> list[Draft]:
    spelled_out = settings_spelled(window_spelled(without_references(clean) or clean))
    source = first_cell(with_sigmas(without_conversions(spelled_out)))
    source = spelled(without_negated(as_commas(apart_from_scale(source))))
    source = _INSTANCE_NORM.sub(r"\1InstanceNorm", source)
    items = with_adjectives(parted(marked_depthwise(scan(source))), source)
    items = told_in_brackets(titled(without_formula(without_additions(items))))
    items = with_blocks_apart(with_semicolons_as_commas(items))
    parts = with_one_noun(split(items))
    drafts: list[Draft] = []
    whole = plural_block(parts) or one_name(items, parts) or has_counted_layers(items)
    for part in [items] if whole else parts:
        if (
            drafts
            and drafts[-1].op in _WIDENED
            and "units" not in drafts[-1].attrs
            and all(map(_is_width, part))
        ):
            # "linear projection → 768-d"
            for item in part:
                give(drafts[-1], item)
            continue
        if drafts and drafts[-1].op == "block" and is_remarked_value(part):
            continue
        if drafts and drafts[-1].op in _WIDENED and is_lettered(part):
            # "linear → γ, β"
            continue
        part = convolution_settings(drafts, part)
        if not part:
            continue
        drafts.extend(_part(part, source, role, alone=len(parts) == 1 or whole))
    drafts = chosen(one_loss(drafts, parts), clean)
    count = _of_all(items, drafts)
    if count is not None:
        for draft in drafts:
            draft.repeat = count
    return _share_values(drafts)


def _of_all(items: list[Item], drafts: list[Draft]) -> Dim | None:
    """The repeat that a label prints before a bracket, before "of", or before a layer and what is done with it."""
    if len(items) < 2:
        return None
    first, second = items[0], items[1]
    if isinstance(first, Repeat) and counts_joined(drafts):
        return first.count
    opened = isinstance(second, Separator) and second.kind == "open"
    if isinstance(first, Repeat) and opened:
        return first.count
    counted = isinstance(first, Setting) and first.key == "layers" and isinstance(first.value, (int, str))
    if counted and isinstance(second, Other) and second.text.lower() == "of":
        return first.value  # type: ignore[return-value,union-attr]
    return None


def _part(part: list[Item], text: str, role: Role, *, alone: bool) -> list[Draft]:
    if is_network_part(part):
        return [block(part, text)]
    plain = without_remark(without_weighing(without_layer_name(with_counts(part, role))))
    items = headed_by(without_filters(without_complements(plain)))
    if not has_words(items):
        if not alone and len(items) == 1 and isinstance(items[0], Repeat) and items[0].leading:
            # What comes out of the layer before is made larger: "conv → 2×".
            return [Draft("upsample", {"scale": items[0].count}, start=items[0].start, end=items[0].end)]
        if any(isinstance(item, Other) and item.text.lower().startswith("layer") for item in items):
            return [block(part, text)]
        if not any(is_value(item) for item in items):
            return [block(part, text)] if alone and role != "text" else []
        if not alone and all(_is_width(item) for item in items):
            return []
        return unnamed(items, volume=role == "volume")
    if not alone and is_skipped(items):
        return [Draft("add", start=items[0].start, end=items[-1].end)]
    modules = any(isinstance(item, Named) and item.meaning.op == "block" for item in items)
    headed = is_headed(items) or has_counted_layers(items)
    if modules or turns_into(items) or headed or is_block(items) or PERMUTING.match(text):
        return [block(items, text)]
    return operations(without_described(without_counted(items)))


def _is_width(item: Item) -> bool:
    """Whether a value among other parts only says how wide what comes out is: "→ 512", "→ 512-d"."""
    return isinstance(item, Number) or (isinstance(item, Setting) and item.key in ("dim", "units"))


def _share_values(drafts: list[Draft]) -> list[Draft]:
    """A repeat printed after several operations is that of all of them."""
    if (
        len(drafts) > 1
        and drafts[-1].repeat is not None
        and all(draft.repeat is None for draft in drafts[:-1])
    ):
        for draft in drafts[:-1]:
            draft.repeat = drafts[-1].repeat
    return drafts


def _with_given_shapes(drafts: list[Draft]) -> list[Draft]:
    """Drafts, where bare sizes after an operation are what comes out of it: "PixelShuffle → 64×64"."""
    found: list[Draft] = []
    for draft in drafts:
        bare = draft.op == "feature_map" and not draft.name and not draft.attrs and draft.shape is not None
        if draft.shape and (convolution := unsized_convolution(found, draft)) is not None:
            convolution.attrs["kernel"], widths, draft.shape = draft.shape[:2], draft.shape[2:], None
            if widths:
                convolution.attrs["filters"] = widths[0]
        if bare and found and found[-1].op != "block" and family(found[-1].op) != "tensor":
            found[-1].shape = draft.shape
        else:
            found.append(draft)
    return found


def _operation(draft: Draft, label: str) -> ParsedOperation:
    attrs = dict(draft.attrs)
    if draft.op == "block":
        attrs = {"name": _whole(draft.name, label) or label, **printed_keys(label), **attrs}
    repeat: Dim | None = None if draft.repeat == 1 else draft.repeat
    shape = roughly(draft.shape, label) if draft.shape else None
    return ParsedOperation(draft.op, FrozenMap(attrs), repeat, label, shape)


def _whole(name: str, label: str) -> str:
    """A name, or all of its label where it breaks off within brackets, as a remark, or is made of signs, as "| · |"."""
    balanced = all(name.count(a) == name.count(b) for a, b in ("()", "[]")) and name.count("|") % 2 == 0
    if any(map(str.isalnum, label)) or not label:
        return name if balanced or name not in label else label
    return label


def _kind(parsed: tuple[ParsedOperation, ...]) -> LabelKind:
    ops = {operation.op for operation in parsed}
    if ops == {"block"}:
        return "block"
    if ops == {"feature_map"}:
        return "tensor"
    if ops <= {"input", "output", "loss"}:
        return "terminal"
    return "operations"


def _confidence(drafts: list[Draft], text: str, comment: float) -> float:
    """A rank for how sure the reading is: named operations first, bare sizes and long names of blocks last.
    A rank for how sure the reading is: named operations first, bare sizes and long names of blocks last."""
    scores = []
    for draft in drafts:
        if draft.op == "block":
            scores.append(0.8 if len(text) <= 40 else 0.6)
        elif draft.end > draft.start:
            scores.append(0.95)
        else:
            scores.append(0.7)
    return round(min(scores) * (1 - comment), 4)
