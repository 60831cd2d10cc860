"""Files to save."""

from __future__ import annotations

import re

from flask import Response

from catalog.records import CodeFile


def file_response(file: CodeFile, name: str) -> Response:
    """A file of an implementation as a download: never shown by a browser as anything but plain text."""
    safe = re.sub(r"[^A-Za-z0-9._-]+", "-", name)
    kind = "text/plain; charset=utf-8" if file.is_text else "application/octet-stream"
    return Response(
        file.content,
        content_type=kind,
        headers={"Content-Disposition": f'attachment; filename="{safe}"', "X-Content-SHA256": file.sha256},
    )
