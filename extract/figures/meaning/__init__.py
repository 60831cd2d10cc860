"""What a thing stands for by its label, its place in the flow and what is printed beside it."""
