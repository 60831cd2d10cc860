"""The modules and functions on tf.nn that generated files are built from, by name."""

from __future__ import annotations

MODULES = {
    "Conv": '''
class Conv(tf.Module):
    """Convolution over any number of axes."""

    def __init__(
        self,
        in_channels: int,
        filters: int,
        kernel: tuple[int, ...],
        stride: tuple[int, ...] | None = None,
        padding: str = "VALID",
        dilation: tuple[int, ...] | None = None,
        groups: int = 1,
        bias: bool = True,
    ) -> None:
        super().__init__()
        shape = (*kernel, in_channels // groups, filters)
        self.kernel = tf.Variable(uniform(shape, math.prod(shape[:-1])))
        self.bias = tf.Variable(tf.zeros(filters)) if bias else None
        self.stride, self.padding, self.dilation = stride, padding, dilation
        self.groups = groups

    def __call__(self, x: tf.Tensor) -> tf.Tensor:
        # Not every device has grouped kernels; convolving the groups apart needs none.
        parts = [
            tf.nn.convolution(
                part, kernel, self.stride, self.padding, None, self.dilation
            )
            for part, kernel in zip(
                tf.split(x, self.groups, -1), tf.split(self.kernel, self.groups, -1)
            )
        ]
        y = tf.concat(parts, -1) if self.groups > 1 else parts[0]
        return y if self.bias is None else y + self.bias
''',
    "DepthwiseConv": '''
class DepthwiseConv(tf.Module):
    """Convolution of each channel apart."""

    def __init__(
        self,
        in_channels: int,
        kernel: tuple[int, int],
        stride: int = 1,
        padding: str = "VALID",
        dilation: tuple[int, int] | None = None,
        multiplier: int = 1,
        bias: bool = True,
    ) -> None:
        super().__init__()
        shape = (*kernel, in_channels, multiplier)
        self.kernel = tf.Variable(uniform(shape, math.prod(kernel)))
        self.bias = tf.Variable(tf.zeros(in_channels * multiplier)) if bias else None
        self.stride, self.padding, self.dilation = (
            (1, stride, stride, 1),
            padding,
            dilation,
        )

    def __call__(self, x: tf.Tensor) -> tf.Tensor:
        y = tf.nn.depthwise_conv2d(
            x, self.kernel, self.stride, self.padding, None, self.dilation
        )
        return y if self.bias is None else y + self.bias
''',
    "ConvTranspose": '''
class ConvTranspose(tf.Module):
    """Transposed convolution without padding."""

    def __init__(
        self,
        in_channels: int,
        filters: int,
        kernel: tuple[int, ...],
        stride: tuple[int, ...],
        bias: bool = True,
    ) -> None:
        super().__init__()
        shape = (*kernel, filters, in_channels)
        self.kernel = tf.Variable(uniform(shape, math.prod(kernel) * in_channels))
        self.bias = tf.Variable(tf.zeros(filters)) if bias else None
        self.stride = stride

    def __call__(self, x: tf.Tensor) -> tf.Tensor:
        *kernel, filters, _ = self.kernel.shape
        sizes = zip(x.shape[1:-1], kernel, self.stride)
        space = [n * s + max(k - s, 0) for n, k, s in sizes]
        shape = (tf.shape(x)[0], *space, filters)
        y = tf.nn.conv_transpose(x, self.kernel, shape, self.stride, "VALID")
        return y if self.bias is None else y + self.bias
''',
    "Dense": '''
class Dense(tf.Module):
    """Product with a matrix over the last axis."""

    def __init__(self, in_features: int, out_features: int, bias: bool = True) -> None:
        super().__init__()
        self.kernel = tf.Variable(uniform((in_features, out_features), in_features))
        self.bias = tf.Variable(tf.zeros(out_features)) if bias else None

    def __call__(self, x: tf.Tensor) -> tf.Tensor:
        y = tf.tensordot(x, self.kernel, 1)
        return y if self.bias is None else y + self.bias
''',
    "BatchNorm": '''
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
''',
    "LayerNorm": '''
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
''',
    "GroupNorm": '''
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
''',
    "RMSNorm": '''
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
''',
    "PReLU": '''
class PReLU(tf.Module):
    """A rectifier with one trained slope for each channel."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.alpha = tf.Variable(tf.fill((channels,), 0.25))

    def __call__(self, x: tf.Tensor) -> tf.Tensor:
        return tf.nn.relu(x) - self.alpha * tf.nn.relu(-x)
''',
    "ChannelScale": '''
class ChannelScale(tf.Module):
    """One trained factor and one trained term for each channel."""

    def __init__(self, channels: int, scale: bool = True, bias: bool = True) -> None:
        super().__init__()
        self.scale = tf.Variable(tf.ones(channels)) if scale else None
        self.bias = tf.Variable(tf.zeros(channels)) if bias else None

    def __call__(self, x: tf.Tensor) -> tf.Tensor:
        x = x if self.scale is None else x * self.scale
        return x if self.bias is None else x + self.bias
''',
    "Dropout": '''
class Dropout(tf.Module):
    """Numbers dropped at random while `training` is set."""

    def __init__(self, rate: float) -> None:
        super().__init__()
        self.rate, self.training = rate, False

    def __call__(self, x: tf.Tensor) -> tf.Tensor:
        return tf.nn.dropout(x, self.rate) if self.training else x
''',
    "SpatialDropout": '''
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
''',
    "DropPath": '''
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
''',
    "GaussianNoise": '''
class GaussianNoise(tf.Module):
    """Gaussian noise added while `training` is set."""

    def __init__(self, deviation: float) -> None:
        super().__init__()
        self.deviation, self.training = deviation, False

    def __call__(self, x: tf.Tensor) -> tf.Tensor:
        if not self.training:
            return x
        return x + tf.random.normal(tf.shape(x), stddev=self.deviation)
''',
    "GaussianDropout": '''
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
''',
    "AlphaDropout": '''
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
''',
    "Recurrent": '''
class Recurrent(tf.Module):
    """What recurrent layers share: weights of `gates` gates, and the walk along the steps."""

    def __init__(
        self,
        gates: int,
        in_features: int,
        units: int,
        bias: bool,
        sequences: bool,
        reverse: bool,
    ) -> None:
        super().__init__()
        self.kernel = tf.Variable(uniform((in_features, gates * units), in_features))
        self.recurrent = tf.Variable(uniform((units, gates * units), units))
        self.bias = tf.Variable(tf.zeros(gates * units)) if bias else None
        self.units, self.sequences, self.reverse = units, sequences, reverse

    def start(self, x: tf.Tensor) -> tf.Tensor:
        """A state of zeros for each item of the batch."""
        return tf.zeros((tf.shape(x)[0], self.units))

    def steps(self, x: tf.Tensor) -> list[tf.Tensor]:
        """The steps' shares of the gates, in the order in which they are walked."""
        y = tf.tensordot(x, self.kernel, 1)
        y = y if self.bias is None else y + self.bias
        parts = tf.unstack(y, axis=1)
        return parts[::-1] if self.reverse else parts

    def result(self, states: list[tf.Tensor]) -> tf.Tensor:
        """All states in the order of the input, or the last one."""
        if not self.sequences:
            return states[-1]
        return tf.stack(states[::-1] if self.reverse else states, axis=1)
''',
    "RNN": '''
class RNN(Recurrent):
    """A simple recurrent layer."""

    def __init__(
        self,
        in_features: int,
        units: int,
        bias: bool = True,
        sequences: bool = True,
        reverse: bool = False,
        activation: Callable[[tf.Tensor], tf.Tensor] = tf.tanh,
    ) -> None:
        super().__init__(1, in_features, units, bias, sequences, reverse)
        self.activation = activation

    def __call__(self, x: tf.Tensor) -> tf.Tensor:
        h, states = self.start(x), []
        for share in self.steps(x):
            h = self.activation(share + h @ self.recurrent)
            states.append(h)
        return self.result(states)
''',
    "LSTM": '''
class LSTM(Recurrent):
    """Long short-term memory; gates in the order input, forget, cell, output."""

    def __init__(
        self,
        in_features: int,
        units: int,
        bias: bool = True,
        sequences: bool = True,
        reverse: bool = False,
    ) -> None:
        super().__init__(4, in_features, units, bias, sequences, reverse)

    def __call__(self, x: tf.Tensor) -> tf.Tensor:
        h, c, states = self.start(x), self.start(x), []
        for share in self.steps(x):
            i, f, g, o = tf.split(share + h @ self.recurrent, 4, -1)
            c = tf.sigmoid(f) * c + tf.sigmoid(i) * tf.tanh(g)
            h = tf.sigmoid(o) * tf.tanh(c)
            states.append(h)
        return self.result(states)
''',
    "GRU": '''
class GRU(Recurrent):
    """Gated recurrent unit; gates in the order reset, update, new."""

    def __init__(
        self,
        in_features: int,
        units: int,
        bias: bool = True,
        sequences: bool = True,
        reverse: bool = False,
    ) -> None:
        super().__init__(3, in_features, units, bias, sequences, reverse)
        self.state_bias = tf.Variable(tf.zeros(3 * units)) if bias else None

    def __call__(self, x: tf.Tensor) -> tf.Tensor:
        h, states = self.start(x), []
        for share in self.steps(x):
            own = h @ self.recurrent
            own = own if self.state_bias is None else own + self.state_bias
            (r, z, n), (hr, hz, hn) = tf.split(share, 3, -1), tf.split(own, 3, -1)
            z = tf.sigmoid(z + hz)
            h = z * h + (1 - z) * tf.tanh(n + tf.sigmoid(r + hr) * hn)
            states.append(h)
        return self.result(states)
''',
    "Bidirectional": '''
class Bidirectional(tf.Module):
    """Two recurrent layers, one of them backwards, side by side."""

    def __init__(self, forward: Recurrent, backward: Recurrent) -> None:
        super().__init__()
        self.forward, self.backward = forward, backward

    def __call__(self, x: tf.Tensor) -> tf.Tensor:
        return tf.concat([self.forward(x), self.backward(x)], -1)
''',
}  # fmt: skip

