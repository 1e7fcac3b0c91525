"""The cells of the table of teams, written at once: a page has hundreds of them.

What is the same in many rows is made once for each language and kept.
"""

from functools import lru_cache

from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cohorts.states import GateState, Phase
from pyp_portal.templatetags.look import icon


def gates(url, work):
    """A cell for each gate, with its sign; it leads to the page of the gate."""
    language = get_language()
    cells = (
        f'<td class="gate {css}"><a href="{url}phases/{one.phase.value}/">{inside}</a></td>'
        for one in work
        for css, inside in [sign(one.phase, one.gate, one.is_late, language)]
    )
    return mark_safe("".join(cells))  # noqa: S308 - a code of ours and signs that are escaped


@lru_cache(maxsize=512)
def sign(phase, gate, is_late, language):
    """(class, sign with its hidden words) of one gate."""
    css, name, label = ("gate-late", "alert", _("overdue")) if is_late else look_of(gate)
    words = f"{phase.code} {phase.label}: {label}"
    hidden = format_html('<span class="visually-hidden">{}</span>', words)
    return css, format_html("<span>{}{}</span>", icon(name), hidden)


def look_of(gate):
    return gate.css, gate.icon, gate.label


def legend():
    """(class, icon, word) of all signs; a waived gate looks like one that was passed."""
    signs = [look_of(gate) for gate in GateState if gate != GateState.WAIVED]
    return [*signs, ("gate-late", "alert", _("overdue"))]


def seats(found):
    """The seats of each tier: its number, how many are confirmed of how many wanted."""
    language = get_language()
    return mark_safe(  # noqa: S308 - each part is escaped
        "".join(
            seat(one.tier.role_th, one.tier.display_no, one.count, one.wanted, language)
            for one in found
        )
    )


@lru_cache(maxsize=512)
def seat(role, number, count, wanted, language):
    """One tier in the list of seats."""
    line = '<li{}><span class="visually-hidden">{}: </span><b>{}</b>{}/{}</li>'
    short = mark_safe(' class="short"') if count < wanted else ""
    return format_html(line, short, role, number, count, wanted)


def heads():
    """(short name, label) of the columns of the gates."""
    return [(phase.code, phase.label) for phase in Phase]
