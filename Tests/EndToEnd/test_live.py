"""What is recorded can be watched as it is acknowledged: as server-sent events and over a WebSocket."""

import base64
import json
import os
import socket
import threading
import time
from urllib.parse import urlsplit

import pytest
import requests
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect

from conftest import new_key
from weir import event, ndjson


def watching(client, query="", **options):
    url = "ws" + client.url.removeprefix("http") + "/v1/live/socket" + query
    headers = {"Authorization": f"Bearer {client.key}"} if client.key else {}
    return connect(url, additional_headers=headers, proxy=None, **options)


def messages(connection, count, seconds=60):
    return [json.loads(connection.recv(timeout=seconds)) for _ in range(count)]


class Stream:
    """Server-sent events, taken apart as a browser does."""

    def __init__(self, client, **parameters):
        self.answer = client.session.get(client.url + "/v1/live", params=parameters, stream=True, timeout=60)
        self.lines = self.answer.iter_lines()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.answer.close()

    def until_open(self):
        assert next(self.lines) == b": ping"
        assert next(self.lines) == b""
        return self

    def next(self):
        name = data = None
        for line in self.lines:
            if line.startswith(b"event: "):
                name = line[7:].decode()
            elif line.startswith(b"data: "):
                data = json.loads(line[6:])
            elif not line and name:
                return name, data
        raise EOFError


def test_a_stream_tells_of_an_event_once_it_is_recorded(project):
    with Stream(project.read).until_open() as stream:
        assert stream.answer.headers["Content-Type"].startswith("text/event-stream")
        project.must_record(event(id="a", model="m", user_id="u", input_tokens=3, output_tokens=4, cost=0.5))
        name, data = stream.next()
    assert name == "request"
    assert data == project.only_event()


def test_a_socket_tells_the_same(project):
    with watching(project.read) as connection:
        project.must_record(event(id="a", model="m", input_tokens=3))
        (message,) = messages(connection, 1)
    assert message == {"event": "request", "data": project.only_event()}


def test_duplicates_and_rejected_events_are_not_told(project):
    with watching(project.read) as connection:
        project.must_record(event(id="a"))
        project.must_record([event(id="a"), event(id="bad", input_tokens="x"), event(id="b")])
        assert [message["data"]["id"] for message in messages(connection, 2)] == ["a", "b"]


def test_a_key_sees_its_own_project_alone(admin, project):
    other = new_key(admin, "ingest", "another-project")
    with watching(project.read) as connection, watching(admin) as all_projects:
        other.record(event(id="theirs"))
        project.must_record(event(id="ours"))
        assert messages(connection, 1)[0]["data"]["id"] == "ours"
        # What was recorded shortly before may still come.
        found = set()
        while not {"theirs", "ours"} <= found:
            found |= {message["data"].get("id") for message in messages(all_projects, 1)}


def test_filters_are_those_of_the_list_of_requests(project):
    wanted = [dict(id="1", model="a", tags={"env": "prod"}), dict(id="2", model="b", tags={"env": "prod"})]
    others = [dict(id="3", model="c", tags={"env": "prod"}), dict(id="4", model="a", tags={"env": "test"}), dict(id="5", model="a")]
    query = "?model=a&model=b&tag:env=prod"
    with watching(project.read, query) as connection, watching(project.read, "?model=&tag:env=") as blank:
        project.must_record([event(**one) for one in others + wanted] + [event(id="6")])
        assert {message["data"]["id"] for message in messages(connection, 2)} == {"1", "2"}
        assert messages(blank, 1)[0]["data"]["id"] == "6"
    listed = project.read.get("/v1/requests" + query, period="all").json()["requests"]
    assert {one["id"] for one in listed} == {"1", "2"}


def test_a_flood_is_sampled_and_the_rest_counted(project):
    with watching(project.read) as connection:
        project.must_record(ndjson([event() for _ in range(5000)]))
        told = skipped = 0
        while told + skipped < 5000:
            message = json.loads(connection.recv(timeout=60))
            if message["event"] == "request":
                told += 1
            else:
                skipped += message["data"]["count"]
    assert (told + skipped, told <= 100) == (5000, True)


