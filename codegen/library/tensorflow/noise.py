"""What acts while training only."""

import math

import tensorflow as tf


class Dropout(tf.Module):
    """Numbers dropped at random while `training` is set."""

    def __init__(self, rate: float) -> None:
        super().__init__()
        self.rate, self.training = rate, False

    def __call__(self, x: tf.Tensor) -> tf.Tensor:
        return tf.nn.dropout(x, self.rate) if self.training else x


class SpatialDropout(tf.Module):
    """Whole channels dropped at random while `training` is set."""

    def __init__(self, rate: float) -> None:
        super().__init__()
        self.rate, self.training = rate, False

    def __call__(self, x: tf.Tensor) -> tf.Tensor:
        if not self.training:
            return x
        ones = (1,) * (len(x.shape) - 2)
        shape = (tf.shape(x)[0], *ones, x.shape[-1])
        return tf.nn.dropout(x, self.rate, noise_shape=shape)


class DropPath(tf.Module):
    """The whole branch left out at random while `training` is set, an example each."""

    def __init__(self, rate: float) -> None:
        super().__init__()
        self.rate, self.training = rate, False

    def __call__(self, x: tf.Tensor) -> tf.Tensor:
        if not self.training:
            return x
        shape = (tf.shape(x)[0], *(1,) * (len(x.shape) - 1))
        return tf.nn.dropout(x, self.rate, noise_shape=shape)


class GaussianNoise(tf.Module):
    """Gaussian noise added while `training` is set."""

    def __init__(self, deviation: float) -> None:
        super().__init__()
        self.deviation, self.training = deviation, False

    def __call__(self, x: tf.Tensor) -> tf.Tensor:
        if not self.training:
            return x
        return x + tf.random.normal(tf.shape(x), stddev=self.deviation)


class GaussianDropout(tf.Module):
    """Numbers multiplied by Gaussian noise around one while `training` is set."""

    def __init__(self, rate: float) -> None:
        super().__init__()
        self.rate, self.training = rate, False

    def __call__(self, x: tf.Tensor) -> tf.Tensor:
        if not self.training:
            return x
        deviation = math.sqrt(self.rate / (1 - self.rate))
        return x * tf.random.normal(tf.shape(x), 1.0, deviation)


class AlphaDropout(tf.Module):
    """Dropout that keeps mean and variance behind SELU, while `training` is set."""

    def __init__(self, rate: float) -> None:
        super().__init__()
        self.rate, self.training = rate, False

    def __call__(self, x: tf.Tensor) -> tf.Tensor:
        if not self.training:
            return x
        low = -1.7580993408473766
        keep = tf.random.uniform(tf.shape(x)) >= self.rate
        scale = ((1 - self.rate) * (1 + self.rate * low**2)) ** -0.5
        return (tf.where(keep, x, low) - self.rate * low) * scale
