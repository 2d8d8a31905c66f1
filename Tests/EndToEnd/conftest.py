import os
import uuid

import pytest

from browser import chromium
from weir import BINARY, Client, Server


def pytest_sessionstart(session):
    if not os.access(BINARY, os.X_OK):
        pytest.exit(f"{BINARY} is missing: swift build --product weir, or set WEIR_BINARY", returncode=2)


@pytest.fixture(scope="session")
def binary():
    return BINARY


@pytest.fixture
def start(tmp_path):
    """Starts servers, on the test's own data directory unless told otherwise, and ends those that still run."""
    servers = []

    def start(*arguments, data=tmp_path / "data", **environment):
        server = Server(data, *arguments, **environment)
        servers.append(server)
        return server

    yield start
    for server in servers:
        server.kill()


@pytest.fixture(scope="module")
def browser():
    """One for each file and not for all: while it runs, the thread has an event loop, so no other test could run one."""
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="session")
def shared(tmp_path_factory):
    """One server for all tests that need none of their own. Each uses a project of its own."""
    server = Server(tmp_path_factory.mktemp("shared") / "data")
    admin_key = server.admin_key
    yield server, admin_key
    server.kill()


@pytest.fixture(scope="session")
def server(shared):
    return shared[0]


@pytest.fixture(scope="session")
def admin(shared):
    return Client(shared[0].url, shared[1])


def new_key(admin, scope, project=None):
    wish = {"name": f"{scope} {uuid.uuid4()}", "scope": scope} | ({"project": project} if project else {})
    answer = admin.call("POST", "/v1/keys", json=wish)
    assert answer.status_code == 201, answer.text
    return Client(admin.url, answer.json()["secret"])


class Project:
    """A project with a key that records and a key that asks."""

    def __init__(self, admin):
        self.name = f"project-{uuid.uuid4()}"
        self.ingest = new_key(admin, "ingest", self.name)
        self.read = new_key(admin, "read", self.name)

    def record(self, body, **headers):
        return self.ingest.record(body, **headers)

    def must_record(self, body, **headers):
        answer = self.record(body, **headers)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def only_event(self):
        (event,) = self.read.events()
        return event

    def __getattr__(self, name):
        return getattr(self.read, name)


@pytest.fixture
def project(admin):
    return Project(admin)
