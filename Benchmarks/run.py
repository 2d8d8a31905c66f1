"""The figures that Weir promises, measured on the release binary: each as it is and as a ratio to its target.

    make bench                      all of it: 10 million events, some minutes
    Benchmarks/run.py --events N    a smaller store, for a quick look

The queries' own time is measured in the same engine, from Python, on the same file, for the same SQL text."""

import argparse
import json
import os
import platform
import re
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import datetime, timezone
from pathlib import Path
from urllib.request import Request, urlopen

ROOT = Path(__file__).resolve().parents[1]
TOOLS = ROOT / ".deps/bench"
BINARY = os.environ.get("WEIR_BINARY", str(ROOT / ".build/release/weir"))
ENVIRONMENT = {name: value for name, value in os.environ.items() if not name.startswith("WEIR_")}
KEY = re.compile(r"weir_[A-Za-z0-9_-]{43}")
NOW = int(datetime(2026, 3, 15, tzinfo=timezone.utc).timestamp())
AS_OF = "2026-03-15T00:00:00Z"
DAYS = 90

METRICS = "requests,cost,unpriced_requests,input_tokens,output_tokens,total_tokens,success_rate,average_duration_ms"
SUMMARY = METRICS + ",users"
QUERIES = {
    "summary of 30 days": (f"/v1/usage/summary?period=30d&metrics={SUMMARY}", ["--metrics", SUMMARY]),
    "daily series of 30 days": (
        f"/v1/usage/timeseries?period=30d&granularity=day&metrics={METRICS}",
        ["--metrics", METRICS, "--granularity", "day"],
    ),
    "30 days by model": (f"/v1/usage/breakdown/model?period=30d&metrics={METRICS}", ["--metrics", METRICS, "--by", "model"]),
}


class Table:
    """One line a figure. A ratio above 1 misses its target, whichever direction is the good one."""

    def __init__(self):
        self.lines = []

    def add(self, name, value, unit, target=None, more_is_better=False, note=""):
        ratio = (target / value if more_is_better else value / target) if target and value else None
        sign = "" if target is None else ("at least " if more_is_better else "at most ") + f"{target:,.10g}"
        verdict = "" if ratio is None else f"{ratio:.2f}" + ("" if ratio <= 1 else "  MISSED")
        line = f"{name:<44} {value:>14,.4g} {unit:<9} {sign:<18} {verdict:<14} {note}".rstrip()
        if value >= 10_000:
            line = f"{name:<44} {value:>14,.0f} {unit:<9} {sign:<18} {verdict:<14} {note}".rstrip()
        self.lines.append(line)
        print(line, flush=True)


