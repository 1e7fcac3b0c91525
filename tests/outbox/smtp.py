"""A mail server of our own: it speaks SMTP over a real socket and can be told to misbehave."""

import email
import socketserver
from contextlib import contextmanager
from threading import Lock, Thread


class Conversation(socketserver.StreamRequestHandler):
    """One client: answers each command, and does at each what the test told it to."""

    def say(self, line):
        self.wfile.write(line.encode() + b"\r\n")

    def handle(self):
        self.say("220 mail.example.org")
        while line := self.rfile.readline():
            command = line[:4].strip().upper().decode()
            if command == "DATA":
                self.take_letter()
            else:
                self.say(self.server.answers.get(command, "250 fine"))
            if command == "QUIT" or self.server.hangs_up == command:
                return

    def take_letter(self):
        self.say("354 go on")
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line)
        if answer := self.server.answers.get("DATA"):
            self.say(answer)
            return
        self.server.take(b"".join(lines))
        if self.server.hangs_up != "DATA":
            self.say("250 taken")


class MailServer(socketserver.ThreadingTCPServer):
    """Keeps the letters it took; ``answers`` by command, ``hangs_up`` after one."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, port=0):
        super().__init__(("127.0.0.1", port), Conversation)
        self.answers, self.hangs_up, self.letters, self._lock = {}, "", [], Lock()

    @property
    def port(self):
        return self.server_address[1]

    def take(self, letter):
        with self._lock:
            self.letters.append(email.message_from_bytes(letter))


@contextmanager
def mail_server(port=0, kind=MailServer):
    """A server that takes letters until the block ends."""
    with kind(port) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
