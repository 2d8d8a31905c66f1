"""Every administrative call leaves one record of itself, and a refused one none."""

import pytest

from conftest import new_key
from weir import event, eventually

# What each call needs to succeed, and what the log says then. A new endpoint for administrators fails here until it is named.
CALLS = {
    ("POST", "/v1/keys"): ({"json": {"name": "k", "scope": "read"}}, "key.create"),
    ("DELETE", "/v1/keys/{id}"): ({"id": "to-revoke"}, "key.revoke"),
    ("PUT", "/v1/budgets"): ({"json": {"user_id": "new", "max_requests_per_day": 1}}, "budget.create"),
    ("PUT", "/v1/budgets/{id}"): ({"id": "budget", "json": {"max_requests_per_day": 2}}, "budget.change"),
    ("DELETE", "/v1/budgets/{id}"): ({"id": "budget"}, "budget.remove"),
    ("PUT", "/v1/prices/overrides"): ({"json": {"overrides": [{"model": "m", "prices": {"input": 1}}]}}, "prices.replace"),
    ("POST", "/v1/quarantine/replay"): ({"json": {"all": True}}, "quarantine.replay"),
    ("POST", "/v1/quarantine/discard"): ({"json": {"all": True}}, "quarantine.discard"),
    ("POST", "/v1/demo"): ({"params": {"days": 1}}, "demo.record"),
    ("DELETE", "/v1/demo"): ({}, "demo.remove"),
    ("PUT", "/v1/tiers"): ({"json": {"tiers": [{"name": "free", "retention_days": {}, "limits": {}}]}}, "tiers.replace"),
    ("POST", "/v1/users"): ({"json": {"id": "u", "tier": "free"}}, "user.create"),
    ("POST", "/v1/groups"): ({"json": {"id": "g", "members": ["u"]}}, "group.create"),
    ("POST", "/v1/agents"): ({"json": {"id": "a"}}, "agent.record"),
    ("POST", "/v1/chats"): ({"json": {"id": "c"}}, "chat.record"),
    ("DELETE", "/v1/users/{id}"): ({"id": "known", "params": {"erase": "true"}}, "user.erase"),
    ("POST", "/v1/snapshot"): ({}, "snapshot.take"),
    ("POST", "/v1/jobs/{name}/run"): ({"id": "log_trimming"}, "job.run"),
    ("POST", "/api/admin/jobs/{name}/run"): ({"id": "promo_expiration_check"}, "job.run"),
}
# These change nothing: the original's have something to do, ours have not.
IDLE = {("POST", path + "/cleanup") for path in (
    "/umbraco/ai/management/api/v1/audit-logs", "/umbraco/ai/management/api/v1/audit-log")}


def administrative(client):
    paths = client.ask("/openapi.json")["paths"]
    return {
        (method.upper(), path)
        for path, operations in paths.items()
        for method, operation in operations.items()
        if method in ("post", "put", "delete", "patch") and any("admin" in roles for way in operation["security"] for roles in way.values())
    }


def log(client):
    return [one for one in client.ask("/v1/audit", limit=1000)["items"] if not one["who"].startswith("job:")]


def run(client, method, path, needs, **headers):
    options = {name: value for name, value in needs.items() if name != "id"}
    path = path.replace("{id}", needs.get("id", "")).replace("{name}", needs.get("id", ""))
    return client.call(method, path, headers=headers, **options)


@pytest.fixture
def own(start):
    client = start().client()
    client.call("POST", "/v1/users", json={"id": "known"})
    client.call("POST", "/v1/keys", json={"name": "to-revoke", "scope": "read"})
    client.budget = client.call("PUT", "/v1/budgets", json={"user_id": "b", "max_requests_per_day": 1}).json()["id"]
    return client


def test_every_administrative_endpoint_is_known_here(own):
    found = administrative(own)
    assert found - IDLE == CALLS.keys()


def test_every_administrative_call_leaves_one_record(own):
    who = own.ask("/v1/keys")["keys"][0]["id"]
    for (method, path), (needs, what) in CALLS.items():
        needs = needs | ({"id": own.budget} if needs.get("id") == "budget" else {})
        before = len(log(own))
        answer = run(own, method, path, needs)
        assert answer.status_code in (200, 201, 202), (path, answer.text)
        entries = log(own)
        assert len(entries) == before + 1, path
        assert (entries[0]["what"], entries[0]["who"]) == (what, who), path


def test_a_refused_call_leaves_no_record(own):
    reader = new_key(own, "read")
    before = len(log(own))
    for (method, path), (needs, _) in CALLS.items():
        assert run(reader, method, path, needs).status_code == 403, path
    assert own.call("DELETE", "/v1/keys/nobody").status_code == 404
    assert own.call("DELETE", "/v1/users/nobody").status_code == 404
    assert own.call("PUT", "/v1/prices/overrides", json={"overrides": [{"model": ""}]}).status_code >= 400
    assert own.call("PUT", "/v1/budgets", json={"user_id": "x", "max_requests_per_day": -1}).status_code == 422
    assert own.call("POST", "/v1/jobs/coffee/run").status_code == 404
    assert own.call("POST", "/v1/users", json={"id": "u", "retention_days": -7}).status_code == 422
    assert len(log(own)) == before


def test_a_change_tells_before_and_after_and_no_secret(own):
    own.call("POST", "/v1/users", json={"id": "known", "name": "Anna", "email": "a@b.c", "tier": "pro"})
    (change,) = own.ask("/v1/audit", what="user.change")["items"]
    assert (change["subject"], change["before"], change["after"].count('"tier":"pro"')) == ("known", '{"project":"default"}', 1)
    own.call("POST", "/v1/users", json={"id": "known", "name": "Anna", "email": "a@b.c", "tier": "pro"})
    assert len(own.ask("/v1/audit", what="user.change")["items"]) == 1, "nothing changed"
    made = own.call("POST", "/v1/keys", json={"name": "n", "scope": "read"}).json()
    text = own.call("GET", "/v1/audit").text
    assert made["id"] in text and made["secret"] not in text and made["hint"] not in text
    assert "Anna" not in text and "a@b.c" not in text


def test_what_the_machine_s_own_operator_does_is_told_as_such(start, tmp_path):
    from weir import weir

    server = start()
    weir("keys", "create", "ci", "--scope", "read", "--data", server.data)
    first, second = server.client().ask("/v1/audit", what="key.create")["items"]
    assert (first["who"], second["who"]) == ("command line", "weir")
