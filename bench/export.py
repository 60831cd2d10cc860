"""Memory and time of exporting code: `python -m bench.export [--papers 500 5000]`.

Each catalog is filled with generated papers, each of their architectures with code in five frameworks, and exported as
ZIP in a process of its own, whose peak of memory is taken from the operating system. The archives are then opened:
every member has to be in the manifest's lists, and all Python in them has to compile.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import resource
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

from sqlalchemy import insert, select

from bench.generated_catalog import Generator
from bench.search import fill
from catalog import open_catalog
from catalog.export.folder import export_folder
from catalog.records import FRAMEWORKS
from catalog.storage.database import writing
from catalog.storage.tables import ArchitectureRow, CodeFileRow, ImplementationRow
from catalog.stored import StoredCatalog
from graph import Node
from graph import load as graph_from_text

WEIGHTS = 20_000
"""Bytes of an ONNX file, which do not compress."""


def add_code(catalog: StoredCatalog) -> None:
    """Give every architecture code in all frameworks: a module that lists its layers, as long as real ones are."""
    with catalog.database.connect() as connection:
        ids = connection.execute(select(ArchitectureRow.id, ArchitectureRow.graph)).all()
    for start in range(0, len(ids), 500):
        implementations, files = [], []
        for architecture_id, text in ids[start : start + 500]:
            layers = "\n".join(map(_described, graph_from_text(text).nodes))
            source = f'"""{architecture_id}"""\n\n\nclass Network:\n{layers}\n'.encode()
            weights = hashlib.shake_256(architecture_id.encode()).digest(WEIGHTS)
            for framework in FRAMEWORKS:
                key = {"architecture_id": architecture_id, "framework": framework}
                implementations.append(
                    {**key, "status": "ok", "reason": "", "verification": None, "content_hash": ""}
                )
                name, content = ("model.onnx", weights) if framework == "onnx" else ("model.py", source)
                digest = hashlib.sha256(content).hexdigest()
                files.append({**key, "name": name, "content": content, "sha256": digest})
        with writing(catalog.database) as session:
            session.execute(insert(ImplementationRow), implementations)
            session.execute(insert(CodeFileRow), files)


def _described(node: Node) -> str:
    settings = {name: attribute.value for name, attribute in node.attributes.items()}
    return f"    # {node.label}\n    layer_{node.id} = {settings!r}"


def check(folder: Path) -> int:
    """Compare archives and lists, compile what is Python; the number of members. Raises where something is wrong."""
    members = 0
    manifest = json.loads((folder / "manifest.json").read_text())
    for file in manifest["files"]:
        path = folder / file["name"]
        if hashlib.sha256(path.read_bytes()).hexdigest() != file["sha256"]:
            raise SystemExit(f"{path.name} is not what the manifest says")
        if path.suffix != ".zip":
            continue
        listed = [
            json.loads(line) for line in (folder / f"{path.name}.members.jsonl").read_text().splitlines()
        ]
        with zipfile.ZipFile(path) as archive:
            if archive.namelist() != [each["name"] for each in listed]:
                raise SystemExit(f"{path.name} holds other files than its list")
            for each in listed:
                content = archive.read(each["name"])
                if hashlib.sha256(content).hexdigest() != each["sha256"]:
                    raise SystemExit(f"{each['name']} is not what the list says")
                if each["name"].endswith(".py"):
                    compile(content, each["name"], "exec")
                members += 1
    return members


def export(home: Path, out: Path) -> None:
    """The measured part, in a process of its own: prints seconds and the peak in MB."""
    catalog = open_catalog("", "", home)
    began = time.perf_counter()
    done = export_folder(catalog, out, ["zip"])
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{done.papers} papers, {time.perf_counter() - began:.0f} s, peak {peak:.0f} MB")
    catalog.close()


def main() -> None:
    """Fill, export, check, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--papers", type=int, nargs="+", default=[500, 5000])
    parser.add_argument("--export", type=Path, nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.export:
        export(*options.export)
        return
    for papers in options.papers:
        with tempfile.TemporaryDirectory() as folder:
            home, out = Path(folder) / "home", Path(folder) / "out"
            catalog = open_catalog("", "", home)
            fill(catalog.database, Generator(), papers)
            add_code(catalog)
            catalog.close()
            command = [sys.executable, "-m", "bench.export", "--export", str(home), str(out)]
            print(subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip())
            size = sum(path.stat().st_size for path in out.iterdir()) / 1e6
            print(f"  {check(out)} members accounted for and compiled, {size:.0f} MB")


if __name__ == "__main__":
    main()
