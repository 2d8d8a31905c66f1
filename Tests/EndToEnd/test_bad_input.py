"""Whatever is sent to whichever endpoint: an answer that the endpoint's documentation names, in its API's own shape, never a failure.

The endpoints, their parameters, bodies, keys and answers come from /openapi.json, so an endpoint that is added is tried as well."""

import json
from datetime import datetime, timedelta, timezone
from itertools import takewhile

import pytest

from hostile import BODIES, HUGE, LONG, MEMBERS, VALUES, Wire, credential, members, operations, raw
from weir import Client, Server, event, eventually, now

# This product tells a known user who is no admin 401, and never 403.
OPEN_WEBUI = ("/api/v1/", "/api/models")
WRONG_TYPES = ["application/xml", "text/html", "multipart/form-data; boundary=x", "nonsense", "application/json; charset=\"", ""]


class Site:
    """One server for this file, with some data, a key of each scope and keys that are of no use any more."""

    def __init__(self, folder):
        self.server = Server(folder / "data", "--log-level", "error")
        admin = self.server.client()
        self.keys = {"admin": admin.key}
        soon = datetime.now(timezone.utc) + timedelta(seconds=2)
        self.expired = self.made(admin, name="soon over", scope="admin", expires_at=soon.isoformat())["secret"]
        for scope in ("ingest", "read"):
            self.keys[scope] = self.made(admin, name=scope, scope=scope)["secret"]
        revoked = self.made(admin, name="revoked", scope="admin")
        assert admin.call("DELETE", f"/v1/keys/{revoked['id']}").status_code == 200
        self.revoked = revoked["secret"]
        self.fill(admin)
        self.document = admin.ask("/openapi.json")
        self.operations = operations(self.document)
        self.schemes = self.document["components"]["securitySchemes"].values()
        self.wire = Wire(self.server.url)
        self.callers = 1

    @staticmethod
    def made(admin, **wish):
        answer = admin.call("POST", "/v1/keys", json=wish)
        assert answer.status_code == 201, answer.text
        return answer.json()

    @staticmethod
    def fill(admin):
        admin.record([event(model=f"m{n % 3}", provider="openai", user_id=f"u{n % 2}", chat_id="c", cost=1, total_tokens=9) for n in range(20)])
        for path, record in [
            ("messages", {"chat_id": "c", "role": "assistant", "model": "m1", "user_id": "u1"}), ("feedback", {"message_id": "1", "rating": 1}),
            ("executions", {"success": False, "message_id": "1"}), ("agents", {"id": "a"}), ("agent-runs", {"agent_id": "a"}),
            ("chats", {"id": "c", "user_id": "u1"}), ("users", {"id": "u1", "name": "U"}), ("groups", {"id": "g", "members": ["u1"]}),
        ]:  # fmt: skip
            assert admin.call("POST", f"/v1/{path}", json=record | {"created_at": now()} if path == "messages" else record).status_code == 200

    def authorized(self, operation):
        """The headers of a right key, and the query that leads to it."""
        if not operation.schemes:
            return {}, ""
        return credential(operation.schemes[0][0], self.keys["admin"])

    def send(self, operation, query="", body=None, headers=(), method=None, **segments):
        known, secret = self.authorized(operation)
        target = operation.target("&".join(part for part in (secret, query) if part), **segments)
        if body is None and operation.body:
            body, headers = b"{}", {"Content-Type": "application/json"} | dict(headers)
        return self.wire.send(method or operation.method, target, known | dict(headers), body)

    def stranger(self):
        """A connection from an address of its own every so often: refused keys are counted by address."""
        self.callers += 1
        return Wire(self.server.url, source=f"127.1.{self.callers // 250}.{self.callers % 250 + 1}")


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    site = Site(tmp_path_factory.mktemp("hostile"))
    yield site
    site.server.kill()


def report(complaints):
    assert not complaints, f"{len(complaints)} complaints:\n" + "\n".join(complaints[:40])


def test_no_parameter_breaks_an_endpoint(site):
    complaints, met = [], set()
    for operation in site.operations:
        for index, parameter in enumerate(operation.parameters):
            name = parameter["name"].replace("*", "x")
            queries = [f"{name}={value}" for value in VALUES] + [name, f"{name}=1&{name}=2&{name}=", f"{name}[]=1"]
            # What one API's endpoints share is tried in full at the first of them and by turns at the others. At a stream too: when its
            # reader has gone is known at the next ping, and only so many may be watched until then.
            shared = (operation.path.split("/")[1], json.dumps(parameter, sort_keys=True))
            if shared in met or operation.path == "/v1/live":
                queries = queries[(index + len(met)) % 11 :: 11]
            else:
                met.add(shared)
            for query in queries:
                for complaint in operation.complaints(site.send(operation, query)):
                    complaints.append(f"{operation}?{query[:80]}: {complaint}")
    report(complaints)
    assert site.server.running()


