"""PDFs kept by their content: named by SHA-256, in any store that fsspec knows, within a quota."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import fsspec


class StoreFull(Exception):
    """Keeping a file would pass the quota, or fill the disk over nine tenths."""


@dataclass(frozen=True, slots=True)
class Usage:
    """How much the store holds."""

    files: int
    size: int


class FileStore:
    """Files by content.

    Args:
        url: a folder, or a URL of any store that fsspec knows ("s3://bucket/papers").
        quota: greatest number of bytes kept; None for no limit of its own.
        fullest: share of a local disk that may be in use before nothing more is kept.
    """

    def __init__(self, url: str, quota: int | None = None, fullest: float = 0.9) -> None:
        self._fs: Any
        self._fs, self._root = fsspec.core.url_to_fs(url)
        self._quota, self._fullest = quota, fullest
        self._fs.makedirs(self._root, exist_ok=True)
        self._used: int | None = None

    def path(self, sha256: str) -> str:
        """Where a file of this hash stands, within its store."""
        return f"{self._root}/{sha256[:2]}/{sha256}.pdf"

    def put(self, body: bytes) -> str:
        """Keep a file; returns its SHA-256 in hexadecimal. A file that is already there is not written again.

        Raises:
            StoreFull: over the quota, or the disk is nearly full.
        """
        sha256 = hashlib.sha256(body).hexdigest()
        target = self.path(sha256)
        if self._fs.exists(target):
            return sha256
        self._check_room(len(body))
        self._fs.makedirs(target.rpartition("/")[0], exist_ok=True)
        # A name of its own and a rename: whoever is killed here leaves no half file under the final name.
        partial = f"{target}.{uuid.uuid4().hex}.partial"
        try:
            with self._fs.open(partial, "wb") as stream:
                stream.write(body)
                stream.flush()
                if self._local and hasattr(stream, "fileno"):
                    os.fsync(stream.fileno())
            self._fs.mv(partial, target)
        except OSError as error:
            with suppress(OSError):
                self._fs.rm(partial)
            if error.errno in (errno.ENOSPC, errno.EDQUOT):
                # Something else has filled the disk since it was looked at.
                raise StoreFull(f"{self._root}: {error.strerror}") from error
            raise
        if self._used is not None:
            self._used += len(body)
        return sha256

    def get(self, sha256: str) -> bytes | None:
        """A file's bytes; None where it is not kept, or no longer."""
        try:
            with self._fs.open(self.path(sha256), "rb") as stream:
                return bytes(stream.read())
        except FileNotFoundError:
            return None

    @contextmanager
    def local(self, sha256: str) -> Iterator[Path | None]:
        """A path of this machine at which a file can be read within the `with` block; None where it is not kept.

        A file of a remote store is copied for that time.
        """
        if self._local:
            path = Path(self.path(sha256))
            yield path if path.is_file() else None
            return
        body = self.get(sha256)
        if body is None:
            yield None
            return
        with tempfile.TemporaryDirectory(prefix="netatlas-") as folder:
            copy = Path(folder) / f"{sha256}.pdf"
            copy.write_bytes(body)
            yield copy

    def size(self, sha256: str) -> int:
        """Size of a file in bytes; 0 where it is not kept."""
        try:
            return int(self._fs.size(self.path(sha256)) or 0)
        except FileNotFoundError:
            return 0

    def remove(self, sha256: str) -> None:
        """Let go of a file; nothing happens where it is not kept."""
        target = self.path(sha256)
        if self._fs.exists(target):
            self._used = None
            self._fs.rm(target)

    def clean(self) -> int:
        """Remove what killed writers left behind; returns how many files."""
        left = [path for path in self._fs.find(self._root) if path.endswith(".partial")]
        for path in left:
            self._fs.rm(path)
        return len(left)

    def usage(self) -> Usage:
        """How much is kept now."""
        sizes = [entry["size"] or 0 for entry in self._fs.find(self._root, detail=True).values()]
        self._used = sum(sizes)
        return Usage(len(sizes), self._used)

    @property
    def _local(self) -> bool:
        return "file" in self._fs.protocol

    def _check_room(self, size: int) -> None:
        if self._quota is not None:
            used = self.usage().size if self._used is None else self._used
            if used + size > self._quota:
                raise StoreFull(
                    f"{self._root}: {used} of {self._quota} bytes are used; {size} more do not fit"
                )
        if self._local:
            disk = shutil.disk_usage(self._root)
            if disk.used + size > self._fullest * disk.total:
                raise StoreFull(f"{self._root}: the disk is {disk.used / disk.total:.0%} full")
