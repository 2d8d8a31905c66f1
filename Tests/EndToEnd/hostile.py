"""A client that sends what no proper client would, and what it sends."""

import http.client
import json
import socket
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from jsonschema import Draft202012Validator

METHODS = ("get", "put", "post", "delete", "patch")
HUGE = "1" + "0" * 30
LONG = "x" * 20_000

# As they stand in an address.
VALUES = [
    "", "%20", "abc", "-1", "0", "1.5", "1e400", HUGE, "-" + HUGE, "true", "null", "%00", "a%00b", "%ff%fe", "%zz", "%", "%c3%28", "%ed%a0%80",
    "%27%3B--", "%7B%7D", "%5B1%2C2%5D", "2026-02-30", "9999-12-31T23:59:59.999999Z", "0001-01-01", "-99999-01-01", "nan", "..%2F..%2Fx",
    "%F0%9F%92%A9%CD%A2%E2%80%AE", "a,b,,", LONG,
]  # fmt: skip

BODIES = [
    b"", b" ", b"{}", b"[]", b"null", b"true", b"1", b'"x"', b"[[]]", b"[null]", b"[1,2,3]", b'{"a":', b'{"a":1', b"[1,2", b'"x', b"{]", b"nul",
    b"\x00", b"\xff\xfe", b'{"name":"\xff"}', b'{"name":"\\u0000"}', b'{"name":"\\ud800"}', b'{"name":1,"name":2}', b"\xef\xbb\xbf{}",
    b"[" * 50_000, b"[" * 5_000 + b"]" * 5_000, b'{"a":' * 5_000 + b"1" + b"}" * 5_000, b'{"events":' * 2000, b'{"items":{"items":[]}}',
    b'{"a":1e999}', b'{"a":' + b"9" * 5000 + b"}", b"{}{}", b"{} x", b"{}\n{}\n", b"not json at all", b"<xml/>", b"a=b&c=d",
]  # fmt: skip

# As members of a JSON body.
MEMBERS = [None, True, -1, 1.5, 10**30, -(10**400), "", "x", "x" * 100_000, "\0", "\ud800", [], [[]], [None], {}, {"a": {"a": []}}]


@dataclass
class Answer:
    status: int
    type: str
    body: bytes
    headers: object


class Wire:
    """One connection that is kept open as long as the server keeps it. Bytes go out as they are given."""

    def __init__(self, url, source="127.0.0.1", timeout=75):
        parts = urlsplit(url)
        self.open = lambda: http.client.HTTPConnection(parts.hostname, parts.port, timeout=timeout, source_address=(source, 0))
        self.connection = self.open()

    def send(self, method, target, headers=(), body=None):
        try:
            return self.exchange(method, target, headers, body)
        except (http.client.RemoteDisconnected, BrokenPipeError, ConnectionResetError):
            # Closed while idle, or before the server read all of a body that it refused: the second time counts.
            self.connection = self.open()
            return self.exchange(method, target, headers, body)
        except TimeoutError:
            self.connection = self.open()
            return Answer(599, "", b"no answer in time", {})

    def exchange(self, method, target, headers, body):
        connection = self.connection
        connection.putrequest(method, target, skip_accept_encoding=True)
        for name, value in dict(headers).items():
            connection.putheader(name, value)
        if body is not None or method in ("POST", "PUT", "PATCH"):
            connection.putheader("Content-Length", str(len(body or b"")))
        connection.endheaders(body or None)
        answer = connection.getresponse()
        kind = (answer.getheader("Content-Type") or "").split(";")[0].strip()
        if kind == "text/event-stream":
            answer.close()
            connection.close()
            return Answer(answer.status, kind, b"", answer.headers)
        found = Answer(answer.status, kind, answer.read(), answer.headers)
        if answer.will_close:
            connection.close()
        return found


