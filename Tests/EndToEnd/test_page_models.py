"""Models and providers in a real browser: their figures are the API's, and a name of any letters has a page of its own."""

from urllib.parse import quote, urlsplit

import pytest

from browser import visiting
from weir import event

AS_OF = "2026-03-31T12:00:00Z"
NAMES = ["org/model", "a b", "what?", "c#d", "<b>bold</b>", "модель-é", "a%2Fb", "a+b&c=d", '"q"']
METRICS = "cost,requests,total_tokens,success_rate,p95_duration_ms,unpriced_requests"


def usage():
    for day in range(1, 32):
        for index, name in enumerate(["gpt-4o", "gpt-4o-mini", *NAMES]):
            yield event(
                id=f"{day}-{index}",
                timestamp=f"2026-03-{day:02}T10:00:00Z",
                provider="open/ai" if index % 2 else "acme",
                model=name,
                user_id=f"user/{day % 3}",
                chat_id=f"chat-{day % 5}",
                input_tokens=1000 + index,
                cache_read_tokens=400,
                output_tokens=100,
                reasoning_tokens=30,
                duration_ms=100 * day + index,
                time_to_first_token_ms=10 * day,
                status="failure" if day % 7 == index else "success",
                **({"error_type": "timeout"} if day % 7 == index else {}),
                **({} if index == 1 else {"cost": 0.5 * (20 - index)}),
            )


def fill(client):
    assert client.record(list(usage())).json()["accepted"] == 31 * (len(NAMES) + 2)
    feedback = [{"message_id": f"m{i}", "user_id": "anna", "model": "gpt-4o", "rating": 2 + i % 3, "created_at": AS_OF} for i in range(6)]
    feedback.append({"message_id": "other", "model": "gpt-4o-mini", "rating": 1, "created_at": AS_OF})
    assert client.call("POST", "/v1/feedback", json=feedback).status_code == 200
    chat = {"id": "chat-1", "title": "The <title>", "tags": ["travel", "food"]}
    assert client.call("POST", "/v1/chats", json=[chat]).status_code == 200


@pytest.fixture(scope="module")
def visit(browser, tmp_path_factory):
    with visiting(browser, tmp_path_factory.mktemp("models") / "data", "--as-of", AS_OF, fill=fill) as visitor:
        yield visitor, visitor.client


def rows(page, panel):
    """The table of a panel: the words of the first cell, then the exact numbers."""
    found = {}
    for row in page.locator(f"#{panel} tbody tr").all():
        figures = [one.get_attribute("value") for one in row.locator("data").all()]
        found[row.locator("th").inner_text()] = [float(one) for one in figures]
    return found


def test_the_list_says_what_the_api_says(visit):
    visitor, client = visit
    visitor.open("/models")
    shown = rows(visitor.page, "models")
    answer = client.ask("/v1/models", period="30d", metrics=METRICS, limit=1000)["rows"]
    expected = {row["model"]: [row[name] for name in METRICS.split(",") if row[name] is not None] for row in answer}
    assert shown == {name: pytest.approx(values) for name, values in expected.items()}
    assert visitor.page.locator("#models tr", has_text="gpt-4o-mini").get_by_text("unpriced").is_visible()


def test_a_head_sorts_and_the_address_keeps_it(visit):
    visitor, _ = visit
    visitor.open("/models?period=7d")
    visitor.page.locator("#models thead a", has_text="p95").click()
    visitor.page.wait_for_url("**models.sort=-p95_duration_ms**")
    visitor.settle()
    slow = [values[-2] for values in rows(visitor.page, "models").values()]
    assert slow == sorted(slow, reverse=True) and slow[0] > slow[-1]
    assert "period=7d" in visitor.page.url
    visitor.follow(visitor.page.locator("#models thead a", has_text="p95").click)
    visitor.page.wait_for_url("**models.sort=p95_duration_ms**")
    assert visitor.page.locator("#models th[aria-sort=ascending]").count() == 1


@pytest.mark.parametrize("name", NAMES)
def test_a_name_of_any_letters_leads_to_its_page(visit, name):
    visitor, client = visit
    visitor.open("/models?period=90d")
    visitor.page.locator("#models").get_by_role("link", name=name, exact=True).click()
    visitor.page.wait_for_url("**/models/*")
    visitor.settle()
    assert visitor.page.locator("h1").inner_text() == name
    assert urlsplit(visitor.page.url).query == "period=90d"
    tile = visitor.page.locator("#summary .tile", has_text="Requests").locator("data").first
    assert float(tile.get_attribute("value")) == client.summary("requests", period="90d", model=name)["requests"] == 31