def test_no_query_as_a_whole_breaks_an_endpoint(site):
    queries = ["unknown=1", "&&&", "=", "=x", "%00=%00", "%ff=1", f"a={HUGE}", "a=" + LONG, "&".join(f"p{n}=1" for n in range(1500)), "?", "%"]
    complaints = []
    for operation in site.operations:
        everything = "&".join(f"{one['name'].replace('*', 'x')}={HUGE}" for one in operation.parameters)
        for query in [*queries, everything]:
            for complaint in operation.complaints(site.send(operation, query)):
                complaints.append(f"{operation}?{query[:80]}: {complaint}")
    report(complaints)


def test_no_path_segment_breaks_an_endpoint(site):
    complaints = []
    for operation in site.operations:
        for name in operation.segments:
            # An empty segment is another path.
            for value in [one for one in VALUES if one] + ["..", ".", "model/", "a/b", ";x=1", "%2F"]:
                answer = site.send(operation, **{name: value})
                for complaint in operation.complaints(answer, documented=answer.status not in (404, 405)):
                    complaints.append(f"{operation} {value[:60]}: {complaint}")
    report(complaints)


def test_no_body_breaks_an_endpoint(site):
    complaints = []
    for operation in [one for one in site.operations if one.body]:
        for body in BODIES:
            for kind in ["application/json", "application/x-ndjson"]:
                if kind in operation.body["content"]:
                    answer = site.send(operation, body=body, headers={"Content-Type": kind})
                    complaints += [f"{operation} {kind} {body[:40]}: {one}" for one in operation.complaints(answer)]
        for kind in WRONG_TYPES:
            answer = site.send(operation, body=b"{}", headers={"Content-Type": kind})
            complaints += [f"{operation} {kind!r}: {one}" for one in operation.complaints(answer)]
            if kind in WRONG_TYPES[:2] and answer.status != 415:
                complaints.append(f"{operation} takes {kind}: {answer.status}")
        for coding in ["gzip", "deflate", "br", "gzip, gzip", "x"]:
            answer = site.send(operation, body=b"{}", headers={"Content-Type": "application/json", "Content-Encoding": coding})
            complaints += [f"{operation} {coding}: {one}" for one in operation.complaints(answer)]
            # A thing that is not there is told before its body is read.
            if answer.status not in (400, 413, 415) and not (operation.segments and answer.status == 404):
                complaints.append(f"{operation} takes a body that is not {coding}: {answer.status}")
    report(complaints)


def test_no_member_of_a_body_breaks_an_endpoint(site):
    complaints = []
    for operation in [one for one in site.operations if one.body]:
        schema = operation.body["content"]["application/json"]["schema"]
        takes_many = "application/x-ndjson" in operation.body["content"]
        for name in sorted(members(schema, site.document)):
            objects = [{name: value} for value in MEMBERS]
            for body in [objects] if takes_many else objects:
                text = json.dumps(body).encode()
                answer = site.send(operation, body=text, headers={"Content-Type": "application/json"})
                complaints += [f"{operation} {text[:60]}: {one}" for one in operation.complaints(answer)]
    report(complaints)


def test_a_key_that_will_not_do_is_refused_everywhere(site):
    eventually(lambda: Client(site.server.url, site.expired).get("/v1/keys").status_code == 401, "the key expires")
    wrong = {"expired": site.expired, "revoked": site.revoked, "unknown": "weir_" + "x" * 43, "nonsense": "%20'x", "empty": "", "long": "k" * 9000}
    complaints = []
    for operation in [one for one in site.operations if one.needs_key]:
        wire, accepted = site.stranger(), [scheme for scheme, _ in operation.schemes]
        tried = [("no key", {}, "")]
        tried += [(f"{name} in {scheme}", *credential(scheme, key)) for scheme in accepted for name, key in wrong.items()]
        tried += [("right key in " + str(one), *credential(one, site.keys["admin"])) for one in site.schemes if one not in accepted]
        # Nobody's session, and a key where a session should be.
        tried += [("a key as cookie", {"Cookie": f"weir_session={site.keys['admin']}"}, "")]
        for what, headers, query in tried:
            answer = wire.send(operation.method, operation.target(query), headers, b"{}" if operation.body else None)
            complaints += [f"{operation}, {what}: {one}" for one in operation.complaints(answer)]
            if answer.status not in (401, 403):
                complaints.append(f"{operation}, {what}: {answer.status}")
    report(complaints)


def test_a_key_with_too_little_scope_is_refused_everywhere(site):
    complaints = []
    for operation in [one for one in site.operations if one.scope]:
        for scope in {"ingest", "read"} - {operation.scope}:
            for scheme, _ in operation.schemes:
                if scheme.get("in") == "cookie":
                    continue
                headers, query = credential(scheme, site.keys[scope])
                answer = site.wire.send(operation.method, operation.target(query), headers, b"{}" if operation.body else None)
                complaints += [f"{operation}, {scope} key: {one}" for one in operation.complaints(answer)]
                if answer.status != (401 if operation.path.startswith(OPEN_WEBUI) else 403):
                    complaints.append(f"{operation}, {scope} key: {answer.status}")
    report(complaints)


