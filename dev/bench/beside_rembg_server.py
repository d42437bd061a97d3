"""Our server beside rembg's, in one run on one machine.

    python dev/bench/beside_rembg_server.py --photos PHOTOS --alphalift ./alphalift --rembg VENV/bin/rembg --json OUT.json

PHOTOS is what photos.py made; --rembg is rembg's program, its u2netp where rembg looks for it. One server runs at a
time, in rounds: ours, rembg's, rembg's, ours and so on; each round is a fresh process. A pair of rounds during which other processes took more than
--most-others of a processor is done again (--again bounds that). Both get the same forms with
model=u2netp, over a connection that is kept. What is measured:

latency     one client: milliseconds from the first byte sent to the last one received, after --warm-up requests of
            that photograph; the median of all rounds
throughput  eight clients over the 24 photographs of 1 MP, after the latency rounds have warmed it: answers a second
memory      a fresh process, --mix-requests requests of a mix by --seed from --mix-clients clients: resident memory
            then (VmRSS), after six seconds of rest, and the most so far (VmHWM). Of 100 photographs 90 are of
            1 MP, 6 of 3 MP, 3 of 6 MP and 1 of 12 MP
Every answer must be 200 and a PNG. The ratio is ours to rembg's.
"""

import argparse
import pathlib
import random
import statistics
import sys
import threading
import time

from serving import Client, Failed, Limits, Others, Server, finish, form, machine, percentile, said

SIDES = ("alphalift", "rembg")
SIZES = ("1mp", "12mp")
PARAMETERS = {"model": "u2netp"}
MIX = ((90, None), (6, "3mp"), (3, "6mp"), (1, "12mp"))  # None: one of the folder, of 1 MP
REST = 6


class Bench:
    def __init__(self, arguments):
        self.arguments = arguments
        self.forms = {size: form((arguments.photos / f"{size}.jpg").read_bytes(), PARAMETERS) for size in (*SIZES, "3mp", "6mp")}
        self.folder = [form(path.read_bytes(), PARAMETERS) for path in sorted((arguments.photos / "folder").glob("*.jpg"))]
        if not self.folder:
            raise Failed(f"{arguments.photos} has no folder of photographs.\nMaybe make it with photos.py.")

    def server(self, side):
        if side == "rembg":
            return Server.rembg(self.arguments.rembg)
        return Server.alphalift(self.arguments.alphalift, self.options())

    def options(self):
        return f"-Xms{self.arguments.heap} -Xmx{self.arguments.heap} {self.arguments.java_options}".strip()

    def round(self, side):
        """Latencies in milliseconds by size, then answers a second."""
        with self.server(side) as server:
            others, client = Others(server), Client(server.port, 300)
            latency = {}
            for size in SIZES:
                times = [asked(client, self.forms[size]) for _ in range(self.arguments.warm_up + self.arguments.runs)]
                latency[size] = [1000 * seconds for seconds in times[self.arguments.warm_up :]]
            client.close()
            self.load(server, self.folder[:8], 8)
            seconds = self.load(server, self.folder, 8)
            return {"latency_ms": latency, "per_second": len(self.folder) / seconds, "memory": server.status(), "processor": others.took()}

    def disturbed(self, one):
        return one["processor"]["others"] > self.arguments.most_others

    def pair(self, sides, last):
        """A round of each. If the first was disturbed the second is spared, unless this is the last attempt."""
        pair = {}
        for side in sides:
            pair[side] = one = self.round(side)
            medians = ", ".join(f"{size} {statistics.median(times):.0f} ms" for size, times in one["latency_ms"].items())
            print(f"{side}: {medians}, {one['per_second']:.2f} pictures/s, others {100 * one['processor']['others']:.0f} % of a processor", file=sys.stderr)
            if self.disturbed(one) and not last:
                break
        return pair

    def memory(self, side):
        chance = random.Random(self.arguments.seed)
        mix = [self.drawn(chance) for _ in range(self.arguments.mix_requests)]
        with self.server(side) as server:
            before, others = server.status(), Others(server)
            seconds = self.load(server, mix, self.arguments.mix_clients)
            at_once = server.status()
            time.sleep(REST)
            return {"seconds": seconds, "before": before, "at_once": at_once, "after": server.status(), "processor": others.took()}

    def drawn(self, chance):
        size = chance.choices([size for _, size in MIX], [weight for weight, _ in MIX])[0]
        return self.forms[size] if size else chance.choice(self.folder)

    def load(self, server, requests, clients):
        """Seconds for all requests, taken by so many clients one by one."""
        left, lock, problems = iter(requests), threading.Lock(), []

        def work():
            client = Client(server.port, 300)
            try:
                while not problems:
                    with lock:
                        request = next(left, None)
                    if request is None:
                        break
                    asked(client, request)
            except Exception as problem:  # whatever it was, the run is void
                problems.append(f"{type(problem).__name__}: {problem}")
            finally:
                client.close()

        threads = [threading.Thread(target=work) for _ in range(clients)]
        start = time.perf_counter()
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        if problems:
            raise Failed(f"{server.command[0]}: {problems[0]}")
        return time.perf_counter() - start


