"""POST /v1/events: what is taken, what is refused, and what is said about it."""

import gzip
import json
import random
import re
import socket
import threading
import zlib
from datetime import datetime, timedelta, timezone
from urllib.parse import urlsplit

import pytest

from weir import Client, event, eventually, ndjson

JSON = "application/json"


def problem(answer, status):
    """Checks the form of an error (RFC 9457) and returns it."""
    assert answer.status_code == status, f"{answer.status_code}: {answer.text[:1000]}"
    assert answer.headers["Content-Type"].split(";")[0] == "application/problem+json"
    body = answer.json()
    assert body["status"] == status and body["title"] and body["detail"]
    return body


def refusal(project, **fields):
    """The verdict on one event that must be rejected."""
    answer = project.record(event(**fields))
    body = problem(answer, 422)
    assert (body["accepted"], body["rejected"]) == (0, 1)
    (verdict,) = body["verdicts"]
    assert verdict["index"] == 0 and verdict["verdict"] == "rejected" and verdict["message"]
    return verdict


# What is taken

three = [event(id=f"e{number}", input_tokens=number) for number in range(3)]
pretty = json.dumps(three, indent=2).encode()
FORMS = {
    "one object": (json.dumps(three[0]).encode(), JSON, 1),
    "one object, indented": (json.dumps(three[0], indent=2).encode(), JSON, 1),
    "an array": (json.dumps(three).encode(), JSON, 3),
    "an array, indented": (pretty, JSON, 3),
    "a document": (json.dumps({"events": three}).encode(), JSON, 3),
    "ndjson": (ndjson(three), "application/x-ndjson", 3),
    "ndjson without a last newline": (ndjson(three).rstrip(), "application/x-ndjson", 3),
    "ndjson with CRLF and empty lines": (ndjson(three).replace(b"\n", b"\r\n\r\n"), "application/x-ndjson", 3),
    "ndjson named json": (ndjson(three), JSON, 3),
    "json with a charset": (pretty, "application/json; charset=utf-8", 3),
    "json in curl's default type": (pretty, "application/x-www-form-urlencoded", 3),
    "an empty array": (b"[]", JSON, 0),
}


@pytest.mark.parametrize("form", FORMS)
def test_every_form_of_body_is_read(project, form):
    body, content_type, count = FORMS[form]
    answer = project.must_record(body, Content_Type=content_type)
    assert (answer["accepted"], answer["duplicates"], answer["rejected"]) == (count, 0, 0)
    assert answer["verdicts"] == []
    assert project.ids() == {f"e{number}": 1 for number in range(count)}


def raw_deflate(data):
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


ENCODINGS = {
    "gzip": ("gzip", gzip.compress),
    "gzip of two members": ("gzip", lambda data: gzip.compress(data[:50]) + gzip.compress(data[50:])),
    "deflate": ("deflate", zlib.compress),
    "deflate without its header": ("deflate", raw_deflate),
    "identity": ("identity", bytes),
}


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_every_encoding_is_read(project, encoding):
    name, compress = ENCODINGS[encoding]
    assert project.must_record(compress(ndjson(three)), Content_Encoding=name)["accepted"] == 3
    assert project.summary("input_tokens")["input_tokens"] == 3


def test_a_body_in_chunks_is_read(project):
    answer = project.ingest.call("POST", "/v1/events", data=iter([pretty[:20], pretty[20:90], pretty[90:]]), headers={"Content-Type": JSON})
    assert answer.status_code == 200 and answer.json()["accepted"] == 3