@pytest.mark.parametrize("path", ["/v1/live", "/v1/live/socket"])
def test_refusals_are_the_usual_problems(server, project, path):
    upgrade = {
        "Connection": "Upgrade",
        "Upgrade": "websocket",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": base64.b64encode(os.urandom(16)).decode(),
    }
    for headers, status in [
        ({}, 401),
        ({"Authorization": "Bearer weir_wrong"}, 401),
        ({"Authorization": f"Bearer {project.ingest.key}"}, 403),
    ]:
        answer = requests.get(server.url + path, headers=headers | upgrade, timeout=60)
        assert answer.status_code == status
        assert answer.headers["Content-Type"] == "application/problem+json"
        assert answer.json()["status"] == status
    bearer = {"Authorization": f"Bearer {project.read.key}"}
    assert requests.get(server.url + path, headers=bearer | upgrade, params={"nonsense": "1"}, timeout=60).status_code == 400


def test_a_refused_upgrade_is_an_answer_for_the_client_too(server):
    with pytest.raises(InvalidStatus) as refusal:
        connect("ws" + server.url.removeprefix("http") + "/v1/live/socket", proxy=None)
    assert refusal.value.response.status_code == 401
    assert json.loads(refusal.value.response.body)["status"] == 401


def test_without_an_upgrade_the_socket_says_what_it_is(project):
    answer = project.read.get("/v1/live/socket")
    assert (answer.status_code, answer.headers["Upgrade"]) == (426, "websocket")
    assert answer.json()["status"] == 426


def test_the_stop_closes_sockets_with_1001_and_ends_streams(start):
    server = start()
    client = server.client()
    sockets = [watching(client) for _ in range(50)]
    idle = socket.create_connection((urlsplit(server.url).hostname, urlsplit(server.url).port))
    codes = []

    def wait(connection):
        try:
            connection.recv(timeout=60)
        except ConnectionClosed as closed:
            codes.append(closed.rcvd.code)

    threads = [threading.Thread(target=wait, args=(connection,)) for connection in sockets]
    for thread in threads:
        thread.start()
    with Stream(client).until_open() as stream:
        begin = time.monotonic()
        assert server.stop() == 0
        assert time.monotonic() - begin < 5
        with pytest.raises(EOFError):
            stream.next()
    for thread in threads:
        thread.join(60)
    idle.close()
    assert codes == [1001] * 50


@pytest.mark.parametrize("kind", ["stream", "socket"])
def test_a_slow_reader_is_dropped_and_nobody_waits_for_it(start, kind):
    server = start()
    client = server.client()
    address = urlsplit(server.url)
    slow = socket.socket()
    slow.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    slow.connect((address.hostname, address.port))
    head = f"Host: x\r\nAuthorization: Bearer {client.key}\r\n"
    if kind == "stream":
        slow.sendall(f"GET /v1/live HTTP/1.1\r\n{head}\r\n".encode())
    else:
        key = base64.b64encode(os.urandom(16)).decode()
        upgrade = f"Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {key}\r\n"
        slow.sendall(f"GET /v1/live/socket HTTP/1.1\r\n{head}{upgrade}\r\n".encode())
    assert slow.recv(1) == b"H"

    def established():
        """The server's end of the connection, as the kernel has it."""
        mine = slow.getsockname()[1]
        rows = [line.split() for line in open("/proc/net/tcp")][1:]
        return any(int(row[2].split(":")[1], 16) == mine and row[3] == "01" for row in rows if row[2].split(":")[0] != "00000000")

    assert established()
    text = "x" * 2000
    end = time.monotonic() + 300
    with watching(client) as quick:
        reader = threading.Thread(target=lambda: [None for _ in quick], daemon=True)
        reader.start()
        while established():
            assert time.monotonic() < end, "the slow reader is still there"
            answer = client.record([event(error_message=text, status="failure", error_type="x") for _ in range(40)])
            assert answer.status_code == 200
            time.sleep(0.05)
        assert reader.is_alive()
    slow.close()
    assert server.stop() == 0


def test_a_hundred_quick_reconnects_find_their_place(project):
    for number in range(150):
        with Stream(project.read, user_id=f"u{number}") as stream:
            assert stream.answer.status_code == 200, number
            stream.until_open()
