import json

from weir import ROOT, weir

CONFORMANCE = ROOT / "Tests/Conformance"


def take(client, path, body, status=200):
    answer = client.call("POST", path, json=body)
    assert answer.status_code == status, answer.text
    return answer.json()


def test_a_record_is_found_again_and_replaced_by_its_id(project):
    first = {"id": "e1", "message_id": 7, "success": False, "failed_agents": ["a"], "error_messages": {"b": "KeyError: 1", "a": "NameError"}}
    assert take(project.ingest, "/v1/executions", first)["accepted"] == 1
    assert take(project.ingest, "/v1/executions", [first | {"user_id": "u1", "created_at": "2026-03-01T12:00:00.000001Z"}])["accepted"] == 1
    (found,) = project.read.ask("/v1/executions")["items"]
    assert found == {
        "id": "e1", "project": project.name, "message_id": "7", "user_id": "u1", "success": False, "failed_agents": ["a"],
        "error_messages": {"b": "KeyError: 1", "a": "NameError"}, "error_categories": ["IndexError/KeyError", "NameError"],
        "created_at": "2026-03-01T12:00:00.000001Z",
    }
    assert list(found["error_messages"]) == ["b", "a"]


def test_what_cannot_be_read_is_named_and_the_rest_is_kept(project):
    lines = '{"id":"1","chat_id":"c","role":"user"}\n{"id":"2","role":"user"}\n{"id":"3","chat_id":"c","role":"user","input_tokens":"x"}\n{'
    answer = project.ingest.call("POST", "/v1/messages", data=lines, headers={"content-type": "application/x-ndjson"})
    assert answer.status_code == 200, answer.text
    body = answer.json()
    assert (body["accepted"], body["rejected"]) == (1, 3)
    assert [(v["index"], v["code"], v.get("field")) for v in body["verdicts"]] == [
        (1, "missing", "chat_id"), (2, "wrong_type", "input_tokens"), (3, "malformed", None)]
    assert take(project.ingest, "/v1/messages", {"id": "4"}, status=422)["rejected"] == 1


def test_what_was_said_is_kept_only_where_that_is_wanted(start, tmp_path):
    for setting, kept in [("off", False), ("on", True)]:
        admin = start("--content", setting, data=tmp_path / setting).client()
        take(admin, "/v1/messages", {"id": "m", "chat_id": "c", "role": "user", "content": "é" * 201})
        take(admin, "/v1/executions", {"id": "x", "success": True, "latest_code": "abc"})
        take(admin, "/v1/feedback", {"id": "f", "rating": 1, "comment": "good"})
        message, execution, feedback = [admin.ask("/v1/" + kind)["items"][0] for kind in ("messages", "executions", "feedback")]
        assert message.get("preview") == ("é" * 200 + "..." if kept else None)
        assert ("content" in message, "latest_code" in execution, "comment" in feedback) == (kept, kept, kept)
        assert execution["latest_code_length"] == 3


def test_feedback_is_taken_as_other_products_have_it(project):
    take(project.ingest, "/v1/feedback", {
        "feedback_id": 1, "message_id": 246, "rating": 5, "model_name": "gpt-5", "model_provider": "openai", "temperature": 1.0,
        "max_tokens": 6000, "created_at": "2026-02-07T23:28:29.980776Z", "updated_at": "2026-02-07T23:28:29.980776Z"})
    take(project.ingest, "/v1/feedback", {
        "id": "f2", "user_id": "u", "version": 0, "type": "rating", "data": {"model_id": "m-a", "rating": "-1", "reason": "bad"},
        "meta": {"chat_id": "c1", "message_id": "m", "tags": ["x"]}, "snapshot": None, "created_at": 1793530800, "updated_at": 1793530800})
    newest, oldest = project.read.ask("/v1/feedback")["items"]
    assert oldest == {
        "id": "1", "project": project.name, "message_id": "246", "rating": 5, "model": "gpt-5", "provider": "openai", "temperature": 1,
        "max_tokens": 6000, "created_at": "2026-02-07T23:28:29.980776Z", "updated_at": "2026-02-07T23:28:29.980776Z"}
    assert newest == {
        "id": "f2", "project": project.name, "chat_id": "c1", "message_id": "m", "user_id": "u", "model": "m-a", "rating": -1,
        "reason": "bad", "type": "rating", "created_at": "2026-11-01T11:00:00Z", "updated_at": "2026-11-01T11:00:00Z"}


