"""What the pages of a step share when they save: what they had seen, and both texts of a clash."""

import re
from dataclasses import dataclass
from datetime import datetime

from proposals import reading, services
from proposals.forms.blocks import wrong
from proposals.stamps import Sight
from pyp_portal.accounts.models import User

TAB = re.compile(r"[A-Za-z0-9-]{1,40}")
MINE, THEIRS = "mine", "theirs"


@dataclass(frozen=True)
class ShownClash:
    """Two texts side by side, in words, and what choosing either sends."""

    name: str
    mine: reading.Reading
    theirs: reading.Reading
    who: str
    is_own: bool
    at: datetime
    version: int

    @property
    def keep_mine(self):
        return f"{MINE}:{self.version}"

    @property
    def keep_theirs(self):
        return f"{THEIRS}:{self.version}"


def sight_of(post):
    """What the page had seen when it sent this: see ``proposals.stamps.Sight``."""
    choices = after("_choice-", post)
    chosen = {n: v.partition(":")[2] for n, v in choices.items() if v.startswith(MINE)}
    told = {name: value for name, value in after("_seen-", post).items() if value}
    seen = {name: whole(value) for name, value in (told | chosen).items()}
    return Sight(
        base=whole(post.get("version", "")),
        tab=tab_of(post),
        turn=whole(post.get("_turn", "")),
        seen=seen,
        was=after("_was-", post),
        chosen=frozenset(chosen),
        yielded=frozenset(name for name, value in choices.items() if value.startswith(THEIRS)),
    )


def tab_of(post):
    given = post.get("_tab", "")
    return given if TAB.fullmatch(given) else ""


def after(prefix, post):
    """The fields whose names begin with ``prefix``, by the rest of their names."""
    return {n.removeprefix(prefix): v for n, v in post.items() if n.startswith(prefix)}


def whole(text):
    return int(text) if text.isdecimal() and len(text) < 10 else 0


def keep_sent(request, proposal, form):
    """Save what is in order in a form of a step; what cannot stand is told by the outcome."""
    outcome = services.keep(
        proposal,
        form.cleaned(),
        request.user,
        sight_of(request.POST),
        step=form.step,
        at=request.arrived_at,
    )
    for name, texts in wrong(form).items():
        outcome.errors.setdefault(name, texts)
    form.clashes = shown(outcome.clashes, request.user, proposal.form)
    return outcome


def shown(clashes, user, form):
    """The clashes by name, in the words of the form."""
    if not clashes:
        return {}
    glossary = reading.Glossary(form)
    people = User.objects.in_bulk({clash.stamp.by for clash in clashes})
    return {
        clash.question.name: ShownClash(
            name=clash.question.name,
            mine=in_words(clash.question.key, clash.mine, glossary),
            theirs=in_words(clash.question.key, clash.theirs, glossary),
            who=str(people.get(clash.stamp.by, "")),
            is_own=clash.stamp.by == user.pk,
            at=clash.stamp.moment,
            version=clash.stamp.version,
        )
        for clash in clashes
    }


def in_words(key, value, glossary):
    """One answer to the question with this key as people read it."""
    outer, _dot, inner = key.partition(".")
    question = glossary.form.of_key(key)
    return reading.read(question, {outer: {inner: value} if inner else value}, glossary)
