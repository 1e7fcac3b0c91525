"""Two people decide, accept or name at once: one act takes effect, the other is told."""

import pytest

from proposals import services as cases
from proposals.models import Proposal
from proposals.states import State
from pyp_portal import clock
from pyp_portal.accounts import services
from pyp_portal.accounts.models import (
    Agency,
    AgencyRequest,
    Deputy,
    Invitation,
    Membership,
)
from pyp_portal.accounts.rights import Rights
from pyp_portal.accounts.roles import AgencyType
from tests.accounts.test_races import at_once
from tests.factories.accounts import (
    AgencyFactory,
    AgencyRequestFactory,
    InvitationFactory,
    MembershipFactory,
    UserFactory,
)
from tests.factories.proposals import ProposalFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]


def test_two_officers_enter_the_same_agency_at_once():
    asked = AgencyRequestFactory()
    officers = [UserFactory(staff=True), UserFactory(staff=True)]

    done, refused = at_once(*(lambda by=by: services.enter_agency(asked, by=by) for by in officers))

    assert (len(done), len(refused), Agency.objects.count()) == (1, 1, 1)
    asked.refresh_from_db()
    assert str(asked.decided_by) in refused[0].sentence


def test_a_person_asks_for_two_new_agencies_at_once():
    person = UserFactory()

    def ask(name):
        return services.ask_agency(person, name_th=name, kind=AgencyType.FOUNDATION)

    done, refused = at_once(lambda: ask("มูลนิธิหนึ่ง"), lambda: ask("มูลนิธิสอง"))

    assert (len(done), len(refused)) == (1, 1)
    assert AgencyRequest.objects.get() == done[0]


def test_the_successor_accepts_while_the_head_gives_it_to_another():
    agency = AgencyFactory()
    leaving = MembershipFactory(agency=agency)
    one, other = (MembershipFactory(agency=agency).user for _each in range(2))
    head = MembershipFactory(agency=agency, can_endorse=True).user
    draft = ProposalFactory(lead_agency=agency, owner=leaving.user)
    offer = cases.offer_hand_over(leaving, one, by=leaving.user)

    done, refused = at_once(
        lambda: cases.accept_hand_over(offer, by=one),
        lambda: cases.hand_over_now(leaving, other, by=head, reason="ย้าย"),
    )

    assert (len(done), len(refused)) == (1, 1)
    draft.refresh_from_db()
    assert draft.owner == done[0].successor
    assert Membership.objects.active().filter(agency=agency).count() == 3


def test_two_officers_move_the_same_cases_at_once():
    owner, first, second = (UserFactory(staff=True) for _each in range(3))
    codes = [ProposalFactory(state=State.SCREENING, case_owner=owner).code for _each in range(2)]

    done, refused = at_once(
        lambda: cases.reassign(codes, owner, first, by=owner),
        lambda: cases.reassign(codes[::-1], owner, second, by=owner),
    )

    assert (len(done), len(refused)) == (1, 1)
    assert Proposal.objects.filter(case_owner=done[0][0].case_owner).count() == 2


def test_two_name_a_deputy_for_the_same_days_at_once():
    owner, first, second = (UserFactory(staff=True) for _each in range(3))
    days = {"begins": clock.today(), "ends": clock.today()}

    done, refused = at_once(
        *(
            lambda deputy=deputy: services.set_deputy(owner, deputy, by=owner, **days)
            for deputy in (first, second)
        )
    )

    assert (len(done), len(refused)) == (1, 1)
    assert Deputy.objects.get() == done[0]


def test_one_link_is_used_twice_at_once():
    invitation = InvitationFactory()
    named = {"title_th": "นาย", "given_th": "ร่วมใจ", "family_th": "ดี", "phone": "080-000-1000"}

    def sign_up():
        return services.sign_up_invited(invitation, password="ยาวพอ-57", **named)

    done, refused = at_once(sign_up, sign_up)

    assert (len(done), len(refused)) == (1, 1)
    assert Membership.objects.get().user == done[0]


def test_two_invite_the_same_address_at_once():
    agency = AgencyFactory()
    inviters = [UserFactory(staff=True), UserFactory(staff=True)]

    done, refused = at_once(
        *(
            lambda by=by: services.invite(agency, "new@example.org", rights=Rights(), by=by)
            for by in inviters
        )
    )

    assert (len(done), len(refused), Invitation.objects.count()) == (1, 1, 1)
