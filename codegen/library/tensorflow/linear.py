"""Convolutions and products with matrices, with their weights."""

import math

import tensorflow as tf

from codegen.library.tensorflow.functions import uniform


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


class Dense(tf.Module):
    """Product with a matrix over the last axis."""

    def __init__(self, in_features: int, out_features: int, bias: bool = True) -> None:
        super().__init__()
        self.kernel = tf.Variable(uniform((in_features, out_features), in_features))
        self.bias = tf.Variable(tf.zeros(out_features)) if bias else None

    def __call__(self, x: tf.Tensor) -> tf.Tensor:
        y = tf.tensordot(x, self.kernel, 1)
        return y if self.bias is None else y + self.bias
