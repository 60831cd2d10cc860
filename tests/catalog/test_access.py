"""Elasticsearch behind TLS and a password: a proxy of our own before the real server, as a deployment has it."""

from __future__ import annotations

import base64
import secrets
import shutil
import ssl
import subprocess
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from catalog import SearchAccess, open_catalog
from catalog.results import SearchPage, SearchRefused
from tests.catalog import corpus

ALLOWED = {
    "Basic " + base64.b64encode(b"reader:secret").decode(),
    "ApiKey " + base64.b64encode(b"id:key").decode(),
}


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for 127.0.0.1 that only its own file vouches for, with its key behind it."""
    if shutil.which("openssl") is None:
        pytest.skip("no openssl is installed")
    folder = tmp_path_factory.mktemp("certificate")
    key, file = folder / "key.pem", folder / "certificate.pem"
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"),
            *("-subj", "/CN=netatlas test", "-addext", "subjectAltName=IP:127.0.0.1"),
            *("-keyout", key, "-out", file),
        ],
        check=True,
        capture_output=True,
    )
    return file


@pytest.fixture(scope="module")
def guarded(elasticsearch_url: str, certificate: Path) -> Iterator[str]:
    """The URL of the proxy."""

    class Proxy(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            if self.headers.get("Authorization") not in ALLOWED:
                self._send(
                    401, {"Content-Type": "application/json"}, b'{"error": "who are you?", "status": 401}'
                )
                return
            kept = {name: self.headers[name] for name in ("Content-Type", "Accept") if name in self.headers}
            asked = urllib.request.Request(
                elasticsearch_url + self.path, data=body or None, headers=kept, method=self.command
            )
            try:
                with urllib.request.urlopen(asked, timeout=60) as answer:
                    self._send(answer.status, dict(answer.headers), answer.read())
            except urllib.error.HTTPError as error:
                self._send(error.code, dict(error.headers), error.read())

        do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = _answer

        def _send(self, status: int, headers: dict[str, str], body: bytes) -> None:
            self.send_response(status)
            for name in ("Content-Type", "X-elastic-product"):
                found = next((value for key, value in headers.items() if key.lower() == name.lower()), None)
                if found is not None:
                    self.send_header(name, found)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Be silent."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Proxy)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, certificate.with_name("key.pem"))
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"https://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_name_and_password_and_key_are_let_in(guarded: str, certificate: Path, tmp_path: Path) -> None:
    prefix = f"test-{secrets.token_hex(4)}"
    named = SearchAccess(user="reader", password="secret", ca_file=certificate, prefix=prefix, seconds=30)
    catalog = open_catalog("", f"{guarded},{guarded}", tmp_path, named)
    corpus.fill(catalog)
    with_key = SearchAccess(
        api_key=base64.b64encode(b"id:key").decode(), ca_file=certificate, prefix=prefix, seconds=30
    )
    other = open_catalog("", guarded, tmp_path, with_key)
    page = other.search("residual")
    assert isinstance(page, SearchPage) and page.total == 3
    index = catalog.engine.current()
    assert index is not None
    catalog.engine.discard(index)
    other.close()
    catalog.close()


@pytest.mark.parametrize(
    ("password", "trusted", "told"),
    [
        ("wrong", True, "the search server refuses (401)"),
        ("secret", False, "the search server does not answer"),
    ],
)
def test_others_are_told_why_not(
    guarded: str, certificate: Path, tmp_path: Path, password: str, trusted: bool, told: str
) -> None:
    access = SearchAccess(
        user="reader", password=password, ca_file=certificate if trusted else None, seconds=30
    )
    catalog = open_catalog("", guarded, tmp_path, access)
    refused = catalog.search("residual")
    assert isinstance(refused, SearchRefused) and refused.code == "unavailable"
    assert refused.message.startswith(told)
    assert "secret" not in repr(access)
    catalog.close()
