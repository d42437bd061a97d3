"""What a function's edge costs besides the pipeline, and how much memory a large picture takes.

    python dev/bench/edge.py --photo 1mp.jpg --large 20mp.jpg --memory 1769 --json OUT.json FOLDER

FOLDER is an unpacked target/function.zip. Events of an HTTP API (payload 2.0) go to `remove-http`, JSON with base64 to
`remove`. The edge is the time from handing out the event until the answer is here, less the steps that the function
itself reports for its pipeline: reading and writing JSON and base64, the form, the protocol, and what this script's own
HTTP takes. Memory is the kernel's peak of the process, which is told that it has --memory megabytes, as Lambda does.
"""

import argparse
import base64
import json
import pathlib
import statistics
import subprocess
import time

from cold_start import memory
from runtime_api import RuntimeApi
from serving import PROJECT, machine


def http_event(path, body, media_type):
    return {
        "version": "2.0", "rawPath": path, "rawQueryString": "", "headers": {"content-type": media_type},
        "requestContext": {"stage": "$default", "http": {"method": "POST", "path": path}},
        "body": base64.b64encode(body).decode(), "isBase64Encoded": True,
    }


def form(field, picture):
    head = f'--edge\r\nContent-Disposition: form-data; name="{field}"; filename="a.jpg"\r\n\r\n'.encode()
    return head + picture + b"\r\n--edge--\r\n", "multipart/form-data; boundary=edge"


class Function:
    def __init__(self, folder, name, megabytes):
        self.api = RuntimeApi().__enter__()
        environment = {
            "AWS_LAMBDA_RUNTIME_API": self.api.address, "LAMBDA_TASK_ROOT": folder, "PATH": "/usr/bin:/bin",
            "QUARKUS_FUNQY_EXPORT": name, "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": str(megabytes),
        }
        self.process = subprocess.Popen(
            [f"{folder}/bootstrap"], env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )

    def call(self, event):
        """Seconds, the answer, and the line about the call in the log."""
        begin = time.perf_counter()
        when, good, answer = self.api.call(event)
        if not good:
            raise SystemExit(answer[:500])
        line = next(line for line in self.process.stdout if line.startswith("{"))
        return when - begin, json.loads(answer), json.loads(line)

    def close(self):
        self.process.kill()
        self.process.wait()
        self.api.__exit__(None, None, None)


def measure(folder, function, event, megabytes, runs):
    running = Function(folder, function, megabytes)
    text = json.dumps(event).encode()
    try:
        edges, totals, ours = [], [], []
        for run in range(runs + 3):
            seconds, answer, line = running.call(text)
            if answer.get("statusCode", 200) != 200:
                raise SystemExit(str(answer)[:500])
            pipeline = sum(value for name, value in line.items() if name.endswith("Time") and name != "TotalTime")
            if run >= 3:
                totals.append(1000 * seconds)
                edges.append(1000 * seconds - pipeline)
                ours.append(line["TotalTime"] - pipeline)
        return {
            "runs": runs, "total_ms": round(statistics.median(totals), 1), "edge_ms": round(statistics.median(edges), 1),
            "of_which_in_the_function_ms": round(statistics.median(ours), 1),
            "event_bytes": len(text), "peak_mb": round(memory(running.process.pid)["peak"]),
        }
    finally:
        running.close()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder")
    parser.add_argument("--photo", type=pathlib.Path, required=True)
    parser.add_argument("--large", type=pathlib.Path)
    parser.add_argument("--memory", type=int, default=3538)
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--json", type=pathlib.Path)
    arguments = parser.parse_args()
    photo = arguments.photo.read_bytes()
    events = {
        "remove, base64": ("remove", {"image": base64.b64encode(photo).decode()}),
        "remove-http, the picture alone": ("remove-http", http_event("/api/remove", photo, "image/jpeg")),
        "remove-http, rembg's form": ("remove-http", http_event("/api/remove", *form("file", photo))),
        "remove-http, remove.bg's form": ("remove-http", http_event("/v1.0/removebg", *form("image_file", photo))),
    }
    report = []
    for name, (function, event) in events.items():
        report.append({"case": name, **measure(arguments.folder, function, event, arguments.memory, arguments.runs)})
        print(report[-1])
    if arguments.large:
        event = http_event("/api/remove", arguments.large.read_bytes(), "image/jpeg")
        event["rawQueryString"] = "om=true"
        result = measure(arguments.folder, "remove-http", event, arguments.memory, 3)
        report.append({"case": "remove-http, large, mask", "memory_mb": arguments.memory, **result})
        print(report[-1])
    if arguments.json:
        about = machine(str(PROJECT / "alphalift"))
        arguments.json.write_text(json.dumps({"machine": about, "results": report}, indent=1) + "\n")


if __name__ == "__main__":
    main()
