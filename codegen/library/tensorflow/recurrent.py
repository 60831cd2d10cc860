"""Recurrent layers."""

from collections.abc import Callable

import tensorflow as tf

from codegen.library.tensorflow.functions import uniform


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


class Bidirectional(tf.Module):
    """Two recurrent layers, one of them backwards, side by side."""

    def __init__(self, forward: Recurrent, backward: Recurrent) -> None:
        super().__init__()
        self.forward, self.backward = forward, backward

    def __call__(self, x: tf.Tensor) -> tf.Tensor:
        return tf.concat([self.forward(x), self.backward(x)], -1)
