"""What is asked of each endpoint, and what the product that it stands for took for the same.

Paths are those of /openapi.json; what a server does not serve is left out, and what it serves beside these is asked without parameters.
The originals' times were recorded on 2 cores: Auto-Analyst over 300 thousand requests, 30 thousand executions and 20 thousand ratings on
SQLite (PostgreSQL 15), Open WebUI over 1 million messages on SQLite. The others' are not known."""

from datetime import datetime, timezone

NOW = datetime(2026, 3, 15, tzinfo=timezone.utc)
DAY = 86_400
END = int(NOW.timestamp())

ANALYTICS = {
    "/dashboard": [("period=7d", "187 (186)"), ("period=30d", "320 (298)"), ("period=90d", "670 (558)")],
    "/usage/summary": [("", "")],
    "/usage/models": [("period=90d", "")],
    "/daily": [("days=90", "")],
    "/users": [("limit=100", "93 (111)")],
    "/users/activity": [("period=30d", "6,531 (2,126)"), ("period=90d", "19,090 (4,199)")],
    "/users/sessions/stats": [("", "1,021 (467)")],
    "/models/history": [("period=90d", "371 (167)")],
    "/models/metrics": [("", "262 (56)")],
    "/costs/summary": [("period=90d", "")],
    "/costs/daily": [("period=90d", "")],
    "/costs/models": [("period=90d", "")],
    "/costs/projections": [("", "")],
    "/costs/today": [("", "62 (34)")],
    "/tiers/usage": [("period=90d", "183 (73)")],
    "/tiers/projections": [("", "")],
    "/tiers/efficiency": [("period=90d", "")],
    "/code-executions/summary": [("period=90d", "582 (220)")],
    "/code-executions/detailed": [("period=90d&limit=100", "")],
    "/code-executions/users": [("period=90d&limit=50", "")],
    "/code-executions/error-analysis": [("period=90d", "319 (193)")],
    "/feedback/summary": [("period=90d", "")],
    "/feedback/detailed": [("period=90d", "")],
    "/public/ticker": [("", "50 (47)")],
    "/debug/model_usage": [("", "")],
}

WEBUI = {
    "/models": [("", "2,188"), ("{month}", "273"), ("group_id=group-1", "184")],
    "/users": [("", "1,534"), ("{month}", "192"), ("metric=tokens", "1,432"), ("group_id=group-1", "152")],
    "/summary": [("", "1,251"), ("{month}", "174")],
    "/tokens": [("", "2,081"), ("{month}", "248"), ("group_id=group-1", "244")],
    "/daily": [
        ("", "1,676"), ("{year}", "2,193"), ("{year}&metric=tokens", "2,912"), ("{week}&granularity=hourly", "104"),
        ("{year}&granularity=hourly", "7,907"), ("granularity=hourly", "10,572"), ("{day}&granularity=10m", "19"),
        ("{quarter}&compare=true", "1,371"),
    ],
    "/messages": [("model_id=gpt-4o-mini", "8"), ("model_id=gpt-4o-mini&skip=5000", "7"), ("user_id=user-0001", "17")],
    "/models/gpt-4o-mini/chats": [("", "1,141"), ("skip=1000", "1,320"), ("order_by=title", "805")],
    "/models/gpt-4o-mini/overview": [("days=30", "525"), ("days=0", "1,682")],
}  # fmt: skip
WEBUI_SPANS = {"day": 1, "week": 7, "month": 30, "quarter": 90, "year": 365}

METRICS = "metrics=requests,cost,input_tokens,output_tokens,total_tokens,success_rate,average_duration_ms"
NATIVE = {
    "/v1/usage/summary": [f"period={period}&{METRICS},users" for period in ("30d", "90d", "365d", "all")] + ["period=30d&compare=previous"],
    "/v1/usage/timeseries": [
        f"period=30d&granularity=day&{METRICS}", f"period=365d&granularity=hour&{METRICS}", f"period=365d&granularity=day&by=model&{METRICS}",
        f"period=24h&granularity=10m&{METRICS}", f"period=365d&granularity=day&zone=Europe/Berlin&{METRICS}", "period=365d&granularity=day&metrics=users",
    ],
    "/v1/usage/users": ["period=month", "period=365d"],
    "/v1/requests": ["limit=100", "limit=1000", "limit=100&user_id=user-0001", "limit=100&status=failure"],
    "/v1/export": ["period=1h", "period=1h&format=csv"],
    "/v1/users": ["", "period=30d"],
    "/v1/models": [""],
    "/v1/providers": [""],
    "/v1/messages": ["limit=100", "chat_id=chat-0000000042", "user_id=user-0001"],
    "/v1/feedback": ["limit=100", "message_id=m-2001"],
    "/v1/executions": ["limit=100", "success=false"],
    "/v1/chats": ["limit=100", "user_id=user-0001"],
    "/v1/agent-runs": ["limit=100", "agent_id=agent-7"],
    "/v1/directory/users": ["limit=1000"],
}  # fmt: skip
DIMENSIONS = ["model", "provider", "user_id", "status", "feature", "chat_id"]
COLUMNS = ["provider", "model", "configuration", "task"]

CLARA = {"/providers": [""], "/chats": [""], "/models": [""], "/agents": [""], "/overview": [""]}
UMBRACO = "/umbraco/ai/management/api/v1"

# Their header cannot tell what the engine does after the answer began.
STREAMED = ("/v1/export", "/v1/verify", "/api/v1/chats/all/db", "/api/v1/evaluations/feedbacks/all/export")

# Streams, pages, what the machine asks, and single things by their id.
LEFT_OUT = ("/v1/live", "/healthz", "/readyz", "/metrics", "/openapi.json", "/docs", "/analytics/realtime", "/analytics/dashboard/realtime",
            "/v1/budgets/{id}", "/v1/quarantine", "/v1/keys")  # fmt: skip


def spans():
    return {name: f"start_date={END - days * DAY}&end_date={END}" for name, days in WEBUI_SPANS.items()}


def questions():
    """(path of the document, address to ask, the original's milliseconds)"""
    for path, asked in ANALYTICS.items():
        for query, recorded in asked:
            yield "/analytics" + path, address("/analytics" + path, query), recorded
    for path, asked in WEBUI.items():
        for query, recorded in asked:
            whole = "/api/v1/analytics" + path
            yield whole, address(whole, query.format(**spans())), recorded
    for path, asked in CLARA.items():
        for query in asked:
            yield "/api/admin/analytics" + path, address("/api/admin/analytics" + path, query), ""
    for path, asked in NATIVE.items():
        for query in asked:
            yield path, address(path, query), ""
    for dimension in DIMENSIONS:
        for period in ("30d", "365d"):
            yield "/v1/usage/breakdown/{dimension}", f"/v1/usage/breakdown/{dimension}?period={period}&order=-requests&{METRICS}", ""
    for dimension in COLUMNS:
        yield "/v1/usage/columns/{dimension}", f"/v1/usage/columns/{dimension}?period=30d", ""


def umbraco(path):
    """Its routes differ in their names only: all over a year, those of series by the hour too."""
    year = "from=2025-03-15T00:00:00Z&to=2026-03-15T00:00:00Z"
    yield address(path, year)
    if "time" in path:
        hourly = "Hourly" if "usage-" in path else "hour"
        yield address(path, f"{year}&granularity={hourly}")


def address(path, query):
    return f"{path}?{query}" if query else path
