"""`netatlas demo-arxiv` as a process: it draws its papers, serves them as arXiv does, and stops cleanly."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import requests

from crawler.oai import parse_page

ROOT = Path(__file__).resolve().parents[2]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def command(home: Path, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "netatlas.cli", "demo-arxiv", *arguments],
        cwd=ROOT,
        env={**os.environ, "NETATLAS_HOME": str(home), "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_it_serves_what_its_settings_lead_to_and_stops_cleanly(tmp_path: Path) -> None:
    port = str(free_port())
    printed, _ = command(tmp_path / "home", "--settings", "--port", port).communicate(timeout=60)
    settings = dict(re.findall(r"^export (\w+)=(.*)$", printed, re.MULTILINE))
    assert settings["NETATLAS_HOME"] == str(tmp_path / "home-demo")

    server = command(tmp_path / "home", "--port", port, "--papers", "2", "--days", "2")
    assert server.stdout is not None
    try:
        told = "".join(server.stdout.readline() for _ in range(5))
        assert f'eval "$(netatlas demo-arxiv --settings --port {port})"' in told
        since = datetime.now(UTC).date() - timedelta(days=2)
        answer = requests.get(
            settings["NETATLAS_OAI_URL"],
            {"verb": "ListRecords", "metadataPrefix": "arXivRaw", "from": since.isoformat()},
            timeout=20,
        )
        records = parse_page(answer.content).records
        assert len(records) == 2
        name = f"{records[0].arxiv_id}v1"
        assert requests.get(f"{settings['NETATLAS_PDF_URL']}/{name}", timeout=20).content[:5] == b"%PDF-"
        assert (
            name
            in requests.get(settings["NETATLAS_QUERY_URL"], {"id_list": records[0].arxiv_id}, timeout=20).text
        )
        assert requests.get(f"{settings['NETATLAS_RSS_URL']}/cs.CV", timeout=20).text.count("<channel>") == 1
        server.send_signal(signal.SIGTERM)
        assert server.wait(20) == 0
        assert "Stopped after 4 requests." in server.stdout.read()
    finally:
        server.kill()
        server.wait(10)


def test_a_port_that_is_taken(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        server = command(tmp_path / "home", "--port", str(taken.getsockname()[1]), "--papers", "1")
        _, told = server.communicate(timeout=60)
    assert server.returncode == 2 and "cannot listen" in told
