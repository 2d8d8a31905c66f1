"""GET /v1/export, and the demo that can be taken away again."""

import csv
import io
import json
import socket

import duckdb
import pytest

from weir import event, eventually, ndjson, weir, within_one_hour


def exported(client, **parameters):
    answer = client.get("/v1/export", **parameters)
    assert answer.status_code == 200, answer.text
    return answer


def test_events_come_in_the_order_of_arrival(project):
    instants = ["2026-03-03T00:00:00Z", "2026-03-01T00:00:00Z", "2026-03-02T00:00:00Z"]
    for number, instant in enumerate(instants):
        project.must_record(event(id=f"e{number}", timestamp=instant, error_message="a,\"b\"\nc", tags={"team": "x"}, cost=0.1, duration_ms=1.5))
    lines = [json.loads(line) for line in exported(project).text.splitlines()]
    assert [line["id"] for line in lines] == ["e0", "e1", "e2"]
    assert lines == [next(one for one in project.events() if one["id"] == line["id"]) for line in lines]
    rows = list(csv.DictReader(io.StringIO(exported(project, format="csv").text)))
    assert [(row["id"], row["error_message"], row["cost"], row["duration_ms"]) for row in rows] == [(f"e{n}", "a,\"b\"\nc", "0.1", "1.5") for n in range(3)]


def test_parquet_has_the_wires_names_and_exact_money(project, tmp_path):
    project.must_record([event(id="a", cost=0.1, duration_ms=2.5, audio_seconds=1.25, time_to_first_token_ms=1), event(id="b")])
    path = tmp_path / "out.parquet"
    path.write_bytes(exported(project, format="parquet").content)
    columns = duckdb.sql(f"SELECT cost, typeof(cost), duration_ms, audio_seconds, time_to_first_token_ms FROM '{path}' WHERE id = 'a'").fetchone()
    assert (str(columns[0]), *columns[1:]) == ("0.100000000", "DECIMAL(18,9)", 2.5, 1.25, 1)
    assert duckdb.sql(f"SELECT cost, duration_ms FROM '{path}' WHERE id = 'b'").fetchone() == (None, None)
    names = set(project.events()[0]) | set(project.events()[1])
    assert names <= {row[0] for row in duckdb.sql(f"DESCRIBE SELECT * FROM '{path}'").fetchall()}


@pytest.mark.parametrize("form", ["ndjson", "csv", "parquet"])
def test_filters_and_period_select(project, tmp_path, form):
    project.must_record([event(id=f"e{n}", model=f"m{n % 2}", timestamp=f"2026-03-0{1 + n}T12:00:00Z") for n in range(8)])
    path = tmp_path / "out"
    selection = {"model": "m1", "from": "2026-03-02", "to": "2026-03-05"}
    path.write_bytes(exported(project, format=form, **selection).content)
    reader = {"ndjson": "read_json_auto", "csv": "read_csv_auto", "parquet": "read_parquet"}[form]
    assert duckdb.sql(f"SELECT id FROM {reader}('{path}') ORDER BY id").fetchall() == [("e1",), ("e3",)]


def test_a_key_of_a_project_gets_that_project_alone(admin, project):
    project.must_record(event(id="mine"))
    assert {json.loads(line)["project"] for line in exported(project).text.splitlines()} == {project.name}
    assert project.ingest.get("/v1/export").status_code == 403
    assert len(exported(admin, project=project.name).text.splitlines()) == 1


def test_a_question_that_cannot_be_asked_is_refused(project):
    for parameters in [{"format": "xml"}, {"colour": "red"}, {"period": "soon"}, {"zone": "Mars"}, {"limit": 5}]:
        assert project.get("/v1/export", **parameters).status_code == 400


def test_a_client_that_goes_away_leaves_nothing(start):
    server = start()
    client = server.client()
    for part in range(5):
        events = [event(id=f"{part}-{n}", error_message="x" * 400) for n in range(4000)]
        assert client.record(ndjson(events)).status_code == 200
    port = int(server.url.rsplit(":", 1)[1])
    for form in ["parquet", "ndjson", "csv"] * 5:
        with socket.create_connection(("127.0.0.1", port)) as gone:
            gone.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\x00\x00\x00\x00\x00\x00\x00")
            gone.sendall(f"GET /v1/export?format={form} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {server.admin_key}\r\n\r\n".encode())
            gone.recv(1)
    assert client.summary()["requests"] == 20_000, "all connections of the engine are free"
    eventually(lambda: not list((server.data / "tmp").iterdir()), "no file is left")
    assert len(exported(client).text.splitlines()) == 20_000
    assert server.stop() == 0


def test_what_moves_elsewhere_keeps_its_cost(start, tmp_path):
    """Priced by the catalog, by nobody, by the client: each is the same elsewhere."""
    first, second = ["--data", tmp_path / "first"], ["--data", tmp_path / "second"]
    path, moved = tmp_path / "events.ndjson", tmp_path / "moved.ndjson"
    tokens = {"input_tokens": 1000, "output_tokens": 100}
    path.write_bytes(
        ndjson([event(id="c", provider="openai", model="gpt-4o", **tokens), event(id="n", model="nobody knows", **tokens), event(id="o", cost=3)])
    )
    weir("import", path, *first)
    weir("export", "--output", moved, *first)
    weir("import", moved, *second)
    question = "query --metrics requests,cost,unpriced_requests,total_tokens --period all --format csv".split()
    assert weir(*question, *first).stdout == weir(*question, *second).stdout


def test_only_the_demo_goes_and_its_ids_are_free_again(start, tmp_path):
    within_one_hour(60)
    server = start()
    client = server.client()
    own = [event(id="demo-mine"), event(id="mine", source="demo"), event(id="plain")]
    assert client.record(ndjson(own)).json()["accepted"] == 3
    weir("demo", "--days", "3", "--data", server.data)
    count = client.summary()["requests"] - 3
    assert count > 0
    answer = client.call("DELETE", "/v1/demo")
    assert answer.json().keys() == {"removed", "records"} and answer.json()["removed"] == count and answer.json()["records"] > 0
    assert client.ids() == {"demo-mine": 1, "mine": 1, "plain": 1}
    assert client.record(ndjson(own)).json()["duplicates"] == 3, "what stays is still known"
    weir("demo", "--days", "3", "--data", server.data)
    assert client.summary()["requests"] == count + 3, "what went can come again"
    read = client.call("POST", "/v1/keys", json={"name": "r", "scope": "read"}).json()["secret"]
    assert server.client(read).call("DELETE", "/v1/demo").status_code == 403
