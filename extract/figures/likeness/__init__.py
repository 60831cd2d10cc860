"""Shapes of a scene that are one thing together: neurons of a layer, cells of a vector, steps, tiles of a picture."""
