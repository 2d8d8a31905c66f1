"""Asking: filters, paging, comparison, zones, CSV, and what is said to a question that cannot be answered."""

import csv
import io
from datetime import datetime, timezone

import pytest

from conftest import Project
from test_ingest import problem
from weir import event

DAY = "2026-03-{:02}T{:02}:00:00Z"


@pytest.fixture(scope="module")
def usage(admin):
    """Three days of March 2026, of two providers and three models."""
    project = Project(admin)
    events = []
    for day in (1, 2, 3):
        for hour in range(0, 24, 6):
            for model, provider, cost in [("small", "openai", 0.25), ("large", "openai", 2), ("other", "acme", 1)]:
                events.append(
                    event(
                        id=f"{day}-{hour}-{model}",
                        timestamp=DAY.format(day, hour),
                        model=model,
                        provider=provider,
                        user_id=f"user-{hour}" if model != "other" else None,
                        cost=cost * day,
                        input_tokens=day,
                        status="failure" if hour == 18 else "success",
                        tags={"team": "red" if hour < 12 else "blue"},
                    )
                )
    project.must_record(events)
    return project


def buckets(answer):
    """The rows of a series with the beginnings of their buckets."""
    name = next(column["name"] for column in answer["columns"] if column.get("type") == "time")
    return [(datetime.fromisoformat(row[name].replace("Z", "+00:00")).astimezone(timezone.utc), row) for row in answer["rows"]]


SPAN = {"from": "2026-03-01", "to": "2026-03-03"}


def summary(usage, metrics="requests", **parameters):
    return usage.summary(metrics, **(SPAN | {"period": None} | parameters))


def test_what_was_just_recorded_is_counted_at_once(project):
    for count in range(1, 30):
        project.must_record(event(model="m", input_tokens=1))
        assert project.summary("requests,input_tokens") == {"requests": count, "input_tokens": count}


FILTERS = [
    ({}, 36),
    ({"model": "small"}, 12),
    ({"model": ["small", "large"]}, 24),
    ({"model": ["small", "large"], "status": "failure"}, 6),
    ({"provider": "acme", "model": "small"}, 0),
    ({"tag:team": "red"}, 18),
    ({"user_id": "user-6"}, 6),
    ({"from": "2026-03-02", "to": "2026-03-02"}, 12),
    ({"from": "2026-03-02T06:00:00Z", "to": "2026-03-02T12:00:00Z"}, 3),
    ({"model": "'; DROP TABLE request; --"}, 0),
]


@pytest.mark.parametrize("parameters, count", FILTERS, ids=str)
def test_a_filter_keeps_what_it_names(usage, parameters, count):
    assert summary(usage, **parameters)["requests"] == count


def test_a_breakdown_is_ordered_and_sums_to_the_whole(usage):
    answer = usage.ask("/v1/usage/breakdown/model", metrics="cost,requests", order="-cost", **SPAN)
    assert [row["model"] for row in answer["rows"]] == ["large", "other", "small"]
    assert sum(row["cost"] for row in answer["rows"]) == pytest.approx(summary(usage, "cost")["cost"], abs=1e-9) == 78
    page = usage.ask("/v1/usage/breakdown/model", metrics="cost,requests", order="-cost", limit=1, offset=1, **SPAN)
    assert page["rows"] == answer["rows"][1:2]


def test_a_missing_value_is_a_group_of_its_own(usage):
    found = usage.breakdown("user_id", **(SPAN | {"period": None}))
    assert found[None]["requests"] == 12 and len(found) == 5


def test_a_column_says_what_it_is(usage):
    answer = usage.ask("/v1/usage/breakdown/model", metrics="cost", **SPAN)
    kinds = {column["name"]: column["kind"] for column in answer["columns"]}
    assert kinds == {"model": "dimension", "cost": "metric"}
    assert [column.get("unit") for column in answer["columns"] if column["name"] == "cost"] == ["USD"]


def test_the_period_before_can_be_compared(usage):
    answer = usage.ask("/v1/usage/summary", metrics="requests,cost", compare="previous", **{"from": "2026-03-03", "to": "2026-03-03"})
    assert answer["rows"] == [{"requests": 12, "cost": 39}]
    assert answer["previous"]["rows"] == [{"requests": 12, "cost": 26}]
    assert answer["previous"]["period"]["to"] == answer["period"]["from"]
    assert answer["period"]["from"].startswith("2026-03-03T00:00:00")