def test_every_field_comes_back_as_it_was_sent(project):
    sent = {
        "id": "all of them",
        "timestamp": "2026-03-01T12:34:56.789012Z",
        "operation": "vision",
        "provider": "a provider",
        "model": "modèle-\U0001f30a",
        "request_model": "asked for",
        "user_id": "u",
        "chat_id": "c",
        "message_id": "m",
        "session_id": "s",
        "profile_id": "p",
        "profile_name": "pn",
        "feature": "f",
        "entity_type": "et",
        "agent_id": "a",
        "task_id": "t",
        "configuration_id": "cf",
        "service_tier": "flex",
        "tags": {"team": "blue", 'a key with "quotes"': "x'y"},
        "input_tokens": 1000,
        "cache_read_tokens": 300,
        "cache_write_tokens": 200,
        "cache_write_1h_tokens": 150,
        "audio_input_tokens": 40,
        "image_input_tokens": 30,
        "output_tokens": 500,
        "reasoning_tokens": 100,
        "audio_output_tokens": 20,
        "image_output_tokens": 10,
        "total_tokens": 1500,
        "tokens_estimated": True,
        "images": 2,
        "characters": 77,
        "audio_seconds": 12.5,
        "web_searches": 3,
        "cost": 0.000000001,
        "duration_ms": 1234.567,
        "time_to_first_token_ms": 89.5,
        "streamed": True,
        "nested": True,
        "status": "failure",
        "error_type": "rate_limited",
        "error_message": "line one\nline two\ttab \\ \u0001",
    }
    assert project.must_record(sent)["ignored_fields"] == []
    got = project.only_event()
    # Control characters have no place in a message; they become spaces, and lines and tabs stay.
    expected = dict(sent, cost_source="client", project=project.name, error_message=sent["error_message"].replace("\x01", " "))
    timestamps = got.pop("timestamp"), expected.pop("timestamp")
    assert [datetime.fromisoformat(text.replace("Z", "+00:00")) for text in timestamps][0] == datetime(
        2026, 3, 1, 12, 34, 56, 789012, timezone.utc
    )
    assert {name: got.get(name) for name in expected} == expected


def test_what_is_left_out_is_made_or_null(project):
    before = datetime.now(timezone.utc)
    project.must_record({"model": "m"})
    after = datetime.now(timezone.utc)
    got = project.only_event()
    assert len(got["id"]) == 36
    assert (got["operation"], got["status"], got["cost_source"]) == ("chat", "success", "none")
    assert got.get("cost") is None and got.get("input_tokens") is None and got.get("user_id") is None
    made = datetime.fromisoformat(got["timestamp"].replace("Z", "+00:00"))
    assert before - timedelta(milliseconds=1) <= made <= after + timedelta(milliseconds=1)


INSTANT = "2026-03-01T12:00:00"
INSTANTS = [
    INSTANT + "Z",
    "2026-03-01T13:00:00+01:00",
    "2026-03-01 12:00:00.000000Z",
    "2026-03-01t06:30:00-05:30",
    1772366400,
    1772366400.0,
    1772366400000,
    1772366400000000,
    1772366400000000000,
]


@pytest.mark.parametrize("timestamp", INSTANTS, ids=str)
def test_every_form_of_instant_is_read(project, timestamp):
    project.must_record(event(timestamp=timestamp))
    assert project.only_event()["timestamp"].startswith(INSTANT)


def test_unknown_fields_are_named_once_and_do_no_harm(project):
    answer = project.must_record([event(modle="x"), event(modle={"deep": [1, {"er": None}]}, Model=1)])
    assert answer["accepted"] == 2
    assert sorted(answer["ignored_fields"]) == ["Model", "modle"]


def test_null_is_the_same_as_left_out(project):
    project.must_record(event(user_id=None, input_tokens=None, tags=None, cost=None, status=None, operation=None))
    got = project.only_event()
    assert got.get("user_id") is None and got["status"] == "success"


# The same event


def test_an_id_is_stored_once_within_a_batch_and_across_batches(project):
    first = project.must_record([event(id="a", input_tokens=1), event(id="a", input_tokens=2), event(id="b")])
    assert (first["accepted"], first["duplicates"]) == (2, 1)
    assert first["verdicts"] == [{"index": 1, "id": "a", "verdict": "duplicate"}]
    again = project.must_record([event(id="b"), event(id="a", input_tokens=3)])
    assert (again["accepted"], again["duplicates"]) == (0, 2)
    assert project.ids() == {"a": 1, "b": 1}
    assert project.summary("input_tokens")["input_tokens"] == 1


