"""How soon the dashboard's pages are there over 10 million requests.

    Benchmarks/pages.py --keep DIR     over the store that `Benchmarks/endpoints.py --keep DIR` left

For each page: the time until its HTML is read (median of warm answers), its compressed size, and in Chromium on loopback the largest
contentful paint, the layout shift, and what is transferred on a first and on a second visit. The overview's HTML may take 100 ms and its
largest paint 800 ms; a first visit 450 KB, a later one 60 KB; no layout may shift by more than 0.05."""

import argparse
import json
import os
import statistics
import sys
import time
from http.client import HTTPConnection
from pathlib import Path

from playwright.sync_api import sync_playwright

import run

sys.path.insert(0, str(Path(__file__).parents[1] / "Tests/EndToEnd"))
from browser import CHROMIUM  # noqa: E402

PATHS = ["/", "/models", "/providers", "/users", "/chats", "/costs", "/executions", "/agents", "/feedback", "/budgets", "/prices",
         "/live", "/ingestion", "/jobs", "/keys", "/audit", "/settings"]
WATCH = """
window.seen = {paint: 0, shift: 0};
new PerformanceObserver(list => list.getEntries().forEach(e => seen.paint = e.startTime)).observe({type: 'largest-contentful-paint', buffered: true});
new PerformanceObserver(list => list.getEntries().forEach(e => { if (!e.hadRecentInput) seen.shift += e.value })).observe({type: 'layout-shift', buffered: true});
"""
SIZE = "performance.getEntries().reduce((sum, e) => sum + (e.transferSize || 0), 0)"


def html(port, key, path, rounds):
    """Milliseconds, and bytes as they are sent."""
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    headers = {"Authorization": f"Bearer {key}", "Accept-Encoding": "gzip", "Accept": "text/html"}
    times = []
    for _ in range(rounds + 1):
        begin = time.perf_counter()
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        body = answer.read()
        times.append(1000 * (time.perf_counter() - begin))
        if answer.status != 200:
            sys.exit(f"{path}: {answer.status} {body[:300]}")
    return statistics.median(times[1:]), len(body)


def visit(context, url):
    page = context.new_page()
    page.add_init_script(WATCH)
    page.goto(url)
    page.wait_for_function("document.querySelector('section.panel[aria-busy]') === null", timeout=60_000)
    page.wait_for_timeout(300)
    found = page.evaluate("seen") | {"size": page.evaluate(SIZE)}
    page.close()
    return found


def measure(port, key, rounds, suffix):
    print(f"{'page':<14}{'HTML ms':>9}{'KB':>8}{'paint ms':>10}{'shift':>8}{'first KB':>10}{'later KB':>10}")
    over = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for path in PATHS:
            took, size = html(port, key, path + suffix, rounds)
            context = browser.new_context(extra_http_headers={"Authorization": f"Bearer {key}"}, viewport={"width": 1280, "height": 900})
            url = f"http://127.0.0.1:{port}{path}{suffix}"
            first, later = visit(context, url), visit(context, url)
            context.close()
            print(f"{path:<14}{took:>9.1f}{size / 1000:>8.1f}{later['paint']:>10.0f}{max(first['shift'], later['shift']):>8.3f}"
                  f"{first['size'] / 1000:>10.1f}{later['size'] / 1000:>10.1f}", flush=True)
            if path == "/" and (took > 100 or later["paint"] > 800) or first["shift"] > 0.05 or first["size"] > 450_000 or later["size"] > 60_000:
                over.append(path)
        browser.close()
    print(f"over their allowance: {', '.join(over) or 'none'}")
    return over


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--keep", type=Path, required=True)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--query", default="", help='appended to each address: "?period=year"')
    options = parser.parse_args()
    mark = options.keep / "endpoints.json"
    if not mark.exists():
        sys.exit(f"there is no store: Benchmarks/endpoints.py --keep {options.keep} makes one")
    known = json.loads(mark.read_text())
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, {known['events']:,} requests over a year")
    server = run.Server(options.keep / "store", "--threads", "2")
    try:
        return bool(measure(server.port, known["key"], options.rounds, options.query))
    finally:
        server.stop()


if __name__ == "__main__":
    sys.exit(main())
