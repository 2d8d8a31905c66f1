"""SIGTERM: in-flight work is answered, the process ends within 10 s and with 0."""

import http.client
import socket
import time
from urllib.parse import urlsplit

from load import Load, check
from weir import Server, event


def test_sigterm_under_load_ends_in_time_and_loses_nothing(tmp_path):
    server = Server(tmp_path / "data")
    try:
        key = server.admin_key
        load = Load(server, key, "drained", seed=7)
        load.wait_for(3000)
        begin = time.monotonic()
        assert server.stop(10) == 0
        assert time.monotonic() - begin < 10
        load.finish()
        server = Server(tmp_path / "data")
        check(server.client(key), load)
    finally:
        server.kill()


def test_idle_and_half_sent_connections_do_not_hold_it_up(start):
    server = start()
    address = urlsplit(server.url)
    idle = http.client.HTTPConnection(address.hostname, address.port)
    idle.request("GET", "/healthz")
    idle.getresponse().read()
    silent = socket.create_connection((address.hostname, address.port))
    half = socket.create_connection((address.hostname, address.port))
    half.sendall(
        b"POST /v1/events HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + server.admin_key.encode() + b"\r\nContent-Length: 100\r\n\r\n{"
    )
    begin = time.monotonic()
    assert server.stop(12) == 0
    assert time.monotonic() - begin < 10
    for connection in (silent, half, idle):
        connection.close()


def test_a_stopped_store_needs_no_recovery(tmp_path):
    server = Server(tmp_path / "data")
    try:
        client = server.client()
        assert client.record([event() for _ in range(1000)]).json()["accepted"] == 1000
        assert server.stop() == 0
        assert [path.name for path in (tmp_path / "data").rglob("*.wal")] == []
    finally:
        server.kill()
