"""import, export, query, demo, config and version: on a data directory and against a running server."""

import csv
import json
import re
import signal
import subprocess

import duckdb
import pytest

from weir import BINARY, ENVIRONMENT, event, eventually, ndjson, weir, within_one_hour

EVENTS = [
    event(
        id=f"e{number}", timestamp=f"2026-03-01T00:00:{number % 60:02}.{number:06}Z", model=f"m{number % 3}", input_tokens=number, cost=0.5
    )
    for number in range(500)
]


@pytest.fixture(params=["data", "url"])
def place(request, tmp_path, start):
    """The arguments that lead a command to the store: its directory with no server, or a server's address and a key."""
    if request.param == "data":
        return ["--data", tmp_path / "data"]
    server = start()
    return ["--url", server.url, "--key", server.admin_key]


def queried(place, *arguments):
    text = weir("query", *arguments, "--format", "csv", *place).stdout
    return list(csv.DictReader(text.splitlines()))


def written(tmp_path, form):
    path = tmp_path / f"events.{form}"
    if form == "ndjson":
        path.write_bytes(ndjson(EVENTS))
    elif form == "json":
        path.write_text(json.dumps(EVENTS, indent=1))
    else:
        with path.open("w", newline="") as file:
            out = csv.DictWriter(file, list(EVENTS[0]))
            out.writeheader()
            out.writerows(EVENTS)
    return path


@pytest.mark.parametrize("form", ["ndjson", "json", "csv"])
def test_a_file_is_imported_once_however_often(place, tmp_path, form):
    path = written(tmp_path, form)
    for _ in range(2):
        weir("import", path, *place)
    rows = queried(place, "--metrics", "requests,input_tokens,cost", "--by", "model", "--period", "all")
    assert sorted((row["model"], int(row["requests"]), int(row["input_tokens"]), float(row["cost"])) for row in rows) == [
        (f"m{kind}", len(part), sum(part), len(part) / 2) for kind in range(3) if (part := range(500)[kind::3])
    ]


def test_rows_without_an_id_get_the_same_one_each_time(place, tmp_path):
    path = tmp_path / "no ids.ndjson"
    path.write_bytes(ndjson([{"timestamp": "2026-03-01T00:00:00Z", "input_tokens": 1}] * 40))
    for _ in range(2):
        weir("import", path, *place)
    (row,) = queried(place, "--metrics", "requests", "--period", "all")
    assert row["requests"] == "40", "equal rows are different rows, and the same row is the same row"


def test_bad_rows_are_told_and_the_others_kept(place, tmp_path):
    path = tmp_path / "mixed.ndjson"
    path.write_bytes(ndjson([event(), event(input_tokens="x"), event()]))
    done = weir("import", path, *place, check=False)
    assert "input_tokens" in done.stdout + done.stderr
    (row,) = queried(place, "--metrics", "requests", "--period", "all")
    assert row["requests"] == "2"