def error_complaints(site, path, answer):
    """What is wrong with an error at that path: it looks as at a documented path that shares most of its beginning. Between the products'
    prefixes, where no more than one segment is shared, it may be a problem as well."""
    def complaints(one):
        return one.shape_complaints(one.entry["responses"]["500"]["content"], answer)

    def shared(one):
        return len(list(takewhile(lambda pair: pair[0] == pair[1], zip(one.path.split("/")[1:], path.split("/")[1:]))))

    most = max(map(shared, site.operations))
    nearest = [one for one in site.operations if shared(one) == most]
    if most < 2:
        nearest.append(next(one for one in site.operations if one.path == "/v1/usage/summary"))
    return min((list(complaints(one)) for one in nearest), key=len)


def test_other_methods_are_refused_in_the_apis_own_shape(site):
    by_path, complaints = {}, []
    for operation in site.operations:
        by_path.setdefault(operation.path, []).append(operation)
    for path, known in by_path.items():
        methods = {one.method for one in known}
        for method in {"GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND"} - methods:
            answer = site.send(known[0], method=method, body=b"")
            if method == "OPTIONS" and answer.status == 204:
                continue
            if answer.status != 405 or not methods <= set(answer.headers["Allow"].replace(" ", "").split(",")):
                complaints.append(f"{method} {path}: {answer.status}, Allow: {answer.headers['Allow']}")
            else:
                complaints += [f"{method} {path}: {one}" for one in known[0].shape_complaints(known[0].entry["responses"]["500"]["content"], answer)]
    report(complaints)


def test_head_is_get_without_the_body(site):
    complaints = []
    for operation in [one for one in site.operations if one.method == "GET" and one.path != "/v1/live"]:
        known, secret = site.authorized(operation)
        for headers, query in [(known, secret), ({}, "")]:
            get, head = (site.wire.send(method, operation.target(query), headers) for method in ("GET", "HEAD"))
            if (head.status, head.body, head.type) != (get.status, b"", get.type):
                complaints.append(f"{operation}: GET {get.status} {get.type}, HEAD {head.status} {head.type} {head.body[:50]}")
    report(complaints)


def test_paths_that_nobody_serves_are_told_in_the_apis_own_shape(site):
    complaints, paths = [], set()
    for operation in site.operations:
        path = operation.target()
        paths |= {path + "/", path + "/nowhere", path.rsplit("/", 1)[0] + "/nowhere", path + "%00", path + "%2F", path.replace("/", "//", 1), path + "x"}
        paths |= {path.upper() if path.upper() != path else path + "X", path + "/" + "x" * 5000}
    known = {one.target() for one in site.operations}
    for path in sorted(paths - known):
        answer = site.wire.send("GET", path, {"Authorization": f"Bearer {site.keys['admin']}"})
        if answer.status >= 500:
            complaints.append(f"{path[:90]}: {answer.status}")
        elif answer.status == 307:
            if answer.headers["Location"] != path.rstrip("/"):
                complaints.append(f"{path[:90]}: sent on to {answer.headers['Location']}")
        elif answer.status >= 400 and not path.startswith("//"):
            complaints += [f"{path[:90]}: {one}" for one in error_complaints(site, path, answer)]
    report(complaints)


@pytest.mark.parametrize("prefix", ["/v1/usage/summary", "/analytics/dashboard", "/umbraco/ai/management/api/v1/analytics/summary", "/"])
def test_what_is_hardly_http_ends_quickly(site, prefix):
    head = f"Host: x\r\nAuthorization: Bearer {site.keys['admin']}\r\n".encode()
    start = f"GET {prefix}".encode()
    for data in [
        start + b"?a=" + b"x" * 100_000 + b" HTTP/1.1\r\n" + head + b"\r\n",
        start + b"?period=\x00 HTTP/1.1\r\n" + head + b"\r\n",
        start + b"?period=\xff HTTP/1.1\r\n" + head + b"\r\n",
        start + b" HTTP/1.1\r\n" + head + b"X-Admin-API-Key: " + b"k" * 100_000 + b"\r\n\r\n",
        start + b" HTTP/1.1\r\n" + head + b"Content-Length: -1\r\n\r\n",
        start + b" HTTP/1.1\r\n" + head + b"Content-Length: " + HUGE.encode() + b"\r\n\r\n",
        start + b" HTTP/1.1\r\n" + head + b"Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello!",
        start + b" HTTP/1.1\r\n" + head + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n",
        start + b" HTTP/7.3\r\n" + head + b"\r\n",
        start + b" HTTP/1.1\r\n" + head + b"Upgrade: websocket\r\nConnection: Upgrade\r\n\r\n",
    ]:
        answer = raw(site.server.url, data)
        assert not answer or int(answer.split(b" ", 2)[1]) < 500, (data[:60], answer[:200])
    assert site.server.running()
