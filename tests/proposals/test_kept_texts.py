"""Texts that were not chosen: kept for thirty days, put back, never shown to others."""

import pytest

from proposals import services, tasks
from proposals.models import KeptText, Proposal
from proposals.services import keeping
from proposals.services.restoring import restore
from proposals.stamps import Sight
from proposals.states import State
from tests.factories.accounts import UserFactory
from tests.factories.proposals import complete_proposal, submitter

pytestmark = pytest.mark.django_db
ROW = {"group_th": "เยาวชน", "count": 120, "unit_th": "คน"}


@pytest.fixture(autouse=True)
def december(at):
    return at("2024-12-20 10:00")


@pytest.fixture
def proposal():
    return complete_proposal()


@pytest.fixture
def nim(proposal):
    return submitter(proposal)


@pytest.fixture
def noi(proposal):
    return submitter(proposal)


def page(tab, base=1, **more):
    return Sight(base=base, tab=tab, **more)


def stands(key):
    return Proposal.objects.get().answered().get(key)


def test_a_kept_text_is_put_back_and_the_other_kept_instead(proposal, nim, noi):
    services.keep(proposal, {"target_group": [ROW]}, nim, page("a"), step=3)
    services.keep(proposal, {"target_group": []}, noi, page("b"), step=3)

    restore(KeptText.objects.get(), nim)

    assert stands("target_group") in ([], None)
    kept = KeptText.objects.get()
    assert (kept.value, kept.by) == ([ROW], nim)


def test_a_kept_text_is_not_put_back_after_the_submission(proposal, nim, noi):
    services.keep(proposal, {"impact": "ของนิ่ม"}, nim, page("a"), step=6)
    services.keep(proposal, {"impact": "ของน้อย"}, noi, page("b"), step=6)
    services.submit(proposal, nim)

    with pytest.raises(services.MoveRefused):
        restore(KeptText.objects.get(), noi)
    assert KeptText.objects.get().value == "ของน้อย"
    assert stands("impact") == "ของนิ่ม"


def test_after_thirty_days_it_is_gone(proposal, nim, noi, at):
    services.keep(proposal, {"impact": "ของนิ่ม"}, nim, page("a"), step=6)
    services.keep(proposal, {"impact": "ของน้อย"}, noi, page("b"), step=6)

    at("2025-01-19 09:59")
    tasks.sweep()
    assert keeping.kept_texts(proposal).count() == KeptText.objects.count() == 1
    at("2025-01-19 10:00")
    assert keeping.kept_texts(proposal).count() == 0
    tasks.sweep()
    assert not KeptText.objects.exists()


def test_s24_what_is_kept_of_one_proposal_is_not_kept_of_another(proposal, nim, noi):
    other = complete_proposal(lead_agency=proposal.lead_agency)
    services.keep(proposal, {"impact": "ของนิ่ม"}, nim, page("a"), step=6)
    services.keep(proposal, {"impact": "ของน้อย"}, noi, page("b"), step=6)

    assert keeping.kept_texts(other).count() == 0
    assert other.state == State.DRAFT
    assert services.keep(other, {"impact": "คนละเรื่อง"}, UserFactory(), page("b")).is_whole
