"""Offers a server several times what it can do, and looks whether it still does that and sends the rest away at once.

    python dev/bench/overload.py --alphalift ./alphalift --seconds 60 --json OUT.json

First the capacity: 2, 4, 8, ... clients, each with its next request as soon as it has an answer, until more of them
no longer give more good answers a second. Then clients arrive by themselves (exponential gaps by --seed) at --factor
times that rate, whatever the server does. One that is sent away with 429 waits as long as Retry-After says and tries
again, for ever (--tries bounds it), so that the attempts grow to many times the capacity. What is measured:

good       200 answers that were complete within the time, a second, against the capacity
sent away  429 answers: milliseconds from just before the first byte of the request is sent to when the end of the
           status line has been received. Connecting comes before, where no kept connection is free
failures   every other status, a 429 without Retry-After, a connection that broke, no answer within --patience seconds

The clients are state machines in one thread over epoll, with one request made beforehand and answers that are counted
but not kept: they share the machine with the server, and `processor` in the JSON says how much they took of it.
What delays this process delays the figures: they are upper bounds of what the server takes.
"""

import argparse
import collections
import heapq
import itertools
import pathlib
import random
import re
import selectors
import socket
import sys
import time

from serving import HOST, PROJECT, Failed, Limits, Others, Server, finish, form, machine, percentile, raw

PIECE = 1 << 18
LEAST_GAIN = 1.03  # so much more must more clients give to be worth it
STATUS = re.compile(rb"HTTP/1\.1 (\d{3})")
LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.I)
CLOSES = re.compile(rb"\r\nconnection: *close", re.I)
AGAIN = re.compile(rb"\r\nretry-after: *(\d+)\r\n", re.I)


class Attempt:
    """One request on one connection."""

    __slots__ = ("head", "left", "link", "sent", "start", "status", "status_seconds", "tries", "writes")

    def __init__(self, link, tries):
        self.link, self.tries = link, tries
        self.start, self.sent, self.writes = None, 0, True
        self.head, self.left, self.status, self.status_seconds = b"", None, None, None


class Clients:
    """All clients together; `done(attempt, seconds, problem)` is told of every end."""

    def __init__(self, port, request, patience):
        self.port, self.request, self.patience = port, memoryview(request), patience
        self.selector = selectors.EpollSelector()
        self.idle, self.active = [], {}
        self.timers, self.order = [], itertools.count()
        self.buffer = memoryview(bytearray(PIECE))
        self.done = None
        self.last_sweep = time.perf_counter()

    def later(self, when, action):
        heapq.heappush(self.timers, (when, next(self.order), action))

    def begin(self, tries=1):
        if self.idle:
            attempt = Attempt(self.idle.pop(), tries)
            self.selector.modify(attempt.link, selectors.EVENT_READ | selectors.EVENT_WRITE, attempt)
            self.active[attempt] = None
            self.write(attempt)
            return
        link = socket.socket()
        link.setblocking(False)
        link.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        link.connect_ex((HOST, self.port))
        attempt = Attempt(link, tries)
        self.selector.register(link, selectors.EVENT_READ | selectors.EVENT_WRITE, attempt)
        self.active[attempt] = None

    def run(self, until, idle_is_enough=False):
        while (now := time.perf_counter()) < until and not (idle_is_enough and not self.active):
            while self.timers and self.timers[0][0] <= now:
                heapq.heappop(self.timers)[2]()
            soon = min(until, self.timers[0][0]) if self.timers else until
            for key, events in self.selector.select(max(0, min(0.5, soon - time.perf_counter()))):
                self.serve(key, events)
            if now - self.last_sweep > 1:
                self.last_sweep = now
                for attempt in [one for one in self.active if one.start and now - one.start > self.patience]:
                    self.end(attempt, f"no answer within {self.patience} s", keep=False)

    def serve(self, key, events):
        attempt = key.data
        if attempt is None:  # an idle connection has something to say: that it is closed
            self.idle.remove(key.fileobj)
            self.drop(key.fileobj)
            return
        if events & selectors.EVENT_WRITE:
            self.write(attempt)
        if events & selectors.EVENT_READ and attempt in self.active:
            self.read(attempt)

    def write(self, attempt):
        if attempt.start is None:
            attempt.start = time.perf_counter()
        try:
            while attempt.sent < len(self.request):
                attempt.sent += attempt.link.send(self.request[attempt.sent :])
        except BlockingIOError:
            return
        except OSError as problem:
            self.end(attempt, f"broke while sending: {problem}", keep=False)
            return
        if attempt.writes:
            attempt.writes = False
            self.selector.modify(attempt.link, selectors.EVENT_READ, attempt)

    def read(self, attempt):
        try:
            count = attempt.link.recv_into(self.buffer)
        except BlockingIOError:
            return
        except OSError as problem:
            self.end(attempt, f"broke while reading: {problem}", keep=False)
            return
        if count == 0:
            self.end(attempt, "closed before the answer was whole", keep=False)
            return
        if attempt.left is None:
            count = self.read_head(attempt, count)
        if attempt.left is not None:
            attempt.left -= count
            if attempt.left <= 0:
                whole = attempt.sent == len(self.request)
                self.end(attempt, None, keep=whole and not CLOSES.search(attempt.head))

    def read_head(self, attempt, count):
        """How much of what came belongs to the body."""
        attempt.head += bytes(self.buffer[:count])
        if attempt.status is None and b"\r\n" in attempt.head:
            attempt.status_seconds = time.perf_counter() - attempt.start
            attempt.status = int(STATUS.match(attempt.head).group(1))
        end = attempt.head.find(b"\r\n\r\n")
        if end < 0:
            return 0
        rest = len(attempt.head) - end - 4
        attempt.head = attempt.head[: end + 4]
        attempt.left = int(LENGTH.search(attempt.head).group(1))
        return rest

    def end(self, attempt, problem, keep):
        seconds = time.perf_counter() - (attempt.start or time.perf_counter())
        del self.active[attempt]
        if keep:
            self.selector.modify(attempt.link, selectors.EVENT_READ, None)
            self.idle.append(attempt.link)
        else:
            self.drop(attempt.link)
        self.done(attempt, seconds, problem)

    def drop(self, link):
        self.selector.unregister(link)
        link.close()

    def close(self):
        for link in [*self.idle, *(attempt.link for attempt in self.active)]:
            self.drop(link)
        self.idle, self.active, self.timers = [], {}, []


