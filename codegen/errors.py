"""What can go wrong while code is generated. None of it reaches a caller of `codegen.generate`.

CodegenError
├── Unsupported   a step that cannot be built, or that a framework has no emitter for; carries the reason
└── Malformed     a program or a file that breaks a rule of this package
"""

from __future__ import annotations


class CodegenError(Exception):
    """Any error of this package."""


class Unsupported(CodegenError):
    """There is no way to write this in the framework, and why."""


class Malformed(CodegenError):
    """A program or a file breaks a rule."""
