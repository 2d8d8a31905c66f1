"""Budgets over the wire: they bind at once, outlive a restart and refuse what they do not allow."""

from datetime import datetime, timezone

import pytest

from conftest import Project
from weir import event, within_one_hour


def check(client, **planned):
    answer = client.call("POST", "/v1/budgets/check", json=planned)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_a_budget_refuses_the_call_that_would_pass_it(admin):
    within_one_hour(30)
    project = Project(admin)
    budget = {"user_id": "anna", "project": project.name, "max_requests_per_day": 2, "max_cost_per_month": 10}
    made = admin.call("PUT", "/v1/budgets", json=budget)
    assert made.status_code == 201, made.text
    for number in range(2):
        assert check(project.ingest, user_id="anna") == {"allowed": True, "ceiling": None}
        project.must_record(event(user_id="anna", cost=1.5))
    refusal = check(project.ingest, user_id="anna")
    assert not refusal["allowed"]
    assert refusal["ceiling"]["name"] == "daily_requests"
    assert (refusal["ceiling"]["used"], refusal["ceiling"]["limit"]) == (2, 2)
    assert datetime.fromisoformat(refusal["ceiling"]["resets_at"]) > datetime.now(timezone.utc)
    row = project.ask("/v1/usage/users")["rows"][0]
    assert (row["user_id"], row["label"], row["cost"]) == ("anna", "user #anna", 3)
    assert row["budget"]["ceilings"]["monthly_cost"]["percent"] == pytest.approx(30)


def test_budgets_outlive_a_restart(start):
    within_one_hour(30)
    server = start()
    key = server.admin_key
    made = server.client().call("PUT", "/v1/budgets", json={"configuration_id": "7", "max_cost_per_day": 0.5}).json()
    server.stop()
    again = start().client(key)
    assert again.call("GET", "/v1/budgets").json()["budgets"] == [made]
    assert not check(again, configuration_id="7", planned_cost=0.51)["allowed"]


def test_a_list_finds_a_provider_by_any_of_its_names(admin):
    project = Project(admin)
    project.must_record([event(provider="claude", cost=1), event(provider="openai", cost=0), event(provider="acme")])
    rows = project.ask("/v1/usage/columns/provider", key=["anthropic", "openai", "acme", "groq"])["rows"]
    assert [row["cells"]["cost"]["state"] for row in rows] == ["priced", "free", "unpriced", "blank"]
    assert [row["cells"]["cost"]["text"] for row in rows] == ["~$1.00", "~$0.00", "unpriced", ""]
