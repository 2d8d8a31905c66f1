"""Costs in a real browser: today goes on while one looks, and every figure is the API's."""

from datetime import datetime, timedelta

import pytest

from browser import visiting
from weir import event

AS_OF = "2026-03-31T13:00:00Z"
NOW = datetime.fromisoformat(AS_OF)


def usage():
    for age in range(1, 41):
        stamp = (NOW - timedelta(days=age)).replace(hour=12).isoformat()
        cost = 0.25 * (age % 4)
        yield event(id=f"known-{age}", timestamp=stamp, provider="openai", model="gpt-5", input_tokens=900, output_tokens=100, cost=cost)
        yield event(id=f"cheap-{age}", timestamp=stamp, provider="openai", model="gpt-5-mini", input_tokens=500, output_tokens=0, cost=0.001)
        yield event(id=f"unknown-{age}", timestamp=stamp, provider="inhouse", model="my/own", input_tokens=10, output_tokens=5)


@pytest.fixture(scope="module")
def visit(browser, tmp_path_factory):
    def fill(client):
        assert client.record(list(usage())).json()["accepted"] == 120

    with visiting(browser, tmp_path_factory.mktemp("costs") / "data", "--as-of", AS_OF, fill=fill) as visitor:
        yield visitor, visitor.client


def rows(page, panel):
    found = {}
    for row in page.locator(f"#{panel} tbody tr").all():
        name = row.locator("th").evaluate("cell => cell.firstChild.textContent.trim()")
        found[name] = [float(one.get_attribute("value")) for one in row.locator("td:not(.text) data").all()]
    return found


def test_projections_are_those_of_the_api_and_keep_to_the_days(visit):
    visitor, client = visit
    visitor.open("/costs")
    answer = client.ask("/v1/costs/projections")
    known = [0.25 * (age % 4) + 0.001 for age in range(1, 31)]
    assert answer["baseline"]["days"] == 30
    assert answer["daily"]["cost"] == pytest.approx(sum(known) / 30)
    assert answer["unpriced_requests"] == 30
    ahead = {row["days"]: row for row in answer["projections"]}
    assert ahead[90]["cost"] == pytest.approx(3 * sum(known)) and ahead[90]["low"] < ahead[90]["cost"] < ahead[90]["high"]
    shown = rows(visitor.page, "projections")
    expected = {f"Next {days} days": [row["cost"], row["low"], row["high"]] for days, row in ahead.items()}
    month = next(name for name in shown if name.startswith("Until"))
    expected[month] = [answer["month"][key] for key in ("cost", "low", "high")]
    assert shown == {name: pytest.approx(values) for name, values in expected.items()}


def test_projections_take_the_filters_of_the_page(visit):
    visitor, client = visit
    visitor.open("/costs?model=gpt-5-mini&period=7d")
    answer = client.ask("/v1/costs/projections", model="gpt-5-mini")
    assert answer["daily"]["cost"] == pytest.approx(0.001)
    assert rows(visitor.page, "projections")["Next 30 days"] == pytest.approx([0.03, 0.03, 0.03])


def test_nothing_is_projected_from_nothing(visit):
    _, client = visit
    answer = client.ask("/v1/costs/projections", model="no such")
    assert answer == {"baseline": None, "daily": None, "month": None, "projections": [], "unpriced_requests": 0}


@pytest.mark.parametrize("path", ["/v1/costs/projections?zone=Nowhere/Land", "/v1/costs/projections?period=7d", "/v1/costs/tiers?period=x"])
def test_what_cannot_be_read_is_refused_by_name(visit, path):
    answer = visit[1].get(path)
    assert answer.status_code in (400, 422) and answer.headers["content-type"] == "application/problem+json"


def test_tiers_are_those_of_the_api(visit):
    visitor, client = visit
    visitor.open("/costs?period=7d")
    answer = client.ask("/v1/costs/tiers", period="7d")
    tiers = {tier["name"]: tier for tier in answer["tiers"]}
    assert (tiers["Premium Plus"]["credits"], tiers["Standard"]["credits"], tiers["Basic"]["unpriced_requests"]) == (120, 18, 6)
    names = ["credits_per_request", "requests", "tokens", "cost", "credits", "tokens_per_credit", "cost_per_credit", "cost_per_1k_tokens"]
    shown = rows(visitor.page, "tiers")
    assert shown["Premium Plus"] == pytest.approx([tiers["Premium Plus"][name] for name in names])
    assert visitor.page.locator("#tiers tr", has_text="least money for a credit").locator("th").inner_text().startswith("Standard")
    whole = client.summary("requests", period="7d")["requests"]
    assert sum(tier["requests"] for tier in answer["tiers"]) == whole
    assert {name: values[1] for name, values in rows(visitor.page, "tier-models").items()} == {"gpt-5": 6, "gpt-5-mini": 6, "my/own": 6}


def test_the_cost_of_a_thousand_tokens_is_that_of_the_api(visit):
    visitor, client = visit
    visitor.open("/costs")
    answer = client.ask("/v1/models", period="30d", metrics="cost_per_1k_tokens,cost_per_request,cost,requests,total_tokens")["rows"]
    expected = {row["model"]: [value for value in list(row.values())[2:] if value is not None] for row in answer}
    assert rows(visitor.page, "models") == {name: pytest.approx(values) for name, values in expected.items()}


def test_what_has_no_price_is_listed_and_leads_to_its_model(visit):
    visitor, _ = visit
    visitor.open("/costs")
    assert rows(visitor.page, "unpriced")["my/own"][0] == 29
    visitor.page.locator("#unpriced").get_by_role("link", name="my/own", exact=True).click()
    visitor.page.wait_for_url("**/models/my%2Fown**")
    visitor.settle()
    visitor.page.get_by_role("link", name="How to price them").click()
    visitor.page.wait_for_url("**/costs?period=30d#unpriced")


def test_today_goes_on_while_one_looks(visit):
    visitor, client = visit
    visitor.page.clock.install()
    visitor.open("/costs")
    cost = visitor.page.locator("#today .tile data").first
    before = float(cost.get_attribute("value"))
    assert client.record(event(timestamp=AS_OF, provider="openai", model="gpt-5", input_tokens=1, output_tokens=1, cost=3)).status_code == 200
    visitor.page.clock.fast_forward(16_000)
    visitor.page.wait_for_function("before => Number(document.querySelector('#today .tile data').value) === before + 3", arg=before)
    expected = client.summary("cost,requests", period="today")
    assert before + 3 == pytest.approx(expected["cost"])
    assert visitor.trouble == []
