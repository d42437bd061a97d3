"""The Java library beside the command line.

    python3 dev/library/measure.py --json docs/benchmarks/DATE-library.json [--photo FILE] [--runs 11] [--warm 20] [--turns 3]

Cold is a process from its start to the cutout on disk: the example beside this file by plain java, the same as an
executable (with GRAALVM_HOME), `./alphalift i`, and the program's own executable when target/native/alphalift is there;
by turns, so that all meet the same machine. Warm is `remove(bytes)` to bytes in a session that has done some, by the
library and by `alphalift bench --warm-only`, by turns as well. Medians, with processor time, which other work on the
machine disturbs less. Installs and builds first; needs Python and what builds the project.
"""

import argparse
import json
import os
import pathlib
import platform
import statistics
import subprocess
import tempfile
import time

PROJECT = pathlib.Path(__file__).resolve().parents[2]
WARM = """
import dev.alphalift.Alphalift;
import java.nio.file.Files;
import java.nio.file.Path;

public final class Warm {
    public static void main(String[] words) throws Exception {
        byte[] photo = Files.readAllBytes(Path.of(words[0]));
        int runs = Integer.parseInt(words[1]);
        try (var session = Alphalift.open()) {
            for (int run = 0; run < runs + runs / 2; run++) {
                long start = System.nanoTime();
                session.remove(photo);
                if (run >= runs / 2) {
                    System.out.println((System.nanoTime() - start) / 1e6);
                }
            }
        }
    }
}
"""


def once(command):
    """Wall and processor milliseconds of a process."""
    before = os.times()
    start = time.monotonic()
    subprocess.run(command, check=True, cwd=PROJECT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                   env={**os.environ, "ALPHALIFT_NO_BUILD": "1", "ALPHALIFT_JVM": "1"})
    wall = time.monotonic() - start
    after = os.times()
    used = after.children_user + after.children_system - before.children_user - before.children_system
    return wall * 1000, used * 1000


def figures(runs):
    walls, used = zip(*runs)
    return {"median_ms": round(statistics.median(walls), 1), "least_ms": round(min(walls), 1),
            "processor_median_ms": round(statistics.median(used), 1), "runs": len(runs)}


def cold(commands, runs):
    times = {name: [] for name in commands}
    for turn in range(runs + 1):
        for name, command in commands.items():
            measured = once(command)
            if turn:  # the first reads the files
                times[name].append(measured)
    return {name: figures(measured) for name, measured in times.items()}


def warm(library, bench, photo, runs, turns):
    """Medians of each turn's single runs."""
    rows = {"library": [], "alphalift bench": []}
    for _ in range(turns):
        said = subprocess.run(library + [str(photo), str(runs)], check=True, cwd=PROJECT, capture_output=True, text=True)
        rows["library"] += [float(line) for line in said.stdout.split()]
        with tempfile.NamedTemporaryFile(suffix=".json") as report:
            subprocess.run(bench + ["--json", report.name], check=True, cwd=PROJECT, capture_output=True,
                           env={**os.environ, "ALPHALIFT_NO_BUILD": "1", "ALPHALIFT_JVM": "1"})
            found = json.load(open(report.name, encoding="utf-8"))
        rows["alphalift bench"] += next(values(found, "runs_ms"))
    return {name: {"median_ms": round(statistics.median(times), 1), "least_ms": round(min(times), 1), "runs": len(times)}
            for name, times in rows.items()}


def values(node, name):
    """The values of a member, wherever it is."""
    if isinstance(node, dict):
        for key, value in node.items():
            if key == name:
                yield [run["total"] if isinstance(run, dict) else run for run in value]
            yield from values(value, name)
    elif isinstance(node, list):
        for value in node:
            yield from values(value, name)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", required=True)
    parser.add_argument("--photo", type=pathlib.Path, default=PROJECT / "samples/rocket.jpg")
    parser.add_argument("--runs", type=int, default=11)
    parser.add_argument("--warm", type=int, default=20)
    parser.add_argument("--turns", type=int, default=3)
    parser.add_argument("--note")
    arguments = parser.parse_args()
    photo = arguments.photo.resolve()
    load = os.getloadavg()
    with tempfile.TemporaryDirectory() as folder:
        work = pathlib.Path(folder)
        keep = work / "kept"
        keep.mkdir()
        subprocess.run(["bash", "dev/library/run.sh", str(work / "repository")], check=True, cwd=PROJECT,
                       env={**os.environ, "NATIVE_LEVEL": "s", "KEEP": str(keep), "ALPHALIFT_JVM": "1"})
        java_home = subprocess.run(["sh", "-c", '. .mvn/wrapper/find-jdk.sh; find_jdk; echo "$JAVA_HOME"'], check=True,
                                   cwd=PROJECT, capture_output=True, text=True).stdout.strip()
        (work / "Warm.java").write_text(WARM, encoding="utf-8")
        subprocess.run([java_home + "/bin/javac", "-d", str(keep), "--class-path", f"{keep}/lib/*",
                        str(work / "Warm.java")], check=True)
        java = [java_home + "/bin/java", "--enable-native-access=ALL-UNNAMED", "--class-path", f"{keep}:{keep}/lib/*"]
        target = str(work / "cutout.png")
        commands = {"library, java": [*java, "CutOut", str(photo), target],
                    "alphalift i, java": ["./alphalift", "i", str(photo), target]}
        if (keep / "cut-out").exists():
            commands["library, executable"] = [str(keep / "cut-out"), str(photo), target]
        if (PROJECT / "target/native/alphalift").exists():
            commands["alphalift i, executable"] = ["target/native/alphalift", "i", str(photo), target]
        result = {
            "command": f"python3 dev/library/measure.py --json FILE --runs {arguments.runs} --warm {arguments.warm}"
                       f" --turns {arguments.turns}",
            "note": arguments.note,
            "machine": {"processors": os.cpu_count(), "system": platform.platform(), "load_before": load},
            "java": subprocess.run([java_home + "/bin/java", "-version"], capture_output=True, text=True).stderr.split("\n")[0],
            "photo": {"name": arguments.photo.name, "bytes": photo.stat().st_size},
            "cold": cold(commands, arguments.runs),
            "warm": warm([*java, "Warm"], ["./alphalift", "bench", "--warm-only", "--each-run", "--warm-up",
                                           str(arguments.warm // 2), "--runs",
                                           str(arguments.warm), str(photo)], photo, arguments.warm, arguments.turns),
        }
    pathlib.Path(arguments.json).write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
    for part in ("cold", "warm"):
        for name, row in result[part].items():
            print(f"{part}  {name:26} {row['median_ms']:8.1f} ms")


if __name__ == "__main__":
    main()
