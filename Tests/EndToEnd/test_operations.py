"""What those who run it look at."""

import json
import re
import time
from datetime import datetime, timezone

from conftest import new_key
from test_ingest import problem
from weir import Client, event, now


def metrics(client):
    answer = client.get("/metrics")
    assert answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/plain")
    samples = {}
    for line in answer.text.splitlines():
        if line and not line.startswith("#"):
            name, value = re.fullmatch(r"(\S+(?:\{.*\})?) (\S+)", line).groups()
            samples[name] = float(value)
    return samples, answer.text


def total(samples, name, **labels):
    return sum(
        value
        for sample, value in samples.items()
        if re.fullmatch(name, re.split(r"[{ ]", sample)[0]) and all(f'{label}="{text}"' in sample for label, text in labels.items())
    )


def test_health_and_readiness_need_no_key(server):
    nobody = Client(server.url, None)
    assert nobody.get("/healthz").status_code == 200
    assert nobody.get("/readyz").status_code == 200


def test_metrics_need_a_key_of_all_projects(server, admin, project):
    problem(Client(server.url, None).get("/metrics"), 401)
    problem(project.get("/metrics"), 403)
    assert new_key(admin, "read").get("/metrics").status_code == 200


def test_the_counts_are_right(start):
    client = start().client()
    client.record([event(id="a"), event(id="a"), event(input_tokens="x")])
    client.record([event(id="b"), event(id="c")])
    client.summary()
    client.get("/v1/usage/summary", perod="7d")
    samples, text = metrics(client)
    assert {
        verdict: total(samples, "weir_ingest_events(_total)?", verdict=verdict) for verdict in ("accepted", "duplicate", "rejected")
    } == {
        "accepted": 3,
        "duplicate": 1,
        "rejected": 1,
    }
    counted = "weir_http_requests_total"
    assert total(samples, counted, route="/v1/events", status="200") == 2
    assert total(samples, counted, route="/v1/usage/summary", status="200") == 1
    assert total(samples, counted, route="/v1/usage/summary", status="400") == 1
    for pattern in [r"weir_\w*query\w*_seconds_count", r"weir_\w*commit\w*_seconds(_count)?", r"weir_\w*database\w*bytes"]:
        assert sum(value for sample, value in samples.items() if re.match(pattern, sample)) > 0, f"{pattern} in\n{text}"
    assert any(re.match(r"weir_\w*queue", sample) for sample in samples), text


def test_paths_that_do_not_exist_make_no_new_series(start):
    client = start().client()
    for number in range(50):
        client.get(f"/made-up-{number}")
    _, text = metrics(client)
    assert "made-up" not in text


def test_every_answer_has_a_request_id(project):
    answer = project.get("/v1/usage/summary", perod="x")
    assert answer.headers["X-Request-Id"] in answer.json()["instance"]
    first, second = (project.get("/v1/usage/summary").headers.get("X-Request-Id") for _ in range(2))
    assert first and second and first != second


def test_secrets_are_not_logged(start):
    server = start("--log-level", "trace")
    key = server.admin_key
    client = server.client()
    client.record(event(model="in the body only"))
    client.get("/v1/usage/summary")
    client.get("/v1/usage/summary", key=key)
    server.stop()
    after = server.output.split("listening on", 1)[1]
    first_start = [line for line in server.output.splitlines() if key in line]
    assert len(first_start) <= 2, "the key itself and the sign-in link, once"
    assert after.count(key) <= len(first_start)
    assert "in the body only" not in server.output


def test_logs_can_be_json(start):
    server = start("--log-format", "json", "--log-level", "info")
    server.client().get("/v1/usage/summary", perod="x")
    server.stop()
    entries = [json.loads(line) for line in server.output.splitlines() if line.startswith("{")]
    assert entries


def test_a_frozen_clock_holds_for_queries(start):
    server = start("--as-of", "2026-03-15T12:00:00Z")
    client = server.client()
    client.record(
        [event(id=day, timestamp=f"{day}T10:00:00Z") for day in ["2026-02-10", "2026-03-14", "2026-03-15"]]
        + [event(id="later", timestamp=now())]
    )
    count = lambda period: client.ask("/v1/usage/summary", metrics="requests", period=period)["rows"][0]["requests"]
    assert {period: count(period) for period in ["today", "yesterday", "24h", "7d", "month", "last_month"]} == {
        "today": 1,
        "yesterday": 1,
        "24h": 1,
        "7d": 2,
        "month": 2,
        "last_month": 1,
    }


def test_the_time_zone_of_the_server_is_that_of_days(start):
    server = start("--as-of", "2026-03-15T03:00:00Z", "--time-zone", "America/New_York")
    period = server.client().ask("/v1/usage/summary", metrics="requests", period="today")["period"]
    assert period["zone"] == "America/New_York"
    instants = [datetime.fromisoformat(period[edge].replace("Z", "+00:00")) for edge in ("from", "to")]
    assert instants == [datetime(2026, 3, day, 4, tzinfo=timezone.utc) for day in (14, 15)]


def test_pages_of_other_origins_are_let_in_only_when_named(start, project):
    evil = {"Origin": "https://evil.example"}
    answer = project.read.call("GET", "/v1/usage/summary", headers=evil)
    assert "Access-Control-Allow-Origin" not in answer.headers
    client = start("--cors-origins", "https://app.example").client()
    assert (
        client.call("GET", "/v1/usage/summary", headers={"Origin": "https://app.example"}).headers["Access-Control-Allow-Origin"]
        == "https://app.example"
    )
    assert "Access-Control-Allow-Origin" not in client.call("GET", "/v1/usage/summary", headers=evil).headers


def test_an_answer_tells_how_long_the_engine_worked_for_it(start):
    client = start().client()
    client.record([event()])
    begin = time.perf_counter()
    answer = client.get("/v1/usage/summary")
    passed = (time.perf_counter() - begin) * 1000
    (engine,) = re.fullmatch(r"engine;dur=(\d+\.\d{3})", answer.headers["Server-Timing"]).groups()
    assert 0 < float(engine) < passed
    assert "Server-Timing" not in client.get("/healthz").headers


def test_an_api_can_have_origins_of_its_own(start):
    client = start("--cors-origins", "https://app.example, auto-analyst=https://board.example").client()

    def allowed(path, origin):
        asked = {"Origin": origin, "Access-Control-Request-Method": "GET", "Access-Control-Request-Headers": "x-admin-api-key"}
        preflight = client.call("OPTIONS", path, headers=asked)
        refused = client.call("GET", path, headers={"Origin": origin, "X-Admin-API-Key": "wrong"})
        found = {answer.headers.get("Access-Control-Allow-Origin") for answer in (preflight, refused)}
        assert len(found) == 1 and (preflight.status_code == 204) == (found == {origin})
        return found == {origin}

    assert allowed("/analytics/dashboard", "https://board.example") and not allowed("/analytics/dashboard", "https://app.example")
    assert allowed("/v1/usage/summary", "https://app.example") and not allowed("/v1/usage/summary", "https://board.example")
