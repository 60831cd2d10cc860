"""Core operations: the few dozen that every framework's emitters are written for.

The registry's operations are lowered to these (`codegen.lowering`); each framework then needs an emitter for
each core operation only. Shapes are channels last without the batch dimension, as in the graph. A step's
settings are concrete: no convention is left to a framework's own idea of it.
"""
