"""A graph in, source code out, for each framework; running and verifying it.

    implementation = codegen.generate(completed_graph, "pytorch")
    verification = codegen.verify(implementation)

Results are data: whatever is wrong with a graph, a framework or a run stands in them, never in an exception.
The frameworks themselves are imported only in the limited process that runs generated code.

Errors, all inside the package: CodegenError (codegen.errors) > Unsupported, Malformed.
"""

from codegen.generation import from_program, generate, generate_all
from codegen.lowering import lower
from codegen.model import FRAMEWORKS, Framework, Implementation, Verification
from codegen.report import Report, generate_into
from codegen.verification.process import Limits
from codegen.verification.verify import TOLERANCE, difference, verify, verify_all, verify_batch

__all__ = [
    "FRAMEWORKS",
    "TOLERANCE",
    "Framework",
    "Implementation",
    "Limits",
    "Report",
    "Verification",
    "difference",
    "from_program",
    "generate",
    "generate_all",
    "generate_into",
    "lower",
    "verify",
    "verify_all",
    "verify_batch",
]
