"""How long a backup takes and a restore, and that both lose nothing: on the release binary.

    Benchmarks/backup.py                     10 million requests
    Benchmarks/backup.py --events 1000000    a quick look
    Benchmarks/backup.py --data DIR --key K  a store that `run.py --keep` left"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.request import Request, urlopen

from run import BINARY, DAYS, ENVIRONMENT, NOW, Server, Table, compile_tools, load, recorded

METRICS = "requests,input_tokens,output_tokens,total_tokens,cost,unpriced_requests,users"
QUESTIONS = [
    f"/v1/usage/summary?period=all&metrics={METRICS}",
    *[f"/v1/usage/breakdown/{by}?period=all&metrics={METRICS}&limit=1000" for by in ("model", "provider", "project", "status")],
    f"/v1/usage/timeseries?period=90d&granularity=day&metrics={METRICS}",
]


def weir(*arguments):
    """Seconds, and what it said."""
    begin = time.perf_counter()
    done = subprocess.run([BINARY, *map(str, arguments)], capture_output=True, text=True, env=ENVIRONMENT, timeout=3600)
    if done.returncode != 0:
        sys.exit(f"weir {arguments} ended with {done.returncode}: {done.stdout[-3000:]}{done.stderr[-3000:]}")
    return time.perf_counter() - begin, done.stdout


def answers(port, key):
    found = []
    for path in QUESTIONS:
        with urlopen(Request(f"http://127.0.0.1:{port}{path}", headers={"Authorization": f"Bearer {key}"}), timeout=120) as answer:
            found.append(json.load(answer)["rows"])
    return found


def fill(data, events):
    server = Server(data)
    key = server.key
    load(server.port, key, batch=500, connections=8, seconds=3000, count=events, until=NOW, days=DAYS)
    while recorded(server.port, key) < events // 500 * 500:
        time.sleep(0.1)
    server.stop()
    return key


def measure(table, data, key, folder, scale):
    backup = folder / "backup"
    server = Server(data)
    before = answers(server.port, key)
    seconds, said = weir("backup", backup, "--data", data)
    table.add("backup of the running server", seconds, "s", 60 * scale, note=said.strip().splitlines()[-1])
    table.add("memory of the server after it", server.memory()[0], "MB")
    seconds, said = weir("backup", backup, "--data", data)
    table.add("again, nothing changed", seconds, "s", note=said.strip().splitlines()[-1])
    load(server.port, key, batch=500, connections=1, seconds=60, count=50_000, until=NOW, days=DAYS)
    seconds, said = weir("backup", folder / "backup", "--data", data)
    table.add("again, 50,000 more", seconds, "s", note=said.strip().splitlines()[-1])
    after = answers(server.port, key)
    if before == after:
        sys.exit("the 50,000 are not in the answers")
    table.add("weir verify of the running store", weir("verify", "--data", data)[0], "s")
    server.stop()
    table.add("weir verify of the backup", weir("verify", backup)[0], "s")
    table.add("restore", weir("restore", backup, "--data", folder / "restored")[0], "s", 120 * scale)
    server = Server(folder / "restored")
    table.add("start of the restored server", server.seconds_to_start, "s", 1)
    print("all totals equal" if answers(server.port, key) == after else "TOTALS DIFFER", flush=True)
    server.stop()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, default=10_000_000)
    parser.add_argument("--data", type=Path, help="a store that is there already; it gets 50,000 events more")
    parser.add_argument("--key", help="a key of that store")
    options = parser.parse_args()
    compile_tools()
    table = Table()
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, {options.events:,} requests; above 1 misses its target", flush=True)
    with tempfile.TemporaryDirectory(prefix="weir-backup-") as folder:
        folder = Path(folder)
        data = options.data or folder / "store"
        key = options.key or fill(data, options.events)
        measure(table, data, key, folder, options.events / 10_000_000)


if __name__ == "__main__":
    main()