def test_one_opinion_of_a_user_on_a_message_is_one_record(project):
    for rating in [1, -1]:
        take(project.ingest, "/v1/feedback", {"message_id": "m", "user_id": "u", "rating": rating})
    take(project.ingest, "/v1/feedback", {"message_id": "m", "user_id": "v", "rating": 1})
    assert sorted(item["rating"] for item in project.read.ask("/v1/feedback")["items"]) == [-1, 1]


def test_pages_lead_through_all_records_once(project):
    items = [{"id": f"e{i}", "success": i % 2 == 0, "created_at": 1790000000 + i // 3} for i in range(25)]
    take(project.ingest, "/v1/executions", {"items": items})
    seen, cursor = [], None
    while True:
        page = project.read.ask("/v1/executions", limit=4, **({"cursor": cursor} if cursor else {}))
        seen += [item["id"] for item in page["items"]]
        cursor = page["next_cursor"]
        if not cursor:
            break
    assert len(seen) == 25 and set(seen) == {item["id"] for item in items}
    assert len(project.read.ask("/v1/executions", success="true")["items"]) == 13
    for bad in [{"cursor": "zz"}, {"cursor": "00.x.y"}, {"limit": 0}, {"from": "now-ish"}, {"success": "maybe"}, {"nope": 1}]:
        assert project.read.call("GET", "/v1/executions", params=bad).status_code == 400, bad


def test_keys_reach_no_further_than_their_scope_and_project(project, admin):
    body = {"id": "x", "success": True}
    assert project.read.call("POST", "/v1/executions", json=body).status_code == 403
    assert project.ingest.call("GET", "/v1/executions").status_code == 403
    assert project.ingest.call("POST", "/v1/chats", json={"id": "c"}).status_code == 403
    take(project.ingest, "/v1/executions", body | {"project": "another"}, status=422)
    take(admin, "/v1/chats", {"id": "c", "project": project.name, "title": "T", "tags": ["a", "a"]})
    assert project.read.ask("/v1/chats")["items"] == [
        {"id": "c", "project": project.name, "title": "T", "tags": ["a", "a"], "archived": False, "internal": False}]
    take(admin, "/v1/groups", {"id": "g", "project": project.name, "members": ["u"], "parent_id": None})
    take(admin, "/v1/users", {"id": "u", "project": project.name, "name": "U"})
    take(admin, "/v1/agents", {"id": "a", "project": project.name, "name": "A"})
    take(project.ingest, "/v1/agent-runs", {"id": "r", "agent_id": "a", "duration_ms": 1.5})
    assert project.read.ask("/v1/agent-runs")["items"][0]["duration_ms"] == 1.5
    assert project.read.ask("/v1/groups")["items"][0]["members"] == ["u"]
    assert project.read.ask("/v1/directory/users")["items"][0]["name"] == "U"
    assert project.read.call("GET", "/v1/chats", params={"project": "another"}).status_code == 400


def everything(client, path, key="items"):
    found, cursor = [], None
    while True:
        page = client.ask(path, limit=1000, **({"cursor": cursor} if cursor else {}))
        found += page[key]
        cursor = page["next_cursor"]
        if not cursor:
            return found


def rows(server, product, file, *arguments):
    """Imports twice: the second time nothing may change."""
    done = [weir("import", product, file, "--url", server.url, "--key", server.admin_key, *arguments) for _ in range(2)]
    return [run.stdout.strip().splitlines()[-1] for run in done]


def test_auto_analyst_is_imported_with_its_ids_and_numbers(start, project):
    server = start("--content", "on")
    client = server.client()
    file = CONFORMANCE / "auto-analyst/records.json"
    tables = json.loads(file.read_text())
    count = sum(len(rows) for rows in tables.values() if isinstance(rows, list))
    first, second = rows(server, "auto-analyst", file)
    usage = tables["model_usage"]
    assert first == f"{count} rows: {count} accepted, 0 known already, 0 rejected"
    assert second == f"{count} rows: {count - len(usage)} accepted, {len(usage)} known already, 0 rejected"

    executions = {item["id"]: item for item in everything(client, "/v1/executions")}
    assert len(executions) == len(tables["code_executions"])
    for row in tables["code_executions"]:
        found = executions[str(row["execution_id"])]
        assert found["success"] == row["is_successful"] and found.get("latest_code") == row["latest_code"]
        assert found.get("model") == row["model_name"] and stamp(found["created_at"]) == stamp(row["created_at"])
        assert found.get("error_messages") == (json.loads(row["error_messages"]) if row["error_messages"] else None)
        assert found.get("failed_agents") == (json.loads(row["failed_agents"]) if row["failed_agents"] else None)
    feedback = {item["id"]: item for item in everything(client, "/v1/feedback")}
    assert [feedback[str(row["feedback_id"])].get("rating") for row in tables["message_feedback"]] == [
        row["rating"] for row in tables["message_feedback"]]
    assert len(everything(client, "/v1/messages")) == len(tables["messages"])
    assert len(everything(client, "/v1/directory/users")) == len(tables["users"])
    assert len(everything(client, "/v1/chats")) == len(tables["chats"])

    events = {item["id"]: item for item in everything(client, "/v1/requests", "requests")}
    for row in usage:
        found = events[f"auto-analyst:{row['usage_id']}"]
        for name, column in [("input_tokens", "prompt_tokens"), ("output_tokens", "completion_tokens"), ("total_tokens", "total_tokens"),
                             ("cost", "cost"), ("duration_ms", "request_time_ms"), ("model", "model_name")]:
            assert found.get(name) == row[column], (row, found)
        assert stamp(found["timestamp"]) == stamp(row["timestamp"])
        assert found.get("user_id") == (None if row["user_id"] is None else str(row["user_id"]))
    empty = start(data=server.data.parent / "empty")
    assert rows(empty, "auto-analyst", CONFORMANCE / "auto-analyst/records-empty.json")[0].startswith("0 rows")


def stamp(text):
    whole, _, fraction = text.removesuffix("Z").partition(".")
    return whole, fraction.ljust(6, "0")


def test_open_webui_is_imported_with_its_ids_and_numbers(start):
    server = start("--content", "on")
    client = server.client()
    file = CONFORMANCE / "open-webui/records.json"
    tables = json.loads(file.read_text())
    first, second = rows(server, "open-webui", file, "--project", "chats")
    answers = [row for row in tables["chat_messages"] if row["role"] == "assistant" and row["model_id"] is not None]
    count = sum(len(tables[name]) for name in ("users", "groups", "chats", "chat_messages", "feedback")) + len(answers)
    assert first == f"{count} rows: {count} accepted, 0 known already, 0 rejected"
    assert second == f"{count} rows: {count - len(answers)} accepted, {len(answers)} known already, 0 rejected"

    messages = {item["id"]: item for item in everything(client, "/v1/messages")}
    expected = {
        "c1-a1": (100, 20), "c1-a2": (7, 3), "c1-a3": (0, 4), "c1-a4": (12, 3), "c1-a5": (None, None), "c1-a6": (None, None),
        "c1-a8": (None, None), "c1-a9": (None, None), "c1-a10": (1, -2), "c2-a4": (2, 2)}
    assert {id: (messages[id].get("input_tokens"), messages[id].get("output_tokens")) for id in expected} == expected
    assert [messages[id]["has_usage"] for id in ("c1-a5", "c1-a6", "c1-a7")] == [True, False, True]
    assert messages["c2-a4"]["model"] == "" and "model" not in messages["c2-a3"]
    assert (messages["c8-a0"]["in_milliseconds"], messages["c8-a0"]["created_at"]) == (True, "2026-11-09T00:00:00.500Z")
    assert messages["c2-u1"]["details"]["content"] == tables["chat_messages"][12]["content"] and messages["c2-u1"]["content"] == "hi"
    assert messages["c3-a5"]["model"] == "m b?#%2F\u00e9"
    for row in tables["chat_messages"]:
        assert messages[row["id"]].get("user_id") == row["user_id"] and messages[row["id"]]["role"] == row["role"]
    chats = {item["id"]: item for item in everything(client, "/v1/chats")}
    assert [chats[c]["tags"] for c in ("c1", "c3", "c5")] == [["travel", "work"], [], ["travel", "travel", "x-last"]]
    assert [chats[c]["internal"] for c in ("c4", "c7")] == [True, False] and "title" not in chats["c7"]
    assert [chats[c]["archived"] for c in ("c1", "c2")] == [False, True]
    groups = {item["id"]: item for item in everything(client, "/v1/groups")}
    assert groups["g-both"]["members"] == ["u-alice", "u-bob"] and groups["g-grand"]["parent_id"] == "g-child"
    ratings = {item["id"]: item.get("rating") for item in everything(client, "/v1/feedback")}
    assert [ratings[f"f{n}"] for n in (1, 2, 4, 5, 6, 7, 8, 14)] == [1, 1, -1, 0, "1.0", None, "true", None]

    events = {item["message_id"]: item for item in everything(client, "/v1/requests", "requests")}
    assert set(events) == {row["id"] for row in answers}
    assert (events["c1-a4"]["input_tokens"], events["c1-a4"]["output_tokens"], events["c1-a4"]["chat_id"]) == (12, 3, "c1")
    assert events["c1-a10"].get("output_tokens") is None and "provider" not in events["c1-a1"]


def test_malformed_values_are_kept_beside_the_sound_ones(start, tmp_path):
    server = start()
    rows_ = [
        {"execution_id": 1, "is_successful": False, "failed_agents": "not json", "error_messages": "[1]", "created_at": "soon"},
        {"execution_id": 2, "is_successful": 0, "failed_agents": "\"abc\"", "error_messages": '{"a": {"k": "ValueError"}, "b": 5, "a": "x"}',
         "created_at": "2026-01-02T00:00:00"},
        {"execution_id": 3, "is_successful": 1, "failed_agents": "", "error_messages": None, "created_at": "2026-01-03 10:00:00.5"},
    ]
    file = tmp_path / "records.json"
    file.write_text(json.dumps({"code_executions": rows_, "deep_analysis_reports": []}))
    done = weir("import", "auto-analyst", file, "--url", server.url, "--key", server.admin_key, check=False)
    assert done.returncode == 1 and "row 1: created_at" in done.stderr and "deep_analysis_reports" in done.stderr
    third, second = server.client().ask("/v1/executions")["items"]
    assert (second["malformed_agents"], second["error_messages"]) == ('"abc"', {"a": "x", "b": "5"})
    assert third["success"] and third["created_at"] == "2026-01-03T10:00:00.500Z" and "error_messages" not in third


def test_a_file_that_holds_no_such_tables_is_refused(start, tmp_path):
    server = start()
    for content, words in [("[]", "object of tables"), ('{"a":[]}', "no table"), ('{"users":[{]}', "not valid JSON"), ("", "not valid JSON")]:
        file = tmp_path / "wrong.json"
        file.write_text(content)
        done = weir("import", "open-webui", file, "--url", server.url, "--key", server.admin_key, check=False)
        assert done.returncode != 0 and words in done.stderr, (content, done.stderr)


def test_rows_that_could_not_be_known_again_are_refused_one_by_one(start, tmp_path):
    server = start()
    tables = {
        "users": [{"user_id": 1, "username": "a"}, {"username": "b"}, 7, None],
        "model_usage": [{"usage_id": 1, "model_name": "m", "timestamp": "2026-03-01T00:00:00"}, {"model_name": "m"}, []],
        "message_feedback": [{"message_id": 1, "rating": 5}],
    }
    (tmp_path / "tables.json").write_bytes(b"\xef\xbb\xbf" + json.dumps(tables).encode())
    for accepted, known in [(2, 0), (1, 1)]:
        done = weir("import", "auto-analyst", tmp_path / "tables.json", "--url", server.url, "--key", server.admin_key, check=False)
        assert done.returncode == 1 and f"8 rows: {accepted} accepted, {known} known already, 6 rejected" in done.stdout
        assert {line for line in (done.stdout + done.stderr).splitlines() if line.startswith("row ")} == {
            "row 1: feedback_id: is needed (table message_feedback)", "row 2: user_id: is needed (table users)",
            "row 2: usage_id: is needed (table model_usage)", "row 3: must be a JSON object (table users)",
            "row 3: must be a JSON object (table model_usage)", "row 4: must be a JSON object (table users)"}
    client = server.client()
    assert (len(everything(client, "/v1/directory/users")), len(client.events())) == (1, 1)
