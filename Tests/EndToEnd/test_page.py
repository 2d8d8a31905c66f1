"""The page, in a real browser: signed in by the printed link, with the API's own figures, and nothing from elsewhere.

Every figure of the page is a `data` element whose value is the exact number."""

from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe

from browser import visiting
from weir import Client, event

AS_OF = "2026-03-31T12:00:00Z"
RANGES = {"7d": "7 days", "30d": "30 days", "90d": "90 days", "month": "This month"}
METRICS = (
    "requests,top_level_requests,cost,unpriced_requests,input_tokens,output_tokens,total_tokens,successes,failures,success_rate,"
    "average_duration_ms,p50_duration_ms,p95_duration_ms,users,chats,models,providers"
)
NASTY = '</script><img src=x onerror="window.pwned=1">'


def usage():
    for age in range(100):
        day, month = 31 - age, 3
        while day < 1:
            month -= 1
            day += {2: 28, 1: 31, 0: 31}[month]
        year = 2026 if month > 0 else 2025
        for model, provider, operation in [
            ("gpt-4o", "openai", "chat"),
            (NASTY, "acme", "embeddings"),
            ("claude-sonnet-4-5", "anthropic", "chat"),
        ]:
            yield event(
                id=f"{age}-{model}",
                timestamp=f"{year}-{month or 12:02}-{day:02}T10:00:00Z",
                model=model,
                provider=provider,
                operation=operation,
                user_id=f"user-{age % 7}",
                cost=0.25 + age,
                input_tokens=100,
                output_tokens=age,
                duration_ms=1000 + age,
                status="failure" if age % 10 == 3 else "success",
            )


@pytest.fixture(scope="module")
def signed_in(browser, tmp_path_factory):
    """A signed-in page, the API's view of the same server, and everything that went wrong in the browser."""

    def fill(client):
        assert client.record(list(usage())).json()["accepted"] == 300

    with visiting(browser, tmp_path_factory.mktemp("page") / "data", "--as-of", AS_OF, fill=fill) as visitor:
        yield visitor.page, visitor.client, visitor.trouble


def select(page, name):
    """Follows the link of a range, which may be that of the page itself."""
    with page.expect_navigation():
        page.locator("nav.ranges").get_by_role("link", name=RANGES[name], exact=True).click()
    page.locator("nav.ranges a[aria-current]").get_by_text(RANGES[name], exact=True).wait_for()


def figures(locator):
    """The exact numbers of all figures in there."""
    return [float(one.get_attribute("value")) for one in locator.locator("data").all()]


def test_the_sign_in_link_leads_to_the_page(signed_in):
    page, _, _ = signed_in
    assert urlsplit(page.url).path == "/"
    assert "weir_" not in page.url and page.locator("main").is_visible()


def test_the_session_cookie_is_kept_from_scripts_and_other_sites(signed_in):
    page, _, _ = signed_in
    (cookie,) = page.context.cookies()
    assert cookie["httpOnly"] and cookie["sameSite"] == "Strict"
    assert page.evaluate("document.cookie") == ""


@pytest.mark.parametrize("name", RANGES)
def test_the_tiles_say_what_the_api_says(signed_in, name):
    page, client, _ = signed_in
    select(page, name)
    tiles = {tile.locator("dt").inner_text().strip().lower(): tile.locator("dd.figure") for tile in page.locator(".tile").all()}
    assert len(tiles) == 8
    row = client.summary(METRICS, period=name)
    shown = {label: figures(tile) for label, tile in tiles.items()}
    assert [label for label, numbers in shown.items() if not numbers] == []
    known = [value for value in row.values() if value is not None]
    assert {label: numbers for label, numbers in shown.items() if not any(numbers[0] == pytest.approx(value) for value in known)} == {}
    for word, metric in [("cost", "cost"), ("requests", "requests")]:
        assert any(numbers[0] == pytest.approx(row[metric]) for label, numbers in shown.items() if word in label), shown
    assert row["requests"] > 0


@pytest.mark.parametrize("dimension", ["provider", "model", "operation"])
@pytest.mark.parametrize("name", RANGES)
def test_the_breakdowns_say_what_the_api_says(signed_in, name, dimension):
    page, client, _ = signed_in
    select(page, name)
    heading = page.get_by_role("columnheader", name=dimension, exact=False).first
    rows = page.locator("table.breakdown").filter(has=heading).locator("tbody tr")
    shown = {row.locator("th a").get_attribute("title"): tuple(figures(row)[:2]) for row in rows.all()}
    expected = {key: (row["cost"], row["requests"]) for key, row in client.breakdown(dimension, "cost,requests", period=name).items()}
    assert shown == {key: pytest.approx(pair) for key, pair in expected.items()}
    assert len(shown) >= 2


def test_every_panel_links_to_the_question_it_answers(signed_in):
    page, client, _ = signed_in
    select(page, "30d")
    links = [link.get_attribute("href") for link in page.locator(".source a").all()]
    assert len(links) >= 8
    assert {href: client.get(href).status_code for href in links if client.get(href).status_code != 200} == {}


def test_the_trend_is_drawn_from_the_figures_of_the_api(signed_in):
    page, client, _ = signed_in
    select(page, "30d")
    page.locator("[data-chart] .canvas svg").first.wait_for(state="attached")
    rows = client.ask("/v1/usage/timeseries", granularity="day", period="30d", metrics="cost,requests")["rows"]
    shown = [sorted(figures(row)) for row in page.locator("[data-chart] tbody tr").all()]
    assert sorted(shown) == sorted(sorted([row["cost"] or 0, row["requests"]]) for row in rows)


def test_a_model_that_is_named_like_markup_stays_text(signed_in):
    page, _, _ = signed_in
    select(page, "30d")
    assert page.get_by_text(NASTY, exact=True).first.is_visible()
    assert page.evaluate("window.pwned") is None
    assert page.locator("img[src='x']").count() == 0


def test_the_page_can_be_read_with_every_aid(signed_in):
    page, _, _ = signed_in
    select(page, "30d")
    found = Axe().run(page).response["violations"]
    grave = [one for one in found if one["impact"] in ("serious", "critical")]
    assert [(one["id"], [node["html"][:200] for node in one["nodes"][:3]]) for one in grave] == []


def test_the_headers_forbid_what_the_page_does_not_need(signed_in):
    page, _, _ = signed_in
    headers = page.reload().headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy and "frame-ancestors 'none'" in policy and "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert "no-store" in headers["cache-control"]


def test_a_link_is_good_for_one_sign_in(start):
    server = start()
    client, path = Client(server.url, None), urlsplit(server.sign_in_link).path
    assert "Set-Cookie" not in client.get(path).headers, "looking at it does not use it up"
    assert "weir_session=" in client.call("POST", path).headers["Set-Cookie"]
    client.session.cookies.clear()
    assert "Set-Cookie" not in client.call("POST", path).headers


def test_another_site_cannot_sign_a_browser_in(start):
    server = start()
    client, path = Client(server.url, None), urlsplit(server.sign_in_link).path
    answer = client.call("POST", path, headers={"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403 and "Set-Cookie" not in answer.headers


def test_without_signing_in_no_figure_is_shown(server):
    answer = Client(server.url, None).get("/")
    assert answer.status_code in (302, 303) and answer.headers["Location"].startswith("/sign-in")


def test_a_visit_gave_the_browser_nothing_to_complain_about(signed_in):
    _, _, trouble = signed_in
    assert trouble == []
