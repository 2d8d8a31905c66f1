"""Two public traces of real traffic, imported by the command; every answer is compared with sums taken straight from the files."""

import csv
from collections import defaultdict
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from weir import ROOT, eventually, weir

DATA = Path(__file__).parent / "data"
FILES = {"coding": DATA / "AzureLLMInferenceTrace_code.csv", "conversation": DATA / "AzureLLMInferenceTrace_conv.csv"}
MAP = ["--map", "TIMESTAMP=timestamp", "--map", "ContextTokens=input_tokens", "--map", "GeneratedTokens=output_tokens"]
METRICS = "requests,input_tokens,output_tokens,total_tokens"


def rows(path):
    with path.open(newline="") as file:
        for row in csv.DictReader(file):
            seconds, fraction = row["TIMESTAMP"].split(".")
            instant = datetime.fromisoformat(seconds).replace(tzinfo=timezone.utc, microsecond=int(fraction[:6]))
            yield instant, int(row["ContextTokens"]), int(row["GeneratedTokens"])


ROWS = {feature: list(rows(path)) for feature, path in FILES.items()}
ALL = [row for trace in ROWS.values() for row in trace]


def totals(trace):
    trace = list(trace)
    given, made = sum(row[1] for row in trace), sum(row[2] for row in trace)
    return {"requests": len(trace), "input_tokens": given, "output_tokens": made, "total_tokens": given + made}


@pytest.fixture(scope="module")
def traces(admin, server):
    """A reader of a project that holds both traces, a feature each. The files of the second run change nothing."""
    for _ in range(2):
        for feature, path in FILES.items():
            weir("import", path, *MAP, "--set", f"feature={feature}", "--project", "azure", "--url", server.url, "--key", admin.key)
    eventually(lambda: admin.summary(project="azure")["requests"] >= len(ALL), "all rows are counted")
    return admin


def test_the_files_are_whole():
    assert {feature: len(trace) for feature, trace in ROWS.items()} == {"coding": 8819, "conversation": 19366}


def test_the_summary_agrees(traces):
    assert traces.summary(METRICS, project="azure") == totals(ALL)


def test_the_breakdown_agrees(traces):
    found = traces.breakdown("feature", METRICS, project="azure")
    assert found == {feature: {"feature": feature} | totals(trace) for feature, trace in ROWS.items()}


def test_a_filter_keeps_one_trace(traces):
    assert traces.summary(METRICS, project="azure", feature="coding") == totals(ROWS["coding"])


STEPS = {"10m": timedelta(minutes=10), "hour": timedelta(hours=1), "day": timedelta(days=1)}
OFFSETS = {"UTC": timedelta(0), "Asia/Kolkata": timedelta(hours=5, minutes=30), "America/St_Johns": timedelta(hours=-3, minutes=-30)}


@pytest.mark.parametrize("zone", OFFSETS)
@pytest.mark.parametrize("granularity", STEPS)
def test_the_series_agrees_in_every_zone(traces, granularity, zone):
    offset, step = OFFSETS[zone], STEPS[granularity]
    origin = datetime(2000, 1, 1, tzinfo=timezone.utc)
    expected = defaultdict(list)
    for row in ALL:
        local = row[0] + offset
        expected[local - (local - origin) % step - offset].append(row)
    answer = traces.ask(
        "/v1/usage/timeseries",
        **{"granularity": granularity, "metrics": METRICS, "zone": zone, "project": "azure"},
        **{"from": "2023-11-15T18:30:00Z", "to": "2023-11-17T18:30:00Z"},
    )
    name = next(column["name"] for column in answer["columns"] if column.get("type") == "time")
    found = {datetime.fromisoformat(row.pop(name).replace("Z", "+00:00")): row for row in answer["rows"]}
    assert {bucket: row for bucket, row in found.items() if row["requests"]} == {
        bucket: totals(group) for bucket, group in expected.items()
    }
    starts = sorted(found)
    assert len(starts) >= 2 and {later - earlier for earlier, later in zip(starts, starts[1:])} == {step}, "empty buckets are rows too"


def test_a_file_imported_twice_counts_once_in_a_data_directory(tmp_path):
    for _ in range(2):
        weir("import", FILES["coding"], *MAP, "--data", tmp_path / "data")
    table = weir("query", "--metrics", "requests,input_tokens", "--period", "all", "--format", "csv", "--data", tmp_path / "data").stdout
    (row,) = csv.DictReader(table.splitlines())
    assert (int(row["requests"]), int(row["input_tokens"])) == (8819, totals(ROWS["coding"])["input_tokens"])


def test_the_copy_names_its_licence():
    assert "CC-BY 4.0" in (ROOT / "Tests/EndToEnd/data/README.md").read_text()
