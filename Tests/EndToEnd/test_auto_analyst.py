"""Auto-Analyst's analytics API: its own data, imported, gives its own figures; keys, live messages, the log."""

import json
from collections import Counter

import pytest
import requests
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from conftest import new_key
from weir import ROOT, Server, event, now, weir, within_one_hour

RECORDED = ROOT / "Tests/Conformance/auto-analyst"


def ask(client, path, **parameters):
    return requests.get(client.url + "/analytics" + path, params=parameters, headers={"X-Admin-API-Key": client.key}, timeout=60)


def recorded():
    cases = [json.loads(line) for line in (RECORDED / "main.jsonl").read_text().splitlines()]
    bodies = {case["case"]: case.get("body") for case in cases}
    return {case["case"]: case.get("body", bodies.get(case.get("body_of"))) for case in cases}


def without_zone(value):
    if isinstance(value, dict):
        return {key: without_zone(member) for key, member in value.items() if key != "avg_cost_per_request"}
    if isinstance(value, list):
        return [without_zone(member) for member in value]
    if isinstance(value, str) and value.endswith("Z") and "T" in value:
        return value[:-1]
    return value


def by_name(entries):
    return {next(iter(entry.values())): entry for entry in entries}


def test_imported_tables_give_the_originals_figures(start):
    server = start("--as-of", "2026-03-15T14:30:00Z", "--content", "on")
    admin = server.client()
    weir("import", "auto-analyst", str(RECORDED / "records.json"), "--url", admin.url, "--key", admin.key)
    expected = recorded()
    for name, path, parameters in [
        ("costs/summary__90d", "/costs/summary", {"period": "90d"}), ("users/sessions/stats", "/users/sessions/stats", {}),
        ("code-executions/error-analysis__90d", "/code-executions/error-analysis", {"period": "90d"}),
        ("users/activity__90d", "/users/activity", {"period": "90d"}), ("costs/projections", "/costs/projections", {}),
        ("feedback/summary__90d", "/feedback/summary", {"period": "90d"}),
    ]:
        found = without_zone(ask(admin, path, **parameters).json())
        for key, value in expected[name].items():
            if isinstance(value, float):
                assert found[key] == pytest.approx(value), (name, key)
            elif key in ("error_types", "error_by_agent", "models_data"):
                assert len(found[key]) == len(value) and by_name(found[key]).keys() == by_name(value).keys(), (name, key)
            elif key != "feedback_trend":
                assert found[key] == value, (name, key)


def test_the_key_stands_in_the_header_or_the_address_and_never_in_the_log(start):
    server = start("--log-level", "debug")
    reader = new_key(server.client(), "read")
    url = reader.url + "/analytics/debug/model_usage"
    assert requests.get(url, headers={"X-Admin-API-Key": reader.key}, timeout=60).status_code == 200
    assert requests.get(url, params={"admin_api_key": reader.key}, headers={"X-Admin-API-Key": "x"}, timeout=60).status_code == 200
    for given in [{}, {"admin_api_key": "default-admin-key-change-me"}, {"admin_api_key": "admin123"}]:
        answer = requests.get(url, params=given, timeout=60)
        assert (answer.status_code, answer.json()) == (403, {"detail": "Invalid or missing admin API key"})
    assert requests.get(reader.url + "/v1/users", params={"admin_api_key": reader.key}, timeout=60).status_code == 401
    assert server.stop() == 0
    assert reader.key not in server.output


def socket(client, path, key):
    return connect("ws" + client.url.removeprefix("http") + "/analytics" + path + (f"?admin_api_key={key}" if key else ""), proxy=None)


def test_live_messages_follow_a_recorded_call(project):
    within_one_hour(30)
    with socket(project.read, "/dashboard/realtime", project.read.key) as board, socket(project.read, "/realtime", project.read.key) as users:
        project.must_record([event(model="gpt-5-mini", user_id="1", chat_id="1", total_tokens=150, cost=0.000125, timestamp=now())])
        day = json.loads(users.recv(timeout=60))
        assert day["type"] == "user_activity" and day["metrics"] == {"activeUsers": 1, "sessions": 1}
        usage, model = json.loads(board.recv(timeout=60)), json.loads(board.recv(timeout=60))
        assert usage == {"type": "usage_update", "date": day["date"], "metrics": {"tokens_delta": 150, "cost_delta": 0.000125, "requests_delta": 1}}
        assert model == {"type": "model_update", "model_name": "gpt-5-mini", "metrics": {"tokens": 150, "cost": 0.000125, "requests": 1}}
        project.must_record([event(model="gpt-5-mini", user_id="2", chat_id="1", timestamp=now())])
        assert json.loads(users.recv(timeout=60))["metrics"] == {"activeUsers": 2, "sessions": 1}


