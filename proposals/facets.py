"""How many proposals there are for each choice of each filter: counted in one statement, kept.

The counts stand under the mark of the history and for a minute at most: every verb adds to
the history with what it changes, and what is typed into drafts meanwhile shows a minute later.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from functools import lru_cache, partial

from django.db.models import Case, CharField, Count, Value, When
from django.db.models.functions import Cast
from django.utils.translation import get_language

from proposals.forms.listing import AGES, ME, NOBODY, OWNER_WORDS, narrowed
from proposals.models import Access, Proposal
from proposals.queueing import IN_HAND, ages
from proposals.states import State
from pyp_portal import clock, thai
from pyp_portal.accounts.models import User
from pyp_portal.accounts.roles import AgencyType, Level
from pyp_portal.history import place
from pyp_portal.languages import column

KEPT = 256  # ways of looking at the list
NOTHING = Value("", CharField())
# Of each filter: the key by which it is counted, and the words of it that the database has.
COUNTED = {
    "state": ("state", NOTHING),
    "theme": ("theme__code", partial(column, "theme__name")),
    "province": ("province", partial(column, "province__name")),
    "owner": ("case_owner", NOTHING),
    "age": (None, NOTHING),
    "level": ("lead_agency__level", NOTHING),
    "kind": ("lead_agency__type", NOTHING),
    "region": ("province__region_th", NOTHING),
}


@dataclass(frozen=True)
class Asked:
    """What is counted, by its key; the form and the person say how.

    ``views`` are other ways of looking, each as the address would ask for it.
    """

    key: tuple
    form: object = field(compare=False)
    user: object = field(compare=False)
    views: tuple = field(compare=False)


def counted(form, user, views=()):
    """({filter: [(key, words, how many)]}, [how many in each of these views]) as of now."""
    last, writers = place.mark()
    asked = Asked((last, writers, *standpoint(form, user, views)), form, user, tuple(views))
    return _kept(asked) if last else _count(asked)


def standpoint(form, user, views):
    """All else on which counts and words depend: minute, language, who asks, what is chosen."""
    closed = Access.objects.filter(user=user, kind=Access.Kind.CLOSED).order_by("proposal")
    return (
        clock.now().replace(second=0, microsecond=0),
        get_language(),
        tuple(closed.values_list("proposal", flat=True)),
        tuple(user.case_owner_ids),
        tuple(sorted(form.asked().items())),
        tuple(tuple(sorted(view.items())) for view in views),
    )


@lru_cache(maxsize=KEPT)
def _kept(asked):
    return _count(asked)


def _count(asked):
    visible = Proposal.everything.visible_to(asked.user)
    parts = [_part(name, asked, visible) for name in COUNTED]
    parts += [_whole(f"view {n}", view, asked, visible) for n, view in enumerate(asked.views)]
    found = defaultdict(list)
    for name, key, words, count in parts[0].union(*parts[1:], all=True):
        found[name].append((key, words, count))
    facets = {name: SORTED[name](found[name], asked.user) for name in COUNTED}
    sizes = [sum(count for *_rest, count in found[f"view {n}"]) for n in range(len(asked.views))]
    return facets, sizes


def _part(name, asked, visible):
    """The counts of one filter, whatever it says itself left aside."""
    (key, words), fitting = COUNTED[name], asked.form.narrow(visible, asked.user, but=[name])
    words = words() if callable(words) else words
    if name == "age":
        whens = [When(condition, then=Value(age)) for age, condition in ages().items()]
        key, fitting = Case(*whens, default=Value("")), fitting.filter(state__in=IN_HAND)
    return _by(name, key, words, fitting)


def _whole(name, view, asked, visible):
    """How many a view holds."""
    fitting = narrowed(visible, view, asked.user, asked.form.inside, asked.form.calls)
    return _by(name, NOTHING, NOTHING, fitting)


def _by(name, key, words, proposals):
    """(name, key, words, how many) of each key."""
    key, words = (Cast(part, CharField()) for part in (key, words))
    rows = proposals.order_by().annotate(facet=Value(name, CharField()), key=key, words=words)
    grouped = rows.values("facet", "key", "words").annotate(count=Count("pk"))
    return grouped.values_list("facet", "key", "words", "count")


# --- In which order and words they are offered -----------------------------------------


def in_order_of(choices):
    """The counts of keys that the portal has words for, in its own order."""

    def sort(lines, _user):
        counts = {key: count for key, _words, count in lines}
        return [(key, words, counts[key]) for key, words in choices if counts.get(key)]

    return sort


def by_words(lines, _user):
    """In the order of the Thai alphabet; what has no value is no choice."""
    named = [(key, words or key, count) for key, words, count in lines if key]
    return sorted(named, key=lambda line: thai.sort_key(line[1]))


def by_key(lines, _user):
    return sorted(line for line in lines if line[0])


def owners(lines, user):
    """One's own and nobody's first, then the officers by name (asked for in one statement)."""
    mine = {str(key) for key in user.case_owner_ids}
    own = sum(count for key, _words, count in lines if key in mine)
    none = sum(count for key, _words, count in lines if not key)
    first = [(ME, OWNER_WORDS[ME], own), (NOBODY, OWNER_WORDS[NOBODY], none)]
    people = User.objects.in_bulk([int(key) for key, _words, _count in lines if key])
    named = [(key, str(people[int(key)]), count) for key, _words, count in lines if key]
    return [line for line in first if line[2]] + by_words(named, user)


SORTED = {
    "state": in_order_of(State.choices),
    "theme": by_key,
    "province": by_words,
    "owner": owners,
    "age": in_order_of(AGES),
    "level": in_order_of(Level.choices),
    "kind": in_order_of(AgencyType.choices),
    "region": by_words,
}
