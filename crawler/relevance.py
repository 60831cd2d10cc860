"""Is a paper about deep learning? Judged by title and abstract, before anything is fetched.

A weighted vocabulary: a network that is named says much, a word that other fields share says little. The sum goes
through a logistic function, so that the answer can be compared with a threshold.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable

STRONG = 3.0
CLEAR = 1.6
WEAK = 0.6

VOCABULARY: dict[str, float] = {
    r"neural net\w*": STRONG,
    r"deep learning": STRONG,
    r"convolution\w*": STRONG,
    r"transformers?": CLEAR,
    r"self-attention|multi-head attention|attention mechanisms?": STRONG,
    r"(?:deep|residual|recurrent|graph|spiking|adversarial) networks?": STRONG,
    r"resnets?|unets?|u-nets?|lstms?|grus?|mlps?|cnns?|rnns?|gnns?|gans?|vaes?|vits?|dnns?": STRONG,
    r"(?:large |vision[- ]|pretrained |pre-trained )?language models?|llms?": CLEAR,
    r"auto-?encoders?|encoder-decoder": STRONG,
    r"diffusion models?": CLEAR,
    r"back-?propagation|dropout|batch normali[sz]ation": STRONG,
    r"fine-?tun\w+|pre-?train\w*|self-supervis\w+|representation learning": CLEAR,
    r"architectures?|backbones?|layers?|blocks?": WEAK,
    r"image(?:net| classification| segmentation)|object detection|speech recognition": WEAK,
    r"embeddings?|end-to-end|gpus?": WEAK,
    r"theorem|lemma|conjecture|manifold|galax\w+|quantum field": -1.0,
}
_COMPILED = [
    (re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE), weight) for pattern, weight in VOCABULARY.items()
]
_OFFSET = -2.5


def relevance(title: str, abstract: str, keywords: Iterable[str] = ()) -> float:
    """How likely a paper is about deep learning, from 0 to 1. A word of `keywords` in title or abstract gives 1.

    Each entry of the vocabulary counts once, doubled where the title has it.
    """
    text = f"{title}\n{abstract}"
    if any(re.search(rf"\b{re.escape(word)}\b", text, re.IGNORECASE) for word in keywords):
        return 1.0
    total = _OFFSET
    for pattern, weight in _COMPILED:
        if pattern.search(title):
            total += 2 * weight
        elif pattern.search(abstract):
            total += weight
    return 1.0 / (1.0 + math.exp(-total))
