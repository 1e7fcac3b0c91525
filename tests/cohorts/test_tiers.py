"""Seats with quota and confirmation; tiers as data."""

from datetime import date

import pytest
from django.urls import reverse

from cohorts import permissions, services
from cohorts.guards import composition_of
from cohorts.seat_papers import letter_to
from cohorts.states import LabRole, SeatState, TierKey
from cohorts.teamtable import seats_of
from proposals.grounds import MoveRefused, ReasonNeeded
from proposals.states import State
from pyp_portal.outbox.models import Message
from pyp_portal.papers.models import Paper
from tests.factories.accounts import MembershipFactory, UserFactory
from tests.factories.cohorts import (
    SeatFactory,
    TeamFactory,
    cohort_of,
    full_team,
    person_in,
)
from tests.factories.proposals import StoredFileFactory

pytestmark = pytest.mark.django_db
REASON = "ตกลงกับหน่วยงานแล้วตามหนังสือ"


@pytest.fixture(autouse=True)
def _in_march(at):
    at("2025-03-05 09:00")


@pytest.fixture
def staff():
    return UserFactory(staff=True)


def to(name, *args):
    return reverse(f"cohorts:{name}", args=args)


def tier(team, key=TierKey.AREA_OPERATOR):
    return team.cohort.tiers.get(key=key)


# --- Quota ---------------------------------------------------------------------
def test_no_more_seats_are_asked_for_than_the_quota_holds(staff):
    team = TeamFactory()
    mine, agency = tier(team), team.proposal.lead_agency
    services.set_quota(team, mine, by=staff, seats=1, most=1, reason=REASON)
    first = services.request_nomination(team, mine, agency, by=staff)

    with pytest.raises(MoveRefused) as refused:
        services.request_nomination(team, mine, agency, by=staff)

    assert str(mine) in refused.value.sentence
    assert first.due_on == date(2025, 3, 19)  # ten working days
    assert services.replace(first, by=staff, reason=REASON).state == SeatState.REQUESTED


def test_a_team_with_its_own_seats_is_held_against_them(staff):
    team = TeamFactory()
    SeatFactory(team=team)
    services.set_quota(team, tier(team), by=staff, seats=1, reason=REASON)
    team = type(team).objects.get(pk=team.pk)

    line = next(one for one in composition_of(team).lines if one.tier == TierKey.AREA_OPERATOR)

    assert (line.have, line.wanted, line.is_met) == (1, 1, True)
    assert [one.wanted for one in seats_of(team)] == [1, 1, 1, 2]


@pytest.mark.parametrize(
    ("seats", "most", "reason", "error"),
    [(3, 2, REASON, MoveRefused), (0, 0, REASON, MoveRefused), (1, 5, "สั้น", ReasonNeeded)],
)
def test_a_quota_that_does_not_hold_changes_nothing(staff, seats, most, reason, error):
    team = SeatFactory().team

    with pytest.raises(error):
        services.set_quota(team, tier(team), by=staff, seats=seats, most=most, reason=reason)

    assert team.quotas.count() == 0


def tiers_form(cohort, **changes):
    """The page of tiers as the browser sends it; ``changes`` by place and field."""
    rows = list(cohort.tiers.all())
    data = {"widest_sharing": "team", "tiers-TOTAL_FORMS": 4, "tiers-INITIAL_FORMS": 4}
    for number, one in enumerate(rows):
        facts = {
            "id": one.pk, "display_no": one.display_no, "aliases": ", ".join(one.aliases),
            "name_th": one.name_th, "role_th": one.role_th, "note_th": one.note_th,
            "seats": one.seats, "most": one.most,
        }  # fmt: skip
        data |= {f"tiers-{number}-{name}": value for name, value in facts.items()}
    return data | changes


def test_numbers_and_other_numbers_of_tiers_are_data(staff, client_of):
    cohort = cohort_of()
    url = to("tiers", cohort.call.fiscal_year)
    swapped = {"tiers-2-display_no": "5", "tiers-3-display_no": "3", "tiers-3-aliases": "4, 6"}

    client_of(staff).post(url, tiers_form(cohort, **swapped))

    cohort.refresh_from_db()
    numbers = dict(cohort.tiers.values_list("key", "display_no"))
    assert (numbers["AREA_OPERATOR"], numbers["PUBLIC_INNOVATOR"]) == ("5", "3")
    assert cohort.tiers.get(key="PUBLIC_INNOVATOR").aliases == ["4", "6"]
    assert cohort.widest_sharing == "team"


