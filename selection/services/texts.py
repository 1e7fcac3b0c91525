"""Texts that several people write: none is overwritten by who has not seen it."""

from dataclasses import dataclass, field

from proposals.stamps import digest


@dataclass
class Kept:
    """What became of the texts that a page sent, by the names of its fields."""

    saved: dict = field(default_factory=dict)
    clashes: dict = field(default_factory=dict)  # the text that stands, where another was sent

    def takes(self, name, text, *, stands, was, chosen):
        """True where a text may stand; else it is a clash with the one that stands.

        ``was`` and ``chosen`` have digests by field: of the texts that the page had shown, and
        of those that its reader has seen beside their own and given up.
        """
        if digest(stands) not in {was.get(name), chosen.get(name), digest(text)}:
            self.clashes[name] = stands
            return False
        self.saved[name] = digest(text)
        return True
