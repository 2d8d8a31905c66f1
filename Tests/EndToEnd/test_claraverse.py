"""ClaraVerse's admin analytics on the real store: what was recorded is what is told, and bad calls are refused in the product's shape."""

import csv
import io
from datetime import datetime, timedelta, timezone

import pytest
import requests

from conftest import new_key
from weir import event

BASE = "/api/admin"
AS_OF = datetime(2026, 3, 18, 15, tzinfo=timezone.utc)
ENDPOINTS = ["overview", "providers", "chats", "models", "agents"]


def ask(client, path, **parameters):
    answer = client.get(BASE + path, **parameters)
    assert answer.status_code == 200, answer.text
    return answer.json()


@pytest.fixture(scope="module")
def installation(tmp_path_factory):
    from weir import Server

    server = Server(tmp_path_factory.mktemp("clara") / "data", "--as-of", AS_OF.isoformat())
    admin = server.client()
    admin.record(
        [
            event(
                timestamp=(AS_OF - timedelta(minutes=number * 700)).isoformat(),
                provider=["openai", "anthropic", None][number % 3],
                model=f"m{number % 4}",
                user_id=f"u{number % 30:03}",
                chat_id=f"c{number % 40}",
                total_tokens=number if number % 5 else None,
                duration_ms=10,
                status=["success", "failure", "cancelled"][number % 3],
            )
            for number in range(120)
        ]
    )
    for path, items in {
        "/v1/users": [{"id": f"u{number:03}", "email": f"u{number:03}@example.org", "tier": ["free", "pro"][number % 2]} for number in range(77)],
        "/v1/messages": [{"id": f"m{number}", "chat_id": f"c{number % 40}", "role": ["user", "assistant"][number % 2], "user_id": "u001"} for number in range(50)],
        "/v1/agents": [{"id": "a1", "name": "Mailer", "status": "deployed", "schedules": 3}],
        "/v1/agent-runs": [{"id": f"r{number}", "agent_id": "a1", "status": "completed", "started_at": AS_OF.isoformat()} for number in range(7)],
    }.items():
        assert admin.call("POST", path, json=items).status_code == 200
    yield server, admin
    server.kill()


def test_the_five_endpoints_agree_with_what_was_recorded(installation):
    admin = installation[1]
    overview, providers, chats, models, agents = (ask(admin, "/analytics/" + name) for name in ENDPOINTS)
    assert (overview["total_users"], overview["total_messages"], overview["agent_executions"]) == (77, 50, 7)
    assert sum(row["total_requests"] for row in providers) == sum(row["total_requests"] for row in models) == 120
    assert sum(row["requests_today"] for row in providers) == overview["api_calls_today"]
    assert sum(row["total_requests"] * row["avg_tokens_per_request"] for row in models) == pytest.approx(sum(row["tokens_used"] for row in providers))
    assert chats["total_chats"] == 40 and chats["time_series"][-1]["date"] == f"{AS_OF:%Y-%m-%d}"
    assert chats["time_series"][-1]["chat_count"] == chats["chats_created_today"]
    assert len(chats["time_series"]) == len(agents["time_series"]) == 30
    assert agents["top_agents"][0] | {"last_run_at": None} == {
        "agent_id": "a1", "agent_name": "Mailer", "executions": 7, "executions_today": 7, "success_rate": 100, "last_run_at": None}
    for answer in (overview, chats, agents, providers[0], models[0]):
        assert list(answer) == sorted(answer)


def test_the_zone_is_told_and_the_days_are_as_many_as_asked_for(installation):
    admin = installation[1]
    for name in ENDPOINTS:
        answer = admin.get(f"{BASE}/analytics/{name}", tz="America/New_York", days=90)
        assert (answer.status_code, answer.headers["x-weir-time-zone"]) == (200, "America/New_York")
        body = answer.json()
        if isinstance(body, dict):
            assert body["time_zone"] == "America/New_York" and len(body.get("time_series", range(90))) == 90
        else:
            assert ask(admin, "/analytics/" + name, envelope=1)[name]


