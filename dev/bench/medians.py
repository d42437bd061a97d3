"""What remains of a JMH result that is too long for docs/benchmarks: medians, and how they came about.

    python dev/bench/medians.py RESULT.json SUMMARY.json --command 'dev/bench/steps.sh PHOTOS RESULT.json' [--note TEXT]

One row a benchmark and its parameters: least, median, 90th percentile and greatest of a single run, the mean with the
half width of its 99.9 % interval, all in the result's own unit.
"""

import argparse
import json

KEPT = ("jmhVersion", "jdkVersion", "vmName", "vmVersion", "mode", "forks", "warmupIterations", "warmupTime",
        "measurementIterations", "measurementTime")


def row(result):
    metric = result["primaryMetric"]
    percentiles = metric["scorePercentiles"]
    return {
        "benchmark": result["benchmark"].rsplit(".", 1)[-1],
        **result.get("params", {}),
        "min": round(percentiles["0.0"], 3),
        "median": round(percentiles["50.0"], 3),
        "p90": round(percentiles["90.0"], 3),
        "max": round(percentiles["100.0"], 3),
        "mean": round(metric["score"], 3),
        "mean_error": metric["scoreError"] if isinstance(metric["scoreError"], str) else round(metric["scoreError"], 3),
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("result")
    parser.add_argument("summary")
    parser.add_argument("--command", required=True)
    parser.add_argument("--note")
    arguments = parser.parse_args()
    with open(arguments.result, encoding="utf-8") as file:
        results = json.load(file)
    common = {key: results[0][key] for key in KEPT}
    assert all({key: result[key] for key in KEPT} == common for result in results), "one plan for all"
    units = {result["primaryMetric"]["scoreUnit"] for result in results}
    assert len(units) == 1, units
    rows = ",\n    ".join(json.dumps(row(result)) for result in results)
    head = {"command": arguments.command, **({"note": arguments.note} if arguments.note else {}), **common,
            "unit": units.pop()}
    with open(arguments.summary, "w", encoding="utf-8") as file:
        file.write(json.dumps(head, indent=2)[:-2] + ',\n  "results": [\n    ' + rows + "\n  ]\n}\n")


if __name__ == "__main__":
    main()
