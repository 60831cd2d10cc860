"""Writes the sample papers: `python -m simulate.samples DIR`.

DIR gets a PDF and an annotation (the guide's form) for each paper, `papers.json` with their metadata, and
`LICENSE`. Running it again gives the same bytes.
"""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path

from simulate.library import PAPERS
from simulate.paper import write_paper

CC0 = "http://creativecommons.org/publicdomain/zero/1.0/"
NOTICE = """The papers in this folder are drawn and written by the NetAtlas project. Authors and results are
invented. They are dedicated to the public domain under CC0 1.0:
https://creativecommons.org/publicdomain/zero/1.0/
"""


def write_samples(folder: Path) -> list[Path]:
    """Write all sample papers into `folder`; returns the PDFs."""
    annotations = folder / "annotations"
    annotations.mkdir(parents=True, exist_ok=True)
    metadata, written = [], []
    for paper in PAPERS:
        data, annotation = write_paper(paper)
        path = folder / f"{paper.slug}.pdf"
        path.write_bytes(data)
        written.append(path)
        (annotations / f"{paper.slug}.json").write_text(
            json.dumps(annotation, indent=1, ensure_ascii=False) + "\n"
        )
        metadata.append(
            {
                "slug": paper.slug,
                "arxiv_id": paper.number,
                "version": 1,
                "primary_category": paper.categories[0],
                "categories": list(paper.categories),
                "submitted": paper.submitted,
                "title": paper.title,
                "authors": list(paper.authors),
                "abstract": paper.abstract,
                "bytes": len(data),
                "sha256": hashlib.sha256(data).hexdigest(),
                "license": CC0,
                "sample": True,
            }
        )
    (folder / "papers.json").write_text(json.dumps(metadata, indent=1, ensure_ascii=False) + "\n")
    (folder / "LICENSE").write_text(NOTICE)
    return written


if __name__ == "__main__":
    for written in write_samples(Path(sys.argv[1] if len(sys.argv) > 1 else "samples")):
        print(written)
