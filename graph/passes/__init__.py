"""Passes over a graph, one a file.

Passes of whole graphs take a Graph and return one; `graph.complete` says in which order they run. The rules
of `graph.passes.walk` act node by node, in the order of the data, on a Draft in which all shapes before are
known.
"""
