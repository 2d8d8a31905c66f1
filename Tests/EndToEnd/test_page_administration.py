"""What administrators do on the pages Prices, Jobs, Keys, Settings and Audit, in Chromium: the API sees the same."""

import json
import shutil
import subprocess
from datetime import datetime, timedelta, timezone

import pytest
import requests

from browser import visiting
from weir import KEY, Client, event, eventually, weir, within_one_hour


@pytest.fixture(scope="module")
def own(browser, tmp_path_factory):
    def fill(client):
        client.record([event(model="house-1", provider="inhouse", user_id="a", input_tokens=1000, output_tokens=10)])

    with visiting(browser, tmp_path_factory.mktemp("administration") / "data", fill=fill) as visitor:
        yield visitor


@pytest.fixture
def visitor(own):
    own.trouble.clear()
    yield own
    assert own.trouble == []


def test_a_key_is_made_shown_once_used_and_revoked(visitor):
    page, url = visitor.page, visitor.server.url
    visitor.open("/keys")
    page.get_by_label("Name").fill("till")
    page.get_by_label("Scope").select_option("ingest")
    page.get_by_label("Project").fill("shop")
    visitor.follow(page.locator("#create").get_by_role("button", name="Make a key").click)
    secret = KEY.search(page.locator(".notice.good code").inner_text()).group(0)
    assert Client(url, secret).record([event(model="gpt-4o", provider="openai", input_tokens=1)]).json()["accepted"] == 1
    visitor.open("/keys")
    assert secret not in page.content()
    row = page.locator("#keys tbody tr").filter(has_text="till")
    assert row.locator("td").nth(1).inner_text() == "ingest" and row.locator("td").nth(2).inner_text() == "shop"
    row.locator("summary").click()
    row.get_by_role("button", name="Revoke").click()
    page.locator(".notice.good").wait_for()
    assert Client(url, secret).record([event(model="m", provider="p")]).status_code == 401
    keys = {key["name"]: key for key in visitor.client.ask("/v1/keys")["keys"]}
    assert keys["till"]["revoked_at"] and keys["till"]["project"] == "shop"


def test_a_model_without_a_price_is_priced_in_one_go(visitor):
    page, client = visitor.page, visitor.client
    visitor.open("/prices")
    line = page.locator("#unpriced tbody tr").filter(has_text="house-1")
    shown = [int(one.get_attribute("value")) for one in line.locator("td:not(.text) data").all()]
    question = {"metrics": ["unpriced_requests", "total_tokens"], "dimensions": ["provider", "model"], "period": "30d",
                "filter": {"dimension": "cost_source", "equals": "none"}}
    (row,) = [row for row in client.call("POST", "/v1/usage/query", json=question).json()["rows"] if row["model"] == "house-1"]
    assert shown == [row["unpriced_requests"], row["total_tokens"]] == [1, 1010]
    visitor.follow(line.get_by_role("link", name="Price this model").click)
    form = page.locator("#override")
    assert form.get_by_label("Model").input_value() == "house-1" and form.get_by_label("Provider").input_value() == "inhouse"
    form.get_by_label("Input", exact=True).fill("2")
    form.get_by_label("Output", exact=True).fill("8.5")
    form.get_by_role("button", name="Save").click()
    page.locator(".notice.good").wait_for()
    (override,) = client.ask("/v1/prices/overrides")["overrides"]
    assert (override["model"], override["provider"], override["prices"]) == ("house-1", "inhouse", {"input": 2, "output": 8.5})
    client.record([event(id="priced", model="house-1", provider="inhouse", input_tokens=1_000_000, output_tokens=0)])
    assert [one["cost"] for one in client.events() if one["id"] == "priced"] == [2]
    row = page.locator("#overrides tbody tr")
    row.locator("summary").click()
    row.get_by_role("button", name="Remove").click()
    page.get_by_text("No prices of your own").wait_for()
    assert client.ask("/v1/prices/overrides")["overrides"] == []


