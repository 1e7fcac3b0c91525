"""Who is on the telephone: people and agencies found by a number, a name or an agency."""

import re
from dataclasses import dataclass, field

from django.db.models import F, Q, TextField, Value
from django.db.models.fields.json import KT
from django.db.models.functions import Replace

from proposals.models import Answers, Enquiry, Proposal
from pyp_portal import thai
from pyp_portal.accounts.models import Agency, User
from pyp_portal.search.services import matching

MOST = 10
MOST_ROWS = 20
LEAST_DIGITS = 6
ARABIC = str.maketrans(thai.THAI_DIGITS, "0123456789")
NOT_A_NUMBER = re.compile(r"[^0-9\s().+-]")


@dataclass(frozen=True)
class Found:
    """What the office knows of a caller; each list is short, and says when there is more."""

    people: list = field(default_factory=list)
    agencies: list = field(default_factory=list)
    proposals: list = field(default_factory=list)
    enquiries: list = field(default_factory=list)

    @property
    def is_cut(self):
        """True where there may be more people or agencies than are shown."""
        return MOST in (len(self.people), len(self.agencies))

    @property
    def is_empty(self):
        return not (self.people or self.agencies or self.proposals or self.enquiries)


def digits_of(text):
    """The digits of a telephone number, or nothing where the text is none."""
    text = text.translate(ARABIC).strip()
    if NOT_A_NUMBER.search(text):
        return ""
    digits = re.sub(r"\D", "", text)
    digits = "0" + digits[2:] if text.startswith("+66") else digits
    return digits if len(digits) >= LEAST_DIGITS else ""


def bare(column):
    """A column of telephone numbers without what people write between the digits."""
    for sign in ("-", " "):
        column = Replace(column, Value(sign), Value(""), output_field=TextField())
    return column


def found_by(text, user):
    """People, agencies, proposals and earlier questions behind what an officer typed."""
    if digits := digits_of(text):
        return by_number(digits, user)
    return by_name(text, user)


def by_number(digits, user):
    """People and contacts of proposals with this number, and who called from it before."""
    people = known(User.objects.annotate(bare=bare(F("phone"))).filter(bare__contains=digits))
    calls = Enquiry.objects.exclude(phone="").annotate(bare=bare(F("phone")))
    called = calls.filter(bare__contains=digits).values("pk")
    return Found(
        people=people,
        proposals=proposals_of(user, involving(people) | Q(pk__in=naming(digits))),
        enquiries=questions_of(user, Q(asked_by__in=people) | Q(pk__in=called)),
    )


def naming(digits):
    """The proposals whose main or alternative contact has this number."""
    named = Answers.objects.annotate(
        main=bare(KT("data__contact_phone")), others=bare(KT("data__alt_contact"))
    )
    found = named.filter(Q(main__contains=digits) | Q(others__contains=digits))
    return found.values("proposal")


def by_name(text, user):
    """The agencies named so with their people, and the people named so."""
    agencies = list(matching(Agency.objects.existing(), text).select_related("province")[:MOST])
    named = matching(User.objects.all(), text).values("pk")
    members = Q(
        memberships__agency__in=agencies,
        memberships__approved_at__isnull=False,
        memberships__ended_at=None,
    )
    people = known(User.objects.filter(members | Q(pk__in=named)).distinct())
    return Found(
        people=people,
        agencies=agencies,
        proposals=proposals_of(user, involving(people) | Q(lead_agency__in=agencies)),
        enquiries=questions_of(user, Q(asked_by__in=people) | Q(agency__in=agencies)),
    )


def of_person(person, user):
    """What the office knows of one person."""
    return Found(
        people=known(User.objects.filter(pk=person.pk)),
        proposals=proposals_of(user, involving([person])),
        enquiries=questions_of(user, Q(asked_by=person)),
    )


def known(people):
    return list(people.prefetch_related("memberships__agency")[:MOST])


def involving(people):
    """The condition for proposals that these people began, or whose agency they work for."""
    active = Q(
        lead_agency__memberships__user__in=people,
        lead_agency__memberships__approved_at__isnull=False,
        lead_agency__memberships__ended_at=None,
    )
    return Q(owner__in=people) | active


def proposals_of(user, condition):
    """The newest proposals that the officer may see."""
    found = Proposal.objects.filter(condition).values("pk")
    seen = Proposal.objects.visible_to(user).for_list().filter(pk__in=found)
    return list(seen.order_by("-updated_at", "-pk")[:MOST_ROWS])


def questions_of(user, condition):
    return list(Enquiry.objects.visible_to(user).filter(condition).for_list()[:MOST_ROWS])
