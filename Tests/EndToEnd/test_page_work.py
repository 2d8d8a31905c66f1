"""Executions, agents and ingestion in a real browser: the figures are the API's, lists are searched, the quarantine is worked off."""

from datetime import datetime, timedelta, timezone

import pytest

from browser import visiting
from weir import event, now

NASTY = '</script><img src=x onerror="window.pwned=1">'


@pytest.fixture
def visitor(browser, tmp_path):
    with visiting(browser, tmp_path / "data", "--content", "on") as visitor:
        visitor.open("/search")
        yield visitor


def must(answer):
    assert answer.status_code == 200, answer.text
    return answer.json()


def tiles(page, panel="summary"):
    return {tile.locator("dt").inner_text(): tile.locator("dd.figure").inner_text() for tile in page.locator(f"#{panel} .tile").all()}


def rows(page, panel):
    return [[cell.inner_text() for cell in row.locator("th, td").all()] for row in page.locator(f"#{panel} tbody tr").all()]


EXECUTIONS = [
    {"id": "a", "success": True, "user_id": "anna", "model": "gpt-4o", "chat_id": "1"},
    {"id": "b", "success": False, "user_id": "ben", "model": "gpt-4o", "failed_agents": ["viz"], "error_messages": {"viz": "KeyError: 'x'"}},
    {
        "id": "c/1",
        "success": False,
        "user_id": "anna",
        "model": "m2",
        "failed_agents": ["plan", "viz"],
        "error_messages": {"plan": f"NameError: {NASTY}", "viz": "KeyError: 'y'"},
        "latest_code": f"print('{NASTY}')",
    },
]


def test_executions_have_the_figures_of_the_report_and_a_list_to_search(visitor):
    page, client = visitor.page, visitor.client
    must(client.call("POST", "/v1/executions", json=[one | {"created_at": now()} for one in EXECUTIONS]))
    visitor.open("/executions?period=7d")
    report = client.ask("/v1/reports/executions", period="7d")
    assert (report["executions"], report["successes"], report["users"], report["failed_with_errors"]) == (3, 1, 2, 2)
    shown = tiles(page)
    assert (shown["Executions"], shown["Success rate"], shown["Failed"], shown["Users"]) == ("3", "33.3%", "2", "2")
    assert rows(page, "by-model") == [["gpt-4o", "2", "1", "50.0%"], ["m2", "1", "1", "0%"]]
    assert [row[:2] for row in rows(page, "errors")] == [["IndexError/KeyError", "2"], ["NameError", "1"]]
    told = {(one["agent"], one["category"]): one["count"] for one in report["errors"]}
    assert told == {("plan", "NameError"): 1, ("viz", "IndexError/KeyError"): 2}
    assert len(rows(page, "failed")) == 2
    page.get_by_role("searchbox", name="Search errors, agents, users, models").fill("nameerror PLAN")
    visitor.follow(page.get_by_role("button", name="Search", exact=True).click)
    assert "failed.q=nameerror+PLAN" in page.url
    assert [row[2] for row in rows(page, "failed")] == ["m2"]
    visitor.follow(page.locator("#failed tbody th a").click)
    assert rows(page, "messages")[0][:2] == ["plan", "NameError"]
    assert page.locator("#code code").inner_text() == f"print('{NASTY}')"
    assert page.locator("img").count() == 0 and page.evaluate("window.pwned") is None
    assert visitor.trouble == []


def test_agents_have_the_figures_of_the_report_and_lead_to_their_runs(visitor):
    page, client = visitor.page, visitor.client
    must(client.call("POST", "/v1/agents", json=[{"id": "w", "name": "Weekly report", "status": "deployed", "schedules": 2}]))
    runs = [("w", "completed", 1000), ("w", "failed", 3000), ("w", "running", None), ("x", "completed", 500)]
    body = [
        {"id": f"r{number}", "agent_id": agent, "status": status, "trigger": "api", "started_at": now()}
        | ({"duration_ms": duration} if duration else {})
        for number, (agent, status, duration) in enumerate(runs)
    ]
    must(client.call("POST", "/v1/agent-runs", json=body))
    visitor.open("/agents?period=7d")
    report = client.ask("/v1/reports/agents", period="7d")
    assert (report["agents"], report["deployed"], report["schedules"], report["runs"], report["failures"]) == (2, 1, 2, 4, 1)
    shown = tiles(page)
    assert (shown["Agents"], shown["Runs"], shown["Success rate"], shown["Average duration"]) == ("2", "4", "66.7%", "1.5 s")
    assert report["average_duration_ms"] == 1500 and report["by_agent"][0]["name"] == "Weekly report"
    assert [row[:4] for row in rows(page, "agents")] == [["Weekly report", "3", "50.0%", "2.0 s"], ["x", "1", "100%", "500 ms"]]
    assert sum(day["runs"] for day in report["by_day"]) == 4
    visitor.follow(page.locator("#agents").get_by_role("link", name="Weekly report").click)
    assert page.locator("h1").inner_text() == "Weekly report" and "period=7d" in page.url
    assert sorted(row[1] for row in rows(page, "runs")) == ["completed", "failed", "running"]
    assert visitor.trouble == []


