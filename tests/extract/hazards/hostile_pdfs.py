"""PDFs that must not break the reader, written byte by byte."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from pathlib import Path

import pymupdf

PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources %s >>"


def pdf(objects: Mapping[int, bytes]) -> bytes:
    """A PDF of these objects; the first is the catalog."""
    out = bytearray(b"%PDF-1.7\n")
    offsets = {}
    for number, body in sorted(objects.items()):
        offsets[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    size = max(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % size
    for number in range(1, size):
        out += b"%010d 00000 n \n" % offsets.get(number, 0)
    out += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, start)
    return bytes(out)


def stream(data: bytes, entries: bytes = b"") -> bytes:
    """A compressed stream object."""
    packed = zlib.compress(data, 9)
    return b"<< /Length %d /Filter /FlateDecode %s >>\nstream\n%s\nendstream" % (len(packed), entries, packed)


def one_page(content: bytes, resources: bytes = b"<< >>", more: Mapping[int, bytes] | None = None) -> bytes:
    """A PDF of one page."""
    return pdf(
        {
            1: b"<< /Type /Catalog /Pages 2 0 R >>",
            2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            3: PAGE % resources,
            4: content,
            **(more or {}),
        }
    )


def no_pages(path: Path) -> Path:
    """A well-formed PDF without a page."""
    path.write_bytes(
        pdf({1: b"<< /Type /Catalog /Pages 2 0 R >>", 2: b"<< /Type /Pages /Kids [] /Count 0 >>"})
    )
    return path


def nested_forms(path: Path, depth: int = 9, each: int = 10) -> Path:
    """Forms that call forms: each**depth paths out of a few hundred bytes, so that parsing has no end."""
    first = 10
    objects = {}
    for level in range(depth):
        inner = b"/F Do " * each if level + 1 < depth else b"0 0 m 9 9 l S "
        entries = (
            b"/Type /XObject /Subtype /Form /BBox [0 0 612 792] /Resources << /XObject << /F %d 0 R >> >>"
            % (first + level + 1)
        )
        objects[first + level] = stream(inner, entries)
    objects[first + depth] = stream(b"", b"/Type /XObject /Subtype /Form /BBox [0 0 1 1]")
    resources = b"<< /XObject << /F %d 0 R >> >>" % first
    path.write_bytes(one_page(stream(b"/F Do " * each), resources, objects))
    return path


def image_bomb(path: Path, side: int = 15_000) -> Path:
    """An image of `side`² pixels of one colour, a few hundred kB in the file, most of a gigabyte unpacked."""
    compressor = zlib.compressobj(9)
    packed = bytearray()
    row = bytes(3 * side)
    for _ in range(side):
        packed += compressor.compress(row)
    packed += compressor.flush()
    image = (
        b"<< /Type /XObject /Subtype /Image /Width %d /Height %d /BitsPerComponent 8 /ColorSpace /DeviceRGB "
        b"/Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream"
        % (side, side, len(packed), bytes(packed))
    )
    content = b"q 400 0 0 400 100 300 cm /I Do Q BT /T 10 Tf 100 280 Td (Figure 1: The network.) Tj ET"
    resources = (
        b"<< /XObject << /I 5 0 R >> /Font << /T << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>"
    )
    path.write_bytes(one_page(stream(content), resources, {5: image}))
    return path


def path_bomb(path: Path, count: int = 1_500_000) -> Path:
    """A page of millions of lines from a small stream."""
    path.write_bytes(one_page(stream(b"0 0 m 9 9 l S\n" * count)))
    return path


def vast_page(path: Path) -> Path:
    """A page of a kilometre's side."""
    data = one_page(stream(b"0 0 m 9 9 l S")).replace(b"[0 0 612 792]", b"[0 0 2834645 2834645]")
    path.write_bytes(data)
    return path


def encrypted(path: Path) -> Path:
    """A PDF that asks for a password."""
    document = pymupdf.open()
    document.new_page().insert_text((72, 72), "secret")
    document.save(path, encryption=pymupdf.PDF_ENCRYPT_AES_256, owner_pw="owner", user_pw="user")
    return path


def plain(path: Path) -> Path:
    """A PDF of one page with a captioned figure of two boxes and an arrow."""
    document = pymupdf.open()
    page = document.new_page()
    for y, text in ((100, "conv 3x3, 64"), (160, "fc 10")):
        page.draw_rect((200, y, 320, y + 24))
        page.insert_text((225, y + 16), text, fontsize=10)
    page.draw_line((260, 124), (260, 160))
    page.draw_polyline([(257, 154), (260, 160), (263, 154)], fill=(0, 0, 0))
    page.insert_text((180, 210), "Figure 1: Architecture of the network.", fontsize=10)
    document.save(path)
    return path


def truncated(path: Path) -> Path:
    """A PDF whose last part is missing."""
    data = plain(path).read_bytes()
    path.write_bytes(data[: len(data) // 3])
    return path