@pytest.mark.parametrize("path", ["/dashboard/realtime", "/realtime"])
@pytest.mark.parametrize("key", [None, "default-admin-key-change-me"])
def test_live_messages_need_a_key(project, path, key):
    with pytest.raises(InvalidStatus) as refusal:
        socket(project.read, path, key)
    assert refusal.value.response.status_code == 403


@pytest.fixture(scope="module")
def imported(tmp_path_factory):
    server = Server(tmp_path_factory.mktemp("auto-analyst") / "data", "--as-of", "2026-03-15T14:30:00Z")
    admin = server.client()
    weir("import", "auto-analyst", str(RECORDED / "records.json"), "--url", admin.url, "--key", admin.key, "--project", "site")
    yield admin
    server.kill()


def opinion(client, method, message, key=None, **options):
    headers = {"X-Admin-API-Key": key or client.key}
    return requests.request(method, f"{client.url}/feedback/message/{message}", headers=headers, timeout=20, **options)


def test_the_chat_page_asks_for_a_rating_and_gives_one(imported):
    writer, reader = new_key(imported, "ingest", "site"), new_key(imported, "read", "site")
    rows = json.loads((RECORDED / "records.json").read_text())["message_feedback"]
    times = Counter(row["message_id"] for row in rows)
    row = next(row for row in rows if row["message_id"] != row["feedback_id"] and times[row["message_id"]] == 1)
    message = row["message_id"]
    before = opinion(reader, "GET", message).json()
    assert (before["feedback_id"], before["rating"], before["feedback_comment"]) == (row["feedback_id"], row["rating"], None)
    after = opinion(writer, "POST", message, json={"message_id": message, "rating": 2, "model_name": "o3"}).json()
    # What was not said anew stays; so does the time of the first opinion.
    assert after == before | {"rating": 2, "model_name": "o3", "updated_at": after["updated_at"]} and after["updated_at"] != before["updated_at"]
    assert opinion(reader, "GET", message).json() == after

    # The number of a message that nobody rated is that of the feedback on another one.
    other = next(row for row in rows if row["feedback_id"] not in times and row["feedback_id"] <= 340)
    unrated = other["feedback_id"]
    assert opinion(reader, "GET", unrated).status_code == 404
    assert opinion(writer, "POST", unrated, json={"rating": 4}).json()["message_id"] == unrated
    assert opinion(reader, "GET", unrated).json()["rating"] == 4
    assert reader.ask("/v1/feedback", id=str(unrated))["items"][0]["message_id"] == str(other["message_id"])


def test_ratings_that_cannot_be_kept_are_refused(imported):
    writer, reader, other = new_key(imported, "ingest", "site"), new_key(imported, "read", "site"), new_key(imported, "admin", "other")
    answer = opinion(writer, "POST", 99999, json={"rating": 1})
    assert (answer.status_code, answer.json()) == (404, {"detail": "Message with ID 99999 not found"})
    assert opinion(other, "POST", 1, json={"rating": 1}).status_code == 404
    for body in [{}, {"rating": "x"}, {"rating": None}, {"rating": []}, {"rating": 1.5}, [{"rating": 1}, {"rating": 2}], []]:
        answer = opinion(writer, "POST", 1, json=body)
        assert answer.status_code == 422 and answer.json()["detail"][0]["loc"][0] == "body", body
    assert opinion(writer, "POST", 1, data="{no").status_code == 400
    for key in ["nonsense", reader.key]:
        answer = opinion(writer, "POST", 1, key, json={"rating": 1})
        assert (answer.status_code, answer.json()) == (403, {"detail": "Invalid or missing admin API key"})


def test_tiers_of_models_are_a_setting(start, tmp_path):
    tiers = {"tiers": [
        {"id": "small", "name": "Small", "credits": 2, "models": ["a"]}, {"id": "large", "name": "Large", "credits": 9, "models": ["b"]}]}
    (tmp_path / "tiers.json").write_text(json.dumps(tiers))
    admin = start("--model-tiers", str(tmp_path / "tiers.json")).client()
    assert admin.record([event(model=model, total_tokens=10) for model in ("a", "b", "b", "c")]).status_code == 200
    used = ask(admin, "/tiers/usage").json()["tier_data"]
    assert {tier: (data["total_requests"], data["total_credit_cost"]) for tier, data in used.items()} == {"small": (2, 4), "large": (2, 18)}
    assert ask(admin, "/tiers/projections").json()["tier_definitions"]["large"] == {"name": "Large", "credits": 9, "models": ["b"]}
    assert admin.ask("/v1/costs/tiers", period="24h")["most_efficient_tier"] == "small"
