"""Times models beside each other, step by step, by `alphalift bench`; Linux and Python 3.11 alone.

    python dev/bench/models_beside.py --photos PHOTOS --alphalift ./alphalift --json OUT.json

The models take turns, so that what else the machine does falls on all of them; ratios are medians
over rounds of one round's medians. u2netp-published must lie where rembg keeps it (REMBG_HOME).
"""

import argparse
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile

from serving import machine

STEPS = ("decode", "preprocess", "inference", "postprocess", "encode")


def one(options, model, size, threads):
    """Medians of one process, in milliseconds, without its first runs."""
    environment = {**os.environ, "ALPHALIFT_THREADS": str(threads), "ALPHALIFT_NO_BUILD": "1"}
    environment["ALPHALIFT_JVM"] = "0" if options.native else "1"
    photo = os.path.join(options.photos, size + ".jpg")
    command = [options.alphalift, "bench", "-m", model, "--warm-only", "--each-run"]
    command += ["--warm-up", str(options.warm), "--runs", str(options.runs)]
    if threads == 1:
        command = ["taskset", "-c", str(options.processor), *command]
    with tempfile.TemporaryDirectory() as folder:
        report = os.path.join(folder, "report.json")
        subprocess.run([*command, "--json", report, photo], env=environment, capture_output=True, check=True)
        with open(report, encoding="utf-8") as file:
            runs = json.load(file)["results"][0]["runs_ms"]
    return {
        step: statistics.median(run[step] for run in runs) for step in ("total", *STEPS)
    }


def summary(rounds, first):
    """Medians over rounds, and how many times as fast as the first model, round by round."""
    table = {}
    for model, of_model in rounds.items():
        medians = {step: statistics.median(each[step] for each in of_model) for step in of_model[0]}
        ratios = [
            one_first["inference"] / each["inference"]
            for one_first, each in zip(rounds[first], of_model)
        ]
        besides = sum(medians[step] for step in STEPS if step != "inference")
        table[model] = {
            "ms": {step: round(value, 1) for step, value in medians.items()},
            "inference_times_faster": round(statistics.median(ratios), 2),
            "ratios": [round(each, 2) for each in sorted(ratios)],
            "other_steps_of_inference": round(besides / medians["inference"], 2),
        }
    return table


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--photos", required=True, help="the folder that photos.py made")
    parser.add_argument("--alphalift", default="./alphalift")
    parser.add_argument("--native", action="store_true", help="the executable, where --alphalift has one")
    parser.add_argument("--json", required=True)
    parser.add_argument("--models", default="u2netp-published,u2netp,u2netp-int8")
    parser.add_argument("--sizes", default="1mp,3mp,12mp")
    parser.add_argument("--threads", default="1,2")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--warm", type=int, default=12, help="runs before those that count")
    parser.add_argument("--processor", type=int, default=0, help="where one thread runs")
    options = parser.parse_args()
    if options.native and not pathlib.Path(__file__).parents[2].joinpath("target/native/alphalift").exists():
        parser.error("there is no executable: ./mvnw package -Dnative -Dserver")
    models = options.models.split(",")
    facts_of_machine = machine(options.alphalift)
    results = []
    for size in options.sizes.split(","):
        for threads in map(int, options.threads.split(",")):
            load = os.getloadavg()[0]
            rounds = {model: [] for model in models}
            for _ in range(options.rounds):
                for model in models:
                    rounds[model].append(one(options, model, size, threads))
            table = summary(rounds, models[0])
            results.append(
                {"size": size, "threads": threads, "load_before": load, "models": table}
            )
            for model, row in table.items():
                print(size, threads, model, json.dumps(row), flush=True)
    with open(options.json, "w", encoding="utf-8") as file:
        facts = {
            "command": " ".join(["python", *sys.argv]),
            "machine": facts_of_machine,
            "runtime": "native" if options.native else "Java",
            "rounds": options.rounds,
            "runs": options.runs,
            "warm": options.warm,
            "results": results,
        }
        json.dump(facts, file, indent=1)
        file.write("\n")


if __name__ == "__main__":
    main()