def test_ingestion_tells_verdicts_with_their_reasons_and_delays(visitor):
    page, client = visitor.page, visitor.client
    # Long enough ago for its delay to be in the same class on any machine.
    same = event(timestamp=(datetime.now(timezone.utc) - timedelta(minutes=20)).isoformat())
    client.record([same, same, event(timestamp="2001-01-01T00:00:00Z"), event(input_tokens="many"), event(input_tokens=[])])
    visitor.open("/ingestion")
    state = client.ask("/v1/ingestion")
    assert (state["accepted"], state["duplicates"], state["rejected"]) == (1, 1, 3)
    shown = tiles(page, "state")
    assert (shown["Accepted"], shown["Duplicates"], shown["Rejected"]) == ("1", "1", "3")
    history = [bucket for bucket in state["history"] if bucket["rejected"]]
    assert [bucket["rejected"] for bucket in history] == [{"out_of_time": 1, "wrong_type": 2}]
    assert [row[1] for row in rows(page, "reasons")] == ["2", "1"]
    assert sum(one["events"] for one in state["delays"]["counts"]) == 2
    assert [row[:2] for row in rows(page, "delays") if row[1] != "0"] == [["within 1 h", "2"]]
    assert state["journal_bytes"] > 0 and state["unstored"]["events"] >= 0
    assert visitor.trouble == []


def test_the_quarantine_shows_what_was_received_and_is_worked_off(visitor):
    page, client = visitor.page, visitor.client
    client.record([event(id=f"bad{number}", input_tokens=NASTY) for number in range(3)])
    visitor.open("/ingestion", width=360)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    visitor.open("/ingestion")
    assert len(rows(page, "quarantine")) == 3
    page.locator("details.payload summary").first.click()
    assert NASTY.replace('"', '\\"') in page.locator("details.payload pre").first.inner_text()
    page.get_by_role("button", name="Replay", exact=True).first.click()
    page.get_by_text("Read again: 0 recorded, 0 known already, 1 rejected again.").wait_for()
    assert len(client.ask("/v1/quarantine")["events"]) == 3
    page.get_by_role("button", name="Discard", exact=True).first.click()
    page.get_by_text("It is discarded.").wait_for()
    assert len(client.ask("/v1/quarantine")["events"]) == 2
    page.locator("details.confirm summary").click()
    page.locator("details.confirm").get_by_role("button", name="Discard all").click()
    page.get_by_text("No rejected events").wait_for()
    assert client.ask("/v1/quarantine")["events"] == []
    assert page.locator("img").count() == 0 and page.evaluate("window.pwned") is None


def test_the_api_discards_what_it_is_told_to_and_nothing_else(visitor):
    client = visitor.client
    client.record([event(id=f"bad{number}", input_tokens="x") for number in range(3)])
    first, *others = [one["id"] for one in client.ask("/v1/quarantine")["events"]]
    assert must(client.call("POST", "/v1/quarantine/discard", json={"ids": [first, "unknown"]})) == {"discarded": 1}
    assert [one["id"] for one in client.ask("/v1/quarantine")["events"]] == others
    for wrong in [{}, {"ids": [], "all": True}, {"all": "yes"}]:
        assert client.call("POST", "/v1/quarantine/discard", json=wrong).status_code == 400
    assert must(client.call("POST", "/v1/quarantine/discard", json={"all": True})) == {"discarded": 2}


def test_who_may_only_read_is_told_so(visitor):
    key = must_create(visitor.client)
    answer = visitor.client.session.get(visitor.server.url + "/ingestion", headers={"Authorization": f"Bearer {key}"}, timeout=60)
    assert answer.status_code == 403
    assert visitor.client.session.get(visitor.server.url + "/v1/ingestion", headers={"Authorization": f"Bearer {key}"}, timeout=60).status_code == 403


def must_create(client):
    return client.call("POST", "/v1/keys", json={"name": "reader", "scope": "read"}).json()["secret"]
