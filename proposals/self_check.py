"""May we apply? A few questions with what each answer means (E1 to E8, C-30); no database.

Nothing here is kept: it tells a reader beforehand what the office will check afterwards.
"""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from pyp_portal.accounts.roles import AgencyType

NOBODY = "NONE"  # a person, or a group that exists on no register
UNSURE = "UNSURE"


class Result(StrEnum):
    """What an answer means for the proposal."""

    FITS = "fits"
    ASK = "ask"
    NOT = "not"


@dataclass(frozen=True)
class Option:
    """An answer: what it means, why, and what to do."""

    value: str
    label: str
    result: Result
    text: str = ""


@dataclass(frozen=True)
class Item:
    """One question of the check, and the line of the checklist behind it."""

    key: str
    basis: str
    label: str
    options: tuple

    def option(self, value):
        """The answer with this value, or None."""
        return next((option for option in self.options if option.value == value), None)


@dataclass(frozen=True)
class Finding:
    """What the check says about one question."""

    item: Item
    answer: str
    result: Result
    text: str


ASK_OFFICE = _("Ask the PYP Office before you write; they answer on working days.")
KINDS_PASS = _("Agencies of this kind may propose this year.")
KINDS_NOT = _(
    "Agencies of this kind cannot lead a proposal this year. Find an agency that can, and join "
    "it as a partner."
)

ITEMS = (
    Item(
        "issue",
        "E5",
        _("What do you want to propose?"),
        (
            Option(
                "INTEGRATION",
                _("A problem of the area that our agency cannot solve alone"),
                Result.FITS,
                _("This is an integration issue."),
            ),
            Option(
                "MONEY",
                _("A request for budget, a building or equipment"),
                Result.NOT,
                _(
                    "The programme gives no budget. Propose the problem behind it and how "
                    "several agencies would solve it."
                ),
            ),
            Option(
                "ROUTINE",
                _("Regular work of our own agency"),
                Result.NOT,
                _("Propose what your agency cannot do alone, and with whom."),
            ),
            Option(UNSURE, _("I am not sure"), Result.ASK, ASK_OFFICE),
        ),
    ),
    Item(
        "partners",
        "E6",
        _("How many other agencies or bodies will work with you?"),
        (
            Option("TWO", _("Two or more"), Result.FITS, _("At least two partners are needed.")),
            Option(
                "ONE",
                _("One"),
                Result.NOT,
                _("Find one more partner, better of another level or sector."),
            ),
            Option(
                "NONE",
                _("None yet"),
                Result.NOT,
                _("Find two partners first, better of other levels or sectors."),
            ),
        ),
    ),
    Item(
        "need",
        "E7",
        _("Can you say who is affected, and how you know what the area needs?"),
        (
            Option(
                "YES",
                _("Yes: groups, figures and their sources"),
                Result.FITS,
                _("The form asks for exactly this in step 3."),
            ),
            Option(
                "PARTLY",
                _("In part"),
                Result.FITS,
                _("Ask the district, the health centre or a public forum for figures."),
            ),
            Option(
                "NO",
                _("Not at present"),
                Result.NOT,
                _("Collect figures and hold a public forum before you write."),
            ),
        ),
    ),
    Item(
        "theme",
        "F14",
        _("Does the issue fit one of the strategic themes?"),
        (
            Option("YES", _("Yes"), Result.FITS, _("You choose one main theme in step 2.")),
            Option(UNSURE, _("I am not sure"), Result.ASK, ASK_OFFICE),
        ),
    ),
    Item(
        "before",
        "E8",
        _("Has this issue been proposed before?"),
        (
            Option("NO", _("No, never"), Result.FITS, _("Nothing stands in the way.")),
            Option(
                "EARLIER",
                _("Yes, in an earlier year, and it was not selected"),
                Result.FITS,
                _("It can be proposed again. Say what you have developed since."),
            ),
            Option(
                "LAB",
                _("Yes, and it has been in the policy lab"),
                Result.NOT,
                _("An issue goes through the lab once. Propose a new issue that builds on it."),
            ),
            Option(
                "OTHERS",
                _("Another agency proposes the same this year"),
                Result.ASK,
                _("Talk to that agency about one joint proposal, and ask the PYP Office."),
            ),
        ),
    ),
    Item(
        "head",
        "E3",
        _("Will the head of your agency endorse the proposal?"),
        (
            Option("YES", _("Yes"), Result.FITS, _("By a signed letter, or by a link on a phone.")),
            Option(
                "LATER",
                _("Not asked yet"),
                Result.FITS,
                _("Ask early: the portal prints the letter, or sends the head a link."),
            ),
            Option(
                "NO",
                _("The head declines"),
                Result.NOT,
                _("Without the endorsement a proposal is not complete."),
            ),
        ),
    ),
)


def kinds_for(call):
    """The question about the kind of agency (E2), as this call admits them (C-30)."""
    admitted = call.allowed_agency_types
    options = [kind_option(kind, not admitted or kind in admitted) for kind in AgencyType]
    nobody = Option(
        NOBODY,
        _("A single person, or a group that is not registered"),
        Result.NOT,
        _("An agency or a registered body proposes. Join one of them as a partner."),
    )
    unsure = Option(UNSURE, _("Another kind, or I am not sure"), Result.ASK, ASK_OFFICE)
    return Item("kind", "E2", _("What kind of agency are you?"), (*options, nobody, unsure))


def kind_option(kind, is_admitted):
    if is_admitted:
        return Option(kind.value, kind.label, Result.FITS, KINDS_PASS)
    return Option(kind.value, kind.label, Result.NOT, KINDS_NOT)


def items_for(call):
    """All questions of the check for one call."""
    return (kinds_for(call), *ITEMS)


def findings(call, answers):
    """What each answer means; ``answers`` maps keys of items to values of options."""
    for item in items_for(call):
        option = item.option(answers.get(item.key))
        yield Finding(item, option.label, option.result, option.text)


def overall(found):
    """The whole: not while one thing stands in the way, else ask while one is unclear."""
    results = {one.result for one in found}
    return next(r for r in (Result.NOT, Result.ASK, Result.FITS) if r in results)