def test_an_import_that_was_cut_off_is_taken_up_again(start, tmp_path):
    server = start()
    path, count = tmp_path / "long.ndjson", 200_000
    with path.open("w") as file:
        for number in range(count):
            file.write(f'{{"timestamp":"2026-03-01T00:00:00Z","model":"m","input_tokens":{number}}}\n')
    arguments = [BINARY, "import", str(path), "--url", server.url, "--key", server.admin_key]
    cut = subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=ENVIRONMENT)
    client = server.client()
    eventually(lambda: client.summary()["requests"] > 0 or cut.poll() is not None, "the import has begun")
    cut.send_signal(signal.SIGKILL)
    cut.wait(60)
    subprocess.run(arguments, check=True, capture_output=True, env=ENVIRONMENT, timeout=600)
    # So many rows may take the engine longer than a question waits for it.
    eventually(lambda: client.summary()["requests"] >= count, "all rows can be asked for")
    assert client.summary("requests,input_tokens") == {"requests": count, "input_tokens": count * (count - 1) // 2}


@pytest.mark.parametrize("form", ["ndjson", "csv", "parquet"])
def test_an_export_holds_everything(place, tmp_path, form):
    weir("import", written(tmp_path, "ndjson"), *place)
    output = tmp_path / f"out.{form}"
    weir("export", "--format", form, "--output", output, *place)
    reader = {"ndjson": "read_json_auto", "csv": "read_csv_auto", "parquet": "read_parquet"}[form]
    found = duckdb.sql(f"SELECT count(*), count(DISTINCT id), sum(input_tokens), round(sum(cost), 6), min(model) FROM {reader}('{output}')")
    assert tuple(found.fetchone()) == (500, 500, sum(range(500)), 250, "m0")


def test_an_export_can_be_imported_elsewhere(tmp_path):
    first, second = ["--data", tmp_path / "first"], ["--data", tmp_path / "second"]
    weir("import", written(tmp_path, "ndjson"), *first)
    weir("export", "--format", "ndjson", "--output", tmp_path / "moved.ndjson", *first)
    weir("import", tmp_path / "moved.ndjson", *second)
    question = ["--metrics", "requests,input_tokens,cost,first_seen,last_seen", "--by", "model", "--period", "all"]
    assert queried(first, *question) == queried(second, *question)


def test_an_export_without_output_goes_to_standard_output(place, tmp_path):
    weir("import", written(tmp_path, "ndjson"), *place)
    lines = weir("export", "--format", "ndjson", *place).stdout.splitlines()
    assert {json.loads(line)["id"] for line in lines} == {one["id"] for one in EVENTS}


def test_a_csv_export_is_defused(tmp_path):
    place = ["--data", tmp_path / "data"]
    path = tmp_path / "nasty.ndjson"
    path.write_bytes(ndjson([event(model="=1+1")]))
    weir("import", path, *place)
    weir("export", "--format", "csv", "--output", tmp_path / "out.csv", *place)
    cells = {cell for row in csv.reader((tmp_path / "out.csv").read_text().splitlines()) for cell in row}
    assert "=1+1" not in cells and any("=1+1" in cell for cell in cells)


def test_a_query_is_a_table_for_people(place, tmp_path):
    weir("import", written(tmp_path, "ndjson"), *place)
    text = weir("query", "--metrics", "requests,cost", "--by", "model", "--period", "all", *place).stdout
    for model, count in [("m0", 167), ("m1", 167), ("m2", 166)]:
        assert re.search(rf"{model}\W+{count}\W", text), text


def test_a_name_cannot_command_the_terminal(project, server):
    for model in ["\x1b]0;owned\x07red", "a\r\nline", "\x9b31m"]:
        assert project.record(event(model=model)).status_code == 422
    project.must_record(event(model="\u202ered\u2066\u2028line"))
    text = weir(*f"query --metrics requests --by model --period all --url {server.url} --key {project.read.key}".split()).stdout
    assert "red" in text
    assert not [character for character in text if character != "\n" and not character.isprintable()]


def test_a_query_that_cannot_be_answered_says_why(place):
    done = weir("query", "--metrics", "cots", *place, check=False)
    assert done.returncode != 0
    assert "cots" in done.stderr and "cost" in done.stderr and "Fatal" not in done.stderr


def test_the_sql_of_a_query_can_be_had(tmp_path):
    text = weir("query", "--metrics", "requests", "--by", "model", "--period", "all", "--sql", "--data", tmp_path / "data").stdout
    assert "SELECT" in text.upper() and "model" in text


def test_the_demo_is_the_same_each_time_and_goes_without_trace(tmp_path):
    within_one_hour(120)
    place = ["--data", tmp_path / "data"]
    own = tmp_path / "own.ndjson"
    own.write_bytes(ndjson([event(id="mine", model="gpt-4o", cost=1)]))
    weir("import", own, *place)
    question = ["--metrics", "requests,cost,total_tokens,users,models,providers,failures,last_seen", "--period", "all"]
    weir("demo", *place)
    once = queried(place, *question)
    weir("demo", *place)
    assert queried(place, *question) == once
    other = ["--data", tmp_path / "other"]
    weir("import", own, *other)
    weir("demo", *other)
    assert queried(other, *question) == once
    (row,) = once
    assert int(row["requests"]) > 10_000 and int(row["users"]) > 10 and int(row["providers"]) >= 3 and int(row["failures"]) > 0
    weir("demo", "--remove", *place)
    (row,) = queried(place, "--metrics", "requests,cost", "--period", "all")
    assert (int(row["requests"]), float(row["cost"])) == (1, 1)


def test_the_commands_work_on_a_directory_whose_server_runs(start, tmp_path):
    server = start()
    weir("import", written(tmp_path, "ndjson"), "--data", server.data)
    assert server.client().summary()["requests"] == 500
    (row,) = queried(["--data", server.data], "--metrics", "requests", "--period", "all")
    assert row["requests"] == "500"


def test_the_server_and_key_can_come_from_the_environment(server, project):
    project.must_record(event(model="by environment"))
    text = weir("query", "--metrics", "requests", "--by", "model", "--period", "all", WEIR_URL=server.url, WEIR_KEY=project.read.key).stdout
    assert "by environment" in text


def test_a_wrong_key_or_address_is_a_clear_failure(server):
    for place in [["--url", server.url, "--key", "weir_wrong"], ["--url", "http://127.0.0.1:1", "--key", "weir_x"]]:
        done = weir("query", "--metrics", "requests", *place, check=False)
        assert done.returncode != 0 and done.stderr.strip() and "Fatal" not in done.stderr


def test_settings_are_printed_and_checked(tmp_path):
    printed = weir("config", "print", "--port", "9999", WEIR_HOST="0.0.0.0").stdout
    assert "9999" in printed and "0.0.0.0" in printed
    assert weir("config", "check").returncode == 0
    done = weir("config", "check", WEIR_PORT="many", WEIR_TIME_ZONE="Mars/Olympus", check=False)
    text = done.stdout + done.stderr
    assert done.returncode != 0 and "WEIR_PORT" in text and "Mars/Olympus" in text


def test_help_names_every_command_and_setting():
    help = weir("--help").stdout
    for command in ["serve", "keys", "import", "export", "query", "demo", "config", "version"]:
        assert command in help
    serve = weir("serve", "--help").stdout
    for flag in ["--data", "--host", "--port", "--time-zone", "--as-of", "--memory-limit", "WEIR_DATA", "WEIR_TIME_ZONE"]:
        assert flag in serve


def test_the_version_is_told():
    assert re.search(r"\d+\.\d+\.\d+", weir("version").stdout)


def test_an_unknown_command_is_a_usage_error():
    done = weir("serf", check=False)
    assert done.returncode == 64 and done.stderr