@pytest.mark.parametrize(
    "wrong", [{"tiers-0-display_no": "2"}, {"tiers-0-most": "0"}, {"tiers-0-display_no": ""}]
)
def test_tiers_that_do_not_fit_together_are_told(staff, client_of, wrong):
    cohort = cohort_of()

    page = client_of(staff).post(to("tiers", cohort.call.fiscal_year), tiers_form(cohort, **wrong))

    assert page.status_code == 200
    assert [t.display_no for t in cohort.tiers.all()] == ["1", "2", "3", "5"]
    with pytest.raises(MoveRefused):
        services.keep_tiers(cohort, [cohort.tiers.first(), cohort.tiers.first()], by=staff)


def test_the_page_of_a_team_sets_its_seats(staff, client_of):
    team = TeamFactory()
    typed = {"tier": tier(team).pk, "seats": "4", "most": "3", "reason": REASON}

    refused = client_of(staff).post(to("quota", team.proposal.code), typed)
    client_of(staff).post(to("quota", team.proposal.code), typed | {"most": ""})

    assert refused.context["form"].errors.keys() == {"most"}
    assert (team.quotas.get().seats, team.quotas.get().most) == (4, None)
    assert REASON in client_of(staff).get(team.get_absolute_url()).content.decode()


# --- Answer and confirmation -----------------------------------------------------
def test_the_office_confirms_who_has_taken_the_seat(staff):
    member = MembershipFactory(can_endorse=True)
    seat = SeatFactory(nominated=True, agency=member.agency)
    with pytest.raises(MoveRefused):
        services.confirm(seat, by=staff)

    seat = services.accept(seat, by=seat.person, privacy_seen=True)
    Message.objects.all().delete()
    seat = services.confirm(seat, by=staff)

    assert (seat.state, seat.confirmed_by) == (SeatState.CONFIRMED, staff)
    told = Message.objects.filter(template="cohorts/emails/seat_confirmed.txt")
    assert {m.address for m in told} == {seat.person.email, member.user.email}
    with pytest.raises(MoveRefused):
        services.accept(seat, by=seat.person, privacy_seen=True)


def test_a_seat_judged_otherwise_since_is_not_confirmed(staff):
    seat = SeatFactory(accepted=True, rule_result="FAIL", rule_code="T3_NOT_AREA")

    with pytest.raises(MoveRefused) as refused:
        services.confirm(seat, by=staff)

    assert refused.value.sentence == str(seat.rule_sentence)


def test_who_declines_says_why_and_the_agency_is_told():
    member = MembershipFactory(can_submit=True)
    seat = SeatFactory(nominated=True, agency=member.agency)
    with pytest.raises(MoveRefused):
        services.decline(seat, by=seat.person, reason="  ")

    services.decline(seat, by=seat.person, reason="ติดราชการ")

    told = Message.objects.get(recipient=member.user)
    assert (told.template, "ติดราชการ" in told.body) == ("cohorts/emails/seat_answered.txt", True)


def test_everybody_who_took_a_seat_is_confirmed_at_once(staff, client_of):
    team = TeamFactory()
    taken = [SeatFactory(team=team, accepted=True) for _ in range(2)]
    waiting = SeatFactory(team=team, nominated=True)

    client_of(staff).post(to("confirm_all", team.proposal.code))

    assert set(team.participants.confirmed()) == set(taken)
    waiting.refresh_from_db()
    assert waiting.state == SeatState.NOMINATED


def test_a_name_that_was_accepted_is_not_overwritten(staff):
    seat = SeatFactory(accepted=True)

    with pytest.raises(MoveRefused):
        services.nominate(
            seat, UserFactory(), by=staff, letter_no="1", letter_date=date(2025, 3, 3)
        )


def test_a_seat_shows_who_held_it_before_and_after(staff, client_of):
    seat = SeatFactory(team=TeamFactory())
    second = services.replace(seat, by=staff, reason=REASON)

    page = client_of(staff).get(second.get_absolute_url())
    before = client_of(staff).get(seat.get_absolute_url())

    assert page.context["chain"] == before.context["chain"] == [seat, second]
    assert [str(one["words"]) for one in before.context["told"]] == ["ที่นั่งว่างลง ขอรายชื่อใหม่"]
    stranger = client_of(person_in(full_team(State.IN_LAB), TierKey.ADVISOR))
    assert stranger.get(second.get_absolute_url()).status_code == 404