def test_an_id_sent_by_many_at_once_is_stored_once(project, server):
    batch = [event(id=f"same-{number}") for number in range(200)]
    answers, gate = [], threading.Barrier(8)

    def send(seed):
        client = Client(server.url, project.ingest.key)
        mine = random.Random(seed).sample(batch, len(batch))
        gate.wait(60)
        answers.append(client.record(ndjson(mine), Content_Type="application/x-ndjson").json())

    threads = [threading.Thread(target=send, args=(seed,)) for seed in range(8)]
    [thread.start() for thread in threads]
    [thread.join(60) for thread in threads]
    assert len(answers) == 8
    assert sum(answer["accepted"] for answer in answers) == 200
    assert sum(answer["duplicates"] for answer in answers) == 7 * 200
    assert project.ids() == {f"same-{number}": 1 for number in range(200)}


def test_the_same_id_in_two_projects_is_two_events(admin):
    for name in ["twin-1", "twin-2"]:
        answer = admin.record(event(id="one id", project=name)).json()
        assert answer["accepted"] == 1
    assert admin.ids(project="twin-1") == admin.ids(project="twin-2") == {"one id": 1}


def test_a_bound_key_cannot_record_for_another_project(project, admin):
    project.record(event(id="smuggled", project="somebody-elses"))
    assert admin.ids(project="somebody-elses") == {}


# What is refused

