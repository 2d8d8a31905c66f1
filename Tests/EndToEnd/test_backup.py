"""weir backup, restore and verify: under load, again, interrupted, damaged, and read by others."""

import hashlib
import json
import re
import shutil
import signal
import subprocess

import duckdb
import pytest

from conftest import new_key
from load import Load
from weir import BINARY, ENVIRONMENT, KEY, event, eventually, ndjson, weir

METRICS = "requests,input_tokens,output_tokens,total_tokens,cost,unpriced_requests"
# Each as the server at hand answers it.
QUESTIONS = [
    ("/v1/usage/summary", {"period": "all", "metrics": METRICS}),
    *[(f"/v1/usage/breakdown/{by}", {"period": "all", "metrics": METRICS}) for by in ("model", "user_id", "project", "provider")],
    ("/v1/usage/timeseries", {"period": "all", "metrics": METRICS, "granularity": "day"}),
    ("/v1/keys", {}),
    ("/v1/budgets", {}),
    ("/v1/prices/overrides", {}),
    ("/v1/quarantine", {}),
    *[(f"/v1/{kind}", {"limit": 100}) for kind in ("messages", "chats", "feedback", "executions", "agents", "groups")],
]
EVENTS = [
    event(
        id=f"e{number}",
        timestamp=f"2026-03-{number % 28 + 1:02}T10:00:00.{number:06}Z",
        provider="openai",
        model=f"gpt-{number % 5}",
        user_id=f"user {number % 11} ü",
        usage={"prompt_tokens": number, "completion_tokens": 2 * number, "total_tokens": 3 * number},
        tags={"team": 'a"b'} if number % 3 else {},
    )
    for number in range(700)
]


def answers(client):
    """All that the API says about what is recorded, without when keys were last used."""
    found = {}
    for path, parameters in QUESTIONS:
        answer = client.get(path, **parameters)
        found[path, str(parameters)] = answer.status_code, re.sub(r'"last_used_at":("[^"]*"|null)', "", answer.text)
    assert {status for status, _ in found.values()} == {200}, found
    return found | {"events": sorted((json.dumps(one, sort_keys=True) for one in client.events()))}


def fill(client):
    assert client.record(ndjson(EVENTS), Content_Type="application/x-ndjson").json()["accepted"] == len(EVENTS)
    assert client.record([{"id": "bad", "input_tokens": -1}]).json()["rejected"] == 1
    override = {"overrides": [{"provider": "openai", "model": "gpt-1", "prices": {"input": 1.5, "output": 2}}]}
    assert client.call("PUT", "/v1/prices/overrides", json=override).status_code == 200
    assert client.call("PUT", "/v1/budgets", json={"user_id": "user 1 ü", "max_tokens_per_day": 5}).status_code == 201
    chats = [{"id": f"c{number}", "user_id": "u", "title": "x\n'y'", "created_at": "2026-03-01T00:00:00Z"} for number in range(5)]
    assert client.call("POST", "/v1/chats", json=chats).status_code == 200


def manifest(folder):
    return json.loads((folder / "manifest.json").read_text())


def files(folder):
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def refused(*arguments):
    done = weir(*arguments, check=False)
    assert done.returncode != 0, done.stdout
    return done.stdout + done.stderr


@pytest.fixture
def backed_up(start, tmp_path):
    """A server with something of everything, and its backup."""
    server = start()
    fill(server.client())
    weir("backup", tmp_path / "backup", "--data", server.data)
    return server, tmp_path / "backup"


def test_a_restored_store_answers_as_the_first_one_did(backed_up, start, tmp_path):
    server, folder = backed_up
    before = answers(server.client())
    done = weir("restore", folder, "--data", tmp_path / "restored")
    assert "all totals are equal" in done.stdout
    second = start(data=tmp_path / "restored")
    client = second.client(server.admin_key)
    assert answers(client) == before
    again = client.record(ndjson(EVENTS), Content_Type="application/x-ndjson").json()
    assert (again["accepted"], again["duplicates"]) == (0, len(EVENTS))
    assert client.record([event(id="new")]).json()["accepted"] == 1
    assert not KEY.search(second.output)
    assert weir("verify", "--data", second.data).returncode == 0
    assert second.stop() == 0


def test_what_was_acknowledged_before_the_command_is_in_it(start, tmp_path):
    server = start()
    load = Load(server, server.admin_key, "loaded", seed=3)
    try:
        load.wait_for(3000)
        known = set(load.acknowledged)
        weir("backup", tmp_path / "backup", "--data", server.data)
        later = set(load.sent)
    finally:
        load.finish()
    assert server.stop() == 0
    weir("restore", tmp_path / "backup", "--data", tmp_path / "restored")
    second = start(data=tmp_path / "restored")
    stored = second.client(server.admin_key).ids(project="loaded")
    assert known <= set(stored) <= later
    assert [id for id, count in stored.items() if count > 1] == []


