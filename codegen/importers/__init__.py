"""Importers: a model of a framework as an architecture graph with its weights. For checking ourselves.

`onnx_model.import_onnx` reads an ONNX file, `keras_model.import_keras` a Keras model. Neither is part of the way
from paper to code.
"""
