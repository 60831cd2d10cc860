"""A figure's drawing as shapes, connectors and text, whichever way it was drawn."""
