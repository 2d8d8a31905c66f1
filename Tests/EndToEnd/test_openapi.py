"""/openapi.json is valid, and the server does what it says: no 5xx, no answer that is not documented.

WEIR_SCHEMATHESIS_SECONDS lets schemathesis look for longer."""

import os
import subprocess
import sys
from pathlib import Path

from openapi_spec_validator import validate

from weir import ENVIRONMENT, Client, event

SECONDS = int(os.environ.get("WEIR_SCHEMATHESIS_SECONDS", "50"))
CHECKS = "not_a_server_error,status_code_conformance,content_type_conformance,response_headers_conformance,response_schema_conformance"


def test_the_document_is_valid_openapi(server):
    document = Client(server.url, None).get("/openapi.json").json()
    assert document["openapi"].startswith("3.1")
    validate(document)


def test_the_document_names_every_path_of_the_api(admin):
    paths = set(admin.ask("/openapi.json")["paths"])
    assert {
        "/v1/events",
        "/v1/keys",
        "/v1/keys/{id}",
        "/v1/quarantine",
        "/v1/quarantine/replay",
        "/v1/usage/summary",
        "/v1/usage/timeseries",
        "/v1/usage/breakdown/{dimension}",
        "/v1/usage/query",
        "/v1/requests",
        "/v1/users",
        "/v1/models",
        "/v1/providers",
        "/v1/prices/overrides",
        "/healthz",
        "/readyz",
        "/metrics",
    } <= paths


def test_the_readable_docs_are_there(server):
    answer = Client(server.url, None).get("/docs")
    assert answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html")
    assert "/v1/events" in answer.text


def test_the_server_keeps_to_its_document(start, tmp_path):
    server = start()
    server.client().record([event(model=f"m{number % 3}", user_id="u", cost=1) for number in range(50)])
    arguments = [
        *("run", f"{server.url}/openapi.json", "--header", f"Authorization: Bearer {server.admin_key}", "--checks", CHECKS),
        # Where Auto-Analyst's clients put their key.
        *("--header", f"X-Admin-API-Key: {server.admin_key}"),
        *("--max-time", str(SECONDS), "--seed", "1", "--max-examples", "40" if SECONDS <= 60 else "1000", "--workers", "2"),
        *("--suppress-health-check", "all", "--request-timeout", "90", "--warnings", "off", "--no-color", "--continue-on-failure"),
        # Its answer never ends.
        *("--exclude-path", "/v1/live"),
    ]
    command = Path(sys.executable).with_name("schemathesis")
    done = subprocess.run([command, *arguments], cwd=tmp_path, env=ENVIRONMENT, capture_output=True, text=True, timeout=SECONDS + 300)
    assert done.returncode == 0, done.stdout[-20000:] + done.stderr[-3000:]
    assert server.running()
