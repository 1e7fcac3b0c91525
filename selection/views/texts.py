"""Pages of texts that save themselves: what was posted, what became of it, how it is told."""

from dataclasses import dataclass, field

from django.http import JsonResponse
from django.template.loader import render_to_string
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from proposals.stamps import digest
from proposals.views.autosaving import is_somebody_else, somebody_else
from pyp_portal import clock, thai
from selection import services
from selection.views.acting import refusal_of

MINE, THEIRS = "mine", "theirs"


@dataclass
class Sent:
    """The texts of a post, by field, and what became of them."""

    texts: dict = field(default_factory=dict)
    errors: dict = field(default_factory=dict)
    saved: dict = field(default_factory=dict)
    clashes: dict = field(default_factory=dict)
    refusals: list = field(default_factory=list)
    given_up: frozenset = frozenset()
    mended: bool = False

    @property
    def is_whole(self):
        return not (self.clashes or self.errors or self.refusals)


def put(post, names, read, verb):
    """Keep the posted texts of these fields.

    ``read(post, names)`` answers (texts, errors); ``verb(texts, was=…, chosen=…)`` keeps them.
    """
    texts, errors = read(post, names)
    choices = {name: post.get(f"_choice-{name}", "").partition(":") for name in texts}
    given_up = frozenset(name for name, (whose, _c, _what) in choices.items() if whose == THEIRS)
    wanted = {name: text for name, text in texts.items() if name not in given_up}
    typed = {name: post[name] for name in errors}  # shown again as it came, and not kept
    sent = Sent(wanted | typed, errors, given_up=given_up)
    sent.mended = any(thai.was_mended(post[name]) for name in names if name in post)
    try:
        kept = verb(
            wanted,
            was={name: post.get(f"_was-{name}", "") for name in texts},
            chosen={name: what for name, (whose, _c, what) in choices.items() if whose == MINE},
        )
    except services.REFUSALS as refused:
        sent.refusals = refusal_of(refused)
    else:
        sent.saved, sent.clashes = kept.saved, kept.clashes
    return sent


def blocks(labels, stands, sent):
    """The fields of a page in their order, each with the text that stands and what was sent."""
    return [
        {
            "name": name,
            "label": label,
            "stands": stands[name],
            "text": sent.texts.get(name, stands[name]),
            "was": digest(stands[name]),
            "is_clash": name in sent.clashes,
            "errors": sent.errors.get(name, []),
            "keep_mine": f"{MINE}:{digest(stands[name])}",
            "keep_theirs": f"{THEIRS}:",
        }
        for name, label in labels.items()
    ]


def other_person(request):
    """The answer to a page of somebody who is not signed in here any more, or None."""
    if not is_somebody_else(request):
        return None
    return JsonResponse({"state": "other_person", "text": somebody_else()}, status=403)


def told(sent, shown):
    """What the page is told, as ``autosave.js`` takes it (409 where something did not stand).

    ``shown`` are the ``blocks`` as a page opened now shows them.
    """
    shown = {block["name"]: block for block in shown}
    state = "clash" if sent.clashes else "invalid" if sent.errors else "saved"
    facts = {
        "state": "refused" if sent.refusals else state,
        "text": " ".join(sent.refusals),
        "version": 0,
        "at": _("%(time)s hrs") % {"time": f"{localtime(clock.now()):%H.%M}"},
        "saved": sent.saved,
        "mended": sent.mended,
        "errors": sent.errors,
        "clashes": {
            name: _drawn("clash", shown[name] | {"text": sent.texts[name]}) for name in sent.clashes
        },
        "blocks": {name: _drawn("block", shown[name]) for name in sent.given_up & shown.keys()},
        "here": "",
    }
    return JsonResponse(facts, status=409 if sent.clashes or sent.refusals else 200)


def _drawn(part, block):
    return render_to_string(f"selection/_text_{part}.html", {"block": block})
