"""A virus scanner on this machine that speaks clamd's protocol and knows one virus."""

import socketserver
import struct
from contextlib import contextmanager
from threading import Thread

VIRUS = b"EICAR"  # names in a package stand there uncompressed


class Talk(socketserver.StreamRequestHandler):
    """One command: chunks with their lengths, an empty one at the end, then the verdict."""

    def handle(self):
        if self.rfile.readline() != b"nINSTREAM\n":
            self.wfile.write(b"UNKNOWN COMMAND\n")
            return
        content = b""
        while size := struct.unpack("!L", self.rfile.read(4))[0]:
            content += self.rfile.read(size)
            if len(content) > self.server.most:
                self.wfile.write(b"INSTREAM size limit exceeded. ERROR\n")
                return
        self.server.seen.append(len(content))
        self.wfile.write(b"stream: " + self.server.verdict(content) + b"\n")


class Scanner(socketserver.ThreadingTCPServer):
    """What it was shown, and what it says."""

    daemon_threads = True
    most = 10**8

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Talk)
        self.seen = []

    def verdict(self, content):
        return b"Eicar-Test-Signature FOUND" if VIRUS in content else b"OK"

    @property
    def address(self):
        return "tcp://{}:{}".format(*self.server_address)


@contextmanager
def clamd():
    """The scanner while it listens."""
    with Scanner() as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
