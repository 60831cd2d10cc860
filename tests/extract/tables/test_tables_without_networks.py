"""Tables of papers about networks that show none: what they print may be layers, settings or kinds of model."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.extract.tables.drawn import Table, read

TABLES = {
    "Notation used throughout this paper.": [
        ["Symbol", "Meaning"],
        ["x", "input image"],
        ["h", "hidden representation"],
        ["s", "sigmoid function"],
        ["L", "number of layers"],
    ],
    "Abbreviations of layers.": [
        ["Abbreviation", "Full name"],
        ["FC", "fully connected layer"],
        ["BN", "batch normalization"],
        ["GAP", "global average pooling"],
    ],
    "Hyperparameters of the agent.": [
        ["Hyperparameter", "Value"],
        ["Horizon", "2048"],
        ["Adam step size", "0.0003"],
        ["Minibatch size", "64"],
        ["Discount", "0.99"],
        ["Hidden units", "64"],
        ["Number of hidden layers", "2"],
    ],
    "Search space of the random search.": [
        ["Parameter", "Range", "Scale"],
        ["Learning rate", "0.00001 to 0.1", "log"],
        ["Number of layers", "1, 2, 3, 4", "uniform"],
        ["Hidden size", "64, 128, 256, 512", "uniform"],
        ["Kernel size", "3, 5, 7", "uniform"],
    ],
    "Complexity and path lengths of different layer types.": [
        ["Layer type", "Complexity per layer", "Sequential operations"],
        ["Self-Attention", "O(n·n·d)", "O(1)"],
        ["Recurrent", "O(n·d·d)", "O(n)"],
        ["Convolutional", "O(k·n·d·d)", "O(1)"],
    ],
    "Ablation study on the kernel size and the number of dilated convolution layers.": [
        ["Kernel size", "Layers", "Dilation", "mIoU"],
        ["3", "1", "1", "71.2"],
        ["3", "2", "1, 2", "72.9"],
        ["5", "3", "1, 2, 4", "73.8"],
    ],
    "Inference time (ms) per layer.": [
        ["Layer", "CPU", "GPU"],
        ["Conv 3×3, 64", "12.1", "0.9"],
        ["Max pooling", "1.2", "0.1"],
        ["FC 4096", "35.0", "2.2"],
    ],
    "Pruning ratio of every layer of the network.": [
        ["Layer", "Weights", "Weights kept", "FLOPs kept"],
        ["conv1_1", "2K", "58%", "58%"],
        ["conv2_1", "74K", "34%", "30%"],
        ["fc6", "103M", "4%", "4%"],
        ["fc7", "17M", "4%", "4%"],
    ],
    "Influence of the activation function.": [
        ["Activation", "First dataset", "Second dataset"],
        ["ReLU", "93.2", "71.4"],
        ["LeakyReLU", "93.4", "71.9"],
        ["GELU", "93.7", "72.5"],
    ],
    "Comparison of optimizers for an LSTM with 512 hidden units.": [
        ["Optimizer", "Learning rate", "Test perplexity"],
        ["SGD", "1.0", "82.3"],
        ["Adam", "0.001", "79.9"],
    ],
}


@pytest.mark.parametrize("caption", TABLES)
def test_no_network_is_made_up(caption: str, tmp_path: Path) -> None:
    reading = read(Table(f"Table 3: {caption}", TABLES[caption]), tmp_path)
    assert reading.graphs == ()
    assert reading.reason
