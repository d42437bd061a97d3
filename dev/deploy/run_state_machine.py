"""Runs deploy/evaluation.asl.json for real, without AWS: moto's Step Functions and S3, and the function that was built.

    python -m venv VENV && VENV/bin/pip install -r dev/deploy/requirements.txt
    ./mvnw package -Dnative                                  # or -Dfunction, for the function on Java
    VENV/bin/python dev/deploy/run_state_machine.py --data FOLDER [--models u2netp ...] [--batch 5] [--spoil]

A data set is put into moto's S3, and an execution of the state machine is started as on AWS. Its engine, which knows
the Distributed Map, calls functions at its own address; that is a proxy, which hands those calls to processes of the
function (target/function.zip, each under the Lambda Runtime API as dev/bench/runtime_api.py stands in for it) and all
others to moto. The report that `merge` leaves must equal what `./alphalift evaluate` makes of the folder, to the last
digit, but for times and places.

--spoil answers the first call of every third batch with Lambda's 429, and kills the process of another batch after it
began: both must be repeated, and the report must be the same.
"""

import argparse
import contextlib
import http.client
import http.server
import json
import os
import pathlib
import queue
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
import zipfile

import boto3
from botocore.config import Config

HERE = pathlib.Path(__file__).resolve().parent
PROJECT = HERE.parents[1]
sys.path.insert(0, str(PROJECT / "dev/bench"))
from runtime_api import RuntimeApi  # noqa: E402

FUNCTION = "arn:aws:lambda:us-east-1:123456789012:function:alphalift-dev-evaluate"
HANDLER = "io.quarkus.funqy.lambda.FunqyStreamHandler::handleRequest"
INPUT, OUTPUT = "alphalift-input", "alphalift-output"
OF_THE_CONNECTION = {"connection", "content-length", "transfer-encoding", "server", "date"}


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


class Sandbox:
    """One process of the function, one call at a time, as Lambda has it."""

    def __init__(self, command, folder, environment):
        self.api = RuntimeApi().__enter__()
        self.log = tempfile.TemporaryFile()
        self.process = subprocess.Popen(
            command, cwd=folder, env={**environment, "AWS_LAMBDA_RUNTIME_API": self.api.address},
            stdin=subprocess.DEVNULL, stdout=self.log, stderr=self.log, start_new_session=True,
        )

    def call(self, event):
        """Whether it is no error, and its bytes; what Lambda answers when the process ends."""
        self.api.send(event)
        while True:
            try:
                _, good, body = self.api.answer(seconds=0.2)
                return good, body
            except queue.Empty:
                if self.process.poll() is not None:
                    return False, json.dumps({"errorType": "Runtime.ExitError", "errorMessage": "The process ended."}).encode()

    def kill(self):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def close(self):
        self.kill()
        self.api.__exit__()


class Function:
    """As many sandboxes as calls come at once; what has ended is replaced."""

    def __init__(self, command, folder, environment, most, spoil):
        self.command, self.folder, self.environment = command, folder, environment
        self.idle, self.room = queue.LifoQueue(), threading.Semaphore(most)
        self.spoil, self.seen, self.lock, self.calls = spoil, {}, threading.Lock(), []
        self.all = []

    def call(self, event):
        """Status, whether it is a function's error, bytes."""
        call = json.loads(event)
        key = (call.get("action"), call.get("batch"))
        with self.lock:
            self.calls.append(key)
            self.seen[key] = again = self.seen.get(key, 0) + 1
        spoilt = self.spoil and again == 1 and key[0] == "score"
        if spoilt and key[1] % 3 == 0:
            return 429, False, json.dumps({"Reason": "ReservedFunctionConcurrentInvocationLimitExceeded", "message": "Rate Exceeded."}).encode()
        with self.room:
            try:
                sandbox = self.idle.get_nowait()
            except queue.Empty:
                sandbox = Sandbox(self.command, self.folder, self.environment)
                self.all.append(sandbox)
            if spoilt and key[1] % 3 == 1:
                threading.Timer(0.5, sandbox.kill).start()
            good, body = sandbox.call(event)
            if sandbox.process.poll() is None and not (spoilt and key[1] % 3 == 1):
                self.idle.put(sandbox)
            return 200, not good, body

    def logs(self):
        for sandbox in self.all:
            sandbox.log.seek(0)
            yield sandbox.log.read().decode(errors="replace")

    def close(self):
        for sandbox in self.all:
            sandbox.close()


