"""What Keras has no function for."""

import numpy as np
from keras import ops


def mask_later(scores):
    """Scores with 1e9 taken off where a position would see a later one."""
    rows, columns = scores.shape[-2:]
    return scores + np.triu(np.full((rows, columns), -1e9, "float32"), 1)


def attend(q, k, v, heads, causal=False):
    """Scaled dot-product attention of (batch, length, width) tensors in heads."""

    def split(t):
        t = ops.reshape(t, (-1, t.shape[1], heads, t.shape[2] // heads))
        return ops.transpose(t, (0, 2, 1, 3))

    length, width = q.shape[1], v.shape[2]
    scale = (q.shape[2] // heads) ** -0.5
    q, k, v = split(q), split(k), split(v)
    scores = ops.matmul(q, ops.swapaxes(k, -1, -2)) * scale
    weights = ops.softmax(mask_later(scores) if causal else scores)
    y = ops.transpose(ops.matmul(weights, v), (0, 2, 1, 3))
    return ops.reshape(y, (-1, length, width))


def local_response_norm(x, size, alpha, beta, k):
    """Each number divided by a power of the mean square of its channel's neighbours."""
    channels, half = x.shape[-1], size // 2
    pads = ((0, 0),) * (len(x.shape) - 1) + ((half, half),)
    squares = ops.pad(ops.square(x), pads)
    total = sum(squares[..., n : n + channels] for n in range(size))
    return x / (k + alpha / size * total) ** beta


def mean_pool(x, pads, pool_size, strides):
    """Average pooling with padding that is not counted."""
    total = ops.average_pool(ops.pad(x, pads), pool_size, strides)
    ones = ops.pad(ops.ones_like(x), pads)
    return total / ops.average_pool(ones, pool_size, strides)


def pixel_shuffle(x, block):
    """Channels moved into space."""
    height, width, channels = x.shape[1:]
    channels //= block**2
    x = ops.reshape(x, (-1, height, width, channels, block, block))
    x = ops.transpose(x, (0, 1, 4, 2, 5, 3))
    return ops.reshape(x, (-1, height * block, width * block, channels))


def pixel_unshuffle(x, block):
    """Space moved into channels."""
    height, width, channels = x.shape[1:]
    height, width = height // block, width // block
    x = ops.reshape(x, (-1, height, block, width, block, channels))
    x = ops.transpose(x, (0, 1, 3, 5, 2, 4))
    return ops.reshape(x, (-1, height, width, channels * block**2))


def channel_shuffle(x, groups):
    """Channels cut into groups and dealt out in turn."""
    *space, channels = x.shape[1:]
    x = ops.reshape(x, (-1, *space, groups, channels // groups))
    x = ops.swapaxes(x, -1, -2)
    return ops.reshape(x, (-1, *space, channels))