def test_the_second_backup_writes_only_what_changed(backed_up, tmp_path):
    server, folder = backed_up
    first = {part["content"]["table"]: part["file"] for part in manifest(folder)["parts"]}
    (folder / "chat" / "chat-left-over.parquet").write_text("of an interrupted one")
    server.client().record([event()])
    done = weir("backup", folder, "--data", server.data, "--verify")
    second = {part["content"]["table"]: part["file"] for part in manifest(folder)["parts"]}
    changed = {table for table in first if first[table] != second[table]}
    # The key was used meanwhile, and the audit log tells of backups.
    assert changed - {"audit"} == {"request", "journal", "api_key"}
    assert f"{len(first)} files, {len(first) - len(changed)} of them unchanged" in done.stdout, done.stdout
    assert files(folder) == sorted([".lock", "manifest.json", *second.values()])


def test_a_file_that_was_damaged_is_written_again(backed_up):
    server, folder = backed_up
    (part,) = [folder / one["file"] for one in manifest(folder)["parts"] if one["content"]["table"] == "request"]
    part.write_bytes(part.read_bytes()[:-1] + b"!")
    assert "does not match its checksum" in refused("verify", folder)
    weir("backup", folder, "--data", server.data)
    assert weir("verify", folder).returncode == 0


def test_a_backup_that_was_killed_leaves_the_one_before_whole(backed_up, start, tmp_path):
    server, folder = backed_up
    before = answers(server.client())
    old = manifest(folder)
    more = ndjson([event(id=f"more {number}", model=f"m{number}") for number in range(20_000)])
    assert server.client().record(more, Content_Type="application/x-ndjson").status_code == 200
    killed = 0
    for delay in (0, 0.02, 0.05, 0.1, 0.15, 0.2, 0.3):
        process = subprocess.Popen([BINARY, "backup", folder, "--data", server.data], env=ENVIRONMENT, stdout=subprocess.DEVNULL)
        try:
            process.wait(delay)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            killed += process.wait() == -signal.SIGKILL
        if manifest(folder) != old:
            break
        assert weir("verify", folder).returncode == 0
    assert killed
    # The server has noticed and takes another one.
    eventually(lambda: weir("backup", tmp_path / "other", "--data", server.data, check=False).returncode == 0, "another backup")
    if manifest(folder) == old:
        weir("restore", folder, "--data", tmp_path / "restored")
        assert answers(start(data=tmp_path / "restored").client(server.admin_key)) == before
    weir("backup", folder, "--data", server.data)
    assert [name for name in files(folder) if name.endswith(".part")] == []
    assert weir("verify", folder).returncode == 0


def test_an_administrator_backs_up_over_the_network_and_nobody_else(backed_up, tmp_path):
    server, folder = backed_up
    client = server.client()
    weir("backup", tmp_path / "remote", "--url", server.url, "--key", server.admin_key)
    same = {part["content"]["table"]: part["sha256"] for part in manifest(folder)["parts"]}
    assert {part["content"]["table"] for part in manifest(tmp_path / "remote")["parts"]} == set(same)
    for key in (new_key(client, "read"), new_key(client, "ingest"), new_key(client, "admin", "one")):
        assert key.call("POST", "/v1/snapshot").status_code == 403
        assert key.get("/v1/verify").status_code == 403
    assert client.call("POST", "/v1/snapshot", json={"parts": 3}).status_code == 400


def test_the_files_are_read_by_any_reader_of_parquet(backed_up):
    _, folder = backed_up
    with duckdb.connect() as reader:
        row = reader.execute(f"SELECT count(*), sum(total_tokens), min(timestamp)::VARCHAR FROM '{folder}/request/*.parquet'").fetchone()
    totals = next(part["content"]["totals"] for part in manifest(folder)["parts"] if part["content"]["table"] == "request")
    assert row == (700, sum(3 * number for number in range(700)), totals["spans"]["timestamp"][0])
    assert (str(row[1]), row[0]) == (totals["sums"]["total_tokens"], totals["rows"])


