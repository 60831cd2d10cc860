from __future__ import annotations

import subprocess
import sys

import pytest

CODE = """
import keras, numpy as np
from keras import layers
import codegen, graph
from codegen.importers.keras_model import import_keras

keras.utils.set_random_seed(1)
inputs = keras.Input((16, 16, 3))
x = layers.ZeroPadding2D(((0, 1), (0, 1)))(inputs)
x = layers.Conv2D(8, 3, strides=2, use_bias=False)(x)
x = layers.BatchNormalization()(x)
x = layers.ReLU(6.0)(x)
y = keras.Sequential([layers.DepthwiseConv2D(3, padding="same", activation="swish"), layers.Conv2D(8, 1)])(x)
x = layers.Multiply()([layers.Add()([x, y]), layers.GlobalAveragePooling2D(keepdims=True)(x)])
x = layers.SeparableConv2D(4, 3, padding="same")(x + 3.0)
x = layers.Flatten()(x)
outputs = layers.Dense(5, activation="softmax")(x)
model = keras.Model(inputs, outputs)

imported = import_keras(model)
program = codegen.lower(graph.complete(imported.graph).graph)
value = np.random.default_rng(0).uniform(-1, 1, (1, 16, 16, 3)).astype("float32")
made = codegen.from_program(program, "onnx")
expected = np.asarray(model(value))
result = codegen.verify(made, weights=imported.weights_of(program), inputs=(value,), reference=[expected])
print(result.status, result.reason, program.trainable)
print(sum(int(np.prod(w.shape)) for w in model.trainable_weights))
"""


def test_a_keras_model_comes_through_with_its_weights() -> None:
    pytest.importorskip("tensorflow")
    done = subprocess.run([sys.executable, "-c", CODE], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    status, parameters, expected = done.stdout.split()
    assert status == "ok" and parameters == expected
