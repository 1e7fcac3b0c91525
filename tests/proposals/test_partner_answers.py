"""What a partner's answer is worth, and when it is worth nothing any more."""

import pytest

from proposals import completeness, partnership, services
from proposals.grounds import MoveRefused
from proposals.hints import hints
from proposals.models import PartnerAsk, Proposal
from proposals.partnership import Standing
from proposals.services import partnering
from pyp_portal import clock
from pyp_portal.accounts.models import Membership
from pyp_portal.outbox.models import Message
from tests.factories.accounts import UserFactory
from tests.proposals.endorsed import told
from tests.proposals.partnered import NO, REASON, YES, ask, confirm, rewrite, standings

pytestmark = pytest.mark.django_db


# --- Answering --------------------------------------------------------------------


def test_confirmed_it_says_who_and_when_and_the_agency_is_told(proposal, person, speaker):
    officer = UserFactory(staff=True)
    Proposal.objects.update(case_owner=officer)
    asked = ask(proposal, person)

    confirm(asked, speaker, position="นายกเทศมนตรี")

    given = PartnerAsk.objects.get()
    assert (given.answered_by, given.who) == (speaker, f"{speaker}, นายกเทศมนตรี")
    assert standings()[0] == Standing.CONFIRMED
    assert {person.email, officer.email} <= set(told("partner_answered"))
    assert speaker.email not in told("partner_answered")


def test_a_changed_part_makes_it_stale_and_says_so(proposal, person, speaker):
    confirm(ask(proposal, person), speaker)
    rewrite(person, status="DISCUSSING")
    assert standings()[0] == Standing.CONFIRMED

    rewrite(person, role_th="รับผิดชอบทั้งหมด")

    assert standings()[0] == Standing.STALE
    fresh = Proposal.objects.get()
    said = [one.text for one in partnership.warnings(fresh, fresh.answered())]
    assert any("สำนักงานจังหวัดตัวอย่าง" in text and "แก้ไข" in text for text in said)


def test_what_it_brings_in_is_part_of_its_part(proposal, person, speaker):
    resource = {"provider_th": "สำนักงานจังหวัด ตัวอย่าง", "kind": "PEOPLE"}
    row = resource | {"description_th": "เจ้าหน้าที่ 2 คน"}
    services.save_answers(Proposal.objects.get(), {"pooled_resources": [row]}, person)
    asked = confirm(ask(proposal, person), speaker)
    assert asked.part["brings"] == ["เจ้าหน้าที่ 2 คน"]

    row |= {"description_th": "เจ้าหน้าที่ 20 คน"}
    services.save_answers(Proposal.objects.get(), {"pooled_resources": [row]}, person)

    assert standings()[0] == Standing.STALE


def test_declined_needs_a_reason_that_the_form_then_tells(proposal, person, speaker):
    asked = ask(proposal, person)
    with pytest.raises(MoveRefused):
        services.answer_ask(asked, NO, by=speaker, reason="ไม่")

    services.answer_ask(asked, NO, by=speaker, reason=REASON)

    assert standings()[0] == Standing.DECLINED
    assert REASON in Message.objects.filter(template__contains="partner_answered").first().body
    fresh = Proposal.objects.get()
    assert any("ปฏิเสธ" in one.text for one in partnership.warnings(fresh, fresh.answered()))


def test_a_text_that_changed_while_it_was_read_is_not_confirmed(proposal, person, speaker):
    asked = ask(proposal, person)

    with pytest.raises(MoveRefused):
        services.answer_ask(asked, YES, by=speaker, seen="another")

    assert PartnerAsk.objects.get().is_open


def test_it_is_answered_once_and_dies_with_its_partner_and_its_day(proposal, person, speaker, at):
    asked = ask(proposal, person)
    at(clock.now() + partnering.LINK_LASTS)
    assert standings()[0] == Standing.EXPIRED
    at("2024-12-20 10:00")
    rewrite(person, agency=None, name_th="หน่วยงานอื่น")
    assert "PART" not in partnering.why_dead(PartnerAsk.objects.get())
    assert partnering.why_dead(PartnerAsk.objects.get())
    rewrite(person, agency="PART")

    confirm(asked, speaker)

    with pytest.raises(MoveRefused):
        services.answer_ask(asked, NO, by=speaker, reason=REASON)


def test_s36_the_link_lives_no_longer_than_the_right_of_who_sent_it(proposal, person, speaker):
    asked = ask(proposal, person)
    Membership.objects.filter(user=person).update(can_edit=False)

    with pytest.raises(MoveRefused):
        confirm(asked, speaker)


def test_it_is_no_condition_of_submitting_and_counts_as_agreed(proposal, person, speaker):
    proposal.partners.update(status="DISCUSSING")
    fresh = Proposal.objects.get()
    before = partnership.warnings(fresh, fresh.answered())
    missing = fresh.missing_to_submit()
    confirm(ask(proposal, person), speaker)

    fresh = Proposal.objects.get()
    after = partnership.warnings(fresh, fresh.answered())

    assert len(before) == len(after) + 1
    assert len(completeness.warnings_in(fresh.answered(), fresh.form, fresh.call)) == len(before)
    assert fresh.missing_to_submit() == missing


def test_the_office_reads_it_beside_e6(proposal, person, speaker, other_key):
    officer = UserFactory(staff=True)

    def e6():
        fresh = Proposal.objects.get()
        return hints(fresh, fresh.answered(), officer, [])["E6"]

    assert e6()[0] == "good"
    asked = ask(proposal, person)
    confirm(asked, speaker)
    assert e6() == ("good", e6()[1])
    assert "1" in e6()[1].partition("·")[2]
    other = ask(proposal, person, other_key, address="a@example.org")
    services.answer_ask(other, NO, reason=REASON, name="นาง ก", position="ประธาน")
    assert e6()[0] == "wait"
