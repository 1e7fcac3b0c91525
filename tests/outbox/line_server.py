"""LINE's Messaging API as it is documented, over a real socket; it can be told to misbehave."""

import json
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

TOKEN = "known-to-every-reader"


class Desk(BaseHTTPRequestHandler):
    """One request: push messages are taken once for each retry key."""

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.requests.append((self.path, body))
        code, words = self.verdict(body)
        if code == 200 and self.server.drops:
            self.server.drops -= 1
            return  # taken, and the line broke before the answer
        self.answer(code, words)

    def verdict(self, body):
        """What the documentation says about this request."""
        key = self.headers["X-Line-Retry-Key"]
        if self.server.refusals:
            return self.server.refusals.pop(0)
        if self.headers["Authorization"] != f"Bearer {TOKEN}":
            return 401, "Authentication failed. Confirm that the access token is valid."
        if self.path != "/v2/bot/message/push":
            return 404, "Not found"
        if body["to"] not in self.server.friends:
            return 400, "The property, 'to', in the request body is invalid (line: -, column: -)"
        if key in self.server.keys:
            return 409, "The retry key is already accepted"
        self.server.keys.add(key)
        self.server.pushed.append((body["to"], body["messages"][0]["text"]))
        return 200, ""

    def answer(self, code, words):
        text = json.dumps({"message": words} if words else {"sentMessages": [{"id": "1"}]})
        self.send_response(code)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(text)))
        self.send_header("X-Line-Request-Id", "of-this-request")
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *words):
        pass


class LineServer(ThreadingHTTPServer):
    """Keeps what it took; ``refusals`` to be given first, ``drops`` answers that never arrive."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Desk)
        self.friends, self.keys, self.pushed, self.requests = {"Umali"}, set(), [], []
        self.refusals, self.drops = [], 0


@contextmanager
def line_server():
    """A stand-in of LINE until the block ends."""
    with LineServer() as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
