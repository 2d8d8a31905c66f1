"""Users, chats and feedback: what the pages say is what the API says, and every name leads to its page."""

from urllib.parse import quote

import pytest

from browser import visiting
from weir import event

AS_OF = "2026-03-31T12:00:00Z"
MARKUP = '</script><img src=x onerror="window.pwned=1">'
ODD = ["team/anna b", "50%?x=1#y", MARKUP, "Zoë 🦊", "+1 555", "a&b;c'\"", "ü" * 95]


def usage():
    for number, user in enumerate([*ODD, *(f"u{n:03}" for n in range(120)), None]):
        for age in range(1 + number % 3):
            yield event(
                id=f"{number}-{age}",
                timestamp=f"2026-03-{31 - age * 9:02}T{10 - age:02}:00:00Z",
                model=["gpt-4o", "claude-sonnet-4-5"][number % 2],
                provider="p",
                user_id=user,
                chat_id=f"chat/{number // 2}?#{user}" if user in ODD else f"chat-{number // 2}",
                cost=1 + number / 100,
                input_tokens=100 + number,
                output_tokens=age,
                duration_ms=1500,
                status="failure" if age == 2 else "success",
                error_type="rate_limit" if age == 2 else None,
            )


def fill(client):
    assert client.record(list(usage())).json()["rejected"] == 0
    for path, records in {
        "users": [{"id": "u001", "name": "Ada Lovelace", "email": "ada@example.org", "role": "admin", "tier": "pro"}],
        "groups": [{"id": "g", "name": "Engines", "members": ["u001"]}],
        "chats": [{"id": "chat-4", "title": "The <b>engine</b>", "user_id": "u001", "archived": True, "internal": True}],
        "feedback": [
            {
                "id": f"f{n}",
                "rating": [5, 5, 4, 1][n % 4],
                "model": ["gpt-4o", "claude-sonnet-4-5"][n % 2],
                "user_id": "u001" if n == 0 else ODD[n % 7],
                "chat_id": "chat-4",
                "comment": f"{MARKUP} number {n}",
                "created_at": f"2026-03-{2 + n % 30:02}T09:00:00Z",
            }
            for n in range(70)
        ],
        "messages": [
            {"id": "m1", "chat_id": "chat-4", "role": "user", "content": f"What is {MARKUP}?", "created_at": "2026-03-31T09:59:00Z"},
            {"id": "m2", "chat_id": "chat-4", "role": "assistant", "model": "gpt-4o", "content": "Text. " * 300, "created_at": "2026-03-31T10:00:00Z"},
        ],
    }.items():
        answer = client.call("POST", "/v1/" + path, json=records)
        assert answer.status_code == 200 and answer.json()["rejected"] == 0, answer.text
    assert client.call("PUT", "/v1/budgets", json={"user_id": "u001", "max_cost_per_month": 2, "max_requests_per_day": 10}).status_code == 201
    assert client.call("PUT", "/v1/budgets", json={"user_id": "idle", "max_cost_per_month": 2}).status_code == 201


@pytest.fixture(scope="module")
def visitor(browser, tmp_path_factory):
    data = tmp_path_factory.mktemp("people") / "data"
    with visiting(browser, data, "--as-of", AS_OF, "--content", "on", fill=fill) as visitor:
        yield visitor


@pytest.fixture(autouse=True)
def no_trouble(visitor):
    visitor.trouble.clear()
    yield
    assert visitor.trouble == []
    assert visitor.page.evaluate("window.pwned") is None and visitor.page.locator("img").count() == 0


def figures(locator):
    """The exact numbers, words left out."""
    values = [one.get_attribute("value") for one in locator.locator("data").all()]
    return [float(value) for value in values if value.replace(".", "").replace("-", "").isdigit()]


def rows(visitor, panel):
    return visitor.page.locator(f"#{panel} tbody tr").all()


def names(visitor, panel):
    return [row.locator("th").inner_text() for row in rows(visitor, panel)]


def sources(visitor, panel):
    """The answers of the calls that a panel says give its figures."""
    links = visitor.page.locator(f"#{panel} .query .actions a").evaluate_all("links => links.map(a => a.getAttribute('href'))")
    return [visitor.client.ask(link) for link in links]


def test_the_activity_is_what_the_api_says(visitor):
    visitor.open("/users")
    summary, activity = sources(visitor, "activity")
    tiles = [figures(tile)[0] for tile in visitor.page.locator("#activity .tile .figure").all()]
    sessions = activity["sessions"]
    assert tiles == pytest.approx(
        [summary["rows"][0]["users"], activity["new_users"], sessions["chats"], sessions["requests_per_chat"], sessions["average_seconds"] / 60])
    assert summary["rows"][0]["users"] == 127 and activity["new_users"] == 127
    shown = [figures(row) for row in rows(visitor, "trend")]
    assert shown == [[row["users"], row["new_users"], row["chats"]] for row in activity["rows"]]
    assert sum(row["new_users"] for row in activity["rows"]) == 127


