"""The page, in a real browser: signed in by the printed link, with the API's own figures, and nothing from elsewhere.

A tile carries `data-metric` and, unformatted, `data-value`; so does each cell of a breakdown, whose table carries `data-dimension` and
whose rows carry `data-key`."""

import shutil
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

from weir import Client, Server, event

AS_OF = "2026-03-31T12:00:00Z"
RANGES = ["7d", "30d", "90d", "month"]
NASTY = '</script><img src=x onerror="window.pwned=1">'
CHROMIUM = next(filter(None, map(shutil.which, ["chromium", "chromium-browser", "google-chrome"])), None)


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
def signed_in(tmp_path_factory):
    """A signed-in page, the API's view of the same server, and everything that went wrong in the browser."""
    if not CHROMIUM:
        pytest.fail("no Chromium: Scripts/bootstrap test installs it")
    server = Server(tmp_path_factory.mktemp("page") / "data", "--as-of", AS_OF)
    client = server.client()
    assert client.record(list(usage())).json()["accepted"] == 300
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page()
        page.set_default_timeout(15_000)
        trouble = []
        page.on("console", lambda message: trouble.append(message.text) if message.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: trouble.append(str(error)))
        page.on("requestfailed", lambda request: trouble.append(f"failed: {request.url}"))
        page.on("request", lambda request: None if ours(request.url, server) else trouble.append(f"foreign: {request.url}"))
        page.goto(server.sign_in_link)
        yield page, client, trouble
        browser.close()
    server.kill()


def ours(url, server):
    return url.startswith(("data:", "blob:")) or urlsplit(url).netloc == urlsplit(server.url).netloc


def select(page, name):
    """Follows the link or presses the button of a range."""
    page.locator(f"[data-range='{name}']").first.click()
    page.locator(f"[data-range='{name}'][aria-current], [data-range='{name}'][aria-pressed='true']").first.wait_for()


def number(text):
    return None if text in (None, "") else float(text)


def test_the_sign_in_link_leads_to_the_page(signed_in):
    page, client, _ = signed_in
    assert urlsplit(page.url).path == "/"
    assert "weir_" not in page.url
    assert page.locator("h1").first.is_visible()


def test_the_session_cookie_is_kept_from_scripts_and_other_sites(signed_in):
    page, _, _ = signed_in
    (cookie,) = page.context.cookies()
    assert cookie["httpOnly"] and cookie["sameSite"] == "Strict"
    assert page.evaluate("document.cookie") == ""


@pytest.mark.parametrize("name", RANGES)
def test_the_tiles_say_what_the_api_says(signed_in, name):
    page, client, _ = signed_in
    select(page, name)
    tiles = page.locator("[data-tile][data-metric]")
    shown = {tile.get_attribute("data-metric"): number(tile.get_attribute("data-value")) for tile in tiles.all()}
    assert len(shown) == 5
    row = client.summary(",".join(shown), period=name)
    assert shown == {metric: pytest.approx(value) for metric, value in row.items()}
    assert row.get("requests", 1) > 0


@pytest.mark.parametrize("dimension", ["provider", "model", "operation"])
@pytest.mark.parametrize("name", RANGES)
def test_the_breakdowns_say_what_the_api_says(signed_in, name, dimension):
    page, client, _ = signed_in
    select(page, name)
    rows = page.locator(f"[data-dimension='{dimension}'] [data-key]")
    shown = {row.get_attribute("data-key"): number(row.locator("[data-metric='cost']").get_attribute("data-value")) for row in rows.all()}
    expected = {key: row["cost"] for key, row in client.breakdown(dimension, "cost", period=name).items()}
    assert shown == pytest.approx(expected)


def test_the_trend_is_drawn(signed_in):
    page, _, _ = signed_in
    select(page, "30d")
    page.locator("[data-chart] svg path, [data-chart] canvas").first.wait_for(state="attached")


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
    assert [
        (one["id"], [node["html"][:200] for node in one["nodes"][:3]]) for one in found if one["impact"] in ("serious", "critical")
    ] == []


def test_the_headers_forbid_what_the_page_does_not_need(signed_in):
    page, _, _ = signed_in
    headers = page.reload().headers
    policy = headers["content-security-policy"]
    assert "default-src" in policy and "'unsafe-eval'" not in policy and "unsafe-inline" not in policy.split("style-src")[0]
    assert "frame-ancestors 'none'" in policy or headers.get("x-frame-options") == "DENY"
    assert headers["x-content-type-options"] == "nosniff"


def test_a_link_is_good_for_one_sign_in(start):
    server = start()
    client = Client(server.url, None)
    path = urlsplit(server.sign_in_link).path
    assert "weir_session=" in client.get(path).headers["Set-Cookie"]
    client.session.cookies.clear()
    assert "weir_session=" not in client.get(path).headers.get("Set-Cookie", "")


def test_without_signing_in_no_figure_is_shown(server):
    answer = Client(server.url, None).get("/")
    assert "data-value" not in answer.text
    assert answer.status_code in (200, 302, 303, 401)


def test_a_visit_gave_the_browser_nothing_to_complain_about(signed_in):
    _, _, trouble = signed_in
    assert trouble == []