def test_one_letter_asks_an_agency_for_all_names_of_a_team(staff, client_of):
    member = MembershipFactory(can_endorse=True)
    first = SeatFactory(requested=True, agency=member.agency, due_on=date(2025, 3, 19))
    other = SeatFactory(team=first.team, requested=True, key=TierKey.COORDINATOR)
    assert client_of(staff).get(to("asking_letter", first.uid)).status_code == 404

    client_of(staff).post(to("ask_by_letter", first.uid))
    client_of(staff).post(to("ask_by_letter", first.uid))
    SeatFactory(team=first.team, requested=True, agency=member.agency, key=TierKey.ADVISOR)
    client_of(staff).post(to("ask_by_letter", first.uid))

    old, new = Paper.objects.filter(kind="PD-17").order_by("pk")
    assert ("ป.ย.ป. ๓" in old.html, "ป.ย.ป. ๑" in old.html) == (True, False)
    assert "ป.ย.ป. ๑" in new.html
    assert "๑๙ มีนาคม ๒๕๖๘" in new.html.replace("\u00a0", " ")
    assert letter_to(first) == new
    assert letter_to(other) is None
    page = client_of(member.user).get(first.get_absolute_url())
    assert page.context["asking_letter"] == new
    named = SeatFactory(nominated=True)
    client_of(staff).post(to("ask_by_letter", named.uid))
    assert letter_to(named) is None


def test_the_letter_is_read_by_those_who_name_and_who_are_named(staff, client_of):
    seat = SeatFactory(team=full_team(State.IN_LAB), letter_file=StoredFileFactory())
    url = to("letter_file", seat.uid)

    assert b"".join(client_of(seat.person).get(url).streaming_content)
    assert client_of(person_in(seat.team, TierKey.ADVISOR)).get(url).status_code == 403
    bare = SeatFactory(team=seat.team)
    assert client_of(staff).get(to("letter_file", bare.uid)).status_code == 404


def test_an_adviser_of_the_group_works_beside_the_tiers(staff, client_of):
    team = full_team(State.IN_LAB)
    person = UserFactory()
    typed = {
        "name_th": "รศ.ดร. ให้ คำแนะนำ", "role": LabRole.GROUP_ADVISER,
        "sector": "CIVIL_SOCIETY", "email": person.email,
    }  # fmt: skip

    client_of(staff).post(to("partner", team.proposal.code), typed)

    partner = team.partners.get()
    assert (partner.role, partner.person) == (LabRole.GROUP_ADVISER, person)
    assert permissions.can_say(team, person)
    assert str(LabRole.GROUP_ADVISER.label) in (
        client_of(staff).get(team.get_absolute_url()).content.decode()
    )


def test_why_somebody_declined_or_left_is_not_told_to_the_team(staff, client_of):
    """An illness is nobody's business but of those who name the next one."""
    team, why = full_team(State.IN_LAB), "ป่วยหนัก ต้องพักรักษาตัวสามเดือน"
    seat = SeatFactory(team=team, letter_file=StoredFileFactory())
    head = MembershipFactory(agency=seat.agency, can_endorse=True).user
    fresh = services.replace(seat, by=staff, reason=why)
    fresh = services.nominate(
        fresh, UserFactory(), by=head, letter_no="1", letter_date=date(2025, 3, 5)
    )
    readers = {
        "office": staff,
        "agency": head,
        "auditor": UserFactory(auditor=True),
        "themself": seat.person,
        "who comes next": fresh.person,
        "colleague": person_in(team, TierKey.COORDINATOR),
    }

    told = {
        who: [
            why in client_of(person).get(one.get_absolute_url()).content.decode()
            for one in (seat, fresh)
        ]
        for who, person in readers.items()
    }
    letter = client_of(readers["auditor"]).get(to("letter_file", seat.uid))

    assert told == {
        "office": [True, True], "agency": [True, True], "auditor": [True, True],
        "themself": [True, False], "who comes next": [False, False], "colleague": [False, False],
    }  # fmt: skip
    assert b"".join(letter.streaming_content)
