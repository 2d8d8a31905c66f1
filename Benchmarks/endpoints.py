"""Every endpoint over 10 million requests, 1 million messages and 300 thousand executions: what an answer takes over HTTP beside what the
engine works for it, and what the product took whose API it is.

    Benchmarks/endpoints.py                        all of it
    Benchmarks/endpoints.py --events 1000000 --messages 100000 --executions 30000
    Benchmarks/endpoints.py --keep DIR             leaves the store there, or asks the one that an earlier run left

The engine's time is what the server measures around the engine's calls and says in `Server-Timing`: with the same threads, memory and
caches. Allowed are 1.5 times that and 2 ms, of the medians. All answers are warm: the first of each is not counted. `busy`: the median
is over and some of the answers were not, as on a machine that does other work."""

import argparse
import json
import os
import platform
import re
import statistics
import sys
import tempfile
import time
from http.client import HTTPConnection
from pathlib import Path

import endpoint_data
import endpoint_table
import run

SLOW = 1000


class Client:
    def __init__(self, port, key):
        self.connection = HTTPConnection("127.0.0.1", port, timeout=120)
        self.headers = {"Authorization": f"Bearer {key}", "X-Admin-API-Key": key}

    def get(self, address):
        """The status, the body, and milliseconds: until the whole answer was read, and the engine's."""
        begin = time.perf_counter()
        self.connection.request("GET", address, headers=self.headers)
        answer = self.connection.getresponse()
        body = answer.read()
        took = (time.perf_counter() - begin) * 1000
        engine = re.search(r"engine;dur=([\d.]+)", answer.headers.get("Server-Timing", ""))
        return answer.status, body, took, float(engine.group(1)) if engine else 0.0


def fill(data, options):
    """The store, with a file beside it that tells the key and what is in it."""
    server = run.Server(data)
    key = server.key
    rows = run.load(server.port, key, batch=500, connections=8, seconds=3000, count=options.events, until=run.NOW, days=365)["accepted"]
    print(f"recorded {rows:,} requests", flush=True)
    while run.recorded(server.port, key) < rows:
        time.sleep(0.1)
    records = endpoint_data.Records(run.NOW, options.messages, options.executions)
    for kind, count, seconds, longest in endpoint_data.record(server.port, key, records):
        print(f"recorded {count:>9,} {kind:<11} {count / max(seconds, 1e-9):>10,.0f}/s, longest batch {longest:,.0f} ms", flush=True)
    server.stop()
    return key


def questions(client):
    """All that the server's own document has, with parameters where they are known."""
    body = client.get("/openapi.json")[1]
    served = {path for path, item in json.loads(body)["paths"].items() if "get" in item and not path.startswith(endpoint_table.LEFT_OUT)}
    asked, missing = set(), set()
    for path, address, recorded in endpoint_table.questions():
        if template := next((one for one in served if matches(one, path)), None):
            asked.add(template)
            yield address, recorded
        else:
            missing.add(path)
    for path in sorted(missing):
        print(f"not served: {path}")
    for path in sorted(served - asked):
        if "{" in path:
            print(f"no parameters known: {path}")
        elif path.startswith(endpoint_table.UMBRACO + "/analytics/"):
            yield from ((address, "") for address in endpoint_table.umbraco(path))
        else:
            yield path, ""


def matches(template, path):
    return template == path or re.fullmatch(re.sub(r"\{[^/]*\}", "[^/]+", template), path) is not None and "{" not in path


class Report:
    def __init__(self):
        self.over, self.slow = [], []

    def head(self):
        print(f"{'endpoint':<100} {'HTTP ms':>9} {'engine':>9} {'ratio':>6} {'allowed':>9}  {'':<5} {'original, ms':<16}")

    def add(self, address, samples, recorded):
        http, engine = (statistics.median(column) for column in zip(*samples))
        allowed = 1.5 * engine + 2
        verdict = "OVER" if http > allowed else "slow" if http > SLOW else "ok"
        if verdict == "OVER" and any(took <= 1.5 * own + 2 for took, own in samples):
            verdict = "busy"
        if address.startswith(endpoint_table.STREAMED):
            verdict = "-"
        if verdict == "OVER":
            self.over.append(address)
        if http > SLOW:
            self.slow.append(address)
        ratio = f"{http / engine:.2f}" if engine else "-"
        print(f"{address[:100]:<100} {http:>9,.1f} {engine:>9,.1f} {ratio:>6} {allowed:>9,.1f}  {verdict:<5} {recorded:<16}".rstrip(), flush=True)

    def end(self):
        print(f"{len(self.over)} over their allowance, {len(self.slow)} above {SLOW} ms")


def measure(client, rounds):
    report = Report()
    asked = list(questions(client))
    report.head()
    for address, recorded in asked:
        status, body, took, _ = client.get(address)
        if status != 200:
            print(f"{address}: {status} {body[:200]}")
            report.over.append(address)
            continue
        count = max(3, min(rounds, int(4000 / max(took, 1))))
        samples = [client.get(address)[2:] for _ in range(count)]
        report.add(address, samples, recorded)
    report.end()
    return report


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, default=10_000_000)
    parser.add_argument("--messages", type=int, default=1_000_000)
    parser.add_argument("--executions", type=int, default=300_000)
    parser.add_argument("--rounds", type=int, default=15, help="how often each is asked at most (default: 15)")
    parser.add_argument("--keep", type=Path, help="where the store is left, or was left")
    options = parser.parse_args()
    run.compile_tools()
    print(f"{platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    with tempfile.TemporaryDirectory(prefix="weir-endpoints-") as folder:
        place = options.keep or Path(folder)
        place.mkdir(parents=True, exist_ok=True)
        mark = place / "endpoints.json"
        if not mark.exists():
            sizes = {"events": options.events, "messages": options.messages, "executions": options.executions}
            mark.write_text(json.dumps({"key": fill(place / "store", options), **sizes}))
        known = json.loads(mark.read_text())
        print(f"{known['events']:,} requests over a year, {known['messages']:,} messages, {known['executions']:,} executions")
        server = run.Server(place / "store", "--threads", "2")
        try:
            report = measure(Client(server.port, known["key"]), options.rounds)
            after = server.memory()[0]
            time.sleep(15)
            rested, anonymous = server.memory()
            print(f"memory after it: {after:.0f} MB; when idle for 15 s: {rested:.0f} MB, {anonymous:.0f} MB of it anonymous")
        finally:
            server.stop()
    return bool(report.over)


if __name__ == "__main__":
    sys.exit(main())