def test_a_day_begins_at_midnight_of_its_zone(usage):
    answer = usage.ask("/v1/usage/timeseries", granularity="day", metrics="requests", zone="Europe/Berlin", **SPAN)
    # 18:00 UTC is still the same day in Berlin; the first event of a day, at 00:00 UTC, is 01:00 there.
    assert [(bucket, row["requests"]) for bucket, row in buckets(answer)] == [
        (datetime(2026, 2, 28, 23, tzinfo=timezone.utc), 12),
        (datetime(2026, 3, 1, 23, tzinfo=timezone.utc), 12),
        (datetime(2026, 3, 2, 23, tzinfo=timezone.utc), 12),
    ]


def test_a_series_can_be_split(usage):
    answer = usage.ask("/v1/usage/timeseries", granularity="day", by="provider", metrics="requests", **SPAN)
    assert sorted((bucket.day, row["provider"], row["requests"]) for bucket, row in buckets(answer)) == sorted(
        (day, provider, count) for day in (1, 2, 3) for provider, count in [("acme", 4), ("openai", 8)]
    )


def test_the_query_document_says_the_same(usage):
    document = {
        "metrics": ["cost", "requests"],
        "dimensions": ["day", "model"],
        "from": "2026-03-01",
        "to": "2026-03-03",
        "zone": "UTC",
        "filter": {
            "and": [{"dimension": "provider", "in": ["openai"]}, {"not": {"dimension": "status", "equals": "failure"}}],
        },
        "order": "-cost",
        "limit": 2,
    }
    answer = usage.call("POST", "/v1/usage/query", json=document)
    assert answer.status_code == 200, answer.text
    assert [(bucket.day, row["model"], row["cost"], row["requests"]) for bucket, row in buckets(answer.json())] == [
        (3, "large", 18, 3),
        (2, "large", 12, 3),
    ]


def test_records_are_read_newest_first_page_by_page(usage):
    pages, cursor = [], None
    while True:
        answer = usage.ask("/v1/requests", limit=7, **SPAN, **({"cursor": cursor} if cursor else {}))
        pages.append(answer["requests"])
        cursor = answer["next_cursor"]
        if cursor is None:
            break
    assert [len(page) for page in pages] == [7, 7, 7, 7, 7, 1]
    stamps = [one["timestamp"] for page in pages for one in page]
    assert stamps == sorted(stamps, reverse=True)
    assert len({one["id"] for page in pages for one in page}) == 36


def test_paging_is_not_disturbed_by_new_events(project):
    project.must_record([event(id=f"old-{number}", timestamp=DAY.format(1, number)) for number in range(10)])
    first = project.ask("/v1/requests", period="all", limit=4)
    project.must_record([event(id="new", timestamp=DAY.format(2, 0))])
    second = project.ask("/v1/requests", period="all", limit=100, cursor=first["next_cursor"])
    ids = [one["id"] for one in first["requests"] + second["requests"]]
    assert ids == [f"old-{number}" for number in reversed(range(10))]


@pytest.mark.parametrize("path, count", [("/v1/models", 3), ("/v1/providers", 2), ("/v1/users", 4)])
def test_who_and_what_there_is(usage, path, count):
    rows = usage.ask(path)["rows"]
    assert len([row for row in rows if row.get("user_id", "") is not None]) == count
    assert sum(row["requests"] for row in rows) == 36


def test_metrics_without_a_value_are_null(project):
    row = project.summary("requests,cost,average_duration_ms,success_rate,first_seen")
    assert row == {"requests": 0, "cost": row["cost"], "average_duration_ms": None, "success_rate": None, "first_seen": None}
    assert row["cost"] in (None, 0)


# CSV


def table(answer):
    assert answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/csv"), answer.text
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))


def test_csv_says_the_same_as_json(usage):
    by_parameter = usage.get("/v1/usage/breakdown/model", metrics="cost,requests", order="-cost", format="csv", **SPAN)
    by_header = usage.call(
        "GET", "/v1/usage/breakdown/model", params={"metrics": "cost,requests", "order": "-cost"} | SPAN, headers={"Accept": "text/csv"}
    )
    rows = table(by_parameter)
    assert rows == table(by_header)
    assert rows[0] == ["model", "cost", "requests"]
    assert [(row[0], float(row[1]), int(row[2])) for row in rows[1:]] == [("large", 48, 12), ("other", 24, 12), ("small", 6, 12)]


def test_a_cell_that_a_spreadsheet_would_run_is_defused(project):
    nasty = ["=1+1", "+cmd|x", "-2+3", "@SUM(A1)", "\t=1", "\r=1", 'quo"te, comma']
    project.must_record([event(model=name) for name in nasty])
    rows = table(project.get("/v1/usage/breakdown/model", metrics="requests", period="all", format="csv"))[1:]
    cells = {row[0] for row in rows}
    assert not [cell for cell in cells if cell[:1] in "=+-@\t\r"]
    assert 'quo"te, comma' in cells
    assert any("=1+1" in cell for cell in cells), "defused, not dropped"


