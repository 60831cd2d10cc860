"""Drawings of volumes and maps: their sizes and names, what is done between them, and in which order they stand."""