def test_the_catalog_is_searched_and_shows_the_api_s_prices(visitor):
    visitor.open("/prices?catalog.q=anthropic+sonnet-4-5&catalog.sort=model")
    rows = visitor.page.locator("#catalog tbody tr")
    shown = {(row.locator("th").inner_text(), row.locator("td").first.inner_text()): float(row.locator("td:not(.text) data").first.get_attribute("value"))
             for row in rows.all()}
    answer = visitor.client.ask("/v1/prices", q="anthropic sonnet-4-5")
    assert shown == {(one["model"], one["provider"]): one["prices"]["input"] for one in answer["prices"]}
    assert shown[("claude-sonnet-4-5", "anthropic")] == 3


def test_a_dry_run_changes_nothing_and_is_told(visitor):
    page, client = visitor.page, visitor.client
    visitor.open("/jobs")
    row = page.locator("#jobs tbody tr").filter(has_text="log_trimming")
    row.get_by_role("button", name="Dry run").click()
    page.locator(".notice.good").wait_for()

    def runs():
        """Those by hand: a new server makes up for what was missed when it is a minute old."""
        jobs = client.ask("/v1/jobs")["jobs"]
        return [run for one in jobs if one["name"] == "log_trimming" for run in one["runs"] if run["trigger"] == "manual"]

    eventually(lambda: runs() and runs()[0]["status"] != "running", "the run's end")
    assert [(run["dry_run"], run["status"]) for run in runs()] == [(True, "succeeded")]
    visitor.open("/jobs?runs.q=log_trimming")
    (line,) = page.locator("#runs tbody tr").filter(has_text="by hand").all()
    assert "by hand, dry run" in line.inner_text() and "succeeded" in line.inner_text()


def test_a_run_that_changed_something_leads_to_the_audit_log(visitor):
    page, client = visitor.page, visitor.server.client()
    since = (datetime.now(timezone.utc) - timedelta(days=8)).isoformat()
    held = {"id": "held", "tier": "pro", "subscription_status": "on_hold", "on_hold_since": since}
    assert client.call("POST", "/v1/users", json=held).status_code == 200
    assert client.call("POST", "/v1/jobs/grace_period_check/run").status_code == 202
    eventually(lambda: client.ask("/v1/directory/users")["items"][0]["tier"] == "free", "the run's work")
    eventually(lambda: all(not one["running"] for one in client.ask("/v1/jobs")["jobs"]), "the run's end")
    visitor.open("/jobs?runs.q=grace_period_check")
    link = page.locator("#runs").get_by_role("link", name="what it changed").first
    assert link.evaluate("link => getComputedStyle(link).textDecorationLine") == "underline", "told from the words before it"


def test_retention_is_saved_and_written_down_with_who_did_it(visitor):
    page, client = visitor.page, visitor.client
    visitor.open("/settings")
    page.get_by_label("pro: days that messages are kept").fill("45")
    page.get_by_label("free: days that requests are kept").fill("0")
    visitor.follow(page.locator("#retention").get_by_role("button", name="Save").click)
    assert page.locator("#retention .wrong").count() == 1
    assert page.get_by_label("pro: days that messages are kept").input_value() == "45"
    page.get_by_label("free: days that requests are kept").fill("")
    page.locator("#retention").get_by_role("button", name="Save").click()
    page.locator(".notice.good").wait_for()
    tiers = {tier["name"]: tier["retention_days"] for tier in client.ask("/v1/tiers")["tiers"]}
    assert tiers["pro"]["messages"] == 45 and tiers["free"]["requests"] == -1
    visitor.open("/audit?audit.q=tiers")
    (row,) = page.locator("#audit tbody tr").all()
    assert row.locator("td").nth(0).inner_text() == "admin" and row.locator("td").nth(1).inner_text() == "tiers.replace"
    (entry,) = client.ask("/v1/audit", what="tiers")["items"]
    assert json.loads(entry["after"])["tiers"][1]["retention_days"]["messages"] == 45
    # Chromium reports the refusal's status.
    visitor.trouble[:] = [line for line in visitor.trouble if "422" not in line]


def test_settings_say_what_the_api_says(visitor):
    visitor.open("/settings")
    facts = visitor.client.ask("/v1/settings")
    text = visitor.page.locator("#server").inner_text()
    assert facts["version"] in text and str(visitor.server.data) in text
    rows = {row.locator("th").inner_text().split("\n")[0]: row for row in visitor.page.locator("#settings tbody tr").all()}
    assert set(rows) == {one["name"] for one in facts["settings"]}
    assert "--port" in rows["port"].locator("td").nth(1).inner_text()
    assert "/analytics" in visitor.page.locator("#apis").inner_text()


