"""kill -9 in the middle of a load: nothing acknowledged is lost, nothing is doubled. WEIR_CRASH_ROUNDS=20 for the long form."""

import os
import random

from load import Load, check
from weir import Server, ndjson

ROUNDS = int(os.environ.get("WEIR_CRASH_ROUNDS", "3"))


def test_kill_9_under_load_loses_nothing_and_doubles_nothing(tmp_path):
    dice = random.Random(1)
    rounds, key, server = [], None, Server(tmp_path / "data")
    try:
        key = server.admin_key
        for number in range(ROUNDS):
            load = Load(server, key, f"round-{number}", seed=number)
            load.wait_for(dice.randrange(500, 6000))
            server.kill()
            load.finish()
            server = Server(tmp_path / "data")
            client = server.client(key)
            stored = check(client, load)
            resend(client, load, stored)
            rounds.append(load)
        server.kill()
        server = Server(tmp_path / "data")
        for load in rounds:
            assert set(check(server.client(key), load)) >= load.acknowledged
        assert server.client(key).summary()["requests"] == sum(len(load.acknowledged) for load in rounds)
        assert server.stop() == 0
    finally:
        server.kill()


def resend(client, load, stored):
    """What a client does that got no answer: the same events again. They are then there once, whatever the crash left of them."""
    unsure = sorted(load.sent - load.acknowledged)
    if not unsure:
        return
    events = [{"id": id, "project": load.project, "input_tokens": 1} for id in unsure]
    answer = client.record(ndjson(events), Content_Type="application/x-ndjson").json()
    assert answer["duplicates"] == len(set(unsure) & set(stored))
    assert answer["accepted"] == len(set(unsure) - set(stored))
    load.acknowledged.update(unsure)
    assert set(check(client, load)) == load.sent
