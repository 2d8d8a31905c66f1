"""How soon open WebSockets hear of a recorded event while others pour in, and what that costs.

    Benchmarks/live.py                            1,000 sockets, 10,000 events/s, 20 s
    Benchmarks/live.py --cost --sockets 100       as many events as are taken, without and with watchers in turns: what watching costs

A latency is the time from an acknowledgement to the arrival of the next update at a socket, whichever of the events it shows: a flood is
sampled. Some of the sockets read nothing at all and must be dropped without holding up the others. The clients are one more process on
the same machine, so its cores are shared."""

import argparse
import asyncio
import base64
import json
import os
import re
import resource
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parents[1]
BINARY = os.environ.get("WEIR_BINARY", str(ROOT / ".build/release/weir"))
KEY = re.compile(r"weir_[A-Za-z0-9_-]{43}")
ENVIRONMENT = {name: value for name, value in os.environ.items() if not name.startswith("WEIR_")}
BATCH = 500


def start(folder):
    command = [BINARY, "serve", "--data", folder, "--port", "0"]
    process = subprocess.Popen(command, env=ENVIRONMENT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    key = url = None
    for line in process.stdout:
        key = key or (found.group(0) if (found := KEY.search(line)) else None)
        if found := re.search(r"listening on http://(\S+)", line):
            url = found.group(1)
            break
    return process, url, key


def resident(pid, name="VmRSS"):
    return next(int(line.split()[1]) for line in open(f"/proc/{pid}/status") if line.startswith(name)) / 1024


def sender(address, key, rate, seconds, pipe):
    """Records batches at that rate (0: as fast as they are taken) and tells when each was acknowledged."""
    connection = HTTPConnection(address)
    headers = {"Authorization": f"Bearer {key}", "Content-Type": "application/x-ndjson"}
    begin, sent, acknowledged = time.monotonic(), 0, []
    while (now := time.monotonic()) < begin + seconds:
        if rate and sent / rate > now - begin:
            time.sleep(min(sent / rate - (now - begin), 0.01))
            continue
        line = json.dumps({"model": "gpt-4o", "provider": "openai", "user_id": "u", "input_tokens": 100, "output_tokens": 20}) + "\n"
        connection.request("POST", "/v1/events", line * BATCH, headers)
        answer = connection.getresponse()
        answer.read()
        if answer.status == 200:
            sent += BATCH
            acknowledged.append(time.monotonic())
    os.write(pipe, json.dumps({"sent": sent, "seconds": time.monotonic() - begin, "acknowledged": acknowledged}).encode())


class Socket:
    def __init__(self):
        self.arrivals = []
        self.bytes = 0
        self.lost = False

    async def open(self, address, key, reads):
        host, port = address.rsplit(":", 1)
        connection = socket.socket()
        if not reads:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        connection.setblocking(False)
        await asyncio.get_running_loop().sock_connect(connection, (host, int(port)))
        self.reader, self.writer = await asyncio.open_connection(sock=connection, limit=1 << 16)
        nonce = base64.b64encode(os.urandom(16)).decode()
        self.writer.write(
            f"GET /v1/live/socket HTTP/1.1\r\nHost: {host}\r\nAuthorization: Bearer {key}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            f"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {nonce}\r\n\r\n".encode()
        )
        head = await self.reader.readuntil(b"\r\n\r\n")
        assert head.startswith(b"HTTP/1.1 101"), head
        if not reads:
            self.writer.transport.pause_reading()

    async def read(self):
        """Notes when something came; what it is, is the business of the tests."""
        while part := await self.reader.read(1 << 16):
            if len(part) > 10:
                self.arrivals.append(time.monotonic())
            self.bytes += len(part)
        self.lost = True


def processor_seconds(pid):
    fields = open(f"/proc/{pid}/stat").read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def percentile(values, share):
    return values[min(int(len(values) * share), len(values) - 1)] if values else float("nan")


async def opened(count, address, key):
    sockets = [Socket() for _ in range(count)]
    for number in range(0, count, 50):
        await asyncio.gather(*(one.open(address, key, reads=True) for one in sockets[number : number + 50]))
    return sockets


async def record(address, key, rate, seconds):
    """Lets a process of its own send, and returns what it reports."""
    source, sink = os.pipe()
    child = os.fork()
    if child == 0:
        sender(address, key, rate, seconds, sink)
        os._exit(0)
    os.close(sink)
    with os.fdopen(source, "rb") as pipe:
        report = json.loads(await asyncio.to_thread(pipe.read))
    os.waitpid(child, 0)
    return report


async def cost(options, process, address, key):
    """The server's own processor time for an event is the figure: the readers here take theirs from the same cores. On a machine that
    does other work as well, the least of each is what to compare."""
    figures = {0: [], options.sockets: []}
    await record(address, key, 0, 2)
    for _ in range(options.rounds):
        for count, samples in figures.items():
            sockets = await opened(count, address, key)
            tasks = [asyncio.create_task(one.read()) for one in sockets]
            spent = processor_seconds(process.pid)
            report = await record(address, key, 0, options.seconds)
            await asyncio.sleep(2)  # what was acknowledged is stored by then
            spent = processor_seconds(process.pid) - spent
            samples.append((report["sent"] / report["seconds"], spent / report["sent"] * 1e6))
            for one, task in zip(sockets, tasks):
                task.cancel()
                one.writer.close()
    for count, samples in figures.items():
        rate, spent = (statistics.median(column) for column in zip(*samples))
        least = min(sample[1] for sample in samples)
        print(f"{count:>5} sockets: {rate:>9,.0f} events/s, {spent:.2f} CPU-s of the server a million events, {least:.2f} at least")
    alone, watched = figures.values()
    pairs = zip(alone, watched)
    rates, spent = zip(*((before[0] / after[0], after[1] / before[1]) for before, after in pairs))
    print(f"watching costs {(statistics.median(spent) - 1) * 100:.1f} % more processor time of the server an event (at most 5 %),")
    print(f"and with the readers on the same cores {(1 - 1 / statistics.median(rates)) * 100:.1f} % of the rate; medians of {len(alone)} turns")
    least = min(after[1] for after in watched) / min(before[1] for before in alone)
    print(f"the least of each: {(least - 1) * 100:.1f} % more")


async def measure(options, process, address, key):
    deaf = [Socket() for _ in range(options.deaf)]
    begin = time.monotonic()
    sockets = await opened(options.sockets, address, key)
    await asyncio.gather(*(one.open(address, key, reads=False) for one in deaf))
    print(f"opened {len(sockets)} sockets and {len(deaf)} that read nothing in {time.monotonic() - begin:.2f} s")
    idle, spent = resident(process.pid), processor_seconds(process.pid)
    tasks = [asyncio.create_task(one.read()) for one in sockets]
    report = await record(address, key, options.rate, options.seconds)
    await asyncio.sleep(2)
    spent = processor_seconds(process.pid) - spent
    for task in tasks:
        task.cancel()
    dropped = [asyncio.create_task(one.read()) for one in deaf]
    for one in deaf:
        one.writer.transport.resume_reading()
    await asyncio.sleep(2)
    print(f"sockets that read nothing: {len(deaf)}, dropped: {sum(task.done() for task in dropped)}")
    print(f"server: {spent:.1f} CPU-s, {spent / report['sent'] * 1e6:.1f} CPU-s a million events")
    judge(options, process, sockets, report, idle)


def judge(options, process, sockets, report, idle):
    print(f"recorded {report['sent']:,} events in {report['seconds']:.1f} s: {report['sent'] / report['seconds']:,.0f} events/s")
    print(f"resident memory: {idle:.0f} MB with idle sockets, {resident(process.pid):.0f} MB after, {resident(process.pid, 'VmHWM'):.0f} MB at most")
    if not sockets:
        return True
    late = []
    # An update may overtake the acknowledgement of what it tells, so the last ones need not be followed by any.
    judged = [moment for moment in report["acknowledged"] if moment < report["acknowledged"][-1] - 1.5]
    for one in sockets:
        place = 0
        for moment in judged:
            while place < len(one.arrivals) and one.arrivals[place] < moment:
                place += 1
            late.append(one.arrivals[place] - moment if place < len(one.arrivals) else float("inf"))
    late.sort()
    lost = sum(one.lost for one in sockets)
    print(f"sockets lost: {lost}; bytes to each: {sum(one.bytes for one in sockets) / len(sockets):,.0f}")
    print(f"acknowledgement to next update, ms: p50 {percentile(late, 0.5) * 1e3:.0f}, p99 {percentile(late, 0.99) * 1e3:.0f}, longest {late[-1] * 1e3:.0f}")
    print("ratio to 1 s (longest):", f"{late[-1]:.2f}" + ("" if late[-1] <= 1 and not lost else "  MISSED"))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sockets", type=int, default=1000)
    parser.add_argument("--deaf", type=int, default=10, help="sockets that read nothing")
    parser.add_argument("--rate", type=int, default=10_000, help="events a second; 0: as fast as they are taken")
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--cost", action="store_true", help="compare ingest with and without the sockets")
    parser.add_argument("--rounds", type=int, default=12, help="of such a comparison")
    options = parser.parse_args()
    resource.setrlimit(resource.RLIMIT_NOFILE, (resource.getrlimit(resource.RLIMIT_NOFILE)[1],) * 2)
    with tempfile.TemporaryDirectory() as folder:
        process, address, key = start(folder)
        try:
            asyncio.run((cost if options.cost else measure)(options, process, urlsplit("//" + address).netloc, key))
            begin = time.monotonic()
            process.send_signal(signal.SIGTERM)
            code = process.wait(60)
            print(f"stopped with {code} in {time.monotonic() - begin:.2f} s")
        finally:
            if process.poll() is None:
                process.kill()
    return code


if __name__ == "__main__":
    sys.exit(main())