def test_a_user_is_new_once_whatever_the_period(visitor):
    week = visitor.client.ask("/v1/usage/activity", period="7d")
    older = visitor.client.ask("/v1/usage/activity", period="30d")
    assert week["new_users"] == sum(row["new_users"] for row in older["rows"][-7:])
    assert 0 < week["new_users"] < 127


def test_the_list_of_users_is_the_apis_page_by_page(visitor):
    visitor.open("/users")
    seen = []
    while True:
        (answer,) = sources(visitor, "users")
        expected = [[row["cost"], row["requests"], row["tokens"]] for row in answer["rows"]]
        assert [figures(row)[:3] for row in rows(visitor, "users")] == [pytest.approx(row) for row in expected]
        seen += names(visitor, "users")
        following = visitor.page.locator("#users .pager a[rel=next]")
        if not following.count():
            break
        visitor.follow(following.click)
        assert "users.page=" in visitor.page.url
    assert len(seen) == len(set(seen)) == 129 and "system" in seen and "Ada Lovelace" in seen
    # Who has a budget and used nothing.
    assert seen[-1] == "idle"


def test_users_are_sorted_and_found(visitor):
    visitor.open("/users")
    visitor.follow(visitor.page.locator("#users thead").get_by_role("link", name="Tokens").click)
    assert "users.sort=-total_tokens" in visitor.page.url
    tokens = [figures(row)[2] for row in rows(visitor, "users")]
    assert tokens == sorted(tokens, reverse=True) and len(tokens) == 50
    box = visitor.page.locator("#users input[type=search]")
    for words, found in [("lovelace", ["Ada Lovelace"]), ("ADA@example", ["Ada Lovelace"]), ("u00", None), (MARKUP, [MARKUP]), ("%", ["50%?x=1#y"])]:
        box.fill(words)
        visitor.follow(lambda: box.press("Enter"))
        assert "users.q=" in visitor.page.url
        assert names(visitor, "users") == found if found else len(names(visitor, "users")) == 10
        (answer,) = sources(visitor, "users")
        assert len(answer["rows"]) == len(rows(visitor, "users"))


@pytest.mark.parametrize("user", ODD)
def test_every_name_leads_to_its_user_and_their_chats(visitor, user):
    visitor.open("/users?users.q=" + quote(user, safe=""))
    visitor.follow(visitor.page.locator("#users tbody th a").get_by_text(user, exact=True).click)
    assert visitor.page.locator("h1").inner_text() == user
    row = visitor.client.summary("cost,requests,total_tokens,chats,models", period="30d", user_id=user)
    tiles = [figures(tile)[0] for tile in visitor.page.locator("#summary .tile .figure").all()]
    assert tiles[:5] == pytest.approx([row["cost"], row["requests"], row["total_tokens"], row["chats"], row["models"]])
    (chat,) = names(visitor, "chats")
    visitor.follow(visitor.page.locator("#chats tbody th a").click)
    assert visitor.page.locator("h1").inner_text() == chat
    assert len(rows(visitor, "requests")) == len(visitor.client.events(chat_id=chat))


def test_a_user_is_whom_the_directory_knows(visitor):
    visitor.open("/users/u001")
    facts = dict(zip(*(visitor.page.locator(f"#about {tag}").all_inner_texts() for tag in ("dt", "dd"))))
    assert visitor.page.locator("h1").inner_text() == "Ada Lovelace"
    assert {facts[key] for key in ("Id", "E-mail", "Role", "Tier", "Groups")} == {"u001", "ada@example.org", "admin", "pro", "Engines"}
    (answer,) = sources(visitor, "budget")
    ceilings = answer["rows"][0]["budget"]["ceilings"]
    shown = {row.locator("th").inner_text(): row.locator(".progress").inner_text() for row in rows(visitor, "budget")}
    assert set(shown) == {"daily requests", "monthly cost"}
    assert ceilings["monthly_cost"]["exact_percent"] > 100 and visitor.page.locator("#budget .progress.exceeded").count() == 1
    (failures,) = sources(visitor, "failures")
    assert len(rows(visitor, "failures")) == len(failures["requests"]) == 1
    assert "rate_limit" in rows(visitor, "failures")[0].inner_text()
    assert len(rows(visitor, "feedback")) == 1
    assert [figures(row) for row in rows(visitor, "models")] == [
        [row[key] for key in ("cost", "requests", "total_tokens", "success_rate")] for row in sources(visitor, "models")[0]["rows"]]


