"""Every page that the navigation leads to, in both themes, wide and narrow, with usage and without. A new page is in here by being there."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from browser import THEMES, WIDTHS, visiting
from weir import event, weir, within_one_hour

NASTY = '</script><img src=x onerror="window.pwned=1">'


@pytest.fixture(scope="module")
def used(browser, tmp_path_factory):
    data = tmp_path_factory.mktemp("pages") / "data"

    def fill(client):
        weir("demo", "--data", data)
        nasty = event(model=NASTY, provider=NASTY, user_id=NASTY, input_tokens=10, output_tokens=5, cost=1000)
        assert client.record([nasty]).json()["accepted"] == 1

    with visiting(browser, data, fill=fill) as visitor:
        yield visitor


@pytest.fixture(scope="module")
def unused(browser, tmp_path_factory):
    with visiting(browser, tmp_path_factory.mktemp("unused") / "data") as visitor:
        yield visitor


def look(visitor, theme, width):
    """What is wrong with each page; nothing, if all is well."""
    wrong = {}
    for path in visitor.paths():
        visitor.trouble.clear()
        answer = visitor.open(path, theme, width)
        page = visitor.page
        found = [str(answer.status)] if answer.status != 200 else []
        found += visitor.trouble
        beyond = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        found += [f"{beyond} px wider than the window"] if beyond > 0 else []
        found += ["a name was run"] if page.evaluate("window.pwned") is not None or page.locator("img").count() else []
        found += [f"no heading: {page.locator('h1').count()}"] if page.locator("h1").count() != 1 else []
        violations = Axe().run(page).response["violations"]
        found += [f"{one['id']}: {[node['html'][:160] for node in one['nodes'][:3]]}" for one in violations]
        if found:
            wrong[path] = found
    return wrong


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("theme", THEMES)
def test_every_page_is_sound_with_usage(used, theme, width):
    assert look(used, theme, width) == {}


@pytest.mark.parametrize("width", WIDTHS)
def test_every_page_is_sound_without_usage(unused, width):
    assert look(unused, "light", width) == {}


def test_no_panel_fails_and_every_export_has_the_figures_of_the_screen(used):
    wrong = {}
    for path in used.paths():
        used.open(path)
        problems = [one.inner_text() for one in used.page.locator("section.panel .problem").all()]
        for link in used.page.locator(".source > a").evaluate_all("links => links.map(a => a.href)"):
            answer = used.page.request.get(link)
            kind = "text/csv" if "format=csv" in link else "application/json"
            if answer.status != 200 or kind not in answer.headers["content-type"]:
                problems.append(f"{answer.status} {link}")
        for link in used.page.locator(".query .actions a").evaluate_all("links => links.map(a => a.href)"):
            if (answer := used.page.request.get(link)).status != 200:
                problems.append(f"{answer.status} {link}: {answer.text()[:200]}")
        if problems:
            wrong[path] = problems
    assert wrong == {}


def test_a_nasty_name_is_text_on_the_overview(used):
    used.open("/")
    assert used.page.get_by_text(NASTY, exact=True).first.is_visible()


def test_the_choice_of_colours_lasts_and_is_in_the_first_byte(used):
    page = used.page
    used.open("/")
    page.locator("[data-theme-switch]").click()
    page.locator("[data-theme-switch]").click()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    used.open("/")
    assert 'data-theme="dark"' in page.request.get(used.server.url + "/").text()
    assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "dark"
    page.locator("[data-theme-switch]").click()
    assert page.evaluate("document.documentElement.dataset.theme") is None


def test_keys_lead_to_the_search_the_sheet_and_the_periods(used):
    page = used.page
    used.open("/")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "search"
    page.keyboard.type("gpt-4o")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=gpt-4o")
    assert page.locator("#models tbody tr").count() >= 1
    used.open("/")
    page.keyboard.press("?")
    page.locator("dialog#shortcuts").wait_for()
    page.keyboard.press("Escape")
    page.locator("dialog#shortcuts").wait_for(state="hidden")
    page.keyboard.press("2")
    page.wait_for_url("**/?period=7d")


def test_on_a_narrow_screen_the_navigation_opens_over_the_page(used):
    used.open("/", width=360)
    assert not used.page.locator("nav.side").is_visible()
    used.page.locator("button.menu").click()
    used.page.locator("nav.side").wait_for()
    used.page.keyboard.press("Escape")
    used.page.locator("nav.side").wait_for(state="hidden")


def test_nothing_moves_once_it_is_there(used):
    used.page.add_init_script(
        "window.shift = 0; new PerformanceObserver(list => { for (const e of list.getEntries()) window.shift += e.value })"
        ".observe({type: 'layout-shift', buffered: true})"
    )
    moved = {}
    for path in used.paths():
        used.open(path)
        if (shift := used.page.evaluate("window.shift")) > 0.05:
            moved[path] = shift
    assert moved == {}


def test_the_first_page_turns_into_the_overview_when_the_first_event_arrives(browser, tmp_path):
    with visiting(browser, tmp_path / "data") as visitor:
        visitor.page.get_by_text("Waiting for the first request").wait_for()
        visitor.client.record([event(model="gpt-4o", provider="openai", input_tokens=10, output_tokens=5)])
        visitor.page.locator("dl.tiles").wait_for()
        assert visitor.trouble == []


def test_the_first_event_is_seen_even_if_it_comes_before_the_page_listens(browser, tmp_path):
    with visiting(browser, tmp_path / "data") as visitor:

        def late(route):
            visitor.client.record([event(model="gpt-4o", provider="openai", input_tokens=10, output_tokens=5)])
            route.continue_()

        visitor.page.route("**/v1/live", late)
        visitor.page.reload()
        visitor.page.locator("dl.tiles").wait_for()
        assert visitor.trouble == []


def test_a_budget_that_is_passed_is_seen_as_such(browser, tmp_path):
    within_one_hour(30)

    def fill(client):
        for user, limit in [("anna", 2), ("ben", 100)]:
            assert client.call("PUT", "/v1/budgets", json={"user_id": user, "max_cost_per_month": limit}).status_code == 201
            client.record([event(model="m", provider="p", user_id=user, cost=3)])
        client.record([event(model="m", provider="p", cost=1)])

    with visiting(browser, tmp_path / "data", fill=fill) as visitor:
        visitor.open("/")
        rows = {row.locator("th").inner_text(): row for row in visitor.page.locator("#users tbody tr").all()}
        assert list(rows) == ["anna", "ben", "system"]
        assert rows["anna"].locator(".progress.exceeded").inner_text() == "150%"
        assert rows["ben"].locator(".progress.ok").inner_text() == "3.0%"
        assert rows["system"].locator("td").last.inner_text() == "no budget"
        answer = visitor.client.ask("/v1/usage/users", period="30d")
        percents = [row["budget"] and row["budget"]["ceilings"]["monthly_cost"]["exact_percent"] for row in answer["rows"]]
        assert percents == [150, 3, None]
