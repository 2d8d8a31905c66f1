"""What every page owes its reader: their own numbers and dates, paper, a wall display, no script, and figures that the API gives too."""

import re
from datetime import datetime, timedelta

import pytest

from browser import Visitor, visiting
from weir import event, weir

AS_OF = "2026-03-31T13:00:00Z"
NOW = datetime.fromisoformat(AS_OF)
DATES = "The dates make no period"
WIDE = [(2560, 1440), (3840, 2160)]


def usage():
    for age in range(40):
        stamp = (NOW - timedelta(days=age)).replace(hour=12).isoformat()
        for number, user in enumerate(["u1", "u2", "u3"][: 1 + age % 3]):
            yield event(
                id=f"{age}-{user}",
                timestamp=stamp,
                provider=["openai", "mistral"][number % 2],
                model=["gpt-5", "1,234.5", "3.5"][number],
                user_id=user,
                operation="chat",
                input_tokens=1_234_567,
                output_tokens=0,
                cost=1234.5 * (1 + number),
                duration_ms=1500 + age,
            )
    yield event(id="system", timestamp=AS_OF, provider="openai", model="gpt-5", cost=0.0042, input_tokens=1, output_tokens=1)


@pytest.fixture(scope="module")
def visitor(browser, tmp_path_factory):
    def fill(client):
        assert client.record(list(usage())).status_code == 200
        person = {"id": "u2", "name": "Grace Hopper", "email": "grace@example.org"}
        assert client.call("POST", "/v1/users", json=person).status_code == 200

    with visiting(browser, tmp_path_factory.mktemp("everywhere") / "data", "--as-of", AS_OF, fill=fill) as visitor:
        yield visitor


@pytest.fixture(scope="module")
def demo(browser, tmp_path_factory):
    data = tmp_path_factory.mktemp("demo") / "data"
    with visiting(browser, data, fill=lambda client: weir("demo", "--data", data)) as visitor:
        yield visitor


@pytest.fixture(scope="module")
def paths(demo):
    return demo.paths()


def alike(visitor, **options):
    """The same reader with another language, or without scripts."""
    context = visitor.page.context.browser.new_context(storage_state=visitor.page.context.storage_state(), **options)
    return Visitor(context.new_page(), visitor.server, visitor.client)


@pytest.fixture
def reader(visitor):
    """Makes readers of other languages and leaves none behind."""
    made = []

    def reader(locale):
        made.append(alike(visitor, locale=locale))
        return made[-1]

    yield reader
    for one in made:
        one.page.context.close()


def spaced(text):
    """With the usual space in place of the narrow and unbreakable ones."""
    return re.sub(r"\s", " ", text)


def text(page, selector):
    return spaced(page.locator(selector).first.inner_text())


# A window of 30 days, a cost, a time, the last day of the chart and what stands under it.
LANGUAGES = {
    "en-US": ["Mar 2 – 31, 2026", "$123,450", "1.5 s", "Tue, Mar 31, 2026", "Mar 31"],
    "en-IN": ["2–31 Mar 2026", "$1,23,450", "1.5 s", "Tue, 31 Mar 2026", "31 Mar"],
    "de-DE": ["2.–31. März 2026", "123.450 $", "1,5 s", "Di., 31. März 2026", "31. März"],
    "fr": ["2–31 mars 2026", "123 450 $", "1,5 s", "mar. 31 mars 2026", "31 mars"],
}


@pytest.mark.parametrize("locale", LANGUAGES)
def test_numbers_and_dates_are_written_as_the_reader_writes_them(reader, locale):
    window, cost, p95, day, label = LANGUAGES[locale]
    visitor = reader(locale)
    visitor.open("/")
    page = visitor.page
    assert text(page, ".window b").replace(" – ", "–") == window.replace(" – ", "–")
    tile = page.locator(".tile .figure data").first
    assert spaced(tile.inner_text()) == cost and float(tile.get_attribute("value")) == pytest.approx(123450.0042)
    assert spaced(page.locator(".tile .figure").last.inner_text()) == p95
    last = page.locator("#series tbody th").last
    assert spaced(last.locator("time").text_content()).replace(",", "") == day.replace(",", "") and last.get_attribute("data-label") == label
    shown = page.locator("#series .canvas svg text").all_text_contents()
    assert label in shown, "the axis has the reader's days"
    assert visitor.trouble == []


