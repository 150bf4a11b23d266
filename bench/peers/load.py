"""So many clients at once, each sending its next request when the last is answered; one loop, no threads."""

import selectors
import socket
import time

ANSWER_BYTES_MAX = 16 << 20
# How often a request is tried that a server refuses under load; the time of all tries counts.
TRIES = 3


class Outcome:
    """What a load came to; times in seconds."""

    def __init__(self, took, durations, again):
        self.took, self.durations, self.again = took, sorted(durations), again

    @property
    def rate(self):
        return len(self.durations) / self.took

    def ms(self, percent):
        """A percentile in milliseconds."""
        if not self.durations:
            return float("nan")
        at = min(len(self.durations) - 1, int(len(self.durations) * percent / 100))
        return self.durations[at] * 1000


class _Client:
    def __init__(self, at, keep):
        self.at, self.keep, self.sock = at, keep, None

    def send(self, request, again=False):
        if self.sock is None:
            self.sock = socket.create_connection(self.at, timeout=120)
            self.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.read, self.whole = bytearray(), None
        if not again:
            self.request, self.tries, self.sent = request, 1, time.perf_counter()
        self.sock.sendall(request)

    def more(self):
        """Reads what is there; whether the answer is whole."""
        part = self.sock.recv(1 << 18)
        self.read += part
        if len(self.read) > ANSWER_BYTES_MAX:
            raise RuntimeError("the answer is too long")
        if not part:
            if self.keep:
                raise RuntimeError("the server closed the connection")
            return True
        if self.keep and self.whole is None:
            end = self.read.find(b"\r\n\r\n")
            if end >= 0:
                self.whole = end + 4 + _length(bytes(self.read[:end]))
        return self.whole is not None and len(self.read) >= self.whole

    def over(self):
        if not self.keep:
            self.sock.close()
            self.sock = None

    def status(self):
        return int(self.read[9:12])

    def body(self):
        return bytes(self.read[self.read.find(b"\r\n\r\n") + 4:])


def _length(head):
    for line in head.split(b"\r\n")[1:]:
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            return int(value)
    raise RuntimeError("an answer without a length")


def run(at, keep, clients, requests, expected, seconds=None):
    """Sends requests until there are none or the time is over. `keep`: connections stay open; else each
    request has its own, as behind a proxy. What is answered with another status than `expected` is tried
    again, and ends the run with its words when it stays so."""
    watch, under_way, durations, again = selectors.DefaultSelector(), 0, [], 0
    requests, begun = iter(requests), time.perf_counter()

    def begin(client):
        if seconds is not None and time.perf_counter() - begun > seconds:
            return 0
        request = next(requests, None)
        if request is None:
            return 0
        client.send(request)
        watch.register(client.sock, selectors.EVENT_READ, client)
        return 1

    for _ in range(clients):
        under_way += begin(_Client(at, keep))
    while under_way:
        for key, _ in watch.select(timeout=120):
            client = key.data
            if not client.more():
                continue
            watch.unregister(client.sock)
            client.over()
            if client.status() != expected:
                if client.tries == TRIES:
                    raise RuntimeError(f"status {client.status()} in place of {expected}: {client.body()[:400]!r}")
                client.tries, again = client.tries + 1, again + 1
                client.send(client.request, again=True)
                watch.register(client.sock, selectors.EVENT_READ, client)
                continue
            durations.append(time.perf_counter() - client.sent)
            under_way += begin(client) - 1
    return Outcome(time.perf_counter() - begun, durations, again)
