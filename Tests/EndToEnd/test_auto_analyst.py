"""Auto-Analyst's analytics API: its own data, imported, gives its own figures; keys, live messages, the log."""

import json

import pytest
import requests
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from conftest import new_key
from weir import ROOT, event, now, weir, within_one_hour

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
