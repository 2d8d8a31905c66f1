"""Eight clients that record as fast as they are answered and remember what was acknowledged."""

import http.client
import json
import random
import threading
import uuid
from urllib.parse import urlsplit

from weir import eventually, now


class Load:
    """Threads that post batches until the server goes away or `finish` is called. Batches differ in size; now and then an old one is
    sent again, as clients do that did not see an answer."""

    def __init__(self, server, key, project, seed, clients=8):
        self.address = urlsplit(server.url)
        self.key, self.project = key, project
        self.sent, self.acknowledged, self.unanswered = set(), set(), []
        self.refusals = []
        self.over = threading.Event()
        self.news = threading.Condition()
        self.threads = [threading.Thread(target=self.run, args=(random.Random(seed * 100 + number),)) for number in range(clients)]
        for thread in self.threads:
            thread.start()

    def run(self, dice):
        connection = http.client.HTTPConnection(self.address.hostname, self.address.port, timeout=60)
        recent = []
        while not self.over.is_set():
            if recent and dice.random() < 0.1:
                batch = dice.choice(recent)
            else:
                batch = [str(uuid.UUID(int=dice.getrandbits(128))) for _ in range(dice.choice([1, 1, 5, 40, 200]))]
                recent = [batch, *recent[:3]]
            with self.news:
                self.sent.update(batch)
            try:
                status = self.post(connection, batch)
            except (OSError, http.client.HTTPException):
                with self.news:
                    self.unanswered.append(batch)
                return
            with self.news:
                if status == 200:
                    self.acknowledged.update(batch)
                elif status not in (429, 503):
                    self.refusals.append(status)
                self.news.notify_all()

    def post(self, connection, ids):
        stamp = now()
        lines = [{"id": id, "timestamp": stamp, "project": self.project, "model": "gpt-4o", "input_tokens": 1} for id in ids]
        body = "".join(json.dumps(line) + "\n" for line in lines)
        connection.request("POST", "/v1/events", body, {"Authorization": f"Bearer {self.key}", "Content-Type": "application/x-ndjson"})
        answer = connection.getresponse()
        text = answer.read()
        if answer.status == 200:
            counts = json.loads(text)
            assert counts["accepted"] + counts["duplicates"] == len(ids), text
        return answer.status

    def wait_for(self, count, seconds=120):
        """Until so many events are acknowledged."""
        with self.news:
            assert self.news.wait_for(lambda: len(self.acknowledged) >= count, timeout=seconds), "the server does not acknowledge"

    def finish(self, seconds=90):
        self.over.set()
        for thread in self.threads:
            thread.join(seconds)
        assert not any(thread.is_alive() for thread in self.threads)


def check(client, load):
    """Every acknowledged event is there, none twice, none that nobody sent. What a crash left in the journal may take a moment."""
    eventually(lambda: load.acknowledged <= set(client.ids(project=load.project)), "all acknowledged events can be read")
    stored = client.ids(project=load.project)
    assert [id for id, count in stored.items() if count > 1] == []
    assert set(stored) - load.sent == set()
    row = client.summary("requests,input_tokens", project=load.project)
    assert row == {"requests": len(stored), "input_tokens": len(stored)}
    assert load.refusals == []
    return stored