def test_demo_data_comes_and_goes_by_a_button(browser, tmp_path):
    within_one_hour(120)
    with visiting(browser, tmp_path / "data") as visitor:
        page = visitor.page
        page.set_default_timeout(180_000)
        page.get_by_role("button", name="Fill in demo data").click()
        page.locator("dl.tiles").wait_for()
        count = visitor.client.summary()["requests"]
        assert count > 10_000 and ": 0 accepted" in weir("demo", "--data", visitor.server.data).stdout
        assert visitor.client.breakdown("source")["demo"]["requests"] == count
        visitor.open("/settings")
        assert f"{count:,}" in page.locator("#demo").inner_text()
        page.locator("#demo details.confirm summary").click()
        page.locator("#demo").get_by_role("button", name="Remove the demo data").click()
        page.get_by_text("There is none.").wait_for()
        assert visitor.client.summary()["requests"] == 0


class Answer:
    """What OpenAI's SDK gives for a chat."""

    model = "gpt-4o-mini-2024-07-18"

    class usage:
        @staticmethod
        def model_dump():
            return {"prompt_tokens": 1200, "completion_tokens": 300, "total_tokens": 1500,
                    "prompt_tokens_details": {"cached_tokens": 200}}


@pytest.mark.parametrize("number, words", enumerate(["From a shell", "From Python", "From JavaScript"]))
def test_the_lines_of_the_first_page_work_as_they_stand(browser, tmp_path, number, words):
    with visiting(browser, tmp_path / "data") as visitor:
        visitor.open("/")
        if number:
            visitor.page.get_by_text(words).click()
        code = visitor.page.locator(".first-steps details code").nth(number).inner_text()
        # Typed in anywhere, on a machine that has no other weir.
        first = visitor.page.locator(".first-steps pre code").first.inner_text() + '\necho "$WEIR_KEY"'
        made = subprocess.run(["bash", "-ec", first], cwd=tmp_path, env={"PATH": "/usr/bin:/bin"}, check=True, capture_output=True, text=True)
        key = made.stdout.strip()
        call = code.partition("\n")[2]  # without the provider's own call
        if number == 0:
            subprocess.run(["bash", "-ec", code], env={"WEIR_KEY": key, "PATH": "/usr/bin:/bin"}, check=True, capture_output=True)
        elif number == 1:
            exec(call, {"requests": requests, "WEIR_KEY": key, "answer": Answer})
        elif not shutil.which("node"):
            pytest.skip("no node")
        else:
            usage = json.dumps(Answer.usage.model_dump())
            script = f'const WEIR_KEY = "{key}"; const answer = {{ model: "{Answer.model}", usage: {usage} }};\n{call}'
            subprocess.run(["node", "--input-type=module", "-e", script], check=True, capture_output=True)
        visitor.page.locator("dl.tiles").wait_for()
        (recorded,) = visitor.client.events()
        assert (recorded["input_tokens"], recorded["output_tokens"], recorded["cost_source"]) == (1200, 300, "catalog")
        assert recorded["cost"] > 0


def test_jobs_are_listed_and_run_from_the_command_line(start, tmp_path):
    assert "retention_cleanup" in weir("jobs", "--data", tmp_path / "data").stdout
    dry = weir("jobs", "run", "retention_cleanup", "--dry-run", "--data", tmp_path / "data")
    assert "dry run" in dry.stdout and "succeeded" in dry.stdout
    server = start()
    weir("jobs", "run", "log_trimming", "--data", server.data)
    job = next(one for one in server.client(weir("keys", "create", "k", "--scope", "admin", "--data", server.data).stdout.strip())
               .ask("/v1/jobs")["jobs"] if one["name"] == "log_trimming")
    (run,) = [run for run in job["runs"] if run["trigger"] == "manual"]
    assert not run["dry_run"]
    missing = weir("jobs", "run", "coffee", "--data", server.data, check=False)
    assert missing.returncode == 1 and "no job" in missing.stderr
