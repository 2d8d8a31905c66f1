"""The demo fills every page with what belongs together, and goes without taking anybody's own along."""

import pytest

from conftest import new_key
from weir import event, ndjson, weir

LISTS = {
    "directory/users": "/v1/users",
    "groups": "/v1/groups",
    "chats": "/v1/chats",
    "messages": "/v1/messages",
    "feedback": "/v1/feedback",
    "executions": "/v1/executions",
    "agents": "/v1/agents",
    "agent-runs": "/v1/agent-runs",
}
DAYS = 20

# One of each kind under ids of their own, and under ids that the demo uses as well.
OWN = {
    "/v1/users": {"id": "{}", "name": "Own Name", "email": "own@example.org", "tier": "pro"},
    "/v1/groups": {"id": "{}", "name": "Own group", "members": ["demo-amira", "own"]},
    "/v1/chats": {"id": "{}", "title": "Own chat", "user_id": "demo-amira"},
    "/v1/messages": {"id": "{}", "chat_id": "own", "role": "user", "created_at": "2026-01-01T00:00:00Z"},
    "/v1/feedback": {"id": "{}", "rating": -1, "model": "own", "created_at": "2026-01-01T00:00:00Z"},
    "/v1/executions": {"id": "{}", "success": False, "error_messages": {"own": "NameError"}, "created_at": "2026-01-01T00:00:00Z"},
    "/v1/agents": {"id": "{}", "name": "Own agent"},
    "/v1/agent-runs": {"id": "{}", "agent_id": "own", "status": "completed", "started_at": "2026-01-01T00:00:00Z"},
}


def listed(client, name):
    found, cursor = {}, None
    while True:
        answer = client.ask(f"/v1/{name}", limit=1000, **({"cursor": cursor} if cursor else {}))
        found |= {(one["project"], one["id"]): one for one in answer["items"]}
        cursor = answer["next_cursor"]
        if cursor is None:
            return found


def everything(client):
    answers = {name: listed(client, name) for name in LISTS}
    answers["budgets"] = {one["id"]: one for one in client.ask("/v1/budgets")["budgets"]}
    answers["requests"] = {one["id"]: one for one in client.events()}
    return answers


def texts(client):
    """Answers by their letters: records, figures, people."""
    asked = [f"/v1/{name}?limit=1000" for name in LISTS] + [
        "/v1/budgets", "/v1/requests?period=all&limit=1000", "/v1/usage/breakdown/user_id?period=all", "/v1/users?period=all",
        "/v1/feedback/figures?period=all", "/v1/reports/executions?period=all", "/v1/reports/agents?period=all",
    ]
    return {path: client.get(path).text for path in asked}


@pytest.fixture
def client(start):
    return start().client()


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    from weir import Server

    server = Server(tmp_path_factory.mktemp("demo") / "data")
    try:
        client = server.client()
        answer = client.call("POST", "/v1/demo", params={"days": DAYS})
        assert answer.status_code == 200, answer.text
        client.count = answer.json()
        client.server = server
        yield client
    finally:
        server.kill()


def test_every_kind_of_record_comes_and_is_marked(filled):
    found = everything(filled)
    assert all(found.values()), {name: len(records) for name, records in found.items()}
    budgets = found.pop("budgets")
    assert all(one["id"].startswith("demo-") for records in found.values() for one in records.values())
    assert all((one.get("user_id") or one["configuration_id"]).startswith("demo-") for one in budgets.values())
    requests = found.pop("requests")
    assert filled.count == {"recorded": len(requests), "records": sum(map(len, found.values())) + len(budgets)}