FUNCTIONS = {
    "uniform": '''
def uniform(shape: tuple[int, ...], fan_in: int) -> tf.Tensor:
    """Initial weights whose spread keeps that of what comes in."""
    bound = math.sqrt(3 / fan_in)
    return tf.random.uniform(shape, -bound, bound)
''',
    "sinusoid": '''
def sinusoid(length: int, width: int) -> tf.Tensor:
    """Sines and cosines of positions, (1, length, width)."""
    place = np.arange(length)[:, None]
    column = np.arange(width)
    angle = place / 10000 ** (2 * (column // 2) / width)
    table = np.where(column % 2 == 0, np.sin(angle), np.cos(angle))
    return tf.constant(table[None], tf.float32)
''',
    "mask_later": '''
def mask_later(scores: tf.Tensor) -> tf.Tensor:
    """Scores with 1e9 taken off where a position would see a later one."""
    mask = np.triu(np.full(scores.shape[-2:], -1e9, "float32"), 1)
    return scores + mask
''',
    "attend": '''
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
''',
    "mean_pool": '''
def mean_pool(
    x: tf.Tensor, pads: tuple, kernel: int | tuple, stride: int | tuple
) -> tf.Tensor:
    """Average pooling with padding that is not counted."""
    total = tf.nn.avg_pool(tf.pad(x, pads), kernel, stride, "VALID")
    share = tf.nn.avg_pool(tf.pad(tf.ones_like(x), pads), kernel, stride, "VALID")
    return total / share
''',
    "pixel_shuffle": '''
def pixel_shuffle(x: tf.Tensor, block: int) -> tf.Tensor:
    """Channels moved into space."""
    height, width, channels = x.shape[1:]
    channels //= block**2
    x = tf.reshape(x, (-1, height, width, channels, block, block))
    x = tf.transpose(x, (0, 1, 4, 2, 5, 3))
    return tf.reshape(x, (-1, height * block, width * block, channels))
''',
    "pixel_unshuffle": '''
def pixel_unshuffle(x: tf.Tensor, block: int) -> tf.Tensor:
    """Space moved into channels."""
    height, width, channels = x.shape[1:]
    height, width = height // block, width // block
    x = tf.reshape(x, (-1, height, block, width, block, channels))
    x = tf.transpose(x, (0, 1, 3, 5, 2, 4))
    return tf.reshape(x, (-1, height, width, channels * block**2))
''',
    "channel_shuffle": '''
def channel_shuffle(x: tf.Tensor, groups: int) -> tf.Tensor:
    """Channels cut into groups and dealt out in turn."""
    *space, channels = x.shape[1:]
    x = tf.reshape(x, (-1, *space, groups, channels // groups))
    axes = len(space) + 1
    x = tf.transpose(x, (*range(axes), axes + 1, axes))
    return tf.reshape(x, (-1, *space, channels))
''',
}  # fmt: skip

HELPERS = FUNCTIONS | MODULES
