"""Two people at one report: both fields stay, one report stands, one contact is named."""

import pytest

from cohorts import services
from cohorts.models import ReportContact
from cohorts.services.contacts import name_contact
from cohorts.services.drafting import draft_of, keep_draft
from tests.cohorts.test_races import at_once
from tests.factories.accounts import MembershipFactory, UserFactory
from tests.factories.cohorts import RoundFactory

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True),
]
REASON = "ผู้ประสานคนเดิมย้ายไปปฏิบัติงานที่อื่น"


def test_two_people_write_and_send_one_report(at):
    at("2025-08-29 15:00")
    round_, people = RoundFactory(), [UserFactory(), UserFactory()]
    words = {"story_th": "ยายมะลิ", "help_needed_th": "ขอเสาสัญญาณ"}
    members = [
        MembershipFactory(agency=round_.team.responsible_agency, user=person).user
        for person in people
    ]

    at_once(
        *[
            lambda by=by, name=name: keep_draft(round_, {name: words[name]}, by=by)
            for by, name in zip(people, words, strict=True)
        ]
    )
    kept = draft_of(round_).answers
    named = at_once(
        *[
            lambda person=person: name_contact(round_.team, person, by=person, reason=REASON)
            for person in members
        ]
    )
    sent = at_once(
        *[
            lambda by=by: services.file_report(round_, by=by, overall="GREEN", **kept)
            for by in people
        ]
    )

    assert kept == words
    assert (named, ReportContact.objects.standing().count()) == ([None, None], 1)
    assert sorted(told is None for told in sent) == [False, True]
