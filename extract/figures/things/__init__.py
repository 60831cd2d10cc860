"""What a scene holds that a line may lead to, with the text that stands in it."""
