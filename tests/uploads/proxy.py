"""A line between browser and portal that can be cut, after so many bytes or at will."""

import socket
from contextlib import contextmanager, suppress
from threading import Event, Lock, Thread


class Line:
    """Carries what comes to it on to a server; ``cut_after`` bytes sent upwards it goes dead."""

    def __init__(self, host, port, cut_after=None):
        self.target, self.left = (host, port), cut_after
        self.carried = 0
        self.is_dead = Event()
        self.lock = Lock()
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.ends = set()
        Thread(target=self.accept, daemon=True).start()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"

    def accept(self):
        while True:
            try:
                below, _address = self.listener.accept()
            except OSError:
                return
            if self.is_dead.is_set():
                below.close()
                continue
            above = socket.create_connection(self.target)
            with self.lock:
                self.ends |= {below, above}
            for pair in ((below, above, True), (above, below, False)):
                Thread(target=self.carry, args=pair, daemon=True).start()

    def carry(self, source, sink, is_up):
        with suppress(OSError):
            while piece := source.recv(65536):
                if is_up and not self.may_pass(len(piece)):
                    self.cut()
                    break
                sink.sendall(piece)
        self.close(source, sink)

    def may_pass(self, size):
        with self.lock:
            self.carried += size
            return self.left is None or self.carried <= self.left

    def cut(self):
        """Break every connection; new ones are closed at once until ``mend``."""
        self.is_dead.set()
        with self.lock:
            ends = set(self.ends)
        self.close(*ends)

    def mend(self):
        self.left = None
        self.is_dead.clear()

    def close(self, *ends):
        for end in ends:
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()
            with self.lock:
                self.ends.discard(end)

    def end(self):
        self.listener.close()
        self.cut()


@contextmanager
def line(server_url, cut_after=None):
    """A line to a server; gone at the end."""
    host, _colon, port = server_url.removeprefix("http://").partition(":")
    made = Line(host, int(port), cut_after)
    try:
        yield made
    finally:
        made.end()
