"""A store that cannot be used: a clear message, an exit code other than 0, and nothing harmed."""

import hashlib
import os

import duckdb
import pytest

from weir import Server, event, weir


def digest(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def refused(*arguments, **environment):
    """`weir serve` must end by itself, with a message and without a backtrace."""
    done = weir("serve", "--port", "0", *arguments, check=False, **environment)
    text = done.stdout + done.stderr
    assert done.returncode != 0, text
    assert text.strip() and "Fatal error" not in text and "Backtrace" not in text and "listening on" not in text, text
    return text


@pytest.fixture
def stopped(tmp_path):
    """The database file of a data directory with ten events and no server."""
    server = Server(tmp_path / "data")
    server.client().record([event(id=f"e{number}") for number in range(10)])
    assert server.stop() == 0
    (database,) = (tmp_path / "data").rglob("*.duckdb")
    return database


def test_a_second_server_is_told_that_the_directory_is_in_use(start):
    first = start()
    client = first.client()
    client.record(event(id="kept"))
    text = refused("--data", first.data)
    assert "in use" in text and str(first.data) in text
    assert client.ids() == {"kept": 1}
    assert client.record(event(id="more")).json()["accepted"] == 1


def test_a_damaged_database_is_left_as_it_is(stopped):
    with stopped.open("r+b") as file:
        file.write(os.urandom(8192))
    before = digest(stopped)
    text = refused("--data", stopped.parent)
    assert str(stopped) in text
    assert digest(stopped) == before


def test_a_cut_database_is_left_as_it_is(stopped):
    os.truncate(stopped, stopped.stat().st_size // 2)
    before = digest(stopped)
    refused("--data", stopped.parent)
    assert digest(stopped) == before


def test_a_file_that_is_no_database_is_left_as_it_is(stopped):
    stopped.write_text("my precious notes\n")
    refused("--data", stopped.parent)
    assert stopped.read_text() == "my precious notes\n"


def test_a_newer_schema_is_not_touched(stopped):
    with duckdb.connect(str(stopped)) as database:
        database.execute("INSERT INTO schema_migration VALUES (9999, 'of the future', 0)")
    before = digest(stopped)
    text = refused("--data", stopped.parent)
    assert "9999" in text and "later" in text
    assert digest(stopped) == before


def test_a_file_where_the_directory_should_be(tmp_path):
    (tmp_path / "file").write_text("x")
    assert str(tmp_path / "file") in refused("--data", tmp_path / "file")


def test_a_directory_that_cannot_be_written(stopped):
    if os.geteuid() == 0:
        pytest.skip("root writes anyway")
    stopped.parent.chmod(0o500)
    try:
        assert str(stopped.parent) in refused("--data", stopped.parent)
    finally:
        stopped.parent.chmod(0o700)


def test_a_port_that_is_taken(start, tmp_path):
    first = start()
    done = weir("serve", "--port", first.url.rsplit(":", 1)[1], "--data", tmp_path / "other", check=False)
    assert done.returncode != 0
    assert first.url.rsplit(":", 1)[1] in done.stdout + done.stderr


def test_bad_settings_are_told_together(tmp_path):
    text = refused("--data", tmp_path / "d", "--time-zone", "Mars/Olympus", "--query-timeout", "soon", WEIR_LOG_LEVEL="loud")
    for word in ["Mars/Olympus", "soon", "loud", "WEIR_LOG_LEVEL"]:
        assert word in text
    assert not (tmp_path / "d").exists()


def test_a_misspelt_variable_is_told(tmp_path):
    assert "WEIR_PROT" in refused("--data", tmp_path / "d", WEIR_PROT="8081")
