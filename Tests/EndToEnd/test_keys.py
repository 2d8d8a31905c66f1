"""Keys, made over HTTP and by the command, beside a running server and without one."""

from conftest import new_key
from test_ingest import problem
from weir import KEY, Server, event, eventually, weir


def created(*arguments):
    """The command prints the key alone."""
    text = weir("keys", "create", *arguments).stdout
    assert KEY.fullmatch(text.strip()), text
    return text.strip()


def test_a_key_is_made_listed_and_revoked(admin):
    answer = admin.call("POST", "/v1/keys", json={"name": "ci", "scope": "ingest", "project": "website"})
    assert answer.status_code == 201
    key = answer.json()
    assert KEY.fullmatch(key["secret"])
    listed = admin.get("/v1/keys")
    assert key["secret"] not in listed.text and "digest" not in listed.text
    assert key["id"] in listed.text
    client = type(admin)(admin.url, key["secret"])
    assert client.record(event(id="by ci")).status_code == 200
    assert admin.ids(project="website") == {"by ci": 1}
    assert admin.call("DELETE", f"/v1/keys/{key['id']}").status_code == 200
    problem(client.record(event()), 401)
    problem(admin.call("DELETE", "/v1/keys/no-such-key"), 404)


def test_a_key_that_has_expired_is_no_key(admin):
    past = admin.call("POST", "/v1/keys", json={"name": "old", "scope": "read", "expires_at": "2020-01-01T00:00:00Z"})
    if past.status_code == 201:
        problem(type(admin)(admin.url, past.json()["secret"]).get("/v1/usage/summary"), 401)
    else:
        problem(past, 422)


def test_only_admins_handle_keys(admin):
    for scope in ("ingest", "read"):
        client = new_key(admin, scope)
        problem(client.get("/v1/keys"), 403)
        problem(client.call("POST", "/v1/keys", json={"name": "x", "scope": "admin"}), 403)


def test_a_wish_for_a_key_is_checked(admin):
    for wish in [{}, {"name": "x"}, {"name": "x", "scope": "root"}, {"name": "", "scope": "read"}, {"name": 5, "scope": "read"}]:
        answer = admin.call("POST", "/v1/keys", json=wish)
        assert answer.status_code in (400, 422), answer.text
        problem(answer, answer.status_code)


def test_the_command_works_without_a_server(tmp_path, start):
    data = tmp_path / "data"
    key = created("by hand", "--scope", "admin", "--data", data)
    server = start()
    assert not KEY.search(server.output), "there is an admin key already: none is made"
    assert server.client(key).ask("/v1/keys")


def test_the_command_works_while_the_server_runs(start):
    server = start()
    key = created("beside", "--scope", "read", "--project", "p", "--data", server.data)
    client = server.client(key)
    assert client.summary()["requests"] == 0
    listing = weir("keys", "list", "--data", server.data).stdout
    assert "beside" in listing and key not in listing
    (listed,) = [one for one in server.client().ask("/v1/keys")["keys"] if one["name"] == "beside"]
    weir("keys", "revoke", listed["id"], "--data", server.data)
    eventually(lambda: client.get("/v1/usage/summary").status_code == 401, "the revoked key is refused")


def test_keys_outlive_a_restart(tmp_path):
    server = Server(tmp_path / "data")
    try:
        admin_key = server.admin_key
        revoked = server.client().call("POST", "/v1/keys", json={"name": "r", "scope": "read"}).json()
        server.client().call("DELETE", f"/v1/keys/{revoked['id']}")
        assert server.stop() == 0
        server = Server(tmp_path / "data")
        assert server.client(admin_key).summary()["requests"] == 0
        problem(server.client(revoked["secret"]).get("/v1/usage/summary"), 401)
        assert admin_key not in server.output, "the key is printed once"
    finally:
        server.kill()


def test_a_secret_is_in_no_file_of_the_data_directory(start):
    server = start()
    secret = server.admin_key.encode()
    server.client().summary()
    server.stop()
    holders = [path for path in server.data.rglob("*") if path.is_file() and secret in path.read_bytes()]
    assert holders == []
