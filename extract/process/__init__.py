"""Reading a paper in a child process with limits, since a PDF may crash or hang the parser or fill the memory."""

from extract.process.limits import Limits
from extract.process.parent import read_paper

__all__ = ["Limits", "read_paper"]
