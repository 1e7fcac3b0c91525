"""Which agencies of the register bear a name like one that somebody asks for."""

import re

from pyp_portal import thai
from pyp_portal.accounts.models import Agency
from pyp_portal.search.synonyms import SAME

ALIKE = 0.5  # from this share of common letter groups on, two names are shown side by side
MOST = 5
SIZE = 3
_SHORT = {short: family[0] for family in SAME for short in family[1:]}
_NOT_LETTERS = re.compile("[^0-9a-z\u0e01-\u0e5b]+")


def core(name):
    """A name as it is compared: written out, in small letters, without spaces and signs."""
    plain = thai.normalise(name).casefold()
    for short, whole in _SHORT.items():
        plain = plain.replace(short, whole)
    return _NOT_LETTERS.sub("", plain)


def groups(text):
    """The groups of letters that a name is made of."""
    return {text[at : at + SIZE] for at in range(max(1, len(text) - SIZE + 1))}


def share(one, other):
    """How much of two sets is common to both, from 0 to 1."""
    return 2 * len(one & other) / (len(one) + len(other))


def bare(name):
    """A name without the words with which all of its kind begin: they tell nothing apart."""
    whole = core(name)
    beginning = next((family[0] for family in SAME if whole.startswith(family[0])), "")
    return whole.removeprefix(beginning) or whole


def named_alike(name, kind=""):
    """The agencies with the most similar names, the most alike first, of the same kind before."""
    own = groups(bare(name))
    found = []
    for pk, name_th, short_th, type_ in Agency.objects.existing().values_list(
        "pk", "name_th", "short_th", "type"
    ):
        likeness = max(share(own, groups(bare(text))) for text in (name_th, short_th) if text)
        if likeness >= ALIKE:
            found.append((likeness, type_ == kind, -pk))
    best = [-pk for *_rest, pk in sorted(found, reverse=True)[:MOST]]
    known = Agency.objects.select_related("province").in_bulk(best)
    return [known[pk] for pk in best]


def namesakes(names):
    """Agencies that bear exactly one of these names, by the name as it is compared."""
    wanted = {core(name) for name in names}
    rows = Agency.objects.existing().values_list("name_th", "pk")
    return {core(name): pk for name, pk in rows if core(name) in wanted}