def test_the_detail_says_what_the_api_says(visit):
    visitor, client = visit
    visitor.open("/models/gpt-4o?period=30d")
    page, about = visitor.page, {"model": "gpt-4o", "period": "30d"}
    row = client.summary("cost,requests,total_tokens,success_rate,cost_per_1k_tokens,cost_per_request,average_total_tokens,users", **about)
    tiles = [float(one.get_attribute("value")) for one in page.locator("#summary .tile data").all()]
    assert tiles == pytest.approx([row[name] for name in row if name in row and row[name] is not None])
    row = client.summary(
        "p50_duration_ms,p95_duration_ms,p99_duration_ms,p50_time_to_first_token_ms,p95_time_to_first_token_ms,tokens_per_second", **about
    )
    assert [float(one.get_attribute("value")) for one in page.locator("#speed .tile data").all()] == pytest.approx(list(row.values()))
    classes = [[float(one.get_attribute("value")) for one in line.locator("data").all()] for line in page.locator("#tokens tbody tr").all()]
    assert classes == [[600, 400, 70, 30]] * 30
    errors = client.breakdown("error_type", "requests", status="failure", **about)
    assert rows(page, "errors") == {name: [line["requests"]] for name, line in errors.items()} != {}
    users = client.breakdown("user_id", "cost,requests,total_tokens", **about)
    assert rows(page, "by-user_id") == {name: pytest.approx([line[k] for k in ("cost", "requests", "total_tokens")]) for name, line in users.items()}


def test_the_opinions_and_chats_of_a_model_are_its_own(visit):
    visitor, _ = visit
    visitor.open("/models/gpt-4o")
    page = visitor.page
    assert [float(one.get_attribute("value")) for one in page.locator("#feedback .tile data").all()] == [3, 6]
    assert page.locator("#feedback tbody tr").count() == 5
    assert page.locator("#chats tbody tr").count() == 5
    assert page.locator("#chats").get_by_role("link", name="The <title>", exact=True).is_visible()
    assert page.locator("#tags tbody th").all_inner_texts() == ["food", "travel"]


def test_a_filter_narrows_the_detail_and_can_be_removed(visit):
    visitor, client = visit
    visitor.open("/models/gpt-4o")
    visitor.page.locator("#errors tbody a", has_text="timeout").click()
    visitor.page.wait_for_url("**error_type=timeout**")
    visitor.settle()
    tile = visitor.page.locator("#summary .tile", has_text="Requests").locator("data").first
    expected = client.summary("requests", period="30d", model="gpt-4o", error_type="timeout")["requests"]
    assert float(tile.get_attribute("value")) == expected > 0
    visitor.follow(visitor.page.locator(".chip a").click)
    assert "error_type" not in visitor.page.url


def test_the_history_adds_up_to_the_whole_for_each_measure(visit):
    visitor, client = visit
    for title, metric in [("Requests", "requests"), ("Tokens", "total_tokens"), ("Cost", "cost")]:
        visitor.open("/models?period=7d")
        visitor.follow(visitor.page.locator("#history .choice a", has_text=title).click)
        days = visitor.page.locator("#history tbody tr").all()
        sums = [sum(float(one.get_attribute("value")) for one in day.locator("data").all()) for day in days]
        answer = client.ask("/v1/usage/timeseries", granularity="day", period="7d", metrics=metric)["rows"]
        assert sums == pytest.approx([row[metric] for row in answer])


def test_providers_and_their_models_say_what_the_api_says(visit):
    visitor, client = visit
    visitor.open("/providers")
    answer = client.breakdown("provider", METRICS + ",models", period="30d")
    shown = rows(visitor.page, "providers")
    expected = {name: [row["models"]] + [row[k] for k in METRICS.split(",")] for name, row in answer.items()}
    assert shown == {name: pytest.approx(values) for name, values in expected.items()}
    visitor.page.locator("#providers").get_by_role("link", name="open/ai", exact=True).click()
    visitor.page.wait_for_url("**/providers/" + quote("open/ai", safe="") + "**")
    visitor.settle()
    models = client.breakdown("model", "requests", period="30d", provider="open/ai")
    assert set(rows(visitor.page, "models")) == set(models)


def test_a_model_that_nobody_used_has_a_page_that_says_so(visit):
    visitor, _ = visit
    answer = visitor.open("/models/" + quote("no/such", safe=""))
    assert answer.status == 200 and visitor.page.get_by_text("No usage in this period").is_visible()
    assert visitor.page.get_by_role("link", name="All models").get_attribute("href") == "/models?period=30d"


def test_the_visits_gave_the_browser_nothing_to_complain_about(visit):
    assert visit[0].trouble == []
