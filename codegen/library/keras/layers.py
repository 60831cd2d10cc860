"""What Keras has no layer for."""

import numpy as np
from keras import layers, ops


class Parameter(layers.Layer):
    """A trained tensor, the same for every item of the batch of its input."""

    def __init__(self, shape, **kwargs):
        super().__init__(**kwargs)
        self.shape = shape

    def build(self, _):
        self.value = self.add_weight(shape=self.shape, name="value")

    def call(self, x):
        batch = ops.shape(x)[0]
        return ops.broadcast_to(self.value, (batch, *self.shape))


class Sinusoid(layers.Layer):
    """Sines and cosines of positions, the same for every item of the batch of its input."""

    def __init__(self, length, width, **kwargs):
        super().__init__(**kwargs)
        place = np.arange(length)[:, None]
        column = np.arange(width)
        angle = place / 10000 ** (2 * (column // 2) / width)
        table = np.where(column % 2 == 0, np.sin(angle), np.cos(angle))
        self.table = table.astype("float32")

    def call(self, x):
        batch = ops.shape(x)[0]
        return ops.broadcast_to(self.table, (batch, *self.table.shape))


class ChannelScale(layers.Layer):
    """One trained factor and one trained term for each channel."""

    def __init__(self, scale=True, bias=True, **kwargs):
        super().__init__(**kwargs)
        self.has_scale, self.has_bias = scale, bias

    def build(self, shape):
        size = (shape[-1],)
        if self.has_scale:
            self.scale = self.add_weight(shape=size, initializer="ones", name="scale")
        if self.has_bias:
            self.bias = self.add_weight(shape=size, initializer="zeros", name="bias")

    def call(self, x):
        x = x * self.scale if self.has_scale else x
        return x + self.bias if self.has_bias else x