def damages(folder):
    """Every way in which a backup may be broken, each with what is said about it."""
    one = folder / manifest(folder)["parts"][0]["file"]
    request = next(folder / part["file"] for part in manifest(folder)["parts"] if part["content"]["table"] == "request")
    middle = request.stat().st_size // 2
    data = bytearray(request.read_bytes())
    data[middle] ^= 1
    text = (folder / "manifest.json").read_text()
    return {
        "a flipped bit": (lambda to: (to / request.relative_to(folder)).write_bytes(data), "does not match its checksum"),
        "a short file": (lambda to: (to / request.relative_to(folder)).write_bytes(data[:-5]), "bytes, not"),
        "a missing file": (lambda to: (to / one.relative_to(folder)).unlink(), "lacks its file"),
        "a link in place of a file": (lambda to: relink(to / one.relative_to(folder), one), "damaged"),
        "another total": (lambda to: (to / "manifest.json").write_text(text.replace('"rows" : 700', '"rows" : 701')), "its checksum"),
        "a way out": (lambda to: (to / "manifest.json").write_text(text.replace('"request/', '"../request/')), "damaged"),
        "half a manifest": (lambda to: (to / "manifest.json").write_text(text[: len(text) // 2]), "damaged"),
        "no manifest": (lambda to: (to / "manifest.json").unlink(), "no manifest.json"),
        "a later version": (lambda to: (to / "manifest.json").write_text(text.replace('"version" : 1', '"version" : 2')), "version 2"),
    }


def relink(path, target):
    path.unlink()
    path.symlink_to(target)


def test_a_damaged_backup_is_refused_before_anything_is_touched(backed_up, tmp_path):
    _, folder = backed_up
    for what, (damage, words) in damages(folder).items():
        broken = tmp_path / "broken"
        shutil.copytree(folder, broken)
        damage(broken)
        assert words in refused("restore", broken, "--data", tmp_path / "restored"), what
        assert not (tmp_path / "restored").exists(), what
        assert words in refused("verify", broken), what
        shutil.rmtree(broken)


def test_a_backup_that_does_not_add_up_is_found_out_though_its_checksums_are_right(backed_up, tmp_path):
    _, folder = backed_up
    broken = tmp_path / "broken"
    shutil.copytree(folder, broken)
    text = (broken / "manifest.json").read_text().replace('"rows" : 700', '"rows" : 701')
    text = text.replace(manifest(folder)["checksum"], "")
    text = text.replace('"checksum" : ""', f'"checksum" : "{hashlib.sha256(text.encode()).hexdigest()}"')
    (broken / "manifest.json").write_text(text)
    done = weir("verify", broken, check=False)
    failed = [line for line in done.stdout.splitlines() if line.startswith("FAILED")]
    assert done.returncode == 1 and len(failed) == 1 and "request" in failed[0] and "add up" in failed[0], done.stdout
    assert "add up" in refused("restore", broken, "--data", tmp_path / "restored")
    assert not list((tmp_path / "restored").glob("weir.duckdb*"))
    sound = weir("verify", folder)
    assert "all totals equal" in sound.stdout and "FAILED" not in sound.stdout


def test_a_restore_needs_an_empty_directory(backed_up, tmp_path):
    server, folder = backed_up
    before = files(server.data)
    assert "not empty" in refused("restore", folder, "--data", server.data)
    assert server.stop() == 0
    assert "not empty" in refused("restore", folder, "--data", server.data)
    assert (server.data / "weir.duckdb").exists() and set(files(server.data)) <= set(before) | {"identities/manifest"}
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "letter.txt").write_text("mine")
    assert "letter.txt" in refused("restore", folder, "--data", tmp_path / "other")
    assert files(tmp_path / "other") == ["letter.txt"]
    # What an interrupted one left is no hindrance.
    (tmp_path / "begun").mkdir()
    (tmp_path / "begun" / "weir.duckdb.restoring").write_text("half a database")
    weir("restore", folder, "--data", tmp_path / "begun")
    assert weir("verify", "--data", tmp_path / "begun").returncode == 0


def test_a_backup_does_not_take_the_place_of_something_else(backed_up, start, tmp_path):
    server, folder = backed_up
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").write_text("mine")
    assert "letter.txt" in refused("backup", tmp_path / "full", "--data", server.data)
    assert "nothing to back up" in refused("backup", folder, "--data", tmp_path / "misspelt")
    assert not (tmp_path / "misspelt").exists()
    other = start(data=tmp_path / "other")
    old = manifest(folder)
    assert "--replace" in refused("backup", folder, "--data", other.data)
    assert manifest(folder) == old and weir("verify", folder).returncode == 0
    weir("backup", folder, "--data", other.data, "--replace")
    assert manifest(folder) != old and weir("verify", folder).returncode == 0


def test_a_stopped_server_is_backed_up_and_verified_too(backed_up, tmp_path):
    server, _ = backed_up
    assert server.stop() == 0
    weir("backup", tmp_path / "later", "--data", server.data)
    done = weir("verify", "--data", server.data)
    assert "store: sound" in done.stdout and "FAILED" not in done.stdout


def test_a_store_that_does_not_add_up_is_told(backed_up):
    server, _ = backed_up
    assert server.stop() == 0
    with duckdb.connect(str(server.data / "weir.duckdb")) as database:
        database.execute("INSERT INTO request SELECT * REPLACE (-5 AS input_tokens) FROM request WHERE id = 'e3'")
    done = weir("verify", "--data", server.data, check=False)
    assert done.returncode == 1
    failed = [line for line in done.stdout.splitlines() if line.startswith("FAILED")]
    assert [re.split(r"  +", line)[1] for line in failed] == [
        "no event is stored twice",
        "no sequence is used twice",
        "nothing counted is negative",
    ], done.stdout
