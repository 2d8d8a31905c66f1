"""What an administrator of one project may do: all of their project, nothing of the whole installation and nothing of other projects.

The operations come from /openapi.json, so one that is added is covered: it is refused, or it is named here and has a test."""

import json
import re
import uuid

import pytest

from conftest import new_key
from test_ingest import problem
from weir import event

# Administration that keeps to the project of the key.
OWN = {
    *(("get", "/v1/keys"), ("post", "/v1/keys"), ("delete", "/v1/keys/{id}")),
    *(("get", "/v1/quarantine"), ("post", "/v1/quarantine/replay"), ("post", "/v1/quarantine/discard")),
    *(("put", "/v1/budgets"), ("put", "/v1/budgets/{id}"), ("delete", "/v1/budgets/{id}")),
    *(("delete", "/v1/users/{id}"), ("get", "/v1/users/{id}/export")),
    *(("post", "/v1/users"), ("post", "/v1/groups"), ("post", "/v1/chats"), ("post", "/v1/agents")),
    # These delete nothing, whoever asks.
    ("post", "/umbraco/ai/management/api/v1/audit-logs/cleanup"),
    ("post", "/umbraco/ai/management/api/v1/audit-log/cleanup"),
}


def restricted(document):
    """Every operation with the roles that its first way of signing in needs."""
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            for schemes in operation["security"][:1]:
                for roles in schemes.values():
                    yield method, path, roles


@pytest.fixture
def boss(admin):
    client = new_key(admin, "admin", f"own-{uuid.uuid4()}")
    (client.project,) = {key["project"] for key in client.ask("/v1/keys")["keys"]}
    return client


def test_what_is_the_whole_installations_is_closed_to_a_key_of_one_project(admin, boss):
    found = list(restricted(admin.ask("/openapi.json")))
    assert {(method, path) for method, path, roles in found if "admin" in roles and "all-projects" not in roles} == OWN
    closed = [(method, path) for method, path, roles in found if "all-projects" in roles]
    assert len(closed) > 12
    for method, path in closed:
        answer = boss.call(method.upper(), path.replace("{name}", "log_trimming"), json={"tiers": [], "overrides": []})
        assert answer.status_code == 403, (method, path, answer.text)
        assert "all projects" in answer.text or path.startswith("/api/admin"), answer.text
    assert admin.ask("/v1/audit", who=own_id(boss), limit=1)["items"] == []


def own_id(client):
    return client.ask("/v1/keys")["keys"][0]["id"]


def test_keys_of_other_projects_are_neither_seen_nor_made_nor_revoked(admin, boss):
    other = admin.call("POST", "/v1/keys", json={"name": str(uuid.uuid4()), "scope": "read", "project": "elsewhere"}).json()
    whole = admin.call("POST", "/v1/keys", json={"name": str(uuid.uuid4()), "scope": "read"}).json()
    assert {key.get("project") for key in boss.ask("/v1/keys")["keys"]} == {boss.project}
    for key in (other, whole):
        problem(boss.call("DELETE", f"/v1/keys/{key['id']}"), 404)
        problem(boss.call("DELETE", f"/v1/keys/{key['name']}"), 404)
    problem(boss.call("POST", "/v1/keys", json={"name": str(uuid.uuid4()), "scope": "admin", "project": "elsewhere"}), 403)
    made = boss.call("POST", "/v1/keys", json={"name": str(uuid.uuid4()), "scope": "admin"})
    assert made.status_code == 201 and made.json()["project"] == boss.project
    assert boss.call("DELETE", f"/v1/keys/{made.json()['id']}").status_code == 200
    live = {key["id"] for key in admin.ask("/v1/keys")["keys"] if "revoked_at" not in key}
    assert {other["id"], whole["id"]} <= live and made.json()["id"] not in live