REFUSED = {
    "input_tokens of text": ({"input_tokens": "12"}, "wrong_type", "input_tokens"),
    "input_tokens of a fraction": ({"input_tokens": 1.5}, None, "input_tokens"),
    "input_tokens below 0": ({"input_tokens": -1}, "invalid", "input_tokens"),
    "input_tokens beyond 64 bits": ({"input_tokens": 2**70}, None, "input_tokens"),
    "model of a number": ({"model": 5}, "wrong_type", "model"),
    "model of an object": ({"model": {"name": "x"}}, "wrong_type", "model"),
    "id too long": ({"id": "x" * 201}, "invalid", "id"),
    "id empty": ({"id": ""}, "invalid", "id"),
    "status unknown": ({"status": "great"}, "invalid", "status"),
    "operation in capitals": ({"operation": "Chat Me"}, "invalid", "operation"),
    "streamed of text": ({"streamed": "true"}, "wrong_type", "streamed"),
    "cost below 0": ({"cost": -0.5}, "invalid", "cost"),
    "cost of text": ({"cost": "0.5"}, "wrong_type", "cost"),
    "cost_source unknown": ({"cost": 1, "cost_source": "guess"}, "invalid", "cost_source"),
    "duration below 0": ({"duration_ms": -5}, "invalid", "duration_ms"),
    "tags of an array": ({"tags": ["a"]}, "wrong_type", "tags"),
    "too many tags": ({"tags": {f"k{number}": "v" for number in range(33)}}, "invalid", "tags"),
    "timestamp unreadable": ({"timestamp": "yesterday"}, None, "timestamp"),
    "timestamp of no day": ({"timestamp": "2026-02-30T00:00:00Z"}, None, "timestamp"),
    "timestamp too old": ({"timestamp": "2010-01-01T00:00:00Z"}, "out_of_time", "timestamp"),
    "usage of a number": ({"usage": 5}, "wrong_type", "usage"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_bad_event_is_refused_with_its_reason(project, case):
    fields, code, field = REFUSED[case]
    verdict = refusal(project, **fields)
    assert verdict["field"].split(".")[0] == field
    assert verdict["code"] in ([code] if code else ["wrong_type", "invalid", "malformed"])
    assert project.summary()["requests"] == 0


def test_tomorrow_is_taken_and_the_day_after_is_not(project):
    ahead = lambda hours: (datetime.now(timezone.utc) + timedelta(hours=hours)).isoformat()
    project.must_record(event(timestamp=ahead(23)))
    assert refusal(project, timestamp=ahead(25))["code"] == "out_of_time"


def test_an_id_may_be_as_long_as_said(project):
    project.must_record(event(id="é" * 100))
    assert project.ids() == {"é" * 100: 1}


def test_one_bad_event_does_not_take_its_batch_down(project):
    batch = [event(id=f"e{number}") for number in range(10)]
    batch[3]["input_tokens"] = "twelve"
    batch[7]["id"] = "e0"
    answer = project.must_record(batch)
    assert (answer["accepted"], answer["duplicates"], answer["rejected"]) == (8, 1, 1)
    bad, twice = answer["verdicts"]
    assert (bad["index"], bad["id"], bad["verdict"], bad["code"], bad["field"]) == (3, "e3", "rejected", "wrong_type", "input_tokens")
    assert twice == {"index": 7, "id": "e0", "verdict": "duplicate"}
    assert project.summary()["requests"] == 8


@pytest.mark.parametrize(
    "line", [b'{"id":', b"nonsense", b'{"id":"x"} {"id":"y"}', b'{"input_tokens":01}', b'{"model":"\xff\xfe"}', b"[1]"]
)
def test_a_broken_line_of_ndjson_is_one_rejection(project, line):
    body = ndjson([event(id="before")]) + line + b"\n" + ndjson([event(id="after")])
    answer = project.must_record(body, Content_Type="application/x-ndjson")
    assert (answer["accepted"], answer["rejected"]) == (2, 1)
    assert answer["verdicts"][0]["index"] == 1
    assert project.ids() == {"before": 1, "after": 1}


BROKEN = {
    "nothing": b"",
    "no json": b"hello",
    "cut short": pretty[:-10],
    "two roots": b"[] []",
    "too deep": b"[" * 200_000,
    "deep in a field": b'{"x":' * 100_000 + b"1" + b"}" * 100_000,
    "no utf-8": b'[{"model":"\xc3\x28"}',
}


@pytest.mark.parametrize("body", BROKEN)
def test_what_is_not_json_is_refused_as_a_whole(project, body):
    answer = project.record(BROKEN[body])
    assert answer.status_code in (400, 422), answer.text[:500]
    problem(answer, answer.status_code)
    assert project.summary()["requests"] == 0


@pytest.mark.parametrize("body", [b"42", b'"text"', b"null", b'{"events":5}'])
def test_json_that_is_no_event_is_refused(project, body):
    answer = project.record(body)
    assert answer.status_code in (400, 422), answer.text[:500]
    problem(answer, answer.status_code)


@pytest.mark.parametrize(
    "headers", [{"Content_Encoding": "br"}, {"Content_Encoding": "gzip, br"}, {"Content_Type": "application/xml"}], ids=str
)
def test_a_type_or_encoding_that_is_not_known_is_415(project, headers):
    problem(project.record(event(), **headers), 415)


@pytest.mark.parametrize(
    "body", [b"not gzip at all", gzip.compress(pretty)[:-12], gzip.compress(pretty)[:40]], ids=["foreign", "cut", "stump"]
)
def test_broken_gzip_is_400(project, body):
    problem(project.record(body, Content_Encoding="gzip"), 400)


@pytest.mark.parametrize("encoding, compress", [("gzip", gzip.compress), ("deflate", zlib.compress)])
def test_a_compression_bomb_is_413_and_the_server_lives(project, server, encoding, compress):
    bomb = compress(b" " * (70 << 20))
    assert len(bomb) < 100_000
    problem(project.record(bomb, Content_Encoding=encoding), 413)
    assert project.must_record(event())["accepted"] == 1
    assert server.running()


def status_of(url, key, header, pieces):
    """Sends a body piece by piece, as long as the server takes it, and reads the status. The answer may come before the body's end."""
    address = urlsplit(url)
    with socket.create_connection((address.hostname, address.port), timeout=60) as connection:
        connection.sendall(f"POST /v1/events HTTP/1.1\r\nHost: weir\r\nAuthorization: Bearer {key}\r\n{header}\r\n\r\n".encode())
        try:
            for piece in pieces:
                connection.sendall(piece)
        except OSError:
            pass
        answer = connection.recv(65536)
    return int(re.match(rb"HTTP/1.1 (\d+) ", answer).group(1))


def test_a_body_over_the_limit_is_413(project, server):
    piece = b" " * (1 << 20)
    assert status_of(server.url, project.ingest.key, f"Content-Length: {65 << 20}", [piece] * 65) == 413
    assert project.must_record(event())["accepted"] == 1


def test_a_body_in_chunks_over_the_limit_is_413(start):
    server = start("--max-body", "1MiB")
    chunk = b"10000\r\n" + b" " * 65536 + b"\r\n"
    assert status_of(server.url, server.admin_key, "Transfer-Encoding: chunked", [chunk] * 32) == 413
    assert server.client().record(event()).json()["accepted"] == 1


def test_more_events_than_allowed_are_413(project):
    problem(project.record(b"{}\n" * 100_001, Content_Type="application/x-ndjson"), 413)
    assert project.summary()["requests"] == 0


def test_as_many_events_as_allowed_are_taken(project):
    body = b"".join(b'{"id":"%d"}\n' % number for number in range(100_000))
    assert project.must_record(gzip.compress(body, 1), Content_Encoding="gzip")["accepted"] == 100_000
    eventually(lambda: project.summary()["requests"] == 100_000, "all are counted")


# Who may, and how


def test_without_a_key_is_401(server):
    for client in [Client(server.url, None), Client(server.url, "weir_" + "A" * 43), Client(server.url, "x")]:
        answer = client.record(event())
        problem(answer, 401)
        assert "Bearer" in answer.headers["WWW-Authenticate"]


def test_a_key_that_may_only_read_is_403(project):
    problem(project.read.record(event()), 403)


def test_a_key_in_the_other_header_is_taken(project, server):
    client = Client(server.url, None)
    client.session.headers["X-API-Key"] = project.ingest.key
    assert client.record(event()).json()["accepted"] == 1


def test_another_method_is_405_and_says_which(project):
    answer = project.ingest.call("PUT", "/v1/events", data=b"{}")
    problem(answer, 405)
    assert "POST" in answer.headers["Allow"]


def test_a_path_that_is_not_there_is_404(project):
    for path in ["/v1/nothing", "/v2/events", "/v1", "/v1/events%2f..%2fkeys"]:
        problem(project.get(path), 404)


# The quarantine


def quarantined(admin, marker):
    answer = admin.ask("/v1/quarantine", limit=1000)
    (listed,) = [value for value in answer.values() if isinstance(value, list)]
    return [entry for entry in listed if marker in json.dumps(entry)]


def test_a_rejected_event_is_kept_with_its_reason(project, admin):
    refusal(project, id="kept-aside", input_tokens="many", model="marker-" + project.name)
    (entry,) = quarantined(admin, "marker-" + project.name)
    text = json.dumps(entry)
    assert "wrong_type" in text and "input_tokens" in text and "kept-aside" in text


def test_a_replayed_event_that_is_still_bad_stays(project, admin):
    refusal(project, status="odd", model="marker-" + project.name)
    (entry,) = quarantined(admin, "marker-" + project.name)
    answer = admin.call("POST", "/v1/quarantine/replay", json={"ids": [entry["id"]]})
    body = problem(answer, 422)
    assert (body["accepted"], body["rejected"]) == (0, 1)
    assert len(quarantined(admin, "marker-" + project.name)) == 1
    assert project.summary()["requests"] == 0


def test_the_quarantine_is_for_admins(project):
    problem(project.get("/v1/quarantine"), 403)
    problem(project.ingest.call("POST", "/v1/quarantine/replay", json={"all": True}), 403)