def test_records_agree_with_the_requests(filled):
    found = everything(filled)
    requests = found["requests"].values()
    users = {one["id"]: one for one in found["directory/users"].values()}
    assert {one["user_id"] for one in requests if "user_id" in one} <= users.keys()
    assert all(one["name"] and one["email"].endswith("@example.com") for one in users.values())
    tiers = {one["name"] for one in filled.ask("/v1/tiers")["tiers"]}
    assert {one["tier"] for one in users.values()} <= tiers

    chats = {one["id"]: one for one in found["chats"].values()}
    assert {one["chat_id"] for one in requests if "chat_id" in one} == chats.keys()
    assert all(one["title"] and one["user_id"] in users for one in chats.values())

    answers = {one["id"]: one for one in found["messages"].values() if one["role"] == "assistant"}
    told = {one["message_id"]: one for one in requests if "message_id" in one and one["status"] == "success"}
    assert answers.keys() == told.keys()
    for name, message in answers.items():
        request = told[name]
        for field in ("chat_id", "user_id", "model", "input_tokens", "output_tokens"):
            assert message[field] == request[field], (name, field)

    for kind in ("feedback", "executions"):
        for one in found[kind].values():
            assert {field: told[one["message_id"]][field] for field in ("chat_id", "user_id", "model", "provider")} == {
                field: one[field] for field in ("chat_id", "user_id", "model", "provider")}
    agents = {one["id"] for one in found["agents"].values()}
    assert {one["agent_id"] for one in found["agent-runs"].values()} == {one["agent_id"] for one in requests if "agent_id" in one} < agents
    assert len([one for one in requests if "agent_id" in one]) == len(found["agent-runs"])


def test_there_is_something_to_see_on_every_page(filled):
    ratings = filled.ask("/v1/feedback/figures", period="all")
    assert {"1", "3", "4", "5"} <= {one["rating"] for one in ratings["distribution"]} and len(ratings["models"]) >= 5
    executions = filled.ask("/v1/reports/executions", period="all")
    assert 0.5 < executions["success_rate"] < 1 and len({one["category"] for one in executions["errors"]}) >= 5
    agents = filled.ask("/v1/reports/agents", period="all")
    assert agents["failures"] > 0 and len(agents["by_trigger"]) >= 3 and agents["deployed"] == 3
    for dimension in ("profile_name", "feature", "entity_type", "agent_id"):
        assert len(filled.breakdown(dimension)) >= 3, dimension


def test_one_budget_is_exceeded_and_one_is_nearly_used_up(filled):
    spent = filled.breakdown("user_id", "cost", period="month")
    shares = {}
    for one in filled.ask("/v1/budgets", use="true")["budgets"]:
        cost = one["ceilings"]["monthly_cost"]
        if cost["used"] > 0:
            shares[one.get("user_id") or one["configuration_id"]] = cost["used"] / cost["limit"]
        if one.get("user_id") and one["user_id"] in spent:
            assert cost["used"] == pytest.approx(spent[one["user_id"]]["cost"])
    # In the first hours of a month nobody has used much.
    named = ("demo-amira", "demo-ben", "demo-chloe")
    if all(name in spent and spent[name]["cost"] > 0.1 for name in named):
        assert 1 < shares["demo-amira"] < 1.4 and 0.85 < shares["demo-ben"] < 1 and shares["demo-chloe"] < 0.65, shares


def test_doing_it_twice_changes_nothing(client):
    first = client.call("POST", "/v1/demo", params={"days": 3, "seed": 7}).json()
    before = everything(client)
    # The hour may have turned since: then there are a few events more.
    again = client.call("POST", "/v1/demo", params={"days": 3, "seed": 7}).json()
    if again["recorded"] == 0:
        assert first["recorded"] > 0 and again == {"recorded": 0, "records": 0}
        after = everything(client)
        assert {name: records for name, records in after.items() if name != "budgets"} == {
            name: records for name, records in before.items() if name != "budgets"}
        assert after["budgets"].keys() == before["budgets"].keys()


def own_records(client, number):
    ids = {
        "/v1/users": "demo-ben", "/v1/groups": "demo-legal", "/v1/agents": "demo-ticket-triage",
        "/v1/chats": number["chats"], "/v1/messages": number["messages"], "/v1/feedback": number["feedback"],
        "/v1/executions": number["executions"], "/v1/agent-runs": number["agent-runs"],
    }
    for path, record in OWN.items():
        for name in ("own", ids[path]):
            answer = client.call("POST", path, json=record | {"id": name})
            assert answer.status_code == 200 and answer.json()["accepted"] == 1, answer.text
    for owner in ("own", "demo-ben"):
        assert client.call("PUT", "/v1/budgets", json={"user_id": owner, "max_requests_per_day": 5}).status_code in (200, 201)


def ids_of_the_demo(client):
    """One id of each kind that the demo uses."""
    client.call("POST", "/v1/demo", params={"days": 8})
    number = {name: min(listed(client, name))[1] for name in ("chats", "messages", "feedback", "executions", "agent-runs")}
    assert client.call("DELETE", "/v1/demo").status_code == 200
    return number