def closed_loop(clients, server, count, seconds):
    """Good answers a second with so many clients that never rest."""
    end, good, times = time.perf_counter() + seconds, 0, []

    def done(attempt, took, problem):
        nonlocal good
        if problem or attempt.status != 200:
            raise Failed(f"with {count} clients: {problem or attempt.head.decode()}")
        if time.perf_counter() < end:
            good += 1
            times.append(took)
            clients.begin()

    clients.done = done
    others, start = Others(server), time.perf_counter()
    for _ in range(count):
        clients.begin()
    clients.run(end)
    took, used = time.perf_counter() - start, others.took()
    clients.run(time.perf_counter() + clients.patience, idle_is_enough=True)
    return {
        "clients": count,
        "good_per_second": good / took,
        "p50_ms": 1000 * percentile(times, 50),
        "p99_ms": 1000 * percentile(times, 99),
        "processor": used,
    }


def capacity(clients, server, most, seconds):
    """All rounds; the best is the capacity. Half a round first, to warm up."""
    closed_loop(clients, server, 4, max(5, seconds / 2))
    rounds, count = [], 2
    while count <= most:
        rounds.append(closed_loop(clients, server, count, seconds))
        print(f"{count} clients: {rounds[-1]['good_per_second']:.2f} good answers a second, others {100 * rounds[-1]['processor']['others']:.0f} % of a processor", file=sys.stderr)
        if len(rounds) > 1 and rounds[-1]["good_per_second"] < LEAST_GAIN * max(one["good_per_second"] for one in rounds[:-1]):
            break
        count *= 2
    return rounds


def open_loop(clients, server, rate, seconds, tries, seed):
    """Clients that arrive at a rate, and what becomes of them; those without a place wait and try again."""
    chance = random.Random(seed)
    counts, failures = collections.Counter(), collections.Counter()
    good, away, waits = [], [], collections.Counter()
    start = time.perf_counter()
    end = start + seconds

    def done(attempt, took, problem):
        now = time.perf_counter()
        if problem:
            failures[problem] += 1
        elif attempt.status == 200:
            counts["good" if now < end else "good after the end"] += 1
            good.append(took)
        elif attempt.status == 429 and (again := AGAIN.search(attempt.head)):
            counts["sent away"] += 1
            away.append(attempt.status_seconds)
            waits[int(again.group(1))] += 1
            if tries and attempt.tries >= tries:
                counts["gave up"] += 1
            elif now < end:
                clients.later(now + int(again.group(1)), lambda: again_or_stop(attempt.tries + 1))
        else:
            failures[f"status {attempt.status}" + (" without Retry-After" if attempt.status == 429 else "")] += 1

    def again_or_stop(number):
        if time.perf_counter() < end:
            counts["attempts"] += 1
            clients.begin(number)

    def arrive(due):
        if due < end:
            counts["arrived"] += 1
            counts["attempts"] += 1
            clients.begin()
            following = due + chance.expovariate(rate)  # of the plan, not of now: nothing is left out when it is late
            clients.later(following, lambda: arrive(following))

    clients.done = done
    clients.later(start, lambda: arrive(start))
    others = Others(server)
    clients.run(end)
    used = others.took()
    waiting = len(clients.timers)
    clients.timers.clear()
    clients.run(time.perf_counter() + clients.patience + 5, idle_is_enough=True)

    def spread(values):
        return {"count": len(values)} | {f"p{percent}_ms": value and value * 1000 for percent, value in ((p, percentile(values, p)) for p in (50, 95, 99, 100))}

    return {
        "seconds": seconds,
        "arrivals_per_second": counts["arrived"] / seconds,
        "attempts_per_second": counts["attempts"] / seconds,
        "good_per_second": counts["good"] / seconds,
        "counts": dict(counts),
        "waiting_at_the_end": waiting,
        "good": spread(good),
        "sent_away": spread(away),
        "retry_after_seconds": dict(sorted(waits.items())),
        "failures": dict(failures),
        "processor": used,
    }, away


