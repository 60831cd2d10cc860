"""What frameworks with channels last share: Keras and TensorFlow."""
