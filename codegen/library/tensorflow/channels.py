"""Normalisations and what is trained channel by channel."""

import tensorflow as tf


class BatchNorm(tf.Module):
    """Channels normalised by running statistics."""

    def __init__(
        self,
        channels: int,
        epsilon: float = 1e-05,
        scale: bool = True,
        bias: bool = True,
    ) -> None:
        super().__init__()
        self.scale = tf.Variable(tf.ones(channels)) if scale else None
        self.bias = tf.Variable(tf.zeros(channels)) if bias else None
        self.mean = tf.Variable(tf.zeros(channels), trainable=False)
        self.variance = tf.Variable(tf.ones(channels), trainable=False)
        self.epsilon = epsilon

    def __call__(self, x: tf.Tensor) -> tf.Tensor:
        return tf.nn.batch_normalization(
            x, self.mean, self.variance, self.bias, self.scale, self.epsilon
        )


class LayerNorm(tf.Module):
    """Each position's channels normalised."""

    def __init__(
        self,
        channels: int,
        epsilon: float = 1e-05,
        scale: bool = True,
        bias: bool = True,
    ) -> None:
        super().__init__()
        self.scale = tf.Variable(tf.ones(channels)) if scale else None
        self.bias = tf.Variable(tf.zeros(channels)) if bias else None
        self.epsilon = epsilon

    def __call__(self, x: tf.Tensor) -> tf.Tensor:
        mean, variance = tf.nn.moments(x, -1, keepdims=True)
        return tf.nn.batch_normalization(
            x, mean, variance, self.bias, self.scale, self.epsilon
        )


class GroupNorm(tf.Module):
    """Groups of channels normalised over space."""

    def __init__(
        self,
        channels: int,
        groups: int,
        epsilon: float = 1e-05,
        scale: bool = True,
        bias: bool = True,
    ) -> None:
        super().__init__()
        self.scale = tf.Variable(tf.ones(channels)) if scale else None
        self.bias = tf.Variable(tf.zeros(channels)) if bias else None
        self.groups, self.epsilon = groups, epsilon

    def __call__(self, x: tf.Tensor) -> tf.Tensor:
        *space, channels = x.shape[1:]
        cut = tf.reshape(x, (-1, *space, self.groups, channels // self.groups))
        axes = (*range(1, len(space) + 1), -1)
        mean, variance = tf.nn.moments(cut, axes, keepdims=True)
        y = (cut - mean) * tf.math.rsqrt(variance + self.epsilon)
        y = tf.reshape(y, (-1, *space, channels))
        y = y if self.scale is None else y * self.scale
        return y if self.bias is None else y + self.bias


class RMSNorm(tf.Module):
    """Each position's channels divided by their root mean square."""

    def __init__(
        self, channels: int, epsilon: float = 1e-05, scale: bool = True
    ) -> None:
        super().__init__()
        self.scale = tf.Variable(tf.ones(channels)) if scale else None
        self.epsilon = epsilon

    def __call__(self, x: tf.Tensor) -> tf.Tensor:
        square = tf.reduce_mean(tf.square(x), -1, keepdims=True)
        y = x * tf.math.rsqrt(square + self.epsilon)
        return y if self.scale is None else y * self.scale


class PReLU(tf.Module):
    """A rectifier with one trained slope for each channel."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.alpha = tf.Variable(tf.fill((channels,), 0.25))

    def __call__(self, x: tf.Tensor) -> tf.Tensor:
        return tf.nn.relu(x) - self.alpha * tf.nn.relu(-x)


class ChannelScale(tf.Module):
    """One trained factor and one trained term for each channel."""

    def __init__(self, channels: int, scale: bool = True, bias: bool = True) -> None:
        super().__init__()
        self.scale = tf.Variable(tf.ones(channels)) if scale else None
        self.bias = tf.Variable(tf.zeros(channels)) if bias else None

    def __call__(self, x: tf.Tensor) -> tf.Tensor:
        x = x if self.scale is None else x * self.scale
        return x if self.bias is None else x + self.bias
