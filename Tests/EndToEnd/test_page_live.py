"""The live page in a real browser: there within two seconds, by the stream or by asking; paused; bounded; filtered."""

import re
import time

import pytest

from browser import visiting
from weir import event

NASTY = '</script><img src=x onerror="window.pwned=1">'


@pytest.fixture
def visitor(browser, tmp_path):
    with visiting(browser, tmp_path / "data") as visitor:
        visitor.open("/live")
        yield visitor


def state(page, name):
    page.locator(f".live-state[data-state={name}]").wait_for()


def figure(page, name):
    return page.locator(f"[data-live-figure={name}]")


def record(visitor, **fields):
    assert visitor.client.record([event(**fields)]).json()["accepted"] == 1


def test_a_request_is_on_the_page_in_the_words_that_the_server_would_use(visitor):
    page = visitor.page
    visitor.open("/live")
    state(page, "live")
    record(visitor, model="gpt-4o", provider="openai", user_id="anna", input_tokens=1200, output_tokens=300, cost=0.0042, duration_ms=1500)
    row = page.locator("tbody tr").first
    row.wait_for()
    cells = row.locator("td").all_inner_texts()
    assert cells == ["gpt-4o", "openai", "chat", "anna", "1,500", "$0.0042", "1.5 s", "success"]
    figure(page, "minute").get_by_text("1", exact=True).wait_for()
    figure(page, "cost").get_by_text("$0.0042", exact=True).wait_for()
    # The row that the server writes has the same words.
    visitor.open("/live")
    assert page.locator("tbody tr").first.locator("td").all_inner_texts() == cells
    assert visitor.trouble == []


def test_a_request_is_on_the_page_within_two_seconds_of_its_acknowledgement(visitor):
    page = visitor.page
    visitor.open("/live")
    state(page, "live")
    delays = []
    # A machine with other work may hold one of them up.
    while len(delays) < 5 and (not delays or min(delays) >= 2):
        record(visitor, model=f"number {len(delays)}")
        acknowledged = time.monotonic()
        page.get_by_text(f"number {len(delays)}", exact=True).wait_for()
        delays.append(time.monotonic() - acknowledged)
    assert min(delays) < 2, delays


def test_a_pause_holds_the_list_and_keeps_what_comes(visitor):
    page = visitor.page
    visitor.open("/live")
    state(page, "live")
    page.get_by_role("button", name="Pause").click()
    record(visitor, model="a")
    record(visitor, model="b")
    page.get_by_text("Paused · 2 new").wait_for()
    assert page.locator("tbody tr").count() == 0
    page.get_by_role("button", name="Continue").click()
    assert [row.locator("td").first.inner_text() for row in page.locator("tbody tr").all()] == ["b", "a"]
    state(page, "live")


def test_only_what_the_address_asks_for_is_shown_and_names_stay_text(visitor):
    page = visitor.page
    record(visitor, model="other")
    record(visitor, model=NASTY)
    visitor.open("/live?model=" + NASTY.replace("/", "%2F").replace("=", "%3D").replace(" ", "%20"))
    assert page.locator("tbody tr").count() == 1
    state(page, "live")
    record(visitor, model="other")
    record(visitor, model=NASTY, user_id=NASTY)
    page.locator("tbody tr").nth(1).wait_for()
    assert {row.locator("td").first.inner_text() for row in page.locator("tbody tr").all()} == {NASTY}
    assert page.locator("img").count() == 0 and page.evaluate("window.pwned") is None
    assert visitor.trouble == []


def test_a_flood_leaves_a_bounded_list_and_counts_all_of_it(visitor):
    page = visitor.page
    visitor.open("/live")
    state(page, "live")
    flood(visitor)
    figure(page, "minute").get_by_text("500", exact=True).wait_for()
    assert 0 < page.locator("tbody tr").count() <= 100


def flood(visitor):
    for _ in range(5):
        visitor.client.record([event(model="m", cost=0) for _ in range(100)])


def test_what_comes_while_the_page_catches_up_is_counted_once(visitor):
    page = visitor.page

    def late(route):
        """The list is asked for when the stream is open, and answered after much has come by the stream."""
        flood(visitor)
        route.continue_()

    page.route(re.compile("/v1/requests"), late, times=1)
    with page.expect_response(re.compile("/v1/requests")) as listed:
        visitor.open("/live")
    keys = [f"{one['project']}/{one['id']}" for one in listed.value.json()["requests"]]
    page.wait_for_function("keys => keys.every(key => document.querySelector(`tr[data-key='${key}']`))", arg=keys)
    record(visitor, model="last")
    figure(page, "minute").get_by_text("501", exact=True).wait_for()


def test_without_the_stream_it_asks_and_goes_back_to_the_stream_later(visitor):
    page = visitor.page
    page.route("**/v1/live", lambda route: route.abort())
    visitor.open("/live")
    state(page, "polling")
    record(visitor, model="by asking")
    page.get_by_text("by asking").wait_for()
    page.unroute("**/v1/live")
    page.locator(".live-state[data-state=live]").wait_for(timeout=90_000)
    record(visitor, model="by the stream")
    page.get_by_text("by the stream").wait_for()


def test_a_lost_server_is_said_and_found_again(browser, tmp_path):
    with visiting(browser, tmp_path / "data") as visitor:
        visitor.open("/live")
        state(visitor.page, "live")
        visitor.server.kill()
        state(visitor.page, "offline")


def test_people_are_called_by_their_names(visitor):
    visitor.client.call("POST", "/v1/users", json=[{"id": "u-1", "name": "Anna Berg"}])
    visitor.open("/live")
    state(visitor.page, "live")
    for user in ("u-1", "u-2"):
        record(visitor, user_id=user)
    visitor.page.get_by_role("link", name="Anna Berg").wait_for()
    visitor.page.get_by_role("link", name="u-2").wait_for()
    # The server's own rows say the same.
    visitor.open("/live")
    names = visitor.page.locator("tbody a[href^='/users/']").all_inner_texts()
    assert sorted(names) == ["Anna Berg", "u-2"]
    assert visitor.trouble == []