def test_other_numerals_and_large_numbers_follow_the_language(reader):
    tokens = {}
    for locale in ["en-US", "de-DE", "en-IN"]:
        visitor = reader(locale)
        visitor.open("/")
        tokens[locale] = spaced(visitor.page.locator(".tile").nth(2).locator(".figure").inner_text())
    assert tokens == {"en-US": "74.1M", "de-DE": "74,1 Mio.", "en-IN": "7.4Cr"}
    visitor.open("/models")
    cells = [spaced(cell.inner_text()) for cell in visitor.page.locator("#models tbody tr").first.locator("td").all()]
    assert "2,46,91,340" in cells


def test_a_name_that_looks_like_a_number_stays_as_it_is(reader):
    visitor = reader("de-DE")
    visitor.open("/")
    assert set(visitor.page.locator("#by-model tbody th").all_inner_texts()) == {"gpt-5", "1,234.5", "3.5"}
    visitor.open("/models")
    assert set(visitor.page.locator("#models tbody th").all_inner_texts()) == {"gpt-5", "1,234.5", "3.5"}


def test_what_a_chart_says_at_a_point_is_in_the_readers_language(reader):
    visitor = reader("de-DE")
    visitor.open("/")
    box = visitor.page.locator("#series .canvas").bounding_box()
    visitor.page.mouse.move(box["x"] + box["width"] - 60, box["y"] + box["height"] / 2)
    tip = visitor.page.get_by_text("Estimated cost: ").first
    tip.wait_for()
    assert re.search(r"Estimated cost: [\d.]+,\d\d\s\$", spaced(tip.inner_text()))
    assert visitor.page.locator("#series .canvas b").inner_text().endswith("März 2026")


def test_every_figure_of_the_overview_has_its_course(visitor):
    visitor.open("/")
    page = visitor.page
    tiles = page.locator("#summary .tile")
    assert tiles.count() == 8 and page.locator("#summary .tile .course svg polyline").count() == 8
    points = tiles.filter(has_text="Users").locator("polyline").get_attribute("points").split()
    answer = visitor.client.ask("/v1/usage/timeseries", period="30d", granularity="day", metrics="users")
    counts = [row["users"] for row in answer["rows"]]
    heights = [94 - 88 * count / max(counts) for count in counts]
    assert [float(point.split(",")[1]) for point in points] == pytest.approx(heights, abs=0.51)


def test_without_the_courses_the_figures_stand(visitor):
    other = alike(visitor)
    other.page.route("**/*panel=courses*", lambda route: route.fulfill(status=503, body="no"))
    other.open("/")
    assert other.page.locator("#summary .tile .figure data").count() == 8
    assert other.page.locator("#summary .tile .course svg").count() == 4
    other.page.context.close()


def test_a_users_bar_is_as_long_as_their_cost_and_a_click_filters(visitor):
    visitor.open("/")
    page = visitor.page
    rows = {row.locator("th").inner_text(): row for row in page.locator("#users tbody tr").all()}
    costs = {name: float(row.locator("data").first.get_attribute("value")) for name, row in rows.items()}
    lengths = {name: int(row.locator("svg.bar rect").get_attribute("width")) for name, row in rows.items()}
    assert list(rows) == ["u1", "Grace Hopper", "u3", "system"] or set(rows) == {"u1", "Grace Hopper", "u3", "system"}
    assert lengths == {name: round(1000 * cost / max(costs.values())) for name, cost in costs.items()}
    rows["Grace Hopper"].locator("th a").click()
    page.wait_for_url("**user_id=u2*")
    assert "u2" in page.locator(".chips").inner_text()
    expected = visitor.client.summary("cost", period="30d", user_id="u2")["cost"]
    assert float(page.locator(".tile .figure data").first.get_attribute("value")) == pytest.approx(expected)


