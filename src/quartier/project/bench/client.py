"""The visitors: a process of its own that sends requests as fast as they are answered, over connections it keeps.

Reads one order a line as JSON from standard input (see `Order`) and writes what came of it, as JSON. Its own CPU isn't
counted. In a body, {n} becomes another number and {uuid} another UUID each time; cookies take turns.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from dataclasses import asdict, dataclass, field
from itertools import count
from statistics import quantiles
from uuid import uuid4

MOST_LOST = 500  # connections


@dataclass
class Order:
    port: int
    path: str
    seconds: float
    connections: int = 8
    cookies: list[str] = field(default_factory=lambda: [""])
    body: str = ""  # given: a form is sent
    packed: bool = True  # as every browser asks for it
    ok: int = 200


@dataclass
class Outcome:
    requests: int
    bad: int
    seconds: float
    p50: float  # milliseconds
    p95: float
    size: float  # of a body on the wire
    complaint: str = ""


class Visitor(asyncio.Protocol):
    """One connection: sends the next request when the answer to the last is complete."""

    def __init__(self, visit: Visit) -> None:
        self.visit = visit
        self.buffer = b""
        self.missing = -1  # bytes of the body; -1: still in the headers

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        self.send()

    def send(self) -> None:
        if time.perf_counter() >= self.visit.end:
            self.transport.close()
            return
        self.began = time.perf_counter()
        self.transport.write(self.visit.request())

    def data_received(self, data: bytes) -> None:
        if self.missing < 0:
            self.buffer += data
            head, gap, data = self.buffer.partition(b"\r\n\r\n")
            if not gap:
                return
            self.buffer = b""
            self.status = int(head[9:12])
            low = head.lower() + b"\r\n"
            place = low.find(b"content-length:")
            self.missing = self.size = int(low[place + 15 : low.index(b"\r\n", place)]) if place > 0 else 0
            self.closes = b"connection: close" in low
            self.beginning = data[:200] if self.status != self.visit.order.ok else b""
        self.missing -= len(data)
        if self.missing <= 0:
            self.missing = -1
            self.visit.answered(self)
            if self.closes:
                self.transport.close()
            else:
                self.send()

    def connection_lost(self, _error: Exception | None) -> None:
        self.visit.left()


class Visit:
    """All connections of one order."""

    def __init__(self, order: Order) -> None:
        self.order = order
        self.numbers = count(time.time_ns() // 1_000_000 % 1_000_000_000)
        self.times: list[float] = []
        self.sizes = self.bad = 0
        self.complaint = ""
        self.open = self.lost = 0

    def request(self) -> bytes:
        number, order = next(self.numbers), self.order
        body = order.body.replace("{n}", str(number)).replace("{uuid}", str(uuid4())).encode()
        head = [
            f"{'POST' if order.body else 'GET'} {order.path} HTTP/1.1",
            "Host: 127.0.0.1",
            f"Cookie: {order.cookies[number % len(order.cookies)]}",
            "Accept-Language: de",
        ]
        if order.packed:
            head.append("Accept-Encoding: gzip")
        if body:
            head += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}"]
        return "\r\n".join(head).encode() + b"\r\n\r\n" + body

    def answered(self, visitor: Visitor) -> None:
        self.times.append((time.perf_counter() - visitor.began) * 1000)
        self.sizes += visitor.size
        if visitor.status != self.order.ok:
            self.bad += 1
            self.complaint = f"{visitor.status} {visitor.beginning!r}"

    def left(self) -> None:
        self.open -= 1
        self.lost += 1
        if self.lost > MOST_LOST:
            self.end = 0.0  # something is wrong: what came so far says what
        if time.perf_counter() < self.end:
            self.again = asyncio.get_running_loop().create_task(self.come())  # the server closed it: come again
        elif not self.open and not self.done.done():
            self.done.set_result(None)

    async def come(self) -> None:
        self.open += 1
        await asyncio.get_running_loop().create_connection(lambda: Visitor(self), "127.0.0.1", self.order.port)

    async def run(self) -> Outcome:
        self.done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        began = time.perf_counter()
        self.end = began + self.order.seconds
        for _number in range(self.order.connections):
            await self.come()
        await asyncio.wait_for(self.done, self.order.seconds + 60)
        cuts = quantiles(self.times, n=20) if len(self.times) > 1 else [0.0] * 19
        size = self.sizes / max(1, len(self.times))
        return Outcome(
            len(self.times), self.bad, time.perf_counter() - began, cuts[9], cuts[18], size, self.complaint[:300]
        )


def main() -> None:
    for line in sys.stdin:
        outcome = asyncio.run(Visit(Order(**json.loads(line))).run())
        print(json.dumps(asdict(outcome)), flush=True)


if __name__ == "__main__":
    main()
