"""A person can be taken out of everything, and be given everything."""

import json

import pytest

from conftest import new_key
from weir import event

PERSON = "anna@example.org"
NAMES = ["Anna Ferrari", "secret-text"]
METRICS = "requests,users,cost,input_tokens"


@pytest.fixture
def own(start):
    return start(WEIR_CONTENT="true").client()


def post(client, path, body):
    answer = client.call("POST", path, json=body)
    assert answer.status_code == 200, answer.text


def fill(client):
    assert client.record([
        event(id=f"e{n}", user_id=user, chat_id=f"chat-{n}", model="m", cost=0.25, input_tokens=7, status="failure",
              error_message="secret-text" if user == PERSON else "other", project=project, tags={"who": user, "team": "x"})
        for n, (user, project) in enumerate([(PERSON, "one"), (PERSON, "two"), ("bob", "one")])
    ]).status_code == 200
    client.record({"id": "bad", "user_id": PERSON, "input_tokens": -4})
    post(client, "/v1/users", {"id": PERSON, "project": "one", "name": "Anna Ferrari", "email": PERSON, "tier": "pro"})
    post(client, "/v1/groups", {"id": "g", "project": "one", "name": "G", "members": ["bob", PERSON]})
    post(client, "/v1/messages", [
        {"id": "m1", "project": "one", "chat_id": "c", "user_id": PERSON, "role": "user", "content": "secret-text"},
        {"id": "m2", "project": "one", "chat_id": "c", "role": "assistant", "content": "secret-text too"},
        {"id": "m3", "project": "one", "chat_id": "d", "user_id": "bob", "role": "user", "content": "kept"}])
    post(client, "/v1/feedback", {"project": "one", "message_id": "m2", "user_id": PERSON, "rating": 1, "comment": "secret-text",
                                  "reason": "secret-text"})
    post(client, "/v1/executions", {"project": "one", "message_id": "m2", "user_id": PERSON, "success": False,
                                    "failed_agents": ["a"], "error_messages": {"a": "NameError: secret-text"}})
    post(client, "/v1/agents", {"id": "ag", "project": "one", "user_id": PERSON, "name": "Anna Ferrari's"})
    post(client, "/v1/agent-runs", {"id": "r", "project": "one", "agent_id": "ag", "user_id": PERSON, "status": "completed"})
    post(client, "/v1/chats", {"id": "c", "project": "one", "user_id": PERSON, "title": "secret-text", "tags": ["secret-text"]})
    assert client.call("PUT", "/v1/budgets", json={"user_id": PERSON, "project": "one", "max_requests_per_day": 9}).status_code == 201


def leave_unsigned(client):
    """Nobody's, in chats of the person alone: a step of an agent, and a title that a program made."""
    client.record(event(id="step", chat_id="c", project="one", model="m", status="failure", error_message="secret-text",
                        tags={"for": "Anna Ferrari, sales"}))
    post(client, "/v1/chats", {"id": "chat-0", "project": "one", "title": "secret-text"})


def everything(client):
    lists = ["messages", "feedback", "executions", "agents", "agent-runs", "chats", "directory/users", "groups", "budgets", "quarantine",
             "audit?limit=1000", "requests?period=all", "prices/overrides"]
    return "".join(client.call("GET", "/v1/" + path).text for path in lists)


def test_nothing_names_an_erased_person_and_no_total_moves(own):
    fill(own)
    leave_unsigned(own)
    assert PERSON in everything(own) and "secret-text" in everything(own)
    before = own.summary(METRICS)
    answer = own.call("DELETE", f"/v1/users/{PERSON}", params={"erase": "true"})
    assert answer.status_code == 200, answer.text
    pseudonym = answer.json()["pseudonym"]
    after = everything(own)
    for name in [PERSON, *NAMES]:
        assert name not in after
    assert own.summary(METRICS) == before
    assert own.breakdown("user_id")[pseudonym]["requests"] == 2
    assert {pseudonym} == {m["user_id"] for m in own.ask("/v1/messages")["items"] if m.get("user_id") not in (None, "bob")}
    assert own.ask("/v1/groups")["items"][0]["members"] == ["bob", pseudonym]
    assert own.ask("/v1/budgets")["budgets"][0]["user_id"] == pseudonym
    assert own.ask("/v1/feedback")["items"][0]["id"] == f"message:m2/{pseudonym}"
    assert "kept" in after and '"who":"bob"' in after.replace(" ", "")
    row = own.ask("/v1/audit", what="user.erase")["items"][0]
    assert (row["subject"], json.loads(row["after"])["request"]) == (pseudonym, "2")
    assert own.call("GET", f"/v1/users/{PERSON}/export").status_code == 404
    assert own.call("DELETE", f"/v1/users/{PERSON}", params={"erase": "true"}).status_code == 404
    assert len(own.ask("/v1/audit", what="user.erase")["items"]) == 1