def test_a_search_finds_a_user_by_name_and_says_how_it_asked(visitor):
    visitor.open("/search?q=GRACE")
    page = visitor.page
    assert page.locator("#users tbody th").all_inner_texts() == ["Grace Hopper"]
    assert page.locator("#search").input_value() == "GRACE"
    assert page.locator("nav.side [aria-current]").count() == 0
    (link,) = page.locator("#users .query .actions a").evaluate_all("links => links.map(a => a.href)")
    (row,) = page.request.get(link).json()["rows"]
    assert float(page.locator("#users tbody data").last.get_attribute("value")) == row["requests"]
    visitor.open("/search?q=GPT")
    assert page.locator("#models tbody th").all_inner_texts() == ["gpt-5"]
    question = {"metrics": ["requests"], "dimensions": ["model"], "period": "all"}
    question["filter"] = {"dimension": "model", "contains_ignoring_case": "GPT"}
    (row,) = visitor.client.call("POST", "/v1/usage/query", json=question).json()["rows"]
    assert float(page.locator("#models tbody data").last.get_attribute("value")) == row["requests"]


def instant(value):
    """As it is in UTC, if it is one: the same instant may be written in two zones."""
    if not isinstance(value, str) or not re.match(r"\d{4}-\d\d-\d\dT", value):
        return value
    return datetime.fromisoformat(value).timestamp()


def figures_of(page, panel):
    """The rows that a panel exports and those that its call of the API gives, where both are rows."""
    links = panel.locator(".query .actions a").evaluate_all("links => links.map(a => a.href)")
    export = panel.locator(".source > a", has_text="JSON").evaluate_all("links => links.map(a => a.href)")
    if len(links) != 1 or not export:
        return None
    answer = page.request.get(links[0]).json()
    return (page.request.get(export[0]).json()["rows"], answer["rows"]) if "rows" in answer else None


@pytest.mark.parametrize("query", ["?period=7d&zone=Asia/Kolkata&provider=openai", "?from=2026-02-25&to=2026-03-20"])
def test_the_query_that_a_panel_shows_gives_the_figures_of_the_panel(visitor, query):
    wrong, seen = [], 0
    for path in ["/", "/models", "/models/gpt-5", "/providers", "/providers/openai", "/users", "/users/u1", "/chats", "/costs"]:
        visitor.open(path + query)
        for panel in visitor.page.locator("section.panel").all():
            pair = figures_of(visitor.page, panel)
            name = panel.get_attribute("id")
            if not pair or not pair[0] or name in ("history", "today"):  # Today goes on; a history shows its parts in one order.
                continue
            seen += 1
            for shown, asked in zip(*pair):
                both = [key for key in shown if key in asked and not isinstance(asked[key], list)]
                wrong += [(path, name, key, shown[key], asked[key]) for key in both if instant(shown[key]) != pytest.approx(instant(asked[key]))]
            if not set(pair[0][0]) & set(pair[1][0]):
                wrong.append((path, name, "nothing in common"))
    assert wrong == [] and seen > 30


@pytest.mark.parametrize(
    "query, words",
    [
        ("from=2026-03-20&to=2026-03-01", DATES),
        ("from=garbage", DATES),
        ("from=2026-02-30&to=2026-03-01", DATES),
        ("from=1e30", DATES),
        ("from=0001-01-01&to=9999-12-31", "at most ten years"),
        ("period=-3d", "There is no period"),
        ("zone=Mars/Phobos", "There is no time zone"),
        ("from=9999-12-31&to=9999-12-31", "No usage in this period"),
        ("from=2026-03-01T10:00:00Z&to=2026-03-20T11:00:00Z", ""),
        ("compare=x&users.sort=-none&users.page=-4", ""),
    ],
)
def test_an_address_that_makes_no_sense_is_answered_in_words(visitor, query, words):
    visitor.trouble.clear()
    answer = visitor.open("/?" + query)
    assert answer.status == 200 and words in visitor.page.locator("main").inner_text()
    assert visitor.page.locator("section.panel .problem").count() == 0
    assert visitor.trouble == []


