"""Open WebUI's analytics API: its own client and an exporter read the figures of its own records from a real server."""

import asyncio
import json
from collections import Counter, defaultdict

import httpx
import pytest
import requests
from owui_client import OpenWebUI
from owui_client.models.feedbacks import FeedbackForm, RatingData

from conftest import new_key
from weir import ROOT, Server, weir

RECORDED = ROOT / "Tests/Conformance/open-webui"
ROWS = json.loads((RECORDED / "records.json").read_text())
ANSWERS = {one["request"]: one["body"] for one in json.loads((RECORDED / "answers.json").read_text())["responses"]}
RANGE = {"start_date": 1793577600, "end_date": 1793750400}


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    # The second in which the original was asked.
    server = Server(tmp_path_factory.mktemp("open-webui") / "data", "--as-of", "2026-11-21T09:11:51Z", "--content", "on")
    admin = server.client()
    weir("import", "open-webui", str(RECORDED / "records.json"), "--url", admin.url, "--key", admin.key)
    reader = new_key(admin, "read")
    reader.writer = new_key(admin, "ingest", "feedback")
    yield reader
    server.kill()


def call(site, method, *arguments, key=None, of="analytics", **named):
    async def run():
        client = OpenWebUI(api_url=site.url + "/api", api_key=site.key if key is None else key)
        return await getattr(getattr(client, of), method)(*arguments, **named)

    return asyncio.run(run())


def plain(model):
    return model.model_dump(mode="json")


def get(site, path, **options):
    return requests.get(site.url + path, headers={"Authorization": f"Bearer {site.key}"}, timeout=60, **options)


def without_extras(expected):
    return [{"date": entry["date"], "models": entry["models"]} for entry in expected["data"]]


def test_models(site):
    assert plain(call(site, "get_model_analytics")) == ANSWERS["/models"]
    assert plain(call(site, "get_model_analytics", **RANGE)) == ANSWERS["/models?start_date=1793577600&end_date=1793750400"]
    assert plain(call(site, "get_model_analytics", group_id="g-root")) == ANSWERS["/models?group_id=g-root"]


def test_users(site):
    assert plain(call(site, "get_user_analytics")) == ANSWERS["/users"]
    assert plain(call(site, "get_user_analytics", limit=2)) == ANSWERS["/users?limit=2"]
    assert plain(call(site, "get_user_analytics", group_id="g-both")) == ANSWERS["/users?group_id=g-both"]


def test_summary_counts_the_records(site):
    answers = [row for row in ROWS["chat_messages"] if row["role"] == "assistant"]
    summary = plain(call(site, "get_summary"))
    assert summary == {
        "total_messages": sum(row["model_id"] is not None for row in answers),
        "total_chats": len({row["chat_id"] for row in answers}),
        "total_models": len({row["model_id"] for row in answers} - {None}),
        "total_users": len({row["user_id"] for row in answers}),
    }
    assert summary == ANSWERS["/summary"]
    assert plain(call(site, "get_summary", group_id="nope")) == dict.fromkeys(summary, 0)


def test_daily(site):
    found = plain(call(site, "get_daily_stats"))
    assert [{"date": one["date"], "models": one["models"]} for one in found["data"]] == without_extras(ANSWERS["/daily"])
    hourly = plain(call(site, "get_daily_stats", granularity="hourly", start_date=1793750400, end_date=1793757700))
    wanted = ANSWERS["/daily?granularity=hourly&start_date=1793750400&end_date=1793757700"]
    assert [{"date": one["date"], "models": one["models"]} for one in hourly["data"]] == without_extras(wanted)


def test_daily_as_the_page_asks_for_it(site):
    for path, wanted in ANSWERS.items():
        if path.startswith("/daily"):
            assert get(site, "/api/v1/analytics" + path).json() == wanted, path


def test_tokens(site):
    assert plain(call(site, "get_token_usage")) == ANSWERS["/tokens"]
    assert plain(call(site, "get_token_usage", **RANGE)) == ANSWERS["/tokens?start_date=1793577600&end_date=1793750400"]


def test_messages(site):
    assert call(site, "get_messages") == []
    assert call(site, "get_messages", chat_id="c1") == ANSWERS["/messages?chat_id=c1"]
    assert call(site, "get_messages", model_id="m-a", skip=2, limit=3) == ANSWERS["/messages?model_id=m-a&limit=3&skip=2"]
    assert call(site, "get_messages", user_id="u-bob", limit=5) == ANSWERS["/messages?user_id=u-bob&limit=5"]
    assert call(site, "get_messages", model_id="openai/gpt-x") == ANSWERS["/messages?model_id=openai%2Fgpt-x"]