def test_chats_have_their_titles_and_marks_and_are_found_by_them(visitor):
    visitor.open("/chats")
    (answer,) = sources(visitor, "chats")
    assert [figures(row) for row in rows(visitor, "chats")] == [
        pytest.approx([row["cost"], row["requests"], row["tokens"]]) for row in answer["rows"]]
    for words in ["ENGINE", "lovelace"]:
        visitor.open("/chats?chats.q=" + words)
        (row,) = rows(visitor, "chats")
        assert row.locator("th a").inner_text() == "The <b>engine</b>"
        assert row.locator(".badge").all_inner_texts() == ["archived", "internal"]


def test_a_chat_shows_its_requests_in_order_and_what_was_said(visitor):
    visitor.open("/chats")
    visitor.open("/chats/chat-4")
    stored = sorted(reversed(visitor.client.events(chat_id="chat-4")), key=lambda one: one["timestamp"])
    times = visitor.page.locator("#requests tbody time").evaluate_all("times => times.map(t => t.dateTime)")
    assert [one.replace("Z", "")[:19] for one in times] == [one["timestamp"][:19] for one in stored] and len(times) >= 3
    assert [figures(row) for row in rows(visitor, "requests")] == [
        pytest.approx([one["input_tokens"], one["output_tokens"], one["cost"], one["duration_ms"]]) for one in stored]
    assert visitor.page.locator("#messages").get_by_text(f"What is {MARKUP}?").is_visible()
    folded = visitor.page.locator("#messages details.said div")
    assert not folded.is_visible()
    visitor.page.locator("#messages details.said summary").click()
    assert folded.inner_text().count("Text.") == 300


def test_feedback_is_what_the_api_says(visitor):
    visitor.open("/feedback")
    (answer,) = sources(visitor, "summary")
    tiles = [figures(tile)[0] for tile in visitor.page.locator("#summary .tile .figure").all()]
    assert tiles == pytest.approx([answer["total"], answer["ratings"], answer["average"]])
    assert (answer["total"], answer["lost"]) == (70, 0)
    assert [figures(row)[0] for row in rows(visitor, "distribution")] == [one["count"] for one in answer["distribution"]]
    assert [figures(row) for row in rows(visitor, "models")] == [
        pytest.approx([one["total"], one["average"]]) for one in answer["models"]]
    trend = [figures(row) for row in rows(visitor, "trend")]
    assert [row for row in trend if row[0]] == [pytest.approx([one["ratings"], one["average"]]) for one in answer["rows"]]


def test_feedback_is_narrowed_by_its_rating_and_by_words(visitor):
    visitor.open("/feedback")
    visitor.follow(visitor.page.locator("#distribution tbody a").get_by_text("1", exact=True).click)
    assert "list.by=1" in visitor.page.url
    (answer,) = sources(visitor, "list")
    assert len(rows(visitor, "list")) == len(answer["items"]) == 17
    assert {one["rating"] for one in answer["items"]} == {1}
    assert visitor.page.get_by_text(f"{MARKUP} number 3", exact=True).is_visible()
    visitor.open("/feedback?list.q=number+33")
    assert len(rows(visitor, "list")) == 1
    visitor.open("/feedback")
    first = len(rows(visitor, "list"))
    visitor.follow(visitor.page.locator("#list .pager a[rel=next]").click)
    assert "list.cursor=" in visitor.page.url
    assert (first, len(rows(visitor, "list"))) == (50, 20)


def test_a_reader_of_one_project_sees_nobody_elses_people(visitor, browser_of_reader):
    reader = browser_of_reader
    for path in ["/v1/usage/chats", "/v1/feedback/figures", "/v1/usage/activity", "/v1/usage/users"]:
        answer = reader.ask(path, period="all")
        assert not answer.get("total") and not any(row.get("users") or row.get("requests") for row in answer["rows"]), path


@pytest.fixture
def browser_of_reader(visitor):
    made = visitor.client.call("POST", "/v1/keys", json={"name": "other", "scope": "read", "project": "other"})
    assert made.status_code == 201, made.text
    return visitor.server.client(made.json()["secret"])


@pytest.mark.parametrize("query", ["granularity=nothing", "period=never", "from=2026-13-01", "zone=Moon/Base"])
@pytest.mark.parametrize("path", ["/v1/usage/activity", "/v1/feedback/figures"])
def test_a_question_that_makes_no_sense_is_refused(visitor, path, query):
    assert visitor.client.get(f"{path}?{query}").status_code == 400