def test_who_comes_back_is_a_new_person_and_erased_again_the_same(own):
    own.record(event(user_id="x"))
    first = own.call("DELETE", "/v1/users/x?erase=true").json()["pseudonym"]
    own.record(event(user_id="x"))
    assert own.breakdown("user_id").keys() == {"x", first}
    assert own.call("DELETE", "/v1/users/x?erase=true").json()["pseudonym"] == first
    assert own.breakdown("user_id")[first]["requests"] == 2


def test_an_export_has_all_of_a_person_and_nobody_else(own):
    fill(own)
    answer = own.call("GET", f"/v1/users/{PERSON}/export")
    assert answer.status_code == 200
    records = [json.loads(line) for line in answer.text.splitlines()]
    kinds = sorted({record["record"] for record in records})
    assert kinds == ["agent", "agent_run", "app_user", "audit", "budget", "chat", "execution", "feedback", "message", "quarantine",
                     "request", "user_group"]
    assert sum(record["record"] == "message" for record in records) == 2
    assert "bob" not in answer.text and "kept" not in answer.text
    assert own.ask("/v1/audit", what="user.export")["items"][0]["subject"] == PERSON


def test_a_key_of_one_project_reaches_no_other(own):
    fill(own)
    bound = new_key(own, "admin", "two")
    assert [json.loads(line)["project"] for line in bound.call("GET", f"/v1/users/{PERSON}/export").text.splitlines()] == ["two"]
    assert bound.call("DELETE", f"/v1/users/{PERSON}").status_code == 404
    pseudonym = bound.call("DELETE", f"/v1/users/{PERSON}?erase=true").json()["pseudonym"]
    users = {(one["project"], one["user_id"]) for one in own.events()}
    assert users == {("one", PERSON), ("two", pseudonym), ("one", "bob")}
    assert own.ask("/v1/directory/users")["items"][0]["name"] == "Anna Ferrari"


def test_without_erase_only_the_directory_forgets(own):
    fill(own)
    assert own.call("DELETE", f"/v1/users/{PERSON}").json() == {"erased": False, "pseudonym": None, "records": 1}
    assert own.ask("/v1/directory/users")["items"] == []
    assert own.breakdown("user_id")[PERSON]["requests"] == 2
    assert own.call("DELETE", f"/v1/users/{PERSON}").status_code == 404


@pytest.mark.parametrize("scope", ["read", "ingest"])
def test_both_need_an_administrator(admin, scope):
    key = new_key(admin, scope)
    assert key.call("DELETE", "/v1/users/x?erase=true").status_code == 403
    assert key.call("GET", "/v1/users/x/export").status_code == 403


def test_the_journal_forgets_an_erased_person_while_the_server_runs(start):
    server = start()
    client = server.client()
    client.record([event(user_id="person-of-note", error_message="said by person-of-note") for _ in range(3)])

    def journal():
        return b"".join(path.read_bytes() for path in (server.data / "journal").iterdir())

    assert b"person-of-note" in journal()
    client.call("DELETE", "/v1/users/person-of-note?erase=true")
    assert b"person-of-note" not in journal()
    assert client.record(event(id="later", user_id="other")).status_code == 200
    server.kill()
    again = start()
    client.url = again.url
    assert client.ids()["later"] == 1 and client.summary()["requests"] == 4


def test_an_erasure_outlives_a_restart(start):
    server = start()
    client = server.client()
    client.record([event(user_id="person-of-note") for _ in range(3)])
    client.call("DELETE", "/v1/users/person-of-note?erase=true")
    before = client.breakdown("user_id")
    server.stop()
    files = b"".join(path.read_bytes() for path in server.data.rglob("*") if path.is_file() and "journal" in str(path))
    assert b"person-of-note" not in files
    again = start()
    client.url = again.url
    assert client.breakdown("user_id") == before