def asked(client, request):
    status, answer, seconds = client.post(*request)
    if status != 200 or not answer.startswith(b"\x89PNG"):
        raise Failed(f"the answer is {status}: {answer[:200]!r}")
    return seconds


def spread(values):
    return {"median": statistics.median(values), "least": min(values), "most": max(values), "p90": percentile(values, 90), "count": len(values)}


def compared(rounds, memory):
    """What -> unit, both sides and the ratio."""
    rows = {}
    for size in SIZES if rounds["alphalift"] else ():
        rows[f"latency, {size}"] = "ms", {side: spread([value for one in rounds[side] for value in one["latency_ms"][size]]) for side in SIDES}
    if rounds["alphalift"]:
        rows["throughput, 8 clients, 1mp"] = "pictures/s", {side: spread([one["per_second"] for one in rounds[side]]) for side in SIDES}
    if memory:
        for what, key in (("memory after the mix", "rss"), ("most memory during the mix", "most")):
            rows[what] = "MB", {side: spread([memory[side]["after"][key]]) for side in SIDES}
    return {what: {"unit": unit} | sides | {"ratio": sides["alphalift"]["median"] / sides["rembg"]["median"]} for what, (unit, sides) in rows.items()}


def judge(arguments, rows):
    limits = Limits()
    at_most = {"latency, 1mp": arguments.limit_1mp, "latency, 12mp": arguments.limit_12mp, "memory after the mix": arguments.limit_memory}
    for what, row in rows.items():
        if what in at_most:
            limits.at_most(f"{what}, ours / rembg's", row["ratio"], at_most[what])
        elif what.startswith("throughput"):
            limits.at_least(f"{what}, ours / rembg's", row["ratio"], arguments.limit_throughput)
    return limits


def parsed():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--alphalift", required=True, help="the launcher, built")
    parser.add_argument("--rembg", required=True, help="rembg's program")
    parser.add_argument("--photos", type=pathlib.Path, required=True, help="what photos.py made")
    parser.add_argument("--only", nargs="+", choices=("speed", "memory"), default=("speed", "memory"))
    parser.add_argument("--rounds", type=int, default=3, help="of each side (default: %(default)s)")
    parser.add_argument("--runs", type=int, default=5, help="of each size in a round (default: %(default)s)")
    parser.add_argument("--warm-up", type=int, default=5, help="before them (default: %(default)s)")
    parser.add_argument("--most-others", type=float, default=0.15, help="of a processor (default: %(default)s)")
    parser.add_argument("--again", type=int, default=6, help="rounds that may be done again (default: %(default)s)")
    parser.add_argument("--mix-requests", type=int, default=1_000)
    parser.add_argument("--mix-clients", type=int, default=4)
    parser.add_argument("--heap", default="320m", help="Java's heap, fixed (default: %(default)s)")
    parser.add_argument("--java-options", default="", help="more options for Java")
    parser.add_argument("--seed", type=int, default=20_260)
    parser.add_argument("--limit-1mp", type=float, default=0.77)
    parser.add_argument("--limit-12mp", type=float, default=0.5)
    parser.add_argument("--limit-throughput", type=float, default=1.5)
    parser.add_argument("--limit-memory", type=float, default=0.5)
    parser.add_argument("--json", type=pathlib.Path)
    return parser.parse_args()


def main():
    arguments = parsed()
    bench = Bench(arguments)
    about = machine(arguments.alphalift) | {"rembg": said([arguments.rembg, "--version"])}
    rounds, memory = {side: [] for side in SIDES}, {}
    disturbed = []
    if "speed" in arguments.only:
        while len(rounds["alphalift"]) < arguments.rounds:
            turn = len(rounds["alphalift"])
            last = len(disturbed) >= arguments.again
            pair = bench.pair(SIDES if turn % 2 == 0 else SIDES[::-1], last)  # neither side always comes first
            if any(bench.disturbed(one) for one in pair.values()) and not last:
                disturbed.append(pair)
                continue
            for side, one in pair.items():
                rounds[side].append(one)
    if "memory" in arguments.only:
        for side in SIDES:
            memory[side] = one = bench.memory(side)
            print(f"{side}: {one['after']['rss']:.0f} MB after {arguments.mix_requests} in {one['seconds']:.0f} s, at most {one['after']['most']:.0f} MB", file=sys.stderr)
    rows = compared(rounds, memory)
    for what, row in rows.items():
        sides = ", ".join(f"{side} {row[side]['median']:.4g} ({row[side]['least']:.4g} to {row[side]['most']:.4g})" for side in SIDES)
        print(f"{what}: {sides} {row['unit']}, ratio {row['ratio']:.2f}")
    settings = {name: getattr(arguments, name) for name in ("rounds", "runs", "warm_up", "mix_requests", "mix_clients", "heap", "seed")}
    finish(
        arguments.json,
        judge(arguments, rows),
        {"machine": about, "java_options": bench.options(), "settings": settings | {"mix": MIX}, "summary": rows, "rounds": rounds, "disturbed": disturbed, "memory": memory},
    )


if __name__ == "__main__":
    try:
        main()
    except Failed as failure:
        sys.exit(str(failure))