def test_chats_of_a_model(site):
    for model in ["m-a", "m-t", "openai/gpt-x", "nope", ""]:
        assert plain(call(site, "get_model_chats", model)) == ANSWERS[f"/models/{model}/chats"], model
    assert plain(call(site, "get_model_chats", "m-a", skip=2, limit=2)) == ANSWERS["/models/m-a/chats?limit=2&skip=2"]
    assert plain(call(site, "get_model_chats", "m-a", end_date=1793577600)) == ANSWERS["/models/m-a/chats?end_date=1793577600"]


def test_overview_of_a_model(site):
    for model in ["m-a", "openai/gpt-x", "nope", ""]:
        assert plain(call(site, "get_model_overview", model)) == ANSWERS[f"/models/{model}/overview"], model
        assert plain(call(site, "get_model_overview", model, days=0)) == ANSWERS[f"/models/{model}/overview?days=0"], model


@pytest.mark.parametrize("key", ["nonsense", "sk-unknown"])
def test_the_client_is_told_why_its_key_is_refused(site, key):
    with pytest.raises(httpx.HTTPStatusError) as refusal:
        call(site, "get_summary", key=key)
    assert refusal.value.response.status_code == 401
    assert ("session has expired" in str(refusal.value)) == key.startswith("sk-")


def test_keys_that_expired_or_may_not_read_are_refused(site):
    answer = requests.get(site.url + "/api/v1/analytics/summary", timeout=60)
    assert (answer.status_code, answer.json()) == (401, {"detail": "Not authenticated"})
    for place in [{"cookies": {"token": site.key}}, {"headers": {"x-api-key": site.key}}]:
        assert requests.get(site.url + "/api/v1/analytics/summary", timeout=60, **place).status_code == 200


BAD = {
    "int": ["abc", "", "1.5", "1e3", "null", "x" * 5000],
    "odd": ["-1", "0", "9" * 40, "-" + "9" * 40, "7"],
}
INTEGERS = {
    "/models": ["start_date", "end_date"], "/users": ["start_date", "end_date", "limit"], "/summary": ["start_date", "end_date"],
    "/daily": ["start_date", "end_date"], "/tokens": ["start_date", "end_date"], "/messages": ["start_date", "end_date", "skip", "limit"],
    "/models/m-a/chats": ["start_date", "end_date", "skip", "limit"], "/models/m-a/overview": ["days"],
}


@pytest.mark.parametrize("path", INTEGERS)
def test_bad_input_gives_422_or_a_sound_answer(site, path):
    ask = lambda query: get(site, f"/api/v1/analytics{path}?{query}")
    for name in INTEGERS[path]:
        for value in BAD["int"]:
            answer = ask(f"{name}={value}")
            item = answer.json()["detail"][0]
            assert answer.status_code == 422 and item["type"] == "int_parsing" and item["loc"] == ["query", name], (name, value[:20])
        for value in BAD["odd"]:
            answer = ask(f"{name}={value}")
            too_much = name in ("limit", "days") and path != "/users" and value == "9" * 40
            assert answer.status_code == (422 if too_much else 200), (name, value)
        assert ask(f"{name}=abc&{name}=7").status_code == 200
        assert ask(f"{name}=%FF").status_code == 400
    for name in ["group_id", "chat_id", "model_id", "user_id", "order_by", "direction", "unheard_of"]:
        for value in ["", "'; DROP TABLE message; --", "%00", "ü" * 2000, "a&" + name + "=b"]:
            assert ask(f"{name}={value}").status_code == 200, (name, value[:20])


@pytest.mark.parametrize("query", ["metric=cost", "metric=", "metric=Tokens", "granularity=weekly", "granularity=", "compare=maybe", "compare="])
def test_words_that_are_not_known_are_refused(site, query):
    answer = get(site, "/api/v1/analytics/daily?" + query)
    assert answer.status_code == 422 and answer.json()["detail"][0]["loc"] == ["query", query.split("=")[0]]


def test_an_exporter_finds_what_it_reads(site):
    users = get(site, "/api/v1/users/", params={"page": 1}).json()
    assert users["total"] == 3 and Counter(user["role"] for user in users["users"]) == {"user": 2, "pending": 1}
    latest = {user["id"]: user["last_active_at"] for user in users["users"]}
    assert latest == {"u-alice": 1794355200, "u-bob": 1794268800, "u-carol": 1793751001}
    groups = get(site, "/api/v1/groups/").json()
    assert {group["name"]: group["member_count"] for group in groups} == {"Root": 1, "Child": 1, "Grandchild": 1, "Both": 2, "Empty": 0}
    models = get(site, "/api/models").json()["data"]
    assert {model["id"] for model in models} == {one["model_id"] for one in ANSWERS["/models"]["models"]}
    assert all(isinstance(model["owned_by"], str) for model in models)


