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


def test_services_without_tokens_have_units_and_cost_in_the_lists(admin):
    project = Project(admin)
    project.must_record(
        [
            event(operation="speech", provider="tts", model="tts-1", characters=100),
            event(operation="transcription", provider="whisper", model="whisper-1", audio_seconds=90),
            event(operation="image_generation", provider="dall-e", model="gpt-image-2", input_tokens=50, image_input_tokens=10, output_tokens=1000),
            event(operation="image_generation", provider="dall-e", model="dall-e-3", images=2),
            event(operation="image_generation", provider="fal", model="flux", images=3),
            event(operation="translation", provider="deepl", characters=1200),
        ]
    )
    rows = {row["key"]: row for row in project.ask("/v1/usage/columns/operation")["rows"]}
    found = {key: (row["cells"]["cost"]["value"], row["cells"]["cost"]["state"], row["units"]) for key, row in rows.items()}
    assert found == {
        "speech": (0.0015, "priced", {"images": 0, "characters": 100, "audio_seconds": 0}),
        "transcription": (0.009, "priced", {"images": 0, "characters": 0, "audio_seconds": 90}),
        "image_generation": (0.03028, "partly_priced", {"images": 5, "characters": 0, "audio_seconds": 0}),
        "translation": (None, "unpriced", {"images": 0, "characters": 1200, "audio_seconds": 0}),
    }


@pytest.mark.parametrize(
    "override, told",
    [
        ({"model": "m", "prices": {"images": 0.04}}, 'overrides[0].prices: unknown key "images"'),
        ({"model": "m", "prices": {"input": 1}, "valid_form": "2026-01-01T00:00:00Z"}, 'overrides[0]: unknown key "valid_form"'),
        ({"model": "m", "prices": {}}, "overrides[0].prices: at least one price is needed"),
        ({"model": "m", "prices": {"per_image": -1}}, "overrides[0].prices.per_image: must be 0 or more"),
        ({"model": "m", "prices": {"input": "1"}}, "overrides[0].prices.input: "),
        ({"model": "g*4", "prices": {"input": 1}}, "overrides[0].model: may have a * at its end only"),
        ({"prices": {"input": 1}}, "overrides[0].model: is missing"),
        ({"model": "m", "prices": {"input": 1}, "valid_from": "soon"}, "overrides[0].valid_from: "),
    ],
)
def test_a_price_that_would_not_be_what_was_meant_is_refused(admin, override, told):
    before = admin.ask("/v1/prices/overrides")
    answer = admin.call("PUT", "/v1/prices/overrides", json={"overrides": [override]})
    assert answer.status_code == 422 and answer.json()["detail"].startswith(told), answer.text
    assert admin.ask("/v1/prices/overrides") == before


def test_a_price_of_ones_own_is_for_each_image(admin):
    project = Project(admin)
    own = {"project": project.name, "model": "dall-e-3", "prices": {"per_image": 0.08}}
    assert admin.call("PUT", "/v1/prices/overrides", json={"overrides": [own]}).status_code == 200
    project.must_record(event(operation="image_generation", provider="dall-e", model="dall-e-3", images=2))
    assert project.only_event()["cost"] == 0.16
    assert admin.call("PUT", "/v1/prices/overrides", json={"overrides": []}).status_code == 200
