"""Archives as streams: ZIP and tar.zst, packed while they are read, the same bytes every time."""

from __future__ import annotations

import io
import tarfile
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Literal

import zstandard

from catalog.export.members import Member

ArchiveForm = Literal["zip", "tar.zst"]
FIXED_TIME = (1980, 1, 1, 0, 0, 0)
"""The earliest that a ZIP can hold; when a file was packed says nothing about it."""
FIXED_SECONDS = 315_532_800
ZIP_LEVEL = 6
ZSTD_LEVEL = 9
MODE = 0o644


class _Outlet(io.RawIOBase):
    """A file that can only be written to, and whose content is taken away piece by piece."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        piece = bytes(data)  # type: ignore[call-overload]
        self._pieces.append(piece)
        return len(piece)

    def take(self) -> bytes:
        """What was written since the last time."""
        piece = b"".join(self._pieces)
        self._pieces.clear()
        return piece


def pack_zip(several: Iterable[Member]) -> Iterator[bytes]:
    """A ZIP file in pieces. Its directory grows with the number of files: pack no more than a part at a time."""
    outlet = _Outlet()
    with zipfile.ZipFile(outlet, "w", zipfile.ZIP_DEFLATED, compresslevel=ZIP_LEVEL) as archive:
        for member in several:
            info = zipfile.ZipInfo(member.name, FIXED_TIME)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = (0o100000 | MODE) << 16
            info.create_system = 3
            archive.writestr(info, member.content)
            if piece := outlet.take():
                yield piece
    yield outlet.take()


def pack_tar_zst(several: Iterable[Member]) -> Iterator[bytes]:
    """A tar file under Zstandard in pieces, in constant memory."""
    outlet = _Outlet()
    compressor = zstandard.ZstdCompressor(level=ZSTD_LEVEL).compressobj()
    with tarfile.open(fileobj=outlet, mode="w|", format=tarfile.PAX_FORMAT) as archive:
        for member in several:
            info = tarfile.TarInfo(member.name)
            info.size, info.mode, info.mtime = len(member.content), MODE, FIXED_SECONDS
            archive.addfile(info, io.BytesIO(member.content))
            # It keeps a list of all files, which nobody needs here and which grows without end.
            archive.members.clear()  # type: ignore[attr-defined]
            if piece := compressor.compress(outlet.take()):
                yield piece
    yield compressor.compress(outlet.take()) + compressor.flush()


PACKERS: Mapping[ArchiveForm, Callable[[Iterable[Member]], Iterator[bytes]]] = {
    "zip": pack_zip,
    "tar.zst": pack_tar_zst,
}
