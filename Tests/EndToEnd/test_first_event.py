"""The README, typed in by somebody new."""

import json
import re
import subprocess

import pytest

from weir import ENVIRONMENT, ROOT, Server

README = (ROOT / "README.md").read_text()


def block(title):
    """The indented lines under a heading."""
    section = re.search(rf"^## {title}\n(.*?)(?=^## |\Z)", README, re.S | re.M).group(1)
    return "\n".join(line[4:] for line in section.splitlines() if line.startswith("    "))


@pytest.fixture
def newcomer(tmp_path, binary):
    home = tmp_path
    server = Server(home / "weir-data")
    key = server.admin_key

    def type_in(lines):
        lines = re.sub(r"export WEIR_KEY=.*", "", lines)
        lines = lines.replace("http://127.0.0.1:8080", server.url).replace(".build/release/weir", binary)
        lines = lines.replace("/backups/", f"{home}/backups/")
        return subprocess.run(
            ["bash", "-euc", lines], capture_output=True, text=True, timeout=120, cwd=home, env=ENVIRONMENT | {"WEIR_KEY": key}
        )

    yield home, type_in
    server.kill()


def test_the_first_event_is_recorded_priced_and_seen_at_once(newcomer):
    _, type_in = newcomer
    done = type_in(block("The first event"))
    assert done.returncode == 0, done.stderr
    decoder = json.JSONDecoder()
    recorded, end = decoder.raw_decode(done.stdout)
    rest = done.stdout[end:].lstrip()
    summary, end = decoder.raw_decode(rest)
    table = rest[end:]
    assert (recorded["accepted"], recorded["duplicates"], recorded["rejected"]) == (1, 0, 0)
    (row,) = summary["rows"]
    assert row["requests"] == 1
    # 176 tokens at 2.50, 1,024 cached at 1.25 and 350 at 10 dollars a million.
    assert row["cost"] == pytest.approx(0.00522, abs=1e-12)
    assert "gpt-4o" in table


def test_the_other_lines_of_the_readme_work(newcomer):
    home, type_in = newcomer
    (home / "usage.csv").write_text("When,In\n2026-01-05T10:00:00Z,17\n2026-01-05T11:00:00Z,25\n")
    done = type_in(block("More"))
    assert done.returncode == 0, done.stderr
    assert (home / "usage.parquet").read_bytes()[:4] == b"PAR1"
    assert re.search(r"^weir_\S{43}$", done.stdout, re.M)
