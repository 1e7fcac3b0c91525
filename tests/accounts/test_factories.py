"""What the makers of people and proposals promise to every other test."""

import pytest

from proposals.states import State
from pyp_portal.accounts.models import Province
from tests.factories.accounts import AgencyFactory, MembershipFactory, ProvinceFactory, UserFactory
from tests.factories.proposals import ProposalFactory

pytestmark = pytest.mark.django_db
HATS = ("is_sto_staff", "is_director", "is_auditor", "is_portal_admin")


def hats(user):
    return {hat for hat in HATS if getattr(user, hat)}


@pytest.mark.parametrize(
    ("trait", "worn"),
    [
        ("staff", {"is_sto_staff"}),
        ("director", {"is_sto_staff", "is_director"}),
        ("auditor", {"is_auditor"}),
        ("admin", {"is_portal_admin"}),
        ("committee", set()),
    ],
)
def test_a_trait_gives_a_role(trait, worn):
    assert hats(UserFactory(**{trait: True})) == worn
    assert hats(UserFactory()) == set()


def test_a_membership_counts_once_approved():
    agency = AgencyFactory()
    member = MembershipFactory(agency=agency, can_submit=True)
    waiting = MembershipFactory(agency=agency, waiting=True)

    assert member.user.rights_at(agency) == member
    assert waiting.user.rights_at(agency) is None


def test_all_provinces_are_there_and_in_thai_order():
    names = list(Province.objects.values_list("name_th", flat=True))

    assert len(names) == 77
    assert names[:3] == ["กระบี่", "กรุงเทพมหานคร", "กาญจนบุรี"]
    assert ProvinceFactory().name_th == "สงขลา"


@pytest.mark.parametrize("state", State)
def test_a_proposal_has_a_case_owner_once_screening_has_begun(state):
    proposal = ProposalFactory(state=state)

    assert (proposal.case_owner_id is not None) == (proposal.screening_started_at is not None)
    assert (proposal.revision_due_at is not None) == (state == State.RETURNED)
