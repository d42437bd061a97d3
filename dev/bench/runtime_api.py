"""A stand-in of the Lambda Runtime API (2018-06-01): hands out events and notes when the function asks and answers."""

import http.server
import json
import queue
import threading
import time

ROOT = "/2018-06-01/runtime/"


class RuntimeApi:
    """Use it as a context. `call` waits for the answer of one event."""

    def __enter__(self):
        self.events, self.answers = queue.Queue(), queue.Queue()
        self.first_poll, self.polled = None, threading.Event()
        self.init_error = None
        api = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                if api.first_poll is None:
                    api.first_poll = time.perf_counter()
                    api.polled.set()
                number, event = api.events.get()
                if event is None:
                    self.close_connection = True
                    return
                self.send_response(200)
                self.send_header("Lambda-Runtime-Aws-Request-Id", f"call-{number}")
                self.send_header("Lambda-Runtime-Deadline-Ms", str(int(time.time() * 1000) + 60_000))
                self.send_header("Lambda-Runtime-Invoked-Function-Arn", "arn:aws:lambda:eu-central-1:123456789012:function:remove")
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(event)))
                self.end_headers()
                self.wfile.write(event)

            def do_POST(self):
                length = self.headers.get("Content-Length")
                if length is None:  # in chunks
                    body = b""
                    while size := int(self.rfile.readline().split(b";")[0], 16):
                        body += self.rfile.read(size)
                        self.rfile.readline()
                    self.rfile.readline()
                else:
                    body = self.rfile.read(int(length))
                when = time.perf_counter()
                if self.path.endswith("/init/error"):
                    api.init_error = body
                    api.polled.set()
                else:
                    api.answers.put((when, self.path.endswith("/response"), body))
                self.send_response(202)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_):
                pass

        class Quiet(http.server.ThreadingHTTPServer):
            def handle_error(self, *_):
                """A function that was killed leaves its connection open."""

        self.server = Quiet(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.address = f"127.0.0.1:{self.server.server_address[1]}"
        self.number = 0
        return self

    def send(self, event):
        self.number += 1
        self.events.put((self.number, event))

    def answer(self, seconds=120):
        """When it came, whether it is no error, and its bytes."""
        return self.answers.get(timeout=seconds)

    def call(self, event, seconds=120):
        self.send(event)
        return self.answer(seconds)

    def __exit__(self, *_):
        self.events.put((0, None))
        self.server.shutdown()
        self.server.server_close()