@pytest.mark.parametrize("size", WIDE)
def test_a_wall_display_is_filled_and_nothing_is_cut(demo, paths, size):
    wrong = {}
    for path in paths:
        demo.page.set_viewport_size({"width": size[0], "height": size[1]})
        demo.page.goto(demo.server.url + path)
        demo.settle()
        found = demo.page.evaluate(
            """() => ({
              beyond: document.documentElement.scrollWidth - innerWidth,
              cut: [...document.querySelectorAll('main .scroll')].filter(e => e.scrollWidth > e.clientWidth + 1).length,
              broken: [...document.querySelectorAll('.tile .figure')].filter(e => e.scrollHeight > 1.7 * parseFloat(getComputedStyle(e).lineHeight)).length,
              share: document.querySelector('main').clientWidth / innerWidth,
              size: parseFloat(getComputedStyle(document.body).fontSize),
            })"""
        )
        if found["beyond"] > 0 or found["cut"] or found["broken"] or found["share"] < 0.75 or found["size"] < 18:
            wrong[path] = found
    assert wrong == {}


@pytest.mark.parametrize("width", [360, 1280, 1920])
def test_no_figure_of_a_tile_is_broken_into_two_lines(demo, paths, width):
    broken = {}
    for path in [path for path in paths if path == "/" or path.startswith(("/users", "/models", "/chats", "/costs", "/agents"))]:
        demo.open(path, width=width)
        found = demo.page.evaluate(
            "[...document.querySelectorAll('.tile .figure')]"
            ".filter(e => e.scrollHeight > 1.7 * parseFloat(getComputedStyle(e).lineHeight)).map(e => e.textContent)"
        )
        if found:
            broken[path] = found
    assert broken == {}


def test_paper_is_white_and_holds_everything(demo):
    page = demo.page
    demo.open("/costs", theme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    page.set_viewport_size({"width": 718, "height": 1000})
    ground = "getComputedStyle(document.body).backgroundColor"
    page.locator("nav.side").wait_for(state="hidden")
    assert page.evaluate(ground) == "rgb(255, 255, 255)"
    assert not any(one.is_visible() for one in page.locator("nav.side, .ranges, .source, .search, .account").all())
    cut = page.evaluate("[...document.querySelectorAll('main .scroll table')].filter(e => e.clientWidth > e.closest('.panel').clientWidth).length")
    assert cut == 0 and page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    # The chart has its colours again, now those of paper, and is scaled to it.
    drawing = page.locator(".chart .canvas svg").first
    assert drawing.get_attribute("viewBox") and drawing.bounding_box()["width"] <= 718
    inks = drawing.locator("text").evaluate_all("list => list.map(one => one.getAttribute('fill'))")
    assert set(inks) == {"rgb(68, 68, 68)"}
    page.emulate_media(media="screen", color_scheme="dark")
    assert len(page.pdf()) > 10_000
    assert demo.trouble == []


def test_without_scripts_every_figure_is_there(demo, paths):
    plain = alike(demo, java_script_enabled=False)
    page = plain.page
    model = next(path for path in paths if path.startswith("/models/"))
    for path in ["/", model, "/costs", "/users", "/live"]:
        page.goto(demo.server.url + path)
        assert page.locator("main data").count() > 20, path
        for chart in page.locator(".chart").all():
            assert chart.locator("tbody tr").first.is_visible() and not chart.locator(".canvas").is_visible(), path
    page.context.close()


def test_whoever_goes_by_keyboard_sees_where_they_are(demo):
    page = demo.page
    demo.open("/")
    unseen = []
    for _ in range(40):
        page.keyboard.press("Tab")
        found = page.evaluate("(() => { const e = document.activeElement, s = getComputedStyle(e); return [e.outerHTML.slice(0, 90), s.outlineStyle, parseFloat(s.outlineWidth)] })()")
        if found[1] == "none" or found[2] < 2:
            unseen.append(found)
    assert unseen == []


def test_whoever_wants_no_motion_gets_none(demo):
    demo.open("/")
    moving = "[...document.querySelectorAll('*')].filter(e => { const s = getComputedStyle(e); return s.transitionDuration !== '0s' || s.animationName !== 'none' }).length"
    assert demo.page.evaluate(moving) == 0
    demo.page.emulate_media(reduced_motion="no-preference")
    assert demo.page.evaluate(moving) > 0