def proxy(function, moto_port):
    """Calls of the function go to it, all else to moto."""

    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def body(self):
            if self.headers.get("Transfer-Encoding", "").lower() != "chunked":
                return self.rfile.read(int(self.headers.get("Content-Length", 0)))
            body = b""
            while size := int(self.rfile.readline().split(b";")[0], 16):
                body += self.rfile.read(size)
                self.rfile.readline()
            self.rfile.readline()
            return body

        def answer(self, status, headers, body):
            self.send_response(status)
            for name, value in headers:
                if name.lower() not in OF_THE_CONNECTION:
                    self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(body)

        def handle_one(self):
            body = self.body()
            if self.command == "POST" and self.path.startswith("/2015-03-31/functions/") and self.path.endswith("/invocations"):
                status, failed, answer = function.call(body)
                headers = [("Content-Type", "application/json"), ("x-amzn-RequestId", "call")]
                if status == 429:
                    headers.append(("x-amzn-ErrorType", "TooManyRequestsException"))
                if failed:
                    headers.append(("X-Amz-Function-Error", "Unhandled"))
                return self.answer(status, headers, answer)
            connection = http.client.HTTPConnection("127.0.0.1", moto_port, timeout=600)
            headers = {name: value for name, value in self.headers.items() if name.lower() not in OF_THE_CONNECTION}
            connection.request(self.command, self.path, body or None, headers)
            answered = connection.getresponse()
            self.answer(answered.status, answered.getheaders(), answered.read())
            connection.close()

        do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = handle_one

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


@contextlib.contextmanager
def moto(port, engine_port):
    """moto's server; its Step Functions look for other services at engine_port."""
    environment = {**os.environ, "MOTO_PORT": str(engine_port), "AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test"}
    program = pathlib.Path(sys.executable).parent / "moto_server"
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen([program, "-p", str(port)], env=environment, stdout=log, stderr=log)
        try:
            configuration = json.dumps({"stepfunctions": {"execute_state_machine": True}}).encode()
            request = urllib.request.Request(f"http://127.0.0.1:{port}/moto-api/config", configuration, {"Content-Type": "application/json"})
            for attempt in range(150):
                try:
                    urllib.request.urlopen(request).close()
                    break
                except OSError:
                    if attempt == 149 or process.poll() is not None:
                        log.seek(0)
                        sys.exit(f"moto does not start: {log.read().decode()}")
                    time.sleep(0.2)
            yield
        finally:
            process.terminate()
            process.wait()


def command(archive, folder, runtime_client):
    """Unpacks the function; how it is started."""
    with zipfile.ZipFile(archive) as file:
        file.extractall(folder)
    bootstrap = folder / "bootstrap"
    if bootstrap.exists():
        bootstrap.chmod(0o755)
        return [str(bootstrap)]
    if not runtime_client:
        sys.exit("The function on Java needs --runtime-client, the class path of AWS' runtime interface client.")
    java = os.path.join(os.environ["JAVA_HOME"], "bin/java") if "JAVA_HOME" in os.environ else "java"
    path = ":".join([str(folder), f"{folder}/lib/*", runtime_client])
    return [java, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED", "-cp", path,
            "com.amazonaws.services.lambda.runtime.api.client.AWSLambda", HANDLER]


def upload(s3, folder, prefix):
    files = sorted(file for file in folder.rglob("*") if file.is_file())
    for file in files:
        s3.upload_file(str(file), INPUT, f"{prefix}{file.relative_to(folder).as_posix()}")
    return len(files)


def execute(port, given):
    """Starts the state machine and waits for its end."""
    client = boto3.client("stepfunctions", endpoint_url=f"http://127.0.0.1:{port}", region_name="us-east-1", aws_access_key_id="test", aws_secret_access_key="test")
    definition = (PROJECT / "deploy/evaluation.asl.json").read_text().replace("${Partition}", "aws").replace("${Evaluate}", FUNCTION)
    machine = client.create_state_machine(name="alphalift-dev-evaluation", definition=definition, roleArn="arn:aws:iam::123456789012:role/evaluation")
    execution = client.start_execution(stateMachineArn=machine["stateMachineArn"], input=json.dumps(given))["executionArn"]
    while (state := client.describe_execution(executionArn=execution))["status"] == "RUNNING":
        time.sleep(0.2)
    runs = client.list_map_runs(executionArn=execution)["mapRuns"]
    counts = [client.describe_map_run(mapRunArn=run["mapRunArn"])["itemCounts"] for run in runs]
    if state["status"] != "SUCCEEDED":
        for event in client.get_execution_history(executionArn=execution)["events"]:
            print(event["type"], {name: value for name, value in event.items() if name.endswith("Details")}, file=sys.stderr)
        sys.exit(f"The execution ended as {state['status']}: {state.get('error')}: {state.get('cause')}")
    return json.loads(state["output"]), counts