def test_tables_are_csv(installation):
    for name in [f"analytics/{name}" for name in ENDPOINTS] + ["users"]:
        answer = installation[1].get(f"{BASE}/{name}", format="csv")
        assert answer.headers["Content-Type"].startswith("text/csv")
        header, *rows = csv.reader(io.StringIO(answer.text))
        assert header == sorted(header) and rows and all(len(row) == len(header) for row in rows)


@pytest.mark.parametrize("size", [1, 7, 200])
def test_a_walk_through_the_pages_sees_every_user_once(installation, size):
    admin, seen, page = installation[1], [], 1
    while found := (answer := ask(admin, "/users", page=page, page_size=size))["users"]:
        assert (answer["total_count"], answer["page"], answer["page_size"]) == (77, page, size)
        seen += found
        page += 1
    assert sorted(row["user_id"] for row in seen) == [f"u{number:03}" for number in range(77)]
    times = [row.get("last_active", "") for row in seen]
    assert times == sorted(times, reverse=True)
    assert {row["email_domain"] for row in seen} == {"@example.org"}


def test_users_are_found_by_tier_and_text(installation):
    admin = installation[1]
    assert ask(admin, "/users", tier="pro")["total_count"] == 38
    assert [row["user_id"] for row in ask(admin, "/users", search="U001")["users"]] == ["u001"]
    one = ask(admin, "/users/u001")
    assert (one["email"], one["total_messages"], one["effective_limits"]["maxSchedules"]) == ("u001@example.org", 50, 50)


BAD = ["", "abc", "-1", "0", "99999999999999999999", "1e3", "' OR 1=1 --"]


@pytest.mark.parametrize(
    "path, name, values",
    [(f"/analytics/{name}", "days", [*BAD, "366"]) for name in ENDPOINTS]
    + [(f"/analytics/{name}", "tz", ["", "PST", "Mars/Phobos", "../etc/passwd", "x" * 5000]) for name in ENDPOINTS]
    + [(f"/analytics/{name}", "format", ["", "xml", "CSV"]) for name in ENDPOINTS]
    + [("/users", "page", BAD), ("/users", "page_size", [*BAD, "201"]), ("/users", "format", ["pdf"])],
)
def test_bad_values_are_refused_by_name(installation, path, name, values):
    for value in values:
        answer = installation[1].get(BASE + path, **{name: value})
        assert answer.status_code == 400, (value, answer.text)
        assert answer.json()["code"] == "VALIDATION_ERROR" and answer.json()["error"].startswith(name)


def test_odd_but_harmless_calls_are_answered(installation):
    admin = installation[1]
    for query in ["nonsense=1", "days=7&days=abc", "search=%25_%27%22%F0%9F%92%A9&tier=", "page=1000000000"]:
        for path in ["/users", "/analytics/chats"]:
            assert admin.call("GET", f"{BASE}{path}?{query}").status_code == 200, query
    assert admin.call("POST", BASE + "/analytics/migrate-timestamps", json={}).json()["sessions_updated"] == 0
    assert admin.call("GET", BASE + "/users/%E2%82%AC%00").status_code in (400, 404)


def test_keys(installation):
    server, admin = installation
    for scope, status in [("read", 200), ("admin", 200), ("ingest", 403)]:
        answer = new_key(admin, scope).get(BASE + "/me")
        assert answer.status_code == status
        if status == 403:
            assert answer.json() == {"code": "FORBIDDEN", "error": "Superadmin access required"}
    none = requests.get(f"{server.url}{BASE}/me", params={"token": admin.key}, timeout=60)
    assert (none.status_code, none.json()["error"]) == (401, "Missing or invalid authorization token")
    wrong = requests.get(f"{server.url}{BASE}/me", headers={"Authorization": "Bearer nonsense"}, timeout=60)
    assert (wrong.status_code, wrong.json()["error"]) == (401, "Invalid or expired token")
    missing = admin.get(BASE + "/nothing")
    assert (missing.status_code, missing.json()["code"]) == (404, "NOT_FOUND")
    assert admin.call("DELETE", BASE + "/users").status_code == 405


def test_an_api_that_is_switched_off_is_not_there(start):
    client = start("--apis", "none").client()
    assert client.get(BASE + "/analytics/overview").json()["type"] == "about:blank"
