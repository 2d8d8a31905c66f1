"""Two administrators change prices and tiers in the same moment: nobody's change is lost without a word."""

import re
from concurrent.futures import ThreadPoolExecutor

import pytest

from test_ingest import problem

TIER = {"name": "free", "retention_days": {}, "limits": {}}


@pytest.fixture
def own(start):
    return start().client()


def send(client, page, **fields):
    return client.call("POST", page, data=fields, headers={"Origin": client.url})


def hidden(text, name):
    return re.search(rf'name="{name}" value="([^"]*)"', text).group(1)


def override(model, price):
    return {"model": model, "prices": {"input": price}}


@pytest.mark.parametrize(
    "path, one, two",
    [
        ("/v1/tiers", {"tiers": [TIER]}, {"tiers": [TIER | {"name": "other"}]}),
        ("/v1/prices/overrides", {"overrides": [override("one", 1)]}, {"overrides": [override("two", 2)]}),
    ],
)
def test_a_change_of_a_state_that_is_over_is_refused(own, path, one, two):
    seen = own.get(path).headers["ETag"]
    first = own.call("PUT", path, json=one, headers={"If-Match": seen})
    assert first.status_code == 200 and first.headers["ETag"] == own.get(path).headers["ETag"] != seen
    changes = len(own.ask("/v1/audit")["items"])
    problem(own.call("PUT", path, json=two, headers={"If-Match": seen}), 412)
    assert own.get(path).headers["ETag"] == first.headers["ETag"] and len(own.ask("/v1/audit")["items"]) == changes
    assert own.call("PUT", path, json=two, headers={"If-Match": first.headers["ETag"]}).status_code == 200
    assert own.call("PUT", path, json=one, headers={"If-Match": "*"}).status_code == 200
    assert own.call("PUT", path, json=two).status_code == 200


def test_prices_that_are_saved_at_once_are_all_there_and_each_change_is_told(own):
    models = [f"model-{number}" for number in range(24)]
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda model: send(own, "/prices", action="save", price_model=model, input="1"), models))
    assert {answer.status_code for answer in answers} == {303}
    assert sorted(one["model"] for one in own.ask("/v1/prices/overrides")["overrides"]) == sorted(models)
    records = own.ask("/v1/audit", what="prices.replace")["items"]
    assert len(records) == 24
    assert all(newer["before"] == older["after"] for newer, older in zip(records, records[1:])), "each sees the one before"


def test_a_form_made_of_a_price_that_has_changed_is_refused_and_shows_it_as_it_is(own):
    send(own, "/prices", action="save", price_model="m", input="1")
    (price,) = own.ask("/v1/prices/overrides")["overrides"]
    form = own.get("/prices", edit=price["id"]).text
    seen = hidden(form, "seen")
    assert send(own, "/prices", action="save", id=price["id"], seen=seen, price_model="m", input="2").status_code == 303
    late = send(own, "/prices", action="save", id=price["id"], seen=seen, price_model="m", input="3")
    assert late.status_code == 422 and "Somebody else has changed" in late.text
    assert hidden(late.text, "seen") != seen
    assert own.ask("/v1/prices/overrides")["overrides"][0]["prices"] == {"input": 2}


def test_tiers_that_have_changed_are_not_overwritten_by_a_form_from_before(own):
    seen = hidden(own.get("/settings").text, "seen")
    tiers = own.ask("/v1/tiers")["tiers"]
    fields = {f"tier.{number}": tier["name"] for number, tier in enumerate(tiers)}
    tiers[0]["retention_days"]["messages"] = 7
    assert own.call("PUT", "/v1/tiers", json={"tiers": tiers}).status_code == 200
    late = send(own, "/settings", action="retention", seen=seen, default_tier="", **fields)
    assert late.status_code == 422 and "changed by somebody else" in late.text
    assert own.ask("/v1/tiers")["tiers"][0]["retention_days"]["messages"] == 7
    again = send(own, "/settings", action="retention", seen=hidden(late.text, "seen"), default_tier="", **fields)
    assert again.status_code == 303
