"""The shape of generated code: which steps of a program become a class, and which classes a loop.

`partition` groups steps into blocks by what the paper says (composites, brackets) and by what repeats; `classes`
makes one class of all blocks that are the same code with other numbers. Neither knows a framework.
"""
