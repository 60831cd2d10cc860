"""Losses by their sign: an L with the name of what is lost as its index."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from extract.labels.draft import Draft
from extract.labels.items import Item

_NAMES = (
    "act actor adv adversarial att attn aux bce boundary box ce charb class cls cntr code col color con cons"
    " consist content contr contrast contrastive critic ctc cyc cycle dice dip dis disc disent dist distill div"
    " dom dyn edge elbo ent entropy feat fm focal gan gen geo gp grad gt hinge id img infonce iou ita itc itm kd kl lm"
    " lpips mae mask mcl mim mle mlm mmd mse nce nll norm obj obs ortho pair per perc percep photo pix pixel pose"
    " pred pretrain prior proto rank rec recon reg ret rew reward sdf seg self sem sigreg sim smooth ssim ssl state"
    " student style sup sync syn task tc teacher total tri triplet tv unsup vae var vgg vq wgan"
)
_LOSS = re.compile(rf"^[Lℒ](?:[_\s]?\{{?)(?:{'|'.join(_NAMES.split())})\}}?(?:\s?\(.*\))?$", re.IGNORECASE)
_SUM = re.compile(r"^[Lℒ]\w{0,8}\s?=\s?(?:[^=+]*[Lℒ]_?\w+\s?\+\s?)+[^=+]*[Lℒ]_?\w+$")
"""A loss that is the sum of several: "L = λ1 L_rec + λ2 L_adv"."""

_CROSS = re.compile(r"^H\s?\(\s?[pqyŷ]\w?\s?,\s?[pqyŷ]\w?\s?\)$")
"""A cross entropy by its sign: "H(p, q)"."""

_ENTROPY = re.compile(r"^[-−]\s?(?:[∑Σ]\S*\s?)?(?:[A-Za-zŷ]\S{0,5}\s?)?(?:log|ln)\s?\(?[A-Za-zŷ]\S{0,8}\)?$")
"""A cross entropy, or the negative logarithm of a probability: "- p_2 log p_1"."""

_SHARE = r"(?:(?:[λαβγμη](?:_\{?\w{1,4}\}?)?|\d*\.?\d+)\s?[·*]?\s?)?"
_ONE = rf"{_SHARE}[Lℒ]_\{{?\w+\}}?(?:\s?\([^()]*\))?"
_LIST = re.compile(rf"^(?:{_ONE}(?:\s?[,+]\s?{_ONE})+|[λαβγμη]\S{{0,5}}\s?[·*]?\s?[Lℒ]_\{{?\w+\}}?)$")
"""Several losses in a row or as a sum, or one with its share: "L_BCE, L_IoU", "L_cls + λ·L_box"."""

_NAMED_SIGN = re.compile(r"^[Ll]oss\s[A-Za-zℒ](?:[_^]\S{1,6}|[A-Z]\w?\d?){1,2}$")
"""The word before the sign that it has in the formulas: "Loss f_S^t"."""
_FORMULA = re.compile(
    r"^(?:[A-Za-z][\w-]*\s){0,3}(?:loss|objective)\s?:?\s?(?:[Lℒ𝓛](?:_?\w{1,8})?\s?)?=\s?\S.*$", re.IGNORECASE
)
"""A loss by its name with what it is: "Total loss = L1 + λ SSIM"."""

_NAMED_TERM = r"(?:[λαβγµμwη]\w{0,3}\s?[·*]?\s?)?(?:B?CE|MSE|MAE|KL|L1|L2|NLL|Dice|SSIM|LPIPS|IoU|Focal)\b"
_NAMED_SUM = re.compile(rf"^[Lℒ]\w{{0,8}}\s?=\s?.*(?:{_NAMED_TERM}\s?\+|\+\s?{_NAMED_TERM})")
"""A loss that is a sum with the short name of another: "L = CE + λ Dice"."""

_ERROR = re.compile(
    r"^(?:[A-Za-z][\w-]*\s){0,2}(?:reconstruction|prediction|squared|absolute) error$", re.IGNORECASE
)
"""A loss by the word for what it measures: "Reconstruction error"."""

_DIVERGENCE = re.compile(rf"^{_SHARE}D_?\{{?(?:KL|JS|TV)\}}?(?:\s?[(\[].*[)\]])?$")
"""How far two distributions are apart, by its sign, with its share or none: "D_KL(q || p)", "β·D_KL"."""

_SQUARED = re.compile(r"^(?:[E𝔼]_?\w{0,3}\s?)?(?:‖|∥|\|\|)[^‖∥|]+(?:‖|∥|\|\|)[_^{}\dF]{0,4}[2²]\}?$")
"""How long a difference is, squared, and what it is on average: "‖x - f(z)‖²", "E‖·‖_2^2"."""

_KEYED = re.compile(r"^(?:\w{1,12}_loss|loss_\w{1,12})$|^(?:[\w-]+\s){0,3}loss(?:es)?\s?:\s", re.IGNORECASE)
"""The word in a name as code has it, or before what it is: "cls_loss", "loss_G", "Main task loss: CTR"."""

_COMPARED = re.compile(
    r"^compar(?:e|ed|ison)\s(?:with|to|against)\s(?:the\s)?"
    r"(?:targets?|labels?|ground[ -]?truths?|GT|references?|originals?|inputs?|ones|zeros|reals?|fakes?)$",
    re.IGNORECASE,
)
"""What a loss does, in words: "compare with target"."""

_GLUED = rf"{_SHARE}[Lℒℓ](?:{'|'.join(_NAMES.split())})"
_GLUED_SUM = re.compile(rf"^{_GLUED}(?:\s?\+\s?{_GLUED})+$")
"""A sum whose indices were printed lower without a mark: "Lrec + βLkl"."""

_SMALL = r"[lℓ]_\{?(?:\w{1,2}|%s)\}?"
_SMALL_LIST = re.compile(
    rf"^(?=.*_\{{?\w{{2}}){_SMALL}(?:\s?[,+]\s?{_SMALL})+$".replace("%s", "|".join(_NAMES.split()))
)
"""Several losses by a small letter, one of which has its name as index: "ℓ_g, ℓ_feat"."""

_BAR = r"(?:\|\||\||‖|∥)"
_TERM = r"[^|‖∥+=/,]{1,16}?"
_NORM = re.compile(
    r"^(?P<of>(?:(?:min|E|𝔼|λ|α|½|Σ|∑|1/[A-Za-z2]|\d\.\d+)\S{0,8}?\s?){1,3})?\[?\s?"
    rf"(?:(?P<bar>{_BAR})\s?{_TERM}\s?[-−–]\s?(?!\d){_TERM}{_BAR}|\({_TERM}\s?[-−–]\s?(?!\d){_TERM}\)(?=\s?\^?\{{?[2²]))"
    r"(?P<kind>(?:_\{?[12F]\}?|\^?\{?[2²]\}?|[12F]|\s)*)\]?$"
)
"""A norm, or a square, of the difference of two things."""

_MADE_AGAIN = re.compile("[\u0302\u0303'′ˆ˜~*]")
"""What marks the letter of one of them as that of what a network gives."""

_PENALTY = re.compile(
    r"\b(?:penalty|regulari[sz]\w+|term)$|^(?:L[12]|SSIM|Dice|G?IoU|TV|perceptual|adversarial|GAN)$",
    re.IGNORECASE,
)
"""The last word of what is added to a loss, or a loss by its short name."""

_SHORT = r"(?:L[12]|(?:MS-)?SSIM|Dice|[GDC]?IoU|TV|LPIPS|B?CE|MSE|MAE|KL|NLL|Focal)"
_SHORTS = re.compile(rf"^{_SHORT}(?:\s?[+&]\s?{_SHORT})+$")
"""A sum of losses by their short names: "SSIM + L1"."""

_FORMS = (
    *(_LIST, _ENTROPY, _DIVERGENCE, _SUM, _SHORTS, _CROSS, _NAMED_SIGN, _FORMULA, _NAMED_SUM, _ERROR),
    *(_SQUARED, _KEYED, _COMPARED, _GLUED_SUM, _SMALL_LIST),
)
"""How a loss is written that is told by all of its label."""

_WORDS = frozenset(["lent", "lid", "llm", "lseg"])


def is_loss(text: str) -> bool:
    """Whether a cleaned label is an L with the name of a loss: "L_rec", "Ladv", "L_CE (y, ŷ)"; an LLM is a model."""
    if any(form.match(text) for form in _FORMS) or _is_difference(text):
        return True
    return (
        text[:3] != "LLM"
        and text[:1] in ("L", "ℒ")
        and text.lower() not in _WORDS
        and bool(_LOSS.match(text))
    )


def _is_difference(text: str) -> bool:
    """Whether a formula says how far what is given is from what it should be: "E||x - x̂||²", "(y - ŷ)²", "|x - x̃|".

    A bare norm of two letters, "‖r_i - r_j‖", may as well be a distance that a network goes on with.
    """
    found = _NORM.match(unicodedata.normalize("NFD", text))
    if found is None:
        return False
    return bool(found["of"] or found["kind"].strip() or _MADE_AGAIN.search(found[0]))


def one_loss(drafts: list[Draft], parts: Sequence[Sequence[Item]]) -> list[Draft]:
    """A sum of losses and penalties as the one loss that it is: "Wasserstein Loss + Gradient Penalty"."""
    if len(parts) != len(drafts) or len(drafts) < 2 or any(draft.attrs for draft in drafts):
        return drafts
    if not any(draft.op == "loss" for draft in drafts):
        return drafts
    terms = all(draft.op == "loss" or _PENALTY.search(draft.name) is not None for draft in drafts)
    return [draft for draft in drafts if draft.op == "loss"][:1] if terms else drafts