class Operation:
    """One entry of the OpenAPI document."""

    def __init__(self, document, path, method, entry):
        self.document, self.path, self.method, self.entry = document, path, method.upper(), entry
        self.parameters = [one for one in entry.get("parameters", []) if one["in"] == "query"]
        self.segments = [one["name"] for one in entry.get("parameters", []) if one["in"] == "path"]
        self.body = entry.get("requestBody")

    def __str__(self):
        return f"{self.method} {self.path}"

    def target(self, query="", **segments):
        path = self.path
        for name in self.segments:
            path = path.replace("{" + name + "}", segments.get(name, "model"))
        return path + (f"?{query}" if query else "")

    @property
    def schemes(self):
        """Where a key may stand: the scheme's own description, and the scope that the key needs, if it names one."""
        known = self.document["components"]["securitySchemes"]
        return [(known[name], roles) for one in self.entry["security"] for name, roles in one.items()]

    @property
    def needs_key(self):
        return {} not in self.entry["security"]

    @property
    def scope(self):
        return next((roles[0] for _, roles in self.schemes if roles), None)

    def complaints(self, answer, documented=True):
        """What is wrong with an answer, whatever was sent."""
        if answer.status >= 500:
            yield f"{answer.status} {answer.body[:200]}"
            return
        response = self.entry["responses"].get(str(answer.status))
        if response is None:
            if documented:
                yield f"{answer.status} is not documented: {answer.body[:200]}"
            return
        if answer.status >= 400:
            yield from self.shape_complaints(response.get("content", {}), answer)

    def shape_complaints(self, content, answer):
        if answer.type not in content:
            yield f"{answer.status} as {answer.type!r} instead of {list(content)}: {answer.body[:100]}"
            return
        try:
            body = json.loads(answer.body)
        except ValueError:
            yield f"{answer.status} with a body that is no JSON: {answer.body[:100]}"
            return
        error = next(self.validator(content[answer.type]["schema"]).iter_errors(body), None)
        if error:
            yield f"{answer.status} in another shape: {error.message[:200]}"


    def validator(self, schema):
        """Making one costs more than a request, so each is made once."""
        made = self.document.setdefault("validators", {})
        text = json.dumps(schema, sort_keys=True)
        if text not in made:
            made[text] = Draft202012Validator(schema | {"components": self.document["components"]})
        return made[text]


def credential(scheme, key):
    """The headers and the query that bring the key where the scheme has it."""
    if scheme["type"] == "http" and scheme["scheme"] == "bearer":
        return {"Authorization": f"Bearer {key}"}, ""
    if scheme["type"] == "http":
        return {"Authorization": f"Basic {key}"}, ""
    if scheme["in"] == "header":
        return {scheme["name"]: key}, ""
    if scheme["in"] == "cookie":
        return {"Cookie": f"{scheme['name']}={key}"}, ""
    return {}, f"{quote(scheme['name'])}={quote(key)}"


def raw(url, data, seconds=25):
    """What comes back for bytes that need not be HTTP, until the server hangs up."""
    parts = urlsplit(url)
    found = b""
    with socket.create_connection((parts.hostname, parts.port), timeout=seconds) as connection:
        try:
            connection.sendall(data)
            connection.shutdown(socket.SHUT_WR)
            while piece := connection.recv(65536):
                found += piece
        except (ConnectionResetError, BrokenPipeError):
            pass
    return found


def operations(document):
    found = [
        Operation(document, path, method, entry)
        for path, entries in document["paths"].items()
        for method, entry in entries.items()
        if method in METHODS
    ]
    return sorted(found, key=str)


def members(schema, document):
    """The names of the members that a body's objects may have."""
    if "$ref" in schema:
        return members(document["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]], document)
    found = set(schema.get("properties", {}))
    for part in schema.get("anyOf", []) + schema.get("oneOf", []) + schema.get("allOf", []):
        found |= members(part, document)
    if "items" in schema:
        found |= members(schema["items"], document)
    return found
