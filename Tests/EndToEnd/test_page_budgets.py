"""Budgets in a real browser: given, seen to be used up, refused where they are wrong, changed, switched off and taken away."""

import pytest

from browser import visiting
from weir import event, within_one_hour


@pytest.fixture
def visitor(browser, tmp_path):
    with visiting(browser, tmp_path / "data") as visitor:
        visitor.open("/budgets")
        yield visitor


def rows(page, panel):
    return [[cell.inner_text() for cell in row.locator("th, td").all()] for row in page.locator(f"#{panel} tbody tr").all()]


def test_the_list_has_every_ceiling_with_the_use_that_the_api_tells(visitor):
    within_one_hour(30)
    client = visitor.client
    client.call("PUT", "/v1/budgets", json={"user_id": "anna", "max_cost_per_month": 2, "max_requests_per_day": 10})
    client.call("PUT", "/v1/budgets", json={"configuration_id": "7", "max_tokens_per_day": 1000, "is_active": False})
    client.record([event(model="m", user_id="anna", cost=3, configuration_id="7", input_tokens=100, output_tokens=20)])
    visitor.open("/budgets")
    shown = rows(visitor.page, "budgets")
    assert [(row[0], row[1], row[2], row[3], row[4]) for row in shown] == [
        ("anna", "Cost a month", "$3.00", "$2.00", "150%"),
        ("anna", "Requests a day", "1", "10", "10.0%"),
        # What binds nobody is marked and comes last.
        ("configuration 7 off", "Tokens a day", "120", "1,000", "12.0%"),
    ]
    told = {
        (one.get("user_id") or one["configuration_id"], name): ceiling["exact_percent"]
        for one in client.ask("/v1/budgets", use="true")["budgets"]
        for name, ceiling in one["ceilings"].items()
    }
    assert told == {("anna", "monthly_cost"): 150, ("7", "daily_tokens"): 12, ("anna", "daily_requests"): 10}
    assert visitor.page.locator("#budgets .progress.exceeded").count() == 1
    visitor.page.get_by_role("link", name="Limit", exact=True).click()
    visitor.page.wait_for_url("**/budgets?*budgets.sort=-limit*")
    assert visitor.trouble == []


def test_a_budget_is_given_and_what_is_wrong_stands_beside_its_field(visitor):
    page = visitor.page
    visitor.open("/budgets")
    form = page.locator("#new form")
    form.get_by_label("Owner").fill("ben")
    form.get_by_label("Cost a month").fill("0.00001")
    form.get_by_label("Requests a day").fill("1.5")
    form.get_by_role("button").click()
    page.locator("#create-max_cost_per_month-error").wait_for()
    assert "0.0001" in page.locator("#create-max_cost_per_month-error").inner_text()
    assert "whole number" in page.locator("#create-max_requests_per_day-error").inner_text()
    assert form.get_by_label("Owner").input_value() == "ben"
    assert visitor.client.ask("/v1/budgets")["budgets"] == []
    visitor.trouble.clear()  # Chromium reports the refusal's status.
    form.get_by_label("Cost a month").fill("25")
    form.get_by_label("Requests a day").fill("")
    form.get_by_role("button").click()
    page.get_by_text("The budget is in force.").wait_for()
    (made,) = visitor.client.ask("/v1/budgets")["budgets"]
    assert (made["user_id"], made["max_cost_per_month"], made["max_requests_per_day"], made["is_active"]) == ("ben", 25, 0, True)
    form.get_by_label("Owner").fill("ben")
    form.get_by_role("button").click()
    page.locator("#create-owner-error").wait_for()
    assert visitor.client.ask("/v1/budgets")["budgets"] == [made]


def test_a_budget_is_changed_switched_off_and_taken_away(visitor):
    page, client = visitor.page, visitor.client
    made = client.call("PUT", "/v1/budgets", json={"user_id": "cleo", "project": "p", "max_cost_per_day": 0.5}).json()
    visitor.open("/budgets")
    visitor.follow(page.get_by_role("link", name="cleo").click)
    page.locator("#change").get_by_label("Cost a day").fill("0.75")
    page.locator("#change").get_by_label("Tokens a month").fill("900000")
    page.get_by_role("button", name="Save").click()
    page.get_by_text("The budget is changed.").wait_for()
    now = client.ask("/v1/budgets/" + made["id"])
    assert (now["max_cost_per_day"], now["max_tokens_per_month"], now["project"]) == (0.75, 900000, "p")
    page.get_by_role("button", name="Switch off").click()
    page.get_by_role("button", name="Switch on").wait_for()
    now = client.ask("/v1/budgets/" + made["id"])
    assert (now["is_active"], now["max_cost_per_day"], now["max_tokens_per_month"]) == (False, 0.75, 900000)
    page.locator("details.confirm summary").click()
    page.get_by_role("button", name="Delete").click()
    page.get_by_text("The budget is deleted.").wait_for()
    assert client.ask("/v1/budgets")["budgets"] == []
    visitor.open("/budgets/" + made["id"])
    assert page.get_by_text("There is no such budget").is_visible()
    assert visitor.trouble == []
