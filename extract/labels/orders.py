"""Labels that are an order: "Concatenate features", "Flatten the feature maps" say what is done, and to what."""

from __future__ import annotations

import re

_VERBS = {
    "concatenate": "concat",
    "concat": "concat",
    "add": "add",
    "sum": "add",
    "average": "mean",
    "multiply": "multiply",
    "subtract": "subtract",
    "flatten": "flatten",
    "reshape": "reshape",
    "transpose": "transpose",
    "split": "split",
    "crop": "crop",
    "resize": "resize",
    "upsample": "upsample",
    "normalize": "norm",
    "normalise": "norm",
}
"""What is done, by the verb for it; words that may name data as well, "pad" and "mask", are left out."""

_ORDER = re.compile(
    rf"^(?P<verb>{'|'.join(_VERBS)}) (?:(?:the|all|both|two|each) )?(?:[a-z][a-z-]* ){{0,2}}"
    r"(?:features?|feature maps?|maps|embeddings?|vectors?|latents?|codes?|tokens|patches|representations?|outputs|inputs"
    r"|streams|branches|channels|states|heads|encodings?|descriptors?|sequences?|images?|scores|logits|predictions|tensors?|results)$",
    re.IGNORECASE,
)


def ordered(text: str) -> str | None:
    """The operation that a cleaned label orders; None for all other labels."""
    found = _ORDER.match(text)
    return _VERBS[found["verb"].lower()] if found else None
