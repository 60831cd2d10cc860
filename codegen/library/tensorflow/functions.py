"""What TensorFlow has no function for."""

import math

import numpy as np
import tensorflow as tf


def uniform(shape: tuple[int, ...], fan_in: int) -> tf.Tensor:
    """Initial weights whose spread keeps that of what comes in."""
    bound = math.sqrt(3 / fan_in)
    return tf.random.uniform(shape, -bound, bound)


def sinusoid(length: int, width: int) -> tf.Tensor:
    """Sines and cosines of positions, (1, length, width)."""
    place = np.arange(length)[:, None]
    column = np.arange(width)
    angle = place / 10000 ** (2 * (column // 2) / width)
    table = np.where(column % 2 == 0, np.sin(angle), np.cos(angle))
    return tf.constant(table[None], tf.float32)


def mask_later(scores: tf.Tensor) -> tf.Tensor:
    """Scores with 1e9 taken off where a position would see a later one."""
    mask = np.triu(np.full(scores.shape[-2:], -1e9, "float32"), 1)
    return scores + mask


def attend(
    q: tf.Tensor, k: tf.Tensor, v: tf.Tensor, heads: int, causal: bool = False
) -> tf.Tensor:
    """Scaled dot-product attention of (batch, length, width) tensors in heads."""

    def split(t: tf.Tensor) -> tf.Tensor:
        t = tf.reshape(t, (-1, t.shape[1], heads, t.shape[2] // heads))
        return tf.transpose(t, (0, 2, 1, 3))

    length, width = q.shape[1], v.shape[2]
    q, k, v = split(q), split(k), split(v)
    scores = tf.matmul(q, k, transpose_b=True) / math.sqrt(q.shape[-1])
    weights = tf.nn.softmax(mask_later(scores) if causal else scores)
    y = tf.transpose(tf.matmul(weights, v), (0, 2, 1, 3))
    return tf.reshape(y, (-1, length, width))


def mean_pool(
    x: tf.Tensor, pads: tuple, kernel: int | tuple, stride: int | tuple
) -> tf.Tensor:
    """Average pooling with padding that is not counted."""
    total = tf.nn.avg_pool(tf.pad(x, pads), kernel, stride, "VALID")
    share = tf.nn.avg_pool(tf.pad(tf.ones_like(x), pads), kernel, stride, "VALID")
    return total / share


def pixel_shuffle(x: tf.Tensor, block: int) -> tf.Tensor:
    """Channels moved into space."""
    height, width, channels = x.shape[1:]
    channels //= block**2
    x = tf.reshape(x, (-1, height, width, channels, block, block))
    x = tf.transpose(x, (0, 1, 4, 2, 5, 3))
    return tf.reshape(x, (-1, height * block, width * block, channels))


def pixel_unshuffle(x: tf.Tensor, block: int) -> tf.Tensor:
    """Space moved into channels."""
    height, width, channels = x.shape[1:]
    height, width = height // block, width // block
    x = tf.reshape(x, (-1, height, block, width, block, channels))
    x = tf.transpose(x, (0, 1, 3, 5, 2, 4))
    return tf.reshape(x, (-1, height, width, channels * block**2))


def channel_shuffle(x: tf.Tensor, groups: int) -> tf.Tensor:
    """Channels cut into groups and dealt out in turn."""
    *space, channels = x.shape[1:]
    x = tf.reshape(x, (-1, *space, groups, channels // groups))
    axes = len(space) + 1
    x = tf.transpose(x, (*range(axes), axes + 1, axes))
    return tf.reshape(x, (-1, *space, channels))
