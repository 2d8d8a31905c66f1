"""Jobs, tiers, accounts and the audit log over the wire."""

from datetime import datetime, timedelta, timezone

import pytest

from conftest import new_key
from weir import event, eventually, within_one_hour

TIERS = {"tiers": [{"name": "free", "retention_days": {"requests": 30}, "limits": {}}, {"name": "pro", "retention_days": {}, "limits": {}}]}


def job(client, name, path="/v1/jobs"):
    answer = client.call("GET", path)
    assert answer.status_code == 200, answer.text
    return next(job for job in answer.json()["jobs"] if job["name"] == name)


def run(client, name, **wish):
    started = client.call("POST", f"/v1/jobs/{name}/run", json=wish)
    assert started.status_code == 202, started.text
    return eventually(lambda: finished(client, name, started.json()), "the run's end")


def finished(client, name, run):
    """The run as it ended. It need not be the last: a new server makes up for what was missed when it is a minute old."""
    ended = [one for one in job(client, name)["runs"] if one["status"] != "running"]
    return next((one for one in ended if (one["trigger"], one["started_at"]) == ("manual", run["started_at"])), None)


@pytest.fixture
def own(start):
    return start().client()


def test_retention_sums_up_and_no_total_moves(own):
    old = (datetime.now(timezone.utc) - timedelta(days=31)).isoformat()
    own.call("PUT", "/v1/tiers", json=TIERS)
    own.call("POST", "/v1/users", json=[{"id": "a", "tier": "free"}, {"id": "b", "tier": "pro"}])
    own.record([event(user_id=user, timestamp=old, cost=0.5, input_tokens=10) for user in "aaab"])
    before = own.breakdown("user_id", "requests,cost,input_tokens", period="all")
    assert run(own, "retention_cleanup", dry_run=True)["counts"]["requests"] == 3
    assert len(own.events(period="all")) == 4
    done = run(own, "retention_cleanup")
    assert (done["status"], done["trigger"], done["counts"]["requests"]) == ("succeeded", "manual", 3)
    assert own.breakdown("user_id", "requests,cost,input_tokens", period="all") == before
    assert len(own.events(period="all")) == 1
    answer = own.get("/v1/usage/summary", metrics="requests", period="all").json()
    assert answer["rolled_up_until"]
    log = own.get("/v1/audit", what="retention").json()["items"]
    assert [(entry["who"], entry["what"], entry["subject"]) for entry in log] == [
        ("job:retention_cleanup", "retention.requests", "a")]
    assert own.get("/v1/audit", what="tiers").json()["items"][0]["what"] == "tiers.replace"


def test_jobs_tell_when_they_are_due(admin):
    nightly = job(admin, "retention_cleanup", "/api/admin/jobs")
    assert nightly["schedule"] == "every day at 02:00 UTC"
    assert nightly["next_run"].endswith("T02:00:00Z")


def test_what_is_refused_has_the_contract_s_form(admin):
    missing = admin.call("POST", "/api/admin/jobs/coffee/run")
    assert (missing.status_code, missing.json()["code"]) == (404, "NOT_FOUND")
    assert missing.json()["error"]
    assert admin.call("POST", "/v1/jobs/coffee/run").status_code == 404
    reader = new_key(admin, "read")
    refused = reader.call("GET", "/api/admin/jobs")
    assert (refused.status_code, refused.json()["code"]) == (403, "FORBIDDEN")
    assert reader.call("GET", "/v1/audit").status_code == 403


@pytest.mark.parametrize("days", [-2, 36_501])
def test_absurd_tiers_are_refused(admin, days):
    before = admin.get("/v1/tiers").json()
    wish = {"tiers": [{"name": "free", "retention_days": {"requests": days}, "limits": {}}]}
    assert admin.call("PUT", "/v1/tiers", json=wish).status_code == 400
    assert admin.call("PUT", "/v1/tiers", json={"tiers": [{"name": "x", "retention_days": {"songs": 1}, "limits": {}}]}).status_code == 400
    assert admin.get("/v1/tiers").json() == before


def test_a_user_on_hold_keeps_the_tier_until_the_grace_is_over(own):
    within_one_hour(30)
    now = datetime.now(timezone.utc)
    nearly = (now - timedelta(days=7) + timedelta(minutes=10)).isoformat()
    own.call("POST", "/v1/users", json=[{"id": "fresh", "tier": "pro"},
                                        {"id": "nearly", "tier": "pro", "subscription_status": "on_hold", "on_hold_since": nearly}])
    own.call("POST", "/v1/users", json={"id": "fresh", "tier": "pro", "subscription_status": "on_hold"})
    assert run(own, "grace_period_check")["counts"] == {}
    for name in ["fresh", "nearly"]:
        told = own.get(f"/v1/users/{name}/tier").json()
        assert (told["tier"], told["effective_tier"], told["reason"]) == ("pro", "pro", "assigned")
    users = {user["id"]: user for user in own.get("/v1/directory/users").json()["items"]}
    assert {user["subscription_status"] for user in users.values()} == {"on_hold"}
    assert users["fresh"]["on_hold_since"] >= now.isoformat()[:19]
    over = (now - timedelta(days=7)).isoformat()
    own.call("POST", "/v1/users", json={"id": "over", "tier": "pro", "subscription_status": "on_hold", "on_hold_since": over})
    assert own.get("/v1/users/over/tier").json()["effective_tier"] == "free"
    assert run(own, "grace_period_check")["counts"] == {"grace_over": 1}


def test_a_user_s_tier_is_told_with_its_reason(own):
    within_one_hour(30)
    now = datetime.now(timezone.utc)
    own.call("POST", "/v1/users", json={"id": "a", "tier": "pro", "subscription_status": "on_hold",
                                        "on_hold_since": (now - timedelta(days=8)).isoformat()})
    told = own.get("/v1/users/a/tier").json()
    assert (told["tier"], told["effective_tier"], told["reason"]) == ("pro", "free", "grace_over")
    own.call("POST", "/v1/users", json={"id": "a", "name": "Anna"})
    assert run(own, "grace_period_check")["counts"] == {"grace_over": 1}
    assert run(own, "grace_period_check")["counts"] == {}
    user = own.get("/v1/directory/users").json()["items"][0]
    assert (user["name"], user["tier"], user["subscription_status"]) == ("Anna", "free", "cancelled")
    assert own.get("/v1/users/nobody/tier").status_code == 404