def same_part(report):
    """A report without what is another each time, or another in another place."""
    report = json.loads(json.dumps(report))
    for member in ("run", "baseline"):
        report.pop(member, None)
    report["data"].pop("name")
    for variant in report["variants"]:
        variant.pop("performance")
    for pair in report["pairs"]:
        pair.pop("milliseconds")
    return report


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=pathlib.Path, required=True)
    parser.add_argument("--models", nargs="*", default=[])
    parser.add_argument("--batch", type=int, default=5)
    parser.add_argument("--function", type=pathlib.Path, default=PROJECT / "target/function.zip")
    parser.add_argument("--runtime-client", help="for the function on Java")
    parser.add_argument("--alphalift", default=str(PROJECT / "alphalift"), help="what makes the report to compare with")
    parser.add_argument("--sandboxes", type=int, default=2, help="calls at once")
    parser.add_argument("--spoil", action="store_true")
    parser.add_argument("--keep", type=pathlib.Path, help="a folder for the reports")
    arguments = parser.parse_args()
    with contextlib.ExitStack() as stack:
        work = pathlib.Path(stack.enter_context(tempfile.TemporaryDirectory()))
        port = free_port()
        environment = {
            "PATH": "/usr/bin:/bin", "LAMBDA_TASK_ROOT": str(work / "task"), "_HANDLER": HANDLER, "TZ": ":UTC",
            "QUARKUS_FUNQY_EXPORT": "evaluate", "AWS_REGION": "us-east-1", "AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test",
            "AWS_ENDPOINT_URL_S3": f"http://127.0.0.1:{port}", "ALPHALIFT_S3_PATH_STYLE": "true", "ALPHALIFT_TIMEOUT": "300",
        }
        function = Function(command(arguments.function, work / "task", arguments.runtime_client), work / "task", environment, arguments.sandboxes, arguments.spoil)
        stack.callback(function.close)
        server = proxy(function, port)
        stack.callback(server.shutdown)
        stack.enter_context(moto(port, server.server_address[1]))
        s3 = boto3.client("s3", endpoint_url=f"http://127.0.0.1:{port}", region_name="us-east-1", aws_access_key_id="test", aws_secret_access_key="test", config=Config(s3={"addressing_style": "path"}))
        for bucket in (INPUT, OUTPUT):
            s3.create_bucket(Bucket=bucket)
        files = upload(s3, arguments.data, "datasets/set/")
        given = {"data": f"s3://{INPUT}/datasets/set/", "report": f"s3://{OUTPUT}/evaluations/set/", "models": arguments.models, "batch": arguments.batch}
        start = time.monotonic()
        try:
            answer, counts = execute(port, given)
        except SystemExit:
            print(*function.logs(), sep="\n", file=sys.stderr)
            raise
        seconds = time.monotonic() - start
        merged = json.loads(s3.get_object(Bucket=OUTPUT, Key="evaluations/set/report.json")["Body"].read())
        left = [item["Key"] for item in s3.list_objects_v2(Bucket=OUTPUT)["Contents"]]
        models = [word for model in arguments.models for word in ("--model", model)]
        subprocess.run([arguments.alphalift, "evaluate", str(arguments.data), *models, "--json", str(work / "whole.json")], check=True)
        whole = json.loads((work / "whole.json").read_text())
        if arguments.keep:
            arguments.keep.mkdir(parents=True, exist_ok=True)
            for key in left:
                s3.download_file(OUTPUT, key, str(arguments.keep / key.replace("/", "_")))
            (arguments.keep / "whole.json").write_text(json.dumps(whole))
    print(f"{files} files, {merged['data']['pairs']} pairs, {counts} by the map, {len(function.calls)} calls to {len(function.all)} processes, {seconds:.1f} s")
    print(f"left: {', '.join(left)}")
    print(f"answered: {json.dumps(answer)[:600]}")
    repeated = sum(1 for count in function.seen.values() if count > 1)
    if arguments.spoil and not repeated:
        sys.exit("Nothing was spoilt.")
    if same_part(merged) != same_part(whole):
        sys.exit("FAILED: the merged report is not that of the whole run.")
    print(f"ok: the merged report equals the whole run's{f', though {repeated} calls were repeated' if repeated else ''}")


if __name__ == "__main__":
    main()
