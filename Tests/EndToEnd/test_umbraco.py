"""Umbraco.AI's API on the real store: what its callers ask, against what the native API says."""

from datetime import datetime, timedelta, timezone

import pytest

from weir import event

BASE = "/umbraco/ai/management/api/v1"
WINDOW = {"from": "2026-01-01T00:00:00.0000000Z", "to": "2026-02-01T00:00:00.0000000Z"}


@pytest.fixture
def recorded(project):
    project.must_record(
        [
            event(
                timestamp=f"2026-01-{1 + number % 30:02}T{number % 24:02}:10:00Z",
                provider=["openai", "anthropic", None][number % 3],
                model=f"m{number % 4}",
                user_id=["anna", None][number % 2],
                profile_id=f"p{number % 2}",
                profile_name=f"name {number}",
                input_tokens=number,
                output_tokens=1,
                status=["success", "failure", "blocked", "cancelled"][number % 4],
                duration_ms=number,
                error_message="QUOTA is gone" if number == 7 else None,
                nested=number % 5 == 0,
            )
            for number in range(120)
        ]
    )
    return project


def test_all_six_calls_of_the_dashboard_agree_with_the_native_api(recorded):
    native = recorded.read.ask("/v1/usage/summary", **WINDOW)["rows"][0]
    summary = recorded.read.get(BASE + "/analytics/usage-summary", **WINDOW).json()
    assert (summary["totalRequests"], summary["totalTokens"]) == (native["requests"], native["total_tokens"]) == (120, 7260)
    assert (summary["successCount"], summary["failureCount"], summary["averageDurationMs"]) == (30, 90, 59)
    assert list(summary) == sorted(summary)
    for route in ("usage-time-series", "usage-by-provider", "usage-by-model", "usage-by-profile", "usage-by-user"):
        answer = recorded.read.get(f"{BASE}/analytics/{route}", **WINDOW)
        assert answer.headers["Content-Type"] == "application/json; charset=utf-8" and "no-store" in answer.headers["Cache-Control"]
        assert sum(row["requestCount"] for row in answer.json()) == 120
        assert sum(row["totalTokens"] for row in answer.json()) == 7260


def test_a_renamed_profile_is_one_row_and_a_missing_user_has_the_products_word(recorded):
    profiles = recorded.read.get(BASE + "/analytics/usage-by-profile", **WINDOW).json()
    assert [(row["dimension"], row["dimensionName"]) for row in profiles] == [("p0", "name 118"), ("p1", "name 119")]
    users = recorded.read.get(BASE + "/analytics/breakdown/user", **WINDOW).json()
    assert [(row["dimension"], row["dimensionName"], row["percentage"]) for row in users] == [
        ("anna", "anna", 0.5),
        (None, "System/API", 0.5),
    ]


def test_any_period_and_granularity_has_its_series(recorded):
    for granularity, points in (("hour", 120), ("day", 30), ("week", 5), ("month", 1)):
        for start in ("2026-01-01", "0001-01-01"):
            rows = recorded.read.get(
                BASE + "/analytics/timeseries", granularity=granularity, **{"from": start, "to": "9999-12-31"}
            ).json()
            assert (len(rows), sum(row["requestCount"] for row in rows)) == (points, 120)


def test_the_audit_log_is_paged_searched_and_read_one_by_one(recorded):
    page = recorded.read.get(BASE + "/audit-logs", skip=100, take=50).json()
    assert (len(page["items"]), page["total"]) == (20, 120)
    (found,) = recorded.read.get(BASE + "/audit-logs", searchText="quota").json()["items"]
    assert found["errorMessage"] == "QUOTA is gone" and found["status"] == "Cancelled"
    assert recorded.read.get(f"{BASE}/audit-logs/{found['id']}").json()["totalTokens"] == 8
    assert recorded.read.get(BASE + "/audit-logs/none").json()["title"] == "AuditLog not found"


def test_an_expired_or_revoked_key_is_refused_in_the_products_shape(admin):
    soon = (datetime.now(timezone.utc) - timedelta(seconds=1)).isoformat()
    made = admin.call("POST", "/v1/keys", json={"name": f"gone {soon}", "scope": "read", "expires_at": soon}).json()
    answer = admin.call("GET", BASE + "/analytics/summary", headers={"Authorization": "Bearer " + made["secret"]})
    assert answer.status_code == 401 and answer.json()["title"] == "Unauthorized" and answer.json()["status"] == 401


@pytest.mark.parametrize("apis", ["none", ""])
def test_an_api_that_is_switched_off_is_not_there(start, apis):
    client = start("--apis", apis).client()
    answer = client.get(BASE + "/analytics/summary", **WINDOW)
    assert answer.status_code == 404 and answer.json()["type"] == "about:blank"
    assert not any(path.startswith("/umbraco") for path in client.ask("/openapi.json")["paths"])