def test_rejected_events_of_other_projects_are_neither_seen_nor_read_again_nor_forgotten(admin, boss):
    mark = str(uuid.uuid4())
    broken = [event(input_tokens="many", user_id=mark), event()]
    assert admin.record(broken).status_code == 200
    assert new_key(admin, "ingest", "elsewhere").record(broken).status_code == 200
    theirs = [one["id"] for one in admin.ask("/v1/quarantine", limit=1000)["events"] if mark in one["body"]]
    assert len(theirs) == 2
    assert boss.ask("/v1/quarantine")["events"] == []
    assert boss.record(broken).status_code == 200
    (mine,) = boss.ask("/v1/quarantine")["events"]
    assert mine["project"] == boss.project
    assert boss.call("POST", "/v1/quarantine/discard", json={"ids": theirs}).json() == {"discarded": 0}
    assert boss.call("POST", "/v1/quarantine/replay", json={"ids": theirs}).json()["rejected"] == 0
    assert boss.call("POST", "/v1/quarantine/replay", json={"all": True}).json()["rejected"] == 1
    assert boss.call("POST", "/v1/quarantine/discard", json={"all": True}).json() == {"discarded": 1}
    assert set(theirs) <= {one["id"] for one in admin.ask("/v1/quarantine", limit=1000)["events"]}


def test_records_and_budgets_and_persons_are_those_of_the_project(admin, boss):
    user = str(uuid.uuid4())
    for path in ("users", "groups", "chats", "agents"):
        record = {"id": user, "name": "Theirs", "title": "Theirs", "project": "elsewhere"}
        assert admin.call("POST", f"/v1/{path}", json=record).json()["accepted"] == 1
        problem(boss.call("POST", f"/v1/{path}", json=record), 422)
        assert boss.call("POST", f"/v1/{path}", json={"id": user, "name": "Mine", "title": "Mine"}).json()["accepted"] == 1
    problem(boss.call("PUT", "/v1/budgets", json={"user_id": user, "project": "elsewhere", "max_cost_per_day": 1}), 403)
    budgets = [
        admin.call("PUT", "/v1/budgets", json={"user_id": user, "max_cost_per_day": 1} | more).json()["id"]
        for more in ({}, {"project": "elsewhere"})
    ]
    for budget in budgets:
        problem(boss.call("PUT", f"/v1/budgets/{budget}", json={"max_cost_per_day": 2}), 404)
        problem(boss.call("DELETE", f"/v1/budgets/{budget}"), 404)
    exported = boss.get(f"/v1/users/{user}/export")
    assert exported.status_code == 200 and {boss.project} == {
        record["project"] for line in exported.text.splitlines() if "project" in (record := json.loads(line))
    }
    assert boss.call("DELETE", f"/v1/users/{user}?erase=true").status_code == 200
    assert [one["name"] for one in admin.ask("/v1/directory/users", id=user)["items"]] == ["Theirs"]
    assert len([one for one in admin.ask("/v1/budgets")["budgets"] if one["user_id"] == user]) == 2


def test_prices_of_other_projects_are_not_shown(start):
    admin = start().client()
    prices = [{"model": "m", "prices": {"input": 1}} | more for more in ({}, {"project": "own"}, {"project": "elsewhere"})]
    assert admin.call("PUT", "/v1/prices/overrides", json={"overrides": prices}).status_code == 200
    shown = new_key(admin, "read", "own").ask("/v1/prices/overrides")["overrides"]
    assert sorted(one.get("project", "") for one in shown) == ["", "own"]
    assert len(admin.ask("/v1/prices/overrides")["overrides"]) == 3


def test_the_pages_offer_what_the_key_may_do(admin, boss):
    offered = set(re.findall(r'href="/(\w+)[?"]', boss.get("/").text))
    assert {"keys", "ingestion", "budgets", "prices"} <= offered and not {"jobs", "settings", "audit"} & offered
    for name in ("jobs", "settings", "audit"):
        answer = boss.get("/" + name)
        assert answer.status_code == 403 and "whole installation" in answer.text
    ingestion = boss.get("/ingestion").text
    assert "Quarantine" in ingestion and "/v1/ingestion" not in ingestion
    assert 'name="project"' not in boss.get("/keys").text and 'name="project"' in admin.get("/keys").text
    assert "price_model" not in boss.get("/prices").text and "price_model" in admin.get("/prices").text
    for page, form in (("/prices", {"action": "save", "price_model": "m", "input": "1"}), ("/", {"action": "demo"})):
        answer = boss.call("POST", page, data=form, headers={"Origin": boss.url})
        assert answer.status_code == 403 and "whole installation" in answer.text
    answer = boss.call("POST", "/keys", data={"action": "create", "name": str(uuid.uuid4()), "scope": "admin", "project": "elsewhere"})
    assert answer.status_code == 422 and "another project" in answer.text
