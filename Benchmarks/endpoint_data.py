"""What the benchmark of all endpoints asks about: a year of requests from the load generator, and the records around them."""

import json
import random
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timezone
from http.client import HTTPConnection

BATCH = 10_000
YEAR = 365 * 86_400
MODELS = ["gpt-4o-mini", "gpt-4o", "claude-sonnet-4-5", "claude-haiku-4-5", "gemini-2.5-flash", "gpt-4.1", "o4-mini", "gemini-2.5-pro"]
AGENTS = ["planner", "data_viz", "sk_learn", "preprocessing", "statistics"]
ERRORS = ["NameError: name 'df' is not defined", "KeyError: 'price'", "TypeError: unsupported operand", "SyntaxError: invalid syntax"]
USERS, GROUPS = 5_000, 20


def instant(second):
    return datetime.fromtimestamp(second, timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


class Records:
    """Rows of every kind, the same in every run. Times rise with the number, as in life."""

    def __init__(self, now, messages, executions):
        self.now, self.chats = now, max(messages // 10, 1)
        self.kinds = {
            "users": (USERS, self.user), "groups": (GROUPS, self.group), "chats": (self.chats, self.chat),
            "messages": (messages, self.message), "feedback": (messages // 20, self.feedback),
            "executions": (executions, self.execution), "agents": (200, self.agent), "agent-runs": (messages // 10, self.run),
        }  # fmt: skip
        self.random = random.Random(7)

    def when(self, number, count):
        return instant(self.now - YEAR + int(YEAR * number / count))

    def person(self, number):
        """The load generator's users; few of them do most. One of a chat is the same in all its records."""
        return f"user-{number * 2654435761 % 4294967296 * (number * 40503 % 65536) // 65536 * USERS >> 32:04d}"

    def user(self, number):
        return {"id": f"user-{number:04d}", "name": f"Person {number}", "email": f"p{number}@example.org", "role": "user",
                "registered_at": self.when(number, USERS)}  # fmt: skip

    def group(self, number):
        return {"id": f"group-{number}", "name": f"Group {number}", "parent_id": f"group-{number // 4}" if number > 3 else None,
                "members": [f"user-{user:04d}" for user in range(number, USERS, GROUPS)], "created_at": self.when(0, 1)}  # fmt: skip

    def chat(self, number):
        return {"id": f"chat-{number:010d}", "user_id": self.person(number), "title": f"About {number % 997}", "tags": ["work"],
                "created_at": self.when(number, self.chats), "updated_at": self.when(number, self.chats)}  # fmt: skip

    def message(self, number):
        chat, answers = number // 10, number % 2 == 1
        row = {"id": f"m-{number}", "chat_id": f"chat-{chat:010d}", "user_id": self.person(chat), "role": "assistant" if answers else "user",
               "created_at": self.when(number, self.chats * 10)}  # fmt: skip
        if answers:
            sent, given = 100 + number % 4000, 20 + number % 700
            row |= {"model": MODELS[self.random.randrange(8) % self.random.randrange(1, 9)], "input_tokens": sent, "output_tokens": given,
                    "has_usage": True, "usage": {"input_tokens": sent, "output_tokens": given}, "done": True}  # fmt: skip
        return row

    def feedback(self, number):
        return {"id": f"f-{number}", "chat_id": f"chat-{number * 2:010d}", "message_id": f"m-{number * 20 + 1}", "user_id": self.person(number * 2),
                "model": MODELS[number % 8], "rating": 1 + number % 5, "created_at": self.when(number * 2, self.chats)}  # fmt: skip

    def execution(self, number):
        row = {"id": f"e-{number}", "message_id": f"m-{number * 2 + 1}", "chat_id": f"chat-{number // 5:010d}", "user_id": self.person(number // 5),
               "provider": "openai", "model": MODELS[number % 8], "success": number % 5 > 0, "created_at": self.when(number, self.kinds["executions"][0])}  # fmt: skip
        if number % 5 == 0:
            agent = AGENTS[number // 5 % len(AGENTS)]
            row |= {"failed_agents": [agent], "error_messages": {agent: ERRORS[number // 25 % len(ERRORS)]}}
        return row

    def agent(self, number):
        return {"id": f"agent-{number}", "user_id": self.person(number), "name": f"Agent {number}", "status": "deployed",
                "created_at": self.when(number, 200)}  # fmt: skip

    def run(self, number):
        return {"id": f"run-{number}", "agent_id": f"agent-{number % 200}", "user_id": self.person(number % 200), "status": "completed",
                "trigger": "manual", "duration_ms": 10 + number % 9000, "started_at": self.when(number, self.kinds["agent-runs"][0])}  # fmt: skip

    def bodies(self, kind):
        count, make = self.kinds[kind]
        for first in range(0, count, BATCH):
            rows = [make(number) for number in range(first, min(first + BATCH, count))]
            yield len(rows), "\n".join(json.dumps(row) for row in rows)


def record(port, key, records):
    """Sends them all; yields for each kind how many there were, in how many seconds, and the longest batch in milliseconds."""
    connection = HTTPConnection("127.0.0.1", port, timeout=300)
    headers = {"Authorization": f"Bearer {key}", "Content-Type": "application/x-ndjson"}
    for kind in records.kinds:
        spent, longest, sent = 0.0, 0.0, 0
        for count, body in ahead(records.bodies(kind)):
            begin = time.perf_counter()
            connection.request("POST", f"/v1/{kind}", body, headers)
            answer = connection.getresponse()
            text = answer.read()
            assert answer.status == 200 and json.loads(text)["accepted"] == count, text[:500]
            took = time.perf_counter() - begin
            spent, longest, sent = spent + took, max(longest, took), sent + count
        yield kind, sent, spent, longest * 1000


def ahead(bodies):
    """Makes the next body while the last one is on its way."""
    with ThreadPoolExecutor(1) as pool:
        following = pool.submit(next, bodies, None)
        while (body := following.result()) is not None:
            following = pool.submit(next, bodies, None)
            yield body
