"""A PDF in, architecture graphs out.

`read_paper(path)` reads a PDF in a child process with limits and gives a `PaperReading`, or a `Refused` that says why
there is none; no exception for a PDF that is broken, hostile or empty. On the way: pages (`extract.document`), the
exhibits on them, how each is made and whether it shows a network (`extract.decide`), its reader (`extract.scene` and
`extract.figures` for drawings, `extract.tables` for tables), the graphs.

`reading_to_guide` gives a reading in the annotation guide's form, `to_json` and `from_json` (`extract.json_form`) in
the project's own.
"""

from extract.guide_form import reading_to_guide
from extract.model import Exhibit, ExhibitReading, PaperReading, Refused
from extract.process import Limits, read_paper
from extract.version import reader_version

__all__ = [
    "Exhibit",
    "ExhibitReading",
    "Limits",
    "PaperReading",
    "Refused",
    "read_paper",
    "reader_version",
    "reading_to_guide",
]
