"""Warm requests to the server on Java and to the native one, in turn.

    python dev/bench/native_warm.py --photos 1mp.jpg 12mp.jpg --json OUT.json

Both servers run at once and get the same pictures in blocks that take turns; each has had its warm-up before.
"""

import argparse
import json
import pathlib
import statistics

from serving import PROJECT, Client, Server, form, machine


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--photos", type=pathlib.Path, nargs="+", required=True)
    parser.add_argument("--warm-up", type=int, default=25)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--json", type=pathlib.Path)
    arguments = parser.parse_args()
    launcher = str(PROJECT / "alphalift")
    result = {"machine": machine(launcher), "seconds": {}}
    with Server.alphalift(launcher, "") as java, Server.alphalift(launcher, "", {"ALPHALIFT_JVM": "0"}) as native:
        clients = {"Java": Client(java.port), "native": Client(native.port)}
        for photo in arguments.photos:
            body, headers = form(photo.read_bytes())
            seconds = {name: [] for name in clients}
            for name, client in clients.items():
                for _ in range(arguments.warm_up):
                    client.post(body, headers)
            for _ in range(arguments.rounds):
                for name, client in clients.items():
                    for _ in range(arguments.runs):
                        status, _, took = client.post(body, headers)
                        assert status == 200, status
                        seconds[name].append(took)
            medians = {name: statistics.median(values) for name, values in seconds.items()}
            print(f"{photo.name}: Java {medians['Java'] * 1000:.0f} ms, native {medians['native'] * 1000:.0f} ms, ratio {medians['native'] / medians['Java']:.2f}")
            result["seconds"][photo.name] = seconds | {"medians": medians}
        result["memory"] = {"Java": java.status(), "native": native.status()}
    if arguments.json:
        arguments.json.write_text(json.dumps(result, indent=1) + "\n")


if __name__ == "__main__":
    main()
