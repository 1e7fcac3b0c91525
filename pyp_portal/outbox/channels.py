"""What delivery asks of a way to send, and how a try may end.

Each way is one class: it opens, sends, says what the server answered, and closes. What
goes wrong it tells in one of three words, whatever its protocol calls it.
"""

from typing import Protocol


class NotTaken(Exception):
    """Certainly not sent, to be tried again; ``reached``: the server itself said so."""

    def __init__(self, said, *, reached=False):
        super().__init__(short(said))
        self.reached = reached


class Refused(Exception):
    """Not sent, and never will be; ``is_gone``: because nobody is at this address."""

    def __init__(self, said, *, is_gone=False):
        super().__init__(short(said))
        self.is_gone = is_gone


class Unsure(Exception):
    """Perhaps sent: nobody can know, and so a person decides."""


class Channel(Protocol):
    """One way to send messages, used for one message or several in a row."""

    def open(self):
        """Reach the server; raises NotTaken."""

    def send(self, message):
        """What the server said on taking it; raises NotTaken, Refused or Unsure."""

    def close(self):
        """Let go of the server; what it says to that changes nothing."""

    def target(self, message):
        """The address to which it really goes."""

    def gone(self, message, said):
        """Nobody is at the address of this message: write down that nothing goes there."""


def short(said):
    """What went wrong, as the log keeps it."""
    words = f"{type(said).__name__}: {said}" if isinstance(said, Exception) else str(said)
    return words[:300]
