"""Begin and write a draft: what is kept, what is refused, and that nothing is lost."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from proposals import services
from proposals.grounds import MoveRefused, StaleVersion
from proposals.models import Proposal
from proposals.services.drafting import title_key
from proposals.states import State
from pyp_portal.history.services import timeline
from pyp_portal.search.services import matching
from tests.factories.accounts import AgencyFactory, ProfileFactory, UserFactory
from tests.factories.answers import ANSWERS, AREAS, PARTNERS
from tests.factories.proposals import (
    CLOSES,
    CallFactory,
    ProposalFactory,
    complete_proposal,
    pdf,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def december(at):
    return at("2024-12-20 10:00")


@pytest.fixture
def call():
    return CallFactory()


@pytest.fixture
def agency():
    return AgencyFactory(saraban_email="saraban@lao.example.org")


def upload(content=None, name="letter.pdf"):
    return SimpleUploadedFile(name, content or pdf(), "application/pdf")


# --- T01 ----------------------------------------------------------------------------


def test_a_draft_is_numbered_recorded_and_prefilled(call, agency):
    person = ProfileFactory().user

    first, second = [services.start(call, agency, person) for _each in range(2)]

    assert (first.code, second.code) == ("P68-0001", "P68-0002")
    assert (first.state, first.province_id) == (State.DRAFT, agency.province_id)
    assert first.answers.data == {
        "contact_name": person.name_th,
        "contact_position": person.profile.position_th,
        "contact_phone": person.phone,
        "contact_email": person.email,
        "saraban_email": "saraban@lao.example.org",
    }
    assert [event.verb for event in timeline(first)] == ["create"]


def test_s24_a_new_draft_holds_nothing_of_another(call, agency):
    other = complete_proposal(call=call, lead_agency=agency)

    fresh = services.start(call, agency, UserFactory(), number=77)

    assert fresh.code == "P68-0077"
    assert fresh.title_th == ""
    assert not set(fresh.answers.data) & {"summary", "approach", "head_name"}
    assert fresh.partners.count() == 0
    assert other.partners.count() == len(PARTNERS)


def test_a_given_number_is_not_given_again(call, agency):
    services.start(call, agency, UserFactory(), number=7)

    assert services.start(call, agency, UserFactory()).code == "P68-0008"


@pytest.mark.parametrize("moment", ["2024-12-01 23:59:59", "2025-01-07 00:00"])
def test_outside_of_the_call_nothing_begins(at, call, agency, moment):
    at(moment)

    with pytest.raises(MoveRefused):
        services.start(call, agency, UserFactory())


def test_a_call_may_let_drafts_begin_early(at, agency):
    at("2024-11-20 10:00")

    assert services.start(CallFactory(allow_early_draft=True), agency, UserFactory())


def test_a_call_may_take_some_kinds_of_agencies_only(agency):
    call = CallFactory(allowed_agency_types=["MINISTRY"])

    with pytest.raises(MoveRefused):
        services.start(call, agency, UserFactory())


def test_v08_the_limit_of_an_agency_leaves_out_what_is_gone(call, agency):
    call.max_per_agency = 1
    call.save()
    ProposalFactory(call=call, lead_agency=agency, state=State.WITHDRAWN)
    services.start(call, agency, UserFactory())

    with pytest.raises(MoveRefused):
        services.start(call, agency, UserFactory())


# --- Saving -------------------------------------------------------------------------


def test_what_is_saved_comes_back(call, agency):
    person = UserFactory()
    proposal = services.start(call, agency, person)
    answers = ANSWERS | {
        "title_th": "อบต. จุดเดียวจบ",
        "theme": "TH-03",
        "partners": PARTNERS,
        "target_areas": AREAS,
        "urgent_policies": ["U67-06"],
        "national_strategy": ["NS-4", "NS-2"],
    }

    saved = services.save_answers(proposal, answers, person, version=1)

    found = Proposal.objects.get().answered()
    assert {key: found[key] for key in ANSWERS} == ANSWERS
    assert (found["title_th"], found["theme"]) == ("อบต. จุดเดียวจบ", "TH-03")
    assert found["national_strategy"] == ["NS-4", "NS-2"]
    assert [row["name_th"] for row in found["partners"]] == [row["name_th"] for row in PARTNERS]
    assert found["target_areas"] == [AREAS[0] | {"subdistrict_th": ""}]
    assert (saved.version, saved.province_id) == (2, 90)


def test_one_step_leaves_the_others_alone(call, agency):
    person = UserFactory()
    proposal = services.start(call, agency, person)
    services.save_answers(proposal, ANSWERS, person)

    services.save_step(proposal, 3, {"past_efforts": "ใหม่", "summary": "ไม่ใช่ขั้นนี้"}, person)

    kept = Proposal.objects.get().answers.data
    assert kept == ANSWERS | {"past_efforts": "ใหม่"} | {
        key: kept[key] for key in ("contact_name", "contact_email", "contact_phone")
    }


def test_texts_are_mended_wherever_they_stand(call, agency):
    person = UserFactory()
    proposal = services.start(call, agency, person)
    broken, whole = "นํ้าท่วม\u200b", "น้ำท่วม"

    services.save_answers(
        proposal,
        {
            "title_th": broken,
            "impact": broken,
            "issue_status": {"text": broken},
            "risks": [{"risk_th": broken}],
        },
        person,
    )

    found = Proposal.objects.get().answered()
    assert found["title_th"] == found["impact"] == whole
    assert found["issue_status"] == {"text": whole}
    assert found["risks"] == [{"risk_th": whole}]


def test_a_registered_partner_has_the_level_of_the_register(call, agency):
    person, partner = UserFactory(), AgencyFactory(level="CENTRAL", sector="PUBLIC")
    proposal = services.start(call, agency, person)
    row = {"agency": partner.code, "level": "LOCAL", "sector": "PRIVATE", "name_th": ""}

    services.save_answers(proposal, {"partners": [row]}, person)

    [found] = proposal.partners.all()
    assert (found.agency, found.name_th) == (partner, partner.name_th)
    assert (found.level, found.sector) == ("CENTRAL", "PUBLIC")


def test_pilot_areas_may_be_named_in_a_list_of_their_own(call, agency):
    person = UserFactory()
    proposal = services.start(call, agency, person)
    areas = [{"province_code": 90, "district_th": name} for name in ("รัตภูมิ", "สะเดา")]

    services.save_answers(
        proposal,
        {"target_areas": areas, "pilot_area_idea": {"text": "นำร่อง", "areas": areas[:1]}},
        person,
    )

    assert [area.is_pilot for area in proposal.target_areas.all()] == [True, False]


def test_an_old_version_changes_nothing_and_names_who_was_first(call, agency):
    person, colleague = UserFactory(staff=True), UserFactory(staff=True)
    proposal = services.start(call, agency, person)
    services.save_answers(proposal, {"impact": "คนแรก"}, colleague, version=1)

    with pytest.raises(StaleVersion) as refused:
        services.save_answers(proposal, {"impact": "คนที่สอง"}, person, version=1)

    assert str(colleague) in refused.value.sentence
    assert Proposal.objects.get().answers.data["impact"] == "คนแรก"


@pytest.mark.parametrize("state", [State.SUBMITTED, State.ELIGIBLE, State.EXPIRED])
def test_what_is_handed_in_is_not_written_to(state):
    proposal = complete_proposal(state=state)

    with pytest.raises(MoveRefused):
        services.save_answers(proposal, {"impact": "x"}, UserFactory())


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (State.DRAFT, "ปิดรับ"),
        (State.RETURNED, "2568"),
    ],
)
def test_what_arrives_too_late_is_not_written(at, state, words):
    proposal = complete_proposal(state=state, revision_due_at=CLOSES)
    before = proposal.answered()
    attachment = proposal.attachments.get()
    late = at("2025-01-07 00:00")
    acts = [
        lambda: services.save_answers(proposal, {"impact": "สาย"}, proposal.owner),
        lambda: services.attach(proposal, upload(), "attachments", proposal.owner),
        lambda: services.detach(attachment, proposal.owner),
        lambda: services.endorse(proposal, upload(), "ที่ 1", late.date(), proposal.owner),
    ]

    for act in acts:
        with pytest.raises(MoveRefused, match=words):
            act()

    assert Proposal.objects.get().answered() == before
    assert not timeline(proposal).exists()


def test_what_arrived_in_time_is_written_also_later(at):
    proposal = complete_proposal()
    arrived = at("2025-01-06 23:59:59.999")
    at("2025-01-07 00:00:03")

    services.save_answers(proposal, {"impact": "ทันเวลา"}, proposal.owner, at=arrived)

    assert Proposal.objects.get().answered()["impact"] == "ทันเวลา"


def test_v08_one_title_once_per_agency_and_call(call, agency):
    person = UserFactory()
    first, second = [services.start(call, agency, person) for _each in range(2)]
    services.save_answers(first, {"title_th": "จุดเดียว จบ"}, person)

    with pytest.raises(ValidationError) as refused:
        services.save_answers(second, {"title_th": "จุดเดียวจบ"}, person)

    assert "title_th" in refused.value.message_dict
    other = services.start(call, AgencyFactory(), person)
    assert services.save_answers(other, {"title_th": "จุดเดียวจบ"}, person)


def test_a_title_is_compared_without_spaces_and_capitals():
    assert title_key("จุดเดียว  จบ ABC") == title_key("จุดเดียวจบabc")


@pytest.mark.postgres
def test_a_draft_is_found_by_any_part_of_its_text(call, agency):
    person = UserFactory()
    proposal = services.start(call, agency, person)
    services.save_answers(
        proposal, {"title_th": "หมอทางไกลบนดอย", "summary": "ดูแลผู้สูงอายุติดบ้าน"}, person
    )

    for words in ("ทางไกล", "ผู้สูงอายุ ติดบ้าน", proposal.code, agency.name_th[3:9]):
        assert list(matching(Proposal.objects.all(), words)) == [proposal]
