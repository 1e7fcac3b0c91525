"""Which agencies of the register bear a name like one that somebody asks for."""

import re
from collections import Counter, defaultdict

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


def bare(name):
    """A name without the words with which all of its kind begin: they tell nothing apart."""
    whole = core(name)
    beginning = next((family[0] for family in SAME if whole.startswith(family[0])), "")
    return whole.removeprefix(beginning) or whole


def named_alike(name, kind=""):
    """The agencies with the most similar names, the most alike first, of the same kind before."""
    found = alike([name])[name]
    best = [pk for _likeness, _kind, pk in sorted(found, key=lambda one: order(one, kind))[:MOST]]
    known = Agency.objects.select_related("province").in_bulk(best)
    return [known[pk] for pk in best]


def order(found, kind):
    likeness, its_kind, pk = found
    return -likeness, its_kind != kind, pk


def alike(names):
    """For each name the agencies named alike, as (likeness, kind, key); the register is read once.

    Likeness is the share of letter groups that two names have in common, from 0 to 1.
    """
    own = {name: groups(bare(name)) for name in names}
    holders = defaultdict(list)
    for name, letters in own.items():
        for group in letters:
            holders[group].append(name)
    found = {name: {} for name in names}
    rows = Agency.objects.existing().values_list("pk", "name_th", "short_th", "type")
    for pk, name_th, short_th, kind in rows:
        for text in filter(None, (name_th, short_th)):
            letters = groups(bare(text))
            common = Counter(name for group in letters for name in holders.get(group, ()))
            for name, count in common.items():
                likeness = 2 * count / (len(own[name]) + len(letters))
                if likeness >= ALIKE:
                    found[name][pk] = max((likeness, kind, pk), found[name].get(pk, (0, "", 0)))
    return {name: list(by_key.values()) for name, by_key in found.items()}


def namesakes(names):
    """Agencies that bear exactly one of these names, by the name as it is compared.

    The name of an entry that was joined to another leads to the one that was kept.
    """
    wanted = {core(name) for name in names}
    joined = Agency.objects.filter(duplicate_of__in=Agency.objects.existing())
    rows = [
        *joined.values_list("name_th", "duplicate_of"),
        *Agency.objects.existing().values_list("name_th", "pk"),
    ]
    return {core(name): pk for name, pk in rows if core(name) in wanted}
