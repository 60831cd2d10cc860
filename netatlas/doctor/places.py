"""Where everything is kept: the home folder, the disk, the database and its schema, the search index."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from difflib import get_close_matches
from pathlib import Path

from catalog import CatalogError
from catalog.storage.database import SchemaState, schema_state
from netatlas.catalogs import opened
from netatlas.doctor.check import Check
from netatlas.settings import Settings

FULLEST = 0.9
"""Share of a disk from which on nothing more is kept."""
ROOM = 5 << 30
"""Free bytes below which a person should know."""
OTHER_PREFIXES = ("NETATLAS_TEST_", "NETATLAS_SHARED")


def variables(environment: Mapping[str, str]) -> Iterator[Check]:
    """Variables of ours that no setting reads, which are mistyped as a rule."""
    known = [f"NETATLAS_{name.upper()}" for name in Settings.model_fields]
    wrong = [
        name
        for name in sorted(environment)
        if name.startswith("NETATLAS_") and name not in known and not name.startswith(OTHER_PREFIXES)
    ]
    for name in wrong:
        like = get_close_matches(name, known, 1)
        mend = f"set {like[0]} instead" if like else "take it away; `netatlas settings` lists every setting"
        yield Check("settings", "warning", f"{name} is set, and no setting has this name", mend)
    if not wrong:
        yield Check("settings", "ok", "every value fits")


def home(settings: Settings) -> Iterable[Check]:
    """Whether the home folder can be written to, and how full its disk is."""
    folder = settings.folder
    standing = next(place for place in (folder, *folder.parents) if place.exists())
    try:
        with tempfile.TemporaryFile(dir=standing):
            pass
    except OSError as error:
        mend = "let its owner write to it, or set NETATLAS_HOME to another folder"
        return [Check("home", "missing", f"{standing} cannot be written to: {error.strerror}", mend)]
    told = str(folder) if folder.exists() else f"{folder}, which the first command makes"
    return [Check("home", "ok", told), disk(standing)]


def disk(folder: Path) -> Check:
    """How full the disk of a folder is."""
    usage = shutil.disk_usage(folder)
    told = f"{usage.used / usage.total:.0%} full, {usage.free / (1 << 30):.1f} GB free"
    mend = "make room, or set NETATLAS_HOME to a larger disk"
    if usage.used > FULLEST * usage.total:
        return Check("disk", "missing", f"{told}; no more files are kept from {FULLEST:.0%} on", mend)
    return Check("disk", "warning", told, mend) if usage.free < ROOM else Check("disk", "ok", told)


def database(settings: Settings) -> Iterator[Check]:
    """Whether the database answers and knows the schema, and what stands in it."""
    try:
        schema = schema_state(settings.database)
    except CatalogError as error:
        mend = "start the server, or correct NETATLAS_DATABASE_URL; PostgreSQL needs the extra [postgres]"
        yield Check("database", "missing", str(error), mend)
        return
    yield _schema(schema)
    if schema.current:
        yield from _catalog(settings)


def _schema(schema: SchemaState) -> Check:
    if not schema.known:
        told = f"its schema is of revision {schema.revision}, which this NetAtlas does not know"
        return Check("database", "missing", told, "install the NetAtlas that wrote it, or a newer one")
    if not schema.revision:
        return Check("database", "ok", "empty; the first command makes its tables")
    if schema.current:
        return Check("database", "ok", f"schema {schema.revision}, the newest")
    told = f"its schema is of revision {schema.revision}, the newest is {schema.newest}"
    return Check("database", "warning", told, "any command that opens the catalog brings it up to date")


def _catalog(settings: Settings) -> Iterator[Check]:
    try:
        catalog = opened(settings)
    except CatalogError as error:
        yield Check(
            "search index", "missing", str(error), "correct NETATLAS_SEARCH_URL or its access settings"
        )
        return
    with closing(catalog):
        kind = "Elasticsearch" if settings.search_url else "embedded"
        search = catalog.healthy()["search"]
        numbers = catalog.statistics()
        yield Check("catalog", "ok", f"{numbers.papers} papers, {numbers.architectures} networks")
        if search == "ok":
            yield Check("search index", "ok", kind)
        elif numbers.papers == 0:
            yield Check("search index", "ok", f"{kind}; made with the first paper")
        else:
            mend = "`netatlas reindex` builds it anew" + (
                "; start Elasticsearch first" if settings.search_url else ""
            )
            yield Check("search index", "missing", f"{kind}: {search}", mend)