def test_what_is_somebody_s_own_stays_whether_it_was_there_before_or_came_later(client):
    number = ids_of_the_demo(client)
    assert not any(everything(client).values())
    assert client.record(ndjson([event(id="own", user_id="demo-amira"), event(id="demo-own")])).json()["accepted"] == 2
    own_records(client, number)
    before = texts(client)
    added = client.call("POST", "/v1/demo", params={"days": 8}).json()
    assert added["recorded"] > 0 and added["records"] > 0
    assert listed(client, "directory/users")[("default", "demo-ben")]["name"] == "Own Name"
    assert listed(client, "directory/users")[("default", "demo-amira")]["name"] == "Amira Haddad"
    removed = client.call("DELETE", "/v1/demo").json()
    assert removed == {"removed": added["recorded"], "records": added["records"]}
    assert texts(client) == before

    # Written while the demo is there, a record is the writer's.
    client.call("POST", "/v1/demo", params={"days": 8})
    assert client.call("POST", "/v1/users", json={"id": "demo-amira", "name": "Really Amira"}).status_code == 200
    assert client.call("PUT", "/v1/budgets", json={"user_id": "demo-chloe", "max_requests_per_day": 9}).status_code == 200
    client.call("DELETE", "/v1/demo")
    left = everything(client)
    assert {name for _, name in left["directory/users"]} == {"own", "demo-ben", "demo-amira"}
    assert {one["user_id"] for one in left["budgets"].values()} == {"own", "demo-ben", "demo-chloe"}
    assert all(len(left[name]) == 2 for name in LISTS if name != "directory/users")
    assert client.call("DELETE", "/v1/demo").json() == {"removed": 0, "records": 0}


def test_the_audit_log_tells_of_the_demo_in_two_records(client):
    client.call("POST", "/v1/demo", params={"days": 3})
    count = client.call("DELETE", "/v1/demo").json()
    entries = [one for one in client.ask("/v1/audit")["items"] if one["what"] != "key.create"]
    assert [one["what"] for one in entries] == ["demo.remove", "demo.record"]
    text = f'{{"events":"{count["removed"]}","records":"{count["records"]}"}}'
    assert (entries[0]["before"], entries[1]["after"]) == (text, text)


def test_an_erased_person_of_the_demo_goes_with_it_as_well(client):
    client.call("POST", "/v1/demo", params={"days": 3})
    assert client.call("DELETE", "/v1/users/demo-amira", params={"erase": "true"}).status_code == 200
    client.call("DELETE", "/v1/demo")
    assert not any(everything(client).values())


def test_retention_leaves_the_demo_alone_and_tells_nothing_of_it(start):
    client = start("--content", "on").client()
    client.call("POST", "/v1/demo", params={"days": 60})
    before = {name: listed(client, name) for name in LISTS}
    assert any("comment" in one for one in before["feedback"].values())
    tiers = client.ask("/v1/tiers")
    tiers["tiers"][0]["retention_days"] = {kind: 1 for kind in ("requests", "messages", "executions", "feedback", "chats")}
    assert client.call("PUT", "/v1/tiers", json=tiers | {"default_tier": "free"}).status_code == 200
    run = client.call("POST", "/v1/jobs/retention_cleanup/run")
    assert run.status_code == 202

    def finished():
        runs = next(job for job in client.ask("/v1/jobs")["jobs"] if job["name"] == "retention_cleanup")["runs"]
        return runs and runs[0]["status"] != "running" and runs[0]

    from weir import eventually

    assert eventually(finished, "the job's end")["status"] == "succeeded"
    assert {name: listed(client, name) for name in LISTS} == before
    assert client.ask("/v1/audit", what="retention")["items"] == []


def test_the_command_does_the_same_and_needs_an_administrator(filled, tmp_path):
    assert ": 0 accepted" in weir("demo", "--days", str(DAYS), "--data", filled.server.data).stdout
    reader = new_key(filled, "read")
    assert reader.call("POST", "/v1/demo").status_code == 403
    done = weir("demo", "--days", "2", "--data", tmp_path / "data").stdout
    assert "accepted" in done
    assert "events and" in weir("demo", "--remove", "--data", tmp_path / "data").stdout