def parsed():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--alphalift", required=True, help="the launcher, built")
    parser.add_argument("--photo", type=pathlib.Path, default=PROJECT / "samples/rocket.jpg", help="(default: 640 x 427 pixels)")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--capacity-seconds", type=float, default=15, help="for each number of clients (default: %(default)s)")
    parser.add_argument("--most-clients", type=int, default=16, help="for the capacity (default: %(default)s)")
    parser.add_argument("--factor", type=float, default=4)
    parser.add_argument("--tries", type=int, default=0, help="after so many a client gives up (default: never)")
    parser.add_argument("--patience", type=float, default=65, help="seconds for an answer (default: %(default)s)")
    parser.add_argument("--heap", default="512m")
    parser.add_argument("--java-options", default="")
    parser.add_argument("--seed", type=int, default=20_260)
    parser.add_argument("--good-limit", type=float, default=0.85, help="of the capacity (default: %(default)s)")
    parser.add_argument("--away-limit", type=float, default=50, help="milliseconds for 95 %% of all 429 (default: %(default)s)")
    parser.add_argument("--json", type=pathlib.Path)
    return parser.parse_args()


def main():
    arguments = parsed()
    about = machine(arguments.alphalift)
    request = raw(*form(arguments.photo.read_bytes()))
    options = f"-Xms{arguments.heap} -Xmx{arguments.heap} {arguments.java_options}".strip()
    with Server.alphalift(arguments.alphalift, options) as server:
        clients = Clients(server.port, request, arguments.patience)
        rounds = capacity(clients, server, arguments.most_clients, arguments.capacity_seconds)
        able = max(one["good_per_second"] for one in rounds)
        print(f"offering {arguments.factor * able:.1f} a second", file=sys.stderr)
        overload, away = open_loop(clients, server, arguments.factor * able, arguments.seconds, arguments.tries, arguments.seed)
        clients.close()
        time.sleep(1)
        after, log = server.status() | {"present": server.meters()["alphalift_pictures_present"]}, server.said()
    limits = Limits()
    limits.at_least("good answers a second of the capacity", overload["good_per_second"] / able, arguments.good_limit)
    limits.at_least("429 answers", len(away), 1)
    limits.at_most("95 % of all 429 answers within", overload["sent_away"]["p95_ms"], arguments.away_limit, "ms")
    limits.at_most("failures", sum(overload["failures"].values()), 0)
    limits.at_most("places held after the end", after["present"], 0)
    print(f"capacity: {able:.2f} good answers a second with {max(rounds, key=lambda one: one['good_per_second'])['clients']} clients")
    print(f"offered: {overload['arrivals_per_second']:.1f} clients and {overload['attempts_per_second']:.1f} attempts a second for {arguments.seconds:.0f} s")
    for name in ("good", "sent_away"):
        one = overload[name]
        print(f"{name}: {one['count']}, p50 {one['p50_ms'] or 0:.1f} ms, p95 {one['p95_ms'] or 0:.1f} ms, p99 {one['p99_ms'] or 0:.1f} ms")
    print(f"{overload['counts']}, failures {overload['failures']}, the clients took {100 * overload['processor']['own']:.0f} % of a processor, other processes {100 * overload['processor']['others']:.0f} %")
    finish(
        arguments.json,
        limits,
        {
            "machine": about,
            "java_options": options,
            "settings": {name: getattr(arguments, name) for name in ("seconds", "capacity_seconds", "factor", "tries", "patience", "heap", "seed")}
            | {"photo": arguments.photo.name, "request_bytes": len(request)},
            "capacity": {"good_per_second": able, "rounds": rounds},
            "overload": overload,
            "after": after,
            "errors_in_log": [line for line in log.splitlines() if " ERROR " in line][:20],
        },
    )


if __name__ == "__main__":
    try:
        main()
    except Failed as failure:
        sys.exit(str(failure))
