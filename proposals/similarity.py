"""How alike two titles or texts are, and why: arithmetic over letters, with no database (V-08)."""

import re
from collections import Counter
from math import log, sqrt

from pyp_portal.thaiwords import is_function_word

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


# --- Whole texts ----------------------------------------------------------------

GRAM = 4
MOST_PHRASES = 8
LONGEST = 6  # words of one phrase
FEWEST = 4  # letters of one phrase


def grams(text):
    """How often each group of four letters occurs in a text."""
    flat = letters(text)
    return Counter(flat[start : start + GRAM] for start in range(len(flat) - GRAM + 1))


class Weights:
    """How telling a group of letters or a phrase is, judged by a sample of other texts.

    What stands in every text tells nothing; what the sample does not know tells most.
    """

    def __init__(self, texts):
        self.texts = [letters(text) for text in texts]
        self.known = Counter(gram for text in self.texts for gram in grams(text))
        self.most = log(1 + len(self.texts)) or 1.0

    def of_gram(self, gram):
        return self.most - log(1 + self.known[gram]) + 0.01

    def share(self, phrase):
        """In which share of the sample a phrase occurs."""
        flat = letters(phrase)
        return sum(flat in text for text in self.texts) / max(len(self.texts), 1)

    def vector(self, text):
        """A text as weighted groups of letters, of length one."""
        raw = {g: (1 + log(count)) * self.of_gram(g) for g, count in grams(text).items()}
        length = sqrt(sum(weight * weight for weight in raw.values())) or 1.0
        return {gram: weight / length for gram, weight in raw.items()}

    def telling(self, phrase):
        """The mean weight of a phrase, from 0 (everywhere) to 1 (nowhere else)."""
        found = grams(phrase)
        return sum(map(self.of_gram, found)) / (len(found) * self.most) if found else 0.0


def cosine(one, other):
    """How alike two vectors of length one are, from 0 to 1."""
    small, large = sorted((one, other), key=len)
    return min(sum(weight * large.get(gram, 0.0) for gram, weight in small.items()), 1.0)


def phrases_in(found):
    """Every run of at most ``LONGEST`` words."""
    return {
        tuple(found[start:end])
        for start in range(len(found))
        for end in range(start + 1, min(start + LONGEST, len(found)) + 1)
    }


def told(run):
    """A run of words without the spaces, signs and function words at its ends."""
    first, last = 0, len(run)
    while first < last and is_idle(run[first]):
        first += 1
    while last > first and is_idle(run[last - 1]):
        last -= 1
    return run[first:last]


def is_idle(word):
    return not letters(word) or is_function_word(word)


def shared_phrases(mine, theirs, weights, most=MOST_PHRASES):
    """Why two texts are alike: the longest runs of words that both have, the most telling first.

    ``mine`` and ``theirs`` are lists of words.
    """
    known, found, start = phrases_in(theirs), {}, 0
    while start < len(mine):
        ends = range(min(start + LONGEST, len(mine)), start, -1)
        end = next((end for end in ends if tuple(mine[start:end]) in known), start)
        phrase = "".join(told(mine[start:end]))
        if len(letters(phrase)) >= FEWEST:
            found[phrase] = weights.telling(phrase) * log(1 + len(letters(phrase)))
        start = max(end, start + 1)
    ordered = sorted(found, key=lambda phrase: (-found[phrase], phrase))
    kept = []
    for phrase in ordered:
        if not any(phrase in longer for longer in kept):
            kept.append(phrase)
    return kept[:most]


def asking_phrases(title, found, weights, most=24):
    """By which phrases to look for texts like one: words that others use, but few of them.

    ``found`` are the words of the whole text; of the title also what the sample does not know.
    """
    counted = Counter(word for word in found if len(letters(word)) >= FEWEST)
    shares = {word: weights.share(word) for word in counted}
    telling = [word for word, share in shares.items() if share]
    telling.sort(key=lambda word: (shares[word] / counted[word], word))
    own = [word for word in dict.fromkeys(title) if shares.get(word) == 0]
    return list(dict.fromkeys([*own[: most // 3], *telling]))[:most]


def marked(text, phrases):
    """A text in parts (part, is shared): the phrases that another text has too are marked."""
    known = sorted((phrase for phrase in phrases if phrase), key=len, reverse=True)
    if not known or not text:
        return [(text, False)] if text else []
    parts = re.split("(" + "|".join(map(re.escape, known)) + ")", text)
    return [(part, number % 2 == 1) for number, part in enumerate(parts) if part]
