"""How alike two titles are: arithmetic over letters, with no database (V-08)."""

ALIKE = 0.6  # from this share of common trigrams on, two titles are shown side by side
SIZE = 3


def letters(title):
    """A title as it is compared: small letters, no spaces and no punctuation."""
    return "".join(letter for letter in title.casefold() if letter.isalnum() or letter > "\u0e00")


def trigrams(title):
    """The groups of three letters that a title is made of."""
    text = letters(title)
    return frozenset(text[start : start + SIZE] for start in range(len(text) - SIZE + 1))


def likeness(one, other):
    """The share of trigrams that two sets of them have in common, from 0 to 1."""
    together = len(one | other)
    return len(one & other) / together if together else 0.0


def similar(title, others, least=ALIKE):
    """Which of ``others`` (pairs of key and title) are alike, the most alike first.

    Titles of very different length cannot be alike, and are not looked at closer.
    """
    own = trigrams(title)
    if not own:
        return []
    longest = len(own) / least + 2 * SIZE
    shortest = len(own) * least
    found = [
        (likeness(own, trigrams(text)), key)
        for key, text in others
        if shortest <= len(text) <= 2 * longest
    ]
    return [key for share, key in sorted(found, reverse=True) if share >= least]
