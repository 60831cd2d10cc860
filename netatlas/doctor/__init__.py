"""Whether everything that NetAtlas needs is there, and how to mend what is not.

`check` says what a check found; `places` looks at settings, disk, database and index, `reading` at the readers and
frameworks, `live` at what crawling arXiv needs. Nothing is changed by looking, and no host is asked for anything
unless that is wanted.
"""

from netatlas.doctor.check import Check, examine

__all__ = ["Check", "examine"]