def test_an_exporter_reads_all_chats(site):
    chats = {chat["id"]: chat for chat in get(site, "/api/v1/chats/all/db").json()}
    assert chats.keys() == {row["id"] for row in ROWS["chats"]}
    assert {name for name, chat in chats.items() if chat["archived"]} == {"c2"}
    tags = Counter(tag for chat in chats.values() for tag in chat["chat"]["tags"])
    assert tags == Counter(tag for row in ROWS["chats"] for tag in row["meta"].get("tags", []))
    tokens = defaultdict(int)
    for chat in chats.values():
        messages = chat["chat"]["history"]["messages"]
        assert len(messages) == sum(row["chat_id"] == chat["id"] for row in ROWS["chat_messages"])
        for message in messages.values():
            if message["role"] == "assistant":
                usage = message["usage"] or {}
                tokens[message["model"] or "unknown"] += usage.get("input_tokens", 0) + usage.get("output_tokens", 0)
    wanted = {one["model_id"]: one["total_tokens"] for one in ANSWERS["/tokens"]["models"]}
    # Messages of chats that are gone stand in no chat; those without a model, or with an empty one, have no name.
    wanted["m-a"] -= 12
    wanted["unknown"] = wanted.pop("") + 77
    assert dict(tokens) == wanted


def test_an_exporter_reads_all_feedback(site):
    entries = get(site, "/api/v1/evaluations/feedbacks/all/export").json()
    votes = Counter()
    for entry in entries:
        rating = entry["data"]["rating"] or 0
        votes[entry["data"]["model_id"] or "unknown", (rating > 0) - (rating < 0)] += 1
    assert len(entries) == len(ROWS["feedback"])
    assert votes == {
        ("m-a", 1): 5, ("m-a", -1): 2, ("m-a", 0): 3, ("m-b", 1): 1, ("openai/gpt-x", -1): 1, ("never-used", 1): 1, ("unknown", 0): 1,
    }
    assert get(site, "/api/v1/evaluations/leaderboard").json() == {"entries": []}
    assert get(site, "/api/v1/knowledge/").json() == {"items": [], "total": 0}
    assert [get(site, f"/api/v1/{kind}/").json() for kind in ("tools", "prompts", "functions")] == [[], [], []]


def evaluate(site, method, *arguments, key=None):
    return call(site, method, *arguments, key=key or site.writer.key, of="evaluations")


def test_the_client_reads_all_feedback(site):
    exported = evaluate(site, "export_all_feedbacks", key=site.key)
    assert {entry.id for entry in exported} >= {row["id"] for row in ROWS["feedback"]}


def test_feedback_that_cannot_be_kept_is_refused(site):
    send = lambda body, **options: requests.post(site.url + "/api/v1/evaluations/feedback", json=body, timeout=20, **options)
    key = {"Authorization": f"Bearer {site.writer.key}"}
    for body, place in [({"data": {"rating": 1}}, "type"), ({"type": "rating", "data": {"rating": {}}}, "rating"), ({"type": 7}, "type")]:
        answer = send(body, headers=key)
        assert answer.status_code == 422 and answer.json()["detail"][0]["loc"] == ["body", place], body
    # A browser would send the cookie for any page.
    assert send({"type": "rating"}, cookies={"token": site.writer.key}).status_code == 401
    answer = send({"type": "rating"}, headers={"Authorization": f"Bearer {site.key}"})
    assert answer.status_code == 401 and "permission" in answer.json()["detail"]


def test_the_client_gives_feedback_and_changes_its_mind(start):
    admin = start("--content", "on").client()
    admin.writer = new_key(admin, "admin", "feedback")
    rating = RatingData(rating=1, model_id="rated", reason="fast", comment="good")
    meta = {"chat_id": "c1", "message_id": "m9", "model_id": "shown", "arena": True}
    made = evaluate(admin, "create_feedback", FeedbackForm(type="rating", data=rating, meta=meta, user_id="u-bob"))
    assert made.user_id == "u-bob" and made.data == {"rating": 1, "model_id": "rated", "reason": "fast", "comment": "good"}
    assert made.meta == {"chat_id": "c1", "message_id": "m9"}
    changed = evaluate(admin, "update_feedback", made.id, FeedbackForm(type="rating", data=RatingData(rating=-1, model_id="rated")))
    assert (changed.id, changed.user_id, changed.created_at, changed.data["rating"]) == (made.id, "u-bob", made.created_at, -1)
    assert evaluate(admin, "get_feedback", made.id) == changed
    overview = plain(call(admin, "get_model_overview", "rated"))["history"]
    assert (sum(day["won"] for day in overview), sum(day["lost"] for day in overview)) == (0, 1)
    for refused in [("get_feedback", "nope"), ("update_feedback", "nope", FeedbackForm(type="rating"))]:
        with pytest.raises(httpx.HTTPStatusError) as refusal:
            evaluate(admin, *refused)
        assert refusal.value.response.status_code == 404 and refusal.value.response.json() == {"detail": "Not Found"}


def test_the_api_can_be_switched_off(start):
    server = start("--apis", "umbraco")
    answer = server.client().get("/api/v1/analytics/summary")
    assert answer.status_code == 404 and answer.headers["Content-Type"].startswith("application/problem+json")
