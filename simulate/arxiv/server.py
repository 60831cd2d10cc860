"""The stand-in's HTTP server. Each request is logged with its beginning and end on the stand-in's own clock."""

from __future__ import annotations

import socket
import struct
import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from urllib.parse import parse_qsl, unquote, urlsplit

from simulate.arxiv import feeds, oai
from simulate.arxiv.papers import ServedPaper
from simulate.arxiv.trouble import Kind, Trouble
from simulate.clock import CompressedClock

ROBOTS = "User-agent: *\nCrawl-delay: 15\nAllow: /abs\nAllow: /pdf\nDisallow: /e-print\nDisallow: /src\nDisallow: /api\n"


@dataclass(frozen=True, slots=True)
class LoggedRequest:
    """A request: seconds of the stand-in's clock at its beginning and end, what was asked, what befell it."""

    began: float
    ended: float
    path: str
    query: str
    agent: str
    status: int
    trouble: Kind | None

    @property
    def lane(self) -> str:
        """ "pdf" or "metadata"."""
        return "pdf" if self.path.startswith("/pdf/") else "metadata"


class ArxivStandIn:
    """A local server that answers as arXiv does. Use it as a context manager.

    Args:
        papers: what it serves; may be changed while it runs, by `replace`.
        trouble: how it misbehaves.
        clock: its time.
        page_size: records a page of OAI-PMH.
        port: 0 takes a free one.
    """

    def __init__(
        self,
        papers: Iterable[ServedPaper],
        *,
        trouble: Trouble | None = None,
        clock: CompressedClock | None = None,
        page_size: int = 100,
        port: int = 0,
    ) -> None:
        self.papers = list(papers)
        self.trouble = trouble or Trouble()
        self.clock = clock or CompressedClock()
        self.page_size = page_size
        self._log: list[LoggedRequest] = []
        self.at_once = 0
        self.most_at_once = 0
        self.lock = threading.Lock()
        self._server = ThreadingHTTPServer(("127.0.0.1", port), _handler(self))
        self._server.daemon_threads = True

    @property
    def url(self) -> str:
        """Its address, without a slash at the end."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    @property
    def log(self) -> list[LoggedRequest]:
        """All requests so far, once none is being answered."""
        while self.at_once:
            time.sleep(0.001)
        return list(self._log)

    def serve_forever(self) -> None:
        """Answer requests until `close`, or an exception such as Ctrl-C's."""
        self._server.serve_forever(poll_interval=0.05)

    def close(self) -> None:
        """Stop and let go of the port."""
        self._server.shutdown()
        self._server.server_close()

    def replace(self, paper: ServedPaper) -> None:
        """Serve this in place of the paper with the same id, or in addition."""
        self.papers = [old for old in self.papers if old.arxiv_id != paper.arxiv_id] + [paper]

    def __enter__(self) -> ArxivStandIn:
        threading.Thread(target=self.serve_forever, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def answer(self, path: str, args: dict[str, str], trouble: Kind | None) -> tuple[int, str, bytes]:
        """Status, content type and body."""
        now = self.clock.now()
        if path == "/oai":
            if trouble == "expired-token" and "resumptionToken" in args:
                args = {**args, "resumptionToken": "day=2000-01-01&offset=1"}
            papers = self.papers
            text = oai.answer(papers, args, now, self.page_size)
            if trouble == "duplicates":
                first, mark, rest = text.partition("<record>")
                copy = (mark + rest).partition("</record>")[0] + "</record>" if mark else ""
                text = first + copy + mark + rest
            return 200, "text/xml", text.encode()
        if path == "/api/query":
            status, text = feeds.atom(self.papers, args, now)
            return status, "application/atom+xml", text.encode()
        if path.startswith("/rss/"):
            text = feeds.rss(self.papers, path[5:].split("+"), now, stale=trouble == "stale-rss")
            return 200, "application/rss+xml", text.encode()
        if path.startswith("/pdf/"):
            return self._pdf(unquote(path[5:]))
        if path == "/robots.txt":
            return 200, "text/plain", ROBOTS.encode()
        return 404, "text/html", b"<html>not found</html>"

    def _pdf(self, name: str) -> tuple[int, str, bytes]:
        arxiv_id, _, number = name.removesuffix(".pdf").rpartition("v")
        found = next((paper for paper in self.papers if paper.arxiv_id == arxiv_id), None)
        if found is None or not number.isdigit() or int(number) > found.versions[-1].number:
            return 404, "text/html", b"<html>No such paper</html>"
        body = found.pdf_bytes(int(number))
        if body is None:
            return 200, "text/html", b"<html>This paper has been withdrawn</html>"
        return 200, "application/pdf", body


def _handler(stand_in: ArxivStandIn) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            began = stand_in.clock.seconds()
            with stand_in.lock:
                stand_in.at_once += 1
                stand_in.most_at_once = max(stand_in.most_at_once, stand_in.at_once)
            trouble = stand_in.trouble.next()
            parts = urlsplit(self.path)
            status = 0
            try:
                status = self._answer(parts.path, dict(parse_qsl(parts.query)), trouble)
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True
            agent = self.headers.get("User-Agent", "")
            with stand_in.lock:
                ended = stand_in.clock.seconds()
                stand_in._log.append(
                    LoggedRequest(began, ended, parts.path, parts.query, agent, status, trouble)
                )
                stand_in.at_once -= 1

        def _answer(self, path: str, args: dict[str, str], trouble: Kind | None) -> int:
            if trouble in ("429", "429-retry-after", "503", "403"):
                status = int(trouble[:3])
                extra = {"Retry-After": "9"} if trouble == "429-retry-after" else {}
                self._send(status, "text/plain", b"slow down", extra)
                return status
            if trouble == "reset":
                # A linger time of nought makes the close a reset.
                self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                self.close_connection = True
                return 0
            status, kind, body = stand_in.answer(path, args, trouble)
            if trouble == "empty-200":
                body = b""
            elif trouble == "html":
                kind, body = "text/html", b"<html><body>Rate exceeded.</body></html>"
            elif trouble == "truncated":
                body = body[: len(body) // 2]
            elif trouble == "cut-off":
                self._send(status, kind, body, whole=False)
                return status
            self._send(status, kind, body, slowly=trouble == "slow")
            return status

        def _send(
            self,
            status: int,
            kind: str,
            body: bytes,
            extra: dict[str, str] | None = None,
            slowly: bool = False,
            whole: bool = True,
        ) -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            for name, value in (extra or {}).items():
                self.send_header(name, value)
            self.end_headers()
            if not whole:
                self.wfile.write(body[: len(body) // 2])
                self.close_connection = True
            elif slowly:
                step = max(1, len(body) // 10)
                for place in range(0, len(body), step):
                    self.wfile.write(body[place : place + step])
                    time.sleep(2.0 / stand_in.clock.speed)
            else:
                self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            return

    return Handler
