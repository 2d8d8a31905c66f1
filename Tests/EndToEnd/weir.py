"""The weir command, a server of it and a client of that server, as the tests use them."""

import json
import os
import re
import signal
import subprocess
import threading
import time
import uuid
from collections import Counter
from datetime import datetime, timezone
from pathlib import Path

import requests

ROOT = Path(__file__).resolve().parents[2]
BINARY = os.environ.get("WEIR_BINARY", str(ROOT / ".build/debug/weir"))
KEY = re.compile(r"weir_[A-Za-z0-9_-]{43}")

# An outer WEIR_DATA or WEIR_KEY must not reach the commands under test.
ENVIRONMENT = {name: value for name, value in os.environ.items() if not name.startswith("WEIR_")}


def weir(*arguments, check=True, timeout=120, cwd=None, **environment):
    """Runs the command to its end. Keyword arguments in capitals become environment variables."""
    done = subprocess.run(
        [BINARY, *map(str, arguments)],
        capture_output=True,
        text=True,
        timeout=timeout,
        cwd=cwd,
        env=ENVIRONMENT | environment,
        stdin=subprocess.DEVNULL,
    )
    if check and done.returncode != 0:
        raise AssertionError(f"weir {arguments} ended with {done.returncode}:\n{done.stdout}{done.stderr}")
    return done


def eventually(condition, what, seconds=60):
    """Asks until the answer is true, for conditions that nothing announces."""
    end = time.monotonic() + seconds
    while True:
        answer = condition()
        if answer:
            return answer
        assert time.monotonic() < end, f"not within {seconds} s: {what}"
        time.sleep(0.01)


def within_one_hour(seconds):
    """Waits for the next hour where this one is over in less: at its turn budgets begin anew, jobs are due and the demo grows."""
    left = 3600 - time.time() % 3600
    if left < seconds:
        time.sleep(left + 0.1)


def now():
    return datetime.now(timezone.utc).isoformat()


def event(**fields):
    return {"id": str(uuid.uuid4()), "timestamp": now()} | fields


def ndjson(events):
    return "".join(json.dumps(one) + "\n" for one in events).encode()


class Client:
    """A key's view of a server. Answers are requests' own, so a test can look at every part of them."""

    def __init__(self, url, key):
        self.url, self.key = url, key
        self.session = requests.Session()
        self.session.trust_env = False
        if key:
            self.session.headers["Authorization"] = f"Bearer {key}"

    def call(self, method, path, **options):
        return self.session.request(method, self.url + path, timeout=60, allow_redirects=False, **options)

    def get(self, path, **parameters):
        return self.call("GET", path, params=parameters)

    def record(self, body, **headers):
        """Bytes are sent as they are, anything else as JSON."""
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        headers = {"Content-Type": "application/json"} | {name.replace("_", "-"): text for name, text in headers.items()}
        return self.call("POST", "/v1/events", data=data, headers=headers)

    def ask(self, path, **parameters):
        answer = self.get(path, **parameters)
        assert answer.status_code == 200, f"{path} {parameters}: {answer.status_code} {answer.text[:1000]}"
        return answer.json()

    def summary(self, metrics="requests", **parameters):
        answer = self.ask("/v1/usage/summary", metrics=metrics, **({"period": "all"} | parameters))
        assert len(answer["rows"]) == 1
        return answer["rows"][0]

    def breakdown(self, dimension, metrics="requests", **parameters):
        answer = self.ask(f"/v1/usage/breakdown/{dimension}", metrics=metrics, **({"period": "all"} | parameters))
        return {row[dimension]: row for row in answer["rows"]}

    def events(self, **parameters):
        """All recorded events, read page by page."""
        found, cursor = [], None
        while True:
            more = {"cursor": cursor} if cursor else {}
            answer = self.ask("/v1/requests", **({"period": "all", "limit": 1000} | parameters | more))
            found += answer["requests"]
            cursor = answer["next_cursor"]
            if cursor is None:
                return found

    def ids(self, **parameters):
        return Counter(one["id"] for one in self.events(**parameters))


class Server:
    """A process of `weir serve` on a free port. Only ever signals the process it started itself."""

    def __init__(self, data, *arguments, **environment):
        self.data = Path(data)
        self.lines = []
        self.news = threading.Condition()
        self.process = subprocess.Popen(
            [BINARY, "serve", "--data", str(data), "--port", "0", *map(str, arguments)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            env=ENVIRONMENT | environment,
        )
        self.reader = threading.Thread(target=self.read, daemon=True)
        self.reader.start()
        try:
            self.url = self.printed(r"listening on (http://\S+?)/?$").group(1)
            eventually(self.ready, "/readyz answers 200")
        except BaseException:
            self.kill()
            raise

    def read(self):
        for line in self.process.stdout:
            with self.news:
                self.lines.append(line.rstrip("\n"))
                self.news.notify_all()
        with self.news:
            self.lines.append(None)
            self.news.notify_all()

    def match(self, pattern):
        return next((found for line in self.lines if line and (found := re.search(pattern, line))), None)

    def printed(self, pattern, seconds=120):
        """Waits until a line of the output matches."""
        with self.news:
            self.news.wait_for(lambda: self.match(pattern) or None in self.lines, timeout=seconds)
            found = self.match(pattern)
        assert found, f"no line like {pattern!r} in the output:\n{self.output}"
        return found

    def ready(self):
        assert self.process.poll() is None, f"the server ended with {self.process.returncode}:\n{self.output}"
        return Client(self.url, None).get("/readyz").status_code == 200

    @property
    def output(self):
        return "\n".join(line for line in self.lines if line is not None)

    @property
    def admin_key(self):
        """Printed by the first start only."""
        return self.printed(KEY.pattern).group(0)

    @property
    def sign_in_link(self):
        return self.printed(r"(http://\S+/\S+)").group(1)

    def client(self, key=None):
        return Client(self.url, key or self.admin_key)

    def running(self):
        return self.process.poll() is None

    def stop(self, seconds=60):
        """SIGTERM; the exit code."""
        if self.running():
            self.process.send_signal(signal.SIGTERM)
        return self.wait(seconds)

    def kill(self):
        if self.running():
            self.process.kill()
        return self.wait(60)

    def wait(self, seconds):
        """The exit code; what the process printed is complete then."""
        code = self.process.wait(seconds)
        self.reader.join(60)
        return code
