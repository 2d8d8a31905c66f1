"""How long retention takes, and what it costs those who record meanwhile.

    Benchmarks/retention.py                       10,000,000 requests, a tenth of them over
    Benchmarks/retention.py --requests 1000000

A tenth of the users have a tier that keeps requests for 30 days, and everybody's requests are 60 days old. One sender records batches of
50 a hundred times a second before and during the run; the totals must not move."""

import argparse
import json
import os
import re
import signal
import subprocess
import tempfile
import threading
import time
from datetime import datetime, timedelta, timezone
from http.client import HTTPConnection
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BINARY = os.environ.get("WEIR_BINARY", str(ROOT / ".build/release/weir"))
KEY = re.compile(r"weir_[A-Za-z0-9_-]{43}")
USERS = 1000


def start(folder):
    environment = {name: value for name, value in os.environ.items() if not name.startswith("WEIR_")}
    process = subprocess.Popen(
        [BINARY, "serve", "--data", folder, "--port", "0"], env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    key = None
    for line in process.stdout:
        key = key or (found.group(0) if (found := KEY.search(line)) else None)
        if found := re.search(r"listening on http://(\S+)", line):
            return process, found.group(1), key


class Client:
    def __init__(self, address, key):
        self.connection = HTTPConnection(address, timeout=120)
        self.headers = {"Authorization": f"Bearer {key}", "Content-Type": "application/json"}

    def ask(self, method, path, body=None, kind="application/json"):
        self.connection.request(method, path, body, {**self.headers, "Content-Type": kind})
        answer = self.connection.getresponse()
        text = answer.read()
        assert answer.status < 300, (answer.status, text[:300])
        return json.loads(text)


def fill(client, count):
    old = datetime.now(timezone.utc) - timedelta(days=60)
    for begin in range(0, count, 5000):
        lines = []
        for number in range(begin, min(begin + 5000, count)):
            lines.append(json.dumps({
                "timestamp": (old + timedelta(milliseconds=number)).isoformat(), "model": f"m{number % 7}", "provider": "openai",
                "user_id": f"u{number % USERS}", "chat_id": f"c{number // 20}", "input_tokens": number % 1000, "output_tokens": 20,
                "duration_ms": number % 3000}))
        while True:
            try:
                client.ask("POST", "/v1/events", "\n".join(lines), "application/x-ndjson")
                break
            except AssertionError as refusal:
                if refusal.args[0][0] != 429:
                    raise
                time.sleep(0.2)


def record(address, key, stop, times):
    client = Client(address, key)
    while not stop.is_set():
        body = "\n".join(json.dumps({"model": "live", "user_id": "live", "input_tokens": 1}) for _ in range(50))
        begin = time.monotonic()
        client.ask("POST", "/v1/events", body, "application/x-ndjson")
        times.append((begin, time.monotonic() - begin))
        time.sleep(0.01)


def totals(client):
    rows = client.ask("GET", "/v1/usage/breakdown/model?metrics=requests,total_tokens,cost,users,chats&period=all&limit=100")["rows"]
    return [row for row in rows if row["model"] != "live"]


def percentile(times, share):
    return sorted(times)[int((len(times) - 1) * share)] * 1000


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--requests", type=int, default=10_000_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        process, address, key = start(folder)
        try:
            measure(Client(address, key), address, key, options.requests)
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait()


def measure(client, address, key, count):
    fill(client, count)
    client.ask("PUT", "/v1/tiers", json.dumps({"tiers": [{"name": "short", "retention_days": {"requests": 30}, "limits": {}}]}))
    client.ask("POST", "/v1/users", json.dumps([{"id": f"u{number}", "tier": "short"} for number in range(0, USERS, 10)]))
    before = totals(client)
    stop, times = threading.Event(), []
    sender = threading.Thread(target=record, args=(address, key, stop, times))
    sender.start()
    time.sleep(5)
    began = time.monotonic()
    client.ask("POST", "/v1/jobs/retention_cleanup/run", "{}")
    while (job := client.ask("GET", "/v1/jobs")["jobs"][0])["running"]:
        time.sleep(0.05)
    ended = time.monotonic()
    stop.set()
    sender.join()
    run = job["last_run"]
    assert run["status"] == "succeeded", run
    assert totals(client) == before, "a total moved"
    quiet = [wait for at, wait in times if at < began]
    during = [wait for at, wait in times if began <= at <= ended] or quiet
    print(f"{count:,} requests, {run['counts']['requests']:,} summed up in {run['duration_ms'] / 1000:.2f} s")
    print(f"p99 of acknowledgements: {percentile(quiet, 0.99):.1f} ms before, {percentile(during, 0.99):.1f} ms during: "
          f"{percentile(during, 0.99) / percentile(quiet, 0.99):.2f} x")


if __name__ == "__main__":
    main()