def test_records_can_be_had_as_csv(usage):
    rows = table(usage.get("/v1/requests", format="csv", limit=5, **SPAN))
    assert len(rows) == 6 and {"id", "timestamp", "model", "cost"} <= set(rows[0])


# What cannot be answered

WRONG = {
    "a metric": ({"metrics": "requests,cots"}, ["cots", "cost"]),
    "a parameter": ({"perod": "7d"}, ["perod", "period"]),
    "a zone": ({"zone": "Mars/Olympus"}, ["Mars/Olympus"]),
    "a period": ({"period": "fortnight"}, ["fortnight", "last_month"]),
    "an instant": ({"from": "soon"}, ["soon"]),
    "a comparison": ({"compare": "next"}, ["compare", "previous"]),
    "a format": ({"format": "xml"}, ["xml", "csv"]),
    "times that run backwards": ({"from": "2026-03-05", "to": "2026-03-01"}, []),
}


@pytest.mark.parametrize("case", WRONG)
def test_an_unknown_word_is_400_and_tells_what_there_is(usage, case):
    parameters, words = WRONG[case]
    body = problem(usage.get("/v1/usage/summary", **parameters), 400)
    text = str(body)
    assert [word for word in words if word not in text] == []


def test_an_unknown_dimension_is_refused_and_the_known_ones_listed(usage):
    answer = usage.get("/v1/usage/breakdown/colour")
    assert answer.status_code in (400, 404)
    body = problem(answer, answer.status_code)
    assert "provider" in str(body) and "user_id" in str(body)


def test_all_that_is_wrong_is_told_at_once(usage):
    body = problem(usage.get("/v1/usage/summary", metrics="cots,requests", zone="Nowhere", period="7x"), 400)
    assert len(body["errors"]) >= 3


@pytest.mark.parametrize(
    "parameters", [{"limit": "0"}, {"limit": "-5"}, {"limit": "ten"}, {"offset": "-1"}, {"cursor": "garbage"}], ids=str
)
def test_a_bad_page_is_400(usage, parameters):
    path = "/v1/requests" if "cursor" in parameters else "/v1/usage/breakdown/model"
    problem(usage.get(path, **parameters), 400)


def test_an_unknown_granularity_is_400_and_tells_which_there_are(usage):
    body = problem(usage.get("/v1/usage/timeseries", granularity="blink"), 400)
    assert "10m" in str(body) and "month" in str(body)


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"{", b'{"metrics":"cost"}', b'{"metrics":["cost"],"filter":{"or":5}}', b'{"metrics":["cost"],"wat":1}']
)
def test_a_query_that_cannot_be_read_is_refused(usage, body):
    answer = usage.call("POST", "/v1/usage/query", data=body, headers={"Content-Type": "application/json"})
    assert answer.status_code in (400, 422)
    problem(answer, answer.status_code)


def test_a_recording_key_cannot_ask(usage):
    for path in ["/v1/usage/summary", "/v1/requests", "/v1/users", "/v1/prices/overrides"]:
        problem(usage.ingest.get(path), 403)


def test_a_bound_key_sees_its_own_project_alone(usage, admin, project):
    assert project.summary()["requests"] == 0
    assert project.summary(project=usage.name)["requests"] == 0
    assert admin.summary(project=usage.name)["requests"] == 36
    assert [set(row) and row["project"] for row in usage.ask("/v1/usage/breakdown/project", metrics="requests", **SPAN)["rows"]] == [
        usage.name
    ]


# Prices


def test_own_prices_count_from_the_next_event_on(start):
    admin = start().client()
    mine = event(provider="acme", model="acme-1", input_tokens=1_000_000, output_tokens=1_000_000)
    admin.record(dict(mine, id="before"))
    override = {"provider": "acme", "model": "acme-1", "prices": {"input": 3, "output": 15}}
    answer = admin.call("PUT", "/v1/prices/overrides", json={"overrides": [override]})
    assert answer.status_code == 200, answer.text
    admin.record(dict(mine, id="after"))
    assert admin.summary("requests,cost,unpriced_requests") == {"requests": 2, "cost": 18, "unpriced_requests": 1}
    assert admin.ask("/v1/prices/overrides")["overrides"][0]["prices"] == {"input": 3, "output": 15}
    problem(admin.call("PUT", "/v1/prices/overrides", json={"overrides": [{"model": "x", "prices": {"input": -3}}]}), 422)
