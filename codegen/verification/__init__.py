"""Runs generated code in a limited process and compares what comes out. Results are data."""