class Server:
    """`weir serve` on a free port; its output goes to a file beside the data."""

    def __init__(self, data, *arguments):
        self.log = Path(data).with_suffix(".log")
        begin = time.perf_counter()
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                [BINARY, "serve", "--data", str(data), "--port", "0", "--as-of", AS_OF, "--log-level", "warning", *arguments],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                env=ENVIRONMENT,
            )
        while not (found := re.search(r"listening on http://\S+:(\d+)", self.log.read_text())):
            self.check(begin)
        self.port = int(found.group(1))
        while not ready(self.port):
            self.check(begin)
        self.seconds_to_start = time.perf_counter() - begin

    def check(self, begin):
        if self.process.poll() is not None or time.perf_counter() - begin > 120:
            sys.exit(f"the server did not start:\n{self.log.read_text()[-3000:]}")
        time.sleep(0.001)

    @property
    def key(self):
        found = KEY.search(self.log.read_text())
        return found and found.group(0)

    def memory(self):
        """Resident megabytes: all, and those that no file stands behind."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return tuple(int(re.search(rf"{name}:\s+(\d+)", status).group(1)) / 1024 for name in ("VmRSS", "RssAnon"))

    def cpu_seconds(self):
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def stop(self):
        begin = time.perf_counter()
        self.process.send_signal(signal.SIGTERM)
        if self.process.wait(120) != 0:
            sys.exit(f"the server ended with {self.process.returncode}:\n{self.log.read_text()[-3000:]}")
        return time.perf_counter() - begin


def ready(port):
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=5) as connection:
            connection.sendall(b"GET /readyz HTTP/1.1\r\nHost: weir\r\nConnection: close\r\n\r\n")
            return connection.recv(64).startswith(b"HTTP/1.1 200")
    except OSError:
        return False


def compile_tools():
    TOOLS.mkdir(parents=True, exist_ok=True)
    source = ROOT / "Benchmarks/load"
    compiler = os.environ.get("CC") or shutil.which("cc") or shutil.which("clang") or sys.exit("a C compiler is needed")
    for name, files in {"load": ["load.c", "events.c"], "sink": ["sink.c"]}.items():
        subprocess.run([compiler, "-O2", "-std=gnu17", "-o", TOOLS / name, *(source / file for file in files)], check=True)


def load(port, key, **options):
    """Runs the load generator and returns what it measured."""
    arguments = [part for name, value in options.items() for part in (f"--{name}", str(value))]
    done = subprocess.run([TOOLS / "load", "--port", str(port), "--key", key, *arguments], capture_output=True, text=True, timeout=1800)
    if done.returncode != 0:
        sys.exit(f"load {arguments} failed: {done.stdout}{done.stderr}")
    return json.loads(done.stdout)


def generator_alone(table):
    """What the load generator reaches against a server that does nothing: the ceiling of what it can measure."""
    for batch, connections, unit in [(500, 8, "events/s"), (1, 64, "req/s")]:
        with subprocess.Popen([TOOLS / "sink", str(batch)], stdout=subprocess.PIPE, text=True) as sink:
            got = load(int(sink.stdout.readline()), "weir_none", batch=batch, connections=connections, seconds=2)
            sink.terminate()
        table.add(f"generator alone, batches of {batch}", got["events_per_second"], unit, note=f"{got['cpu_seconds']:.1f} CPU-s in 2 s")


def fill(table, data, events):
    """Records all events over HTTP, as clients do: the store to ask and the figure of batched ingest at once."""
    server = Server(data)
    key, cpu = server.key, server.cpu_seconds()
    got = load(server.port, key, batch=500, connections=8, seconds=1500, count=events, until=NOW, days=DAYS)
    if got["accepted"] != events // 500 * 500:
        sys.exit(f"{got['accepted']} of {events} accepted")
    used = server.cpu_seconds() - cpu
    note = (
        f"{got['bytes_per_event']:.0f} bytes each; p99 {got['p99_ms']:.0f} ms; CPU-s: server {used:.0f}, generator {got['cpu_seconds']:.1f}"
    )
    note += f"; {got['pushed_back']} pushed back" if got["pushed_back"] else ""
    table.add(f"ingest of {events:,}, batches of 500", got["events_per_second"], "events/s", 200_000, more_is_better=True, note=note)
    begin = time.perf_counter()
    while recorded(server.port, key) < events // 500 * 500:
        if time.perf_counter() - begin > 600:
            sys.exit("the store does not catch up with the journal")
        time.sleep(0.05)
    whole = got["seconds"] + time.perf_counter() - begin
    table.add(
        "  all of them can be asked for after",
        whole,
        "s",
        note=f"{events / whole:,.0f} events/s; the last acknowledgement was at {got['seconds']:.1f} s",
    )
    table.add("memory at the end of it", server.memory()[0], "MB")
    table.add("stop after it", server.stop(), "s", 10)
    return key


def recorded(port, key):
    request = Request(f"http://127.0.0.1:{port}/v1/usage/summary?period=all&metrics=requests", headers={"Authorization": f"Bearer {key}"})
    with urlopen(request, timeout=60) as answer:
        return json.load(answer)["rows"][0]["requests"]


def short_ingest(table, folder):
    server = Server(folder / "short")
    got = load(server.port, server.key, batch=500, connections=8, seconds=10, warmup=2)
    table.add(
        "ingest, 10 s on a small store",
        got["events_per_second"],
        "events/s",
        200_000,
        more_is_better=True,
        note=f"p50 {got['p50_ms']:.1f} ms",
    )
    table.add("  p99 of its acknowledgements", got["p99_ms"], "ms", 50)
    got = load(server.port, server.key, batch=1, connections=64, seconds=10, warmup=2)
    table.add(
        "single events, 64 connections", got["requests_per_second"], "req/s", 8000, more_is_better=True, note=f"p50 {got['p50_ms']:.1f} ms"
    )
    table.add("  p99 of its acknowledgements", got["p99_ms"], "ms", 50, note=f"longest {got['max_ms']:.0f} ms")
    server.stop()
    shutil.rmtree(folder / "short")


def starts_and_memory(table, data):
    times = []
    for _ in range(5):
        server = Server(data)
        times.append(server.seconds_to_start)
        time.sleep(2)  # what a start leaves behind is given back by then
        resident, anonymous = server.memory()
        server.stop()
    table.add("start to ready, median of 5", statistics.median(times), "s", 1, note=f"from {min(times):.3f} to {max(times):.3f}")
    table.add("idle memory", resident, "MB", 100, note=f"{anonymous:.0f} MB of it anonymous")


def disk(table, data, events):
    size = sum(path.stat().st_size for path in data.rglob("*") if path.is_file())
    parts = sorted(((path.stat().st_size, str(path.relative_to(data))) for path in data.rglob("*") if path.is_file()), reverse=True)
    note = ", ".join(f"{name} {bytes / events:.1f}" for bytes, name in parts[:4])
    table.add("disk, whole data directory", size / events, "B/event", 60, note=note)


def queries(table, data, key, rounds):
    """HTTP first, then, with the server gone, the same SQL in the same engine."""
    server = Server(data, "--threads", "2")
    over_http = {}
    for name, (path, _) in QUERIES.items():
        load(server.port, key, batch=0, path=path, connections=1, seconds=60, count=5)
        over_http[name] = load(server.port, key, batch=0, path=path, connections=1, seconds=60, count=rounds)
    table.add("memory after the queries", server.memory()[0], "MB")
    server.stop()
    own = engine_times(data, rounds)
    for name, got in over_http.items():
        target = 1.5 * own[name] + 2
        note = f"engine {own[name]:.1f} ms: {got['p50_ms'] / own[name]:.2f} x; p99 {got['p99_ms']:.1f} ms"
        table.add(name + ", p50", got["p50_ms"], "ms", round(target, 1), note=note)


def engine_times(data, rounds):
    """The p50 in milliseconds of each query's SQL, as `weir query --sql` prints it."""
    import duckdb

    texts = {}
    for name, (_, words) in QUERIES.items():
        command = [BINARY, "query", *words, "--period", "30d", "--sql", "--data", str(data), "--as-of", AS_OF]
        texts[name] = subprocess.run(command, check=True, capture_output=True, text=True, env=ENVIRONMENT, timeout=60).stdout
    (file,) = data.rglob("*.duckdb")
    times = {}
    with duckdb.connect(str(file), read_only=True, config={"threads": 2, "memory_limit": "1GiB"}) as database:
        for name, text in texts.items():
            for _ in range(5):
                database.execute(text).fetchall()
            spent = []
            for _ in range(rounds):
                begin = time.perf_counter()
                database.execute(text).fetchall()
                spent.append((time.perf_counter() - begin) * 1000)
            times[name] = statistics.median(spent)
    return times


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, default=10_000_000, help="how many the store has (default: 10 million)")
    parser.add_argument("--rounds", type=int, default=50, help="how often each query is asked (default: 50)")
    parser.add_argument("--data", type=Path, help="a store that an earlier run left by --keep: not filled again; needs --key")
    parser.add_argument("--key", help="a key of that store")
    parser.add_argument("--keep", type=Path, help="where the store is left for further runs")
    options = parser.parse_args()
    compile_tools()
    table = Table()
    print(
        f"{platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, {options.events:,} events; above 1 misses its target"
    )
    with tempfile.TemporaryDirectory(prefix="weir-bench-") as folder:
        data = options.data or (options.keep or Path(folder)) / "store"
        key = options.key
        if not options.data:
            generator_alone(table)
            short_ingest(table, Path(folder))
            key = fill(table, data, options.events)
        disk(table, data, options.events)
        starts_and_memory(table, data)
        queries(table, data, key, options.rounds)
        if options.keep:
            print(f"kept: --data {data} --key {key}")
    missed = [line for line in table.lines if "MISSED" in line]
    print(f"{len(missed)} missed" if missed else "all targets reached")


if __name__ == "__main__":
    main()
