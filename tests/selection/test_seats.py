"""Seats by order: who votes, who scores, terms of office, substitutes, holders of positions."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from proposals.grounds import MoveRefused
from proposals.models import Theme
from pyp_portal.outbox.models import Message
from selection import documents, services
from selection.kinds import Basis, Presence, SeatRole
from selection.models import FormerPost, Seat
from tests.factories.accounts import AgencyFactory, UserFactory
from tests.factories.selection import (
    REASON,
    SeatFactory,
    fresh,
    meeting_of,
    plan_of,
    ready_proposal,
    seat_members,
)

pytestmark = pytest.mark.django_db
YEAR = "/selection/2568"


@pytest.fixture
def plan(at):
    at("2025-01-20 10:00")
    return plan_of(min_reviewers=1)


@pytest.fixture
def officer():
    return UserFactory(staff=True)


def order(plan, *rows, number="20/2568", **words):
    members = [{"user": UserFactory(), "seat_no": n, **row} for n, row in enumerate(rows, start=20)]
    services.appoint(
        plan,
        number=number,
        date=date(2025, 1, 15),
        signed_by=UserFactory(director=True),
        members=members,
        **words,
    )
    return list(Seat.objects.filter(order__number=number))


@pytest.mark.parametrize(
    "row",
    [
        {"role": SeatRole.ADVISER_NO_VOTE},
        {"role": SeatRole.ADVISER_NO_VOTE, "vote": False, "scores": True},
        {"role": SeatRole.POOL_EXPERT},
        {"role": SeatRole.EXPERT, "basis": Basis.POSITION, "who_th": "อธิบดี"},
        {"role": SeatRole.EX_OFFICIO, "basis": Basis.POSITION},
        {"role": SeatRole.EXPERT, "substitute_th": "นายแทน สมมติ"},
        {"role": SeatRole.CHAIR, "begins_on": date(2025, 3, 1), "ends_on": date(2025, 2, 1)},
    ],
)
def test_what_a_role_does_not_allow_is_refused_with_the_whole_order(plan, row):
    with pytest.raises(ValidationError):
        order(plan, {"role": SeatRole.EXPERT}, row)

    assert not Seat.objects.exists()


def test_experts_of_the_pool_score_and_do_not_decide(plan):
    seats = seat_members(plan, 2)
    (expert,) = order(plan, {"role": SeatRole.POOL_EXPERT, "vote": False, "scores": True})
    services.accept_terms(expert, 1)

    proposal = ready_proposal(plan, [fresh(expert)])
    meeting = meeting_of(plan, seats)

    assert proposal.assignments.get().seat == expert
    assert plan.committee.voting_on(meeting.day).count() == 3
    assert set(plan.committee.seats.deciding()) == set(seats)
    told = Message.objects.filter(occasion=f"meeting-notice:{meeting.pk}")
    assert {letter.address for letter in told} == {seat.user.email for seat in seats}


def test_a_standing_substitute_comes_where_no_other_is_named(plan):
    chair = seat_members(plan, 0)[0]
    (member,) = order(
        plan,
        {
            "role": SeatRole.EX_OFFICIO,
            "basis": Basis.POSITION,
            "who_th": "อธิบดีกรมตัวอย่าง",
            "substitute_th": "รองอธิบดีกรมตัวอย่าง",
        },
    )
    meeting = meeting_of(plan, [chair])

    services.mark_attendance(meeting, [{"seat": member, "status": Presence.DELEGATE}])

    assert meeting.attendances.get(seat=member).delegate_th == "รองอธิบดีกรมตัวอย่าง"


def test_who_votes_without_scoring_is_given_nothing_to_read(plan):
    (member,) = order(plan, {"role": SeatRole.EX_OFFICIO, "scores": False, "who_th": "อธิบดี"})

    with pytest.raises(MoveRefused, match="ไม่ให้คะแนน"):
        ready_proposal(plan, [member])


def test_a_term_opens_and_ends_by_itself(plan, at):
    (member,) = order(
        plan,
        {"role": SeatRole.EXPERT, "begins_on": date(2025, 2, 1), "ends_on": date(2025, 6, 30)},
    )
    days = [date(2025, 1, 31), date(2025, 2, 1), date(2025, 6, 30), date(2025, 7, 1)]
    seats = Seat.objects.select_related("order")

    sits = [(seats.filled_on(day).exists(), fresh(member).was_filled_on(day)) for day in days]

    assert sits == [(False, False), (True, True), (True, True), (False, False)]
    assert not fresh(member).is_active
    at("2025-07-01 00:30")
    assert (services.end_terms(), services.end_terms()) == (1, 0)
    assert fresh(member).ended_at == date(2025, 7, 1)
    assert not member.user.role_grants.filter(ended_at=None).exists()


def test_an_amending_order_ends_seats_and_fills_them(plan, officer, client_of):
    first, second = seat_members(plan, 1)
    newcomer = UserFactory()
    client = client_of(officer)

    client.post(
        f"{YEAR}/committee/appoint/",
        {
            "number": "30/2568",
            "date_0": "20",
            "date_1": "1",
            "date_2": "2568",
            "signed_by": officer.email,
            "duties_th": "พิจารณาข้อเสนอ",
            "amends": first.order_id,
            "ends": [second.pk],
            "seats-TOTAL_FORMS": "1",
            "seats-INITIAL_FORMS": "0",
            "seats-0-seat_no": second.seat_no,
            "seats-0-user": newcomer.email,
            "seats-0-role": "EXPERT",
            "seats-0-vote": "on",
            "seats-0-scores": "on",
        },
    )

    made = Seat.objects.get(user=newcomer)
    assert (made.seat_no, made.order.amends) == (second.seat_no, first.order)
    assert fresh(second).ended_at == date(2025, 1, 20)
    assert "พิจารณาข้อเสนอ" in client.get(f"{YEAR}/committee/").content.decode()


def test_a_position_passes_to_its_new_holder_and_a_name_does_not(plan, officer, client_of):
    by_position, by_name = order(
        plan,
        {"role": SeatRole.EX_OFFICIO, "basis": Basis.POSITION, "who_th": "อธิบดี"},
        {"role": SeatRole.EXPERT},
    )
    heir = UserFactory()

    url = f"/selection/seats/{by_position.uid}/succeed/"
    unknown = client_of(officer).post(url, {"user": "nobody@example.org", "reason": REASON})
    client_of(officer).post(url, {"user": heir.email, "reason": REASON})

    assert "nobody@example.org" in unknown.content.decode()
    assert fresh(by_position).ended_at is not None
    assert Seat.objects.get(user=heir).seat_no == by_position.seat_no
    with pytest.raises(MoveRefused):
        services.succeed(by_name, UserFactory(), reason=REASON, by=officer)


def test_a_member_tells_what_they_know_and_when_they_are_away(plan, client_of):
    _chair, seat = seat_members(plan, 1)
    theme, agency = Theme.objects.first(), AgencyFactory()
    url, client = f"/selection/seats/{seat.uid}/", client_of(seat.user)
    days = {"first_day_0": "3", "first_day_1": "2", "first_day_2": "2568"}
    wrong = days | {"last_day_0": "1", "last_day_1": "2", "last_day_2": "2568"}

    client.get(url)
    client.post(url, {"themes": [theme.pk], "load_max": "12"})
    refused = client.post(f"{url}away/", wrong)
    client.post(f"{url}away/", wrong | {"last_day_0": "5"})
    post = {"agency": agency.code, "until_0": "30", "until_1": "9", "until_2": "2567"}
    client.post(f"{url}post/", post)
    late = client.post(f"{url}post/", post | {"until_2": "2569"})

    seat = fresh(seat)
    assert (list(seat.themes.all()), seat.load_max) == ([theme], 12)
    assert "วันสุดท้ายอยู่ก่อนวันแรก" in refused.content.decode()
    assert FormerPost.objects.get().agency == agency
    assert "วันเริ่มต้องมาก่อน" in late.content.decode()
    away = seat.unavailabilities.get()
    assert (away.first_day, away.is_over) == (date(2025, 2, 3), False)
    client.post(f"/selection/away/{away.uid}/")
    assert not seat.unavailabilities.exists()


def test_days_that_are_over_are_not_noted(plan):
    _chair, seat = seat_members(plan, 1)

    with pytest.raises(MoveRefused):
        services.note_away(seat, date(2025, 1, 1), date(2025, 1, 2))


def test_an_adviser_gives_an_opinion_and_no_points(plan, client_of, at):
    chair, reader = seat_members(plan, 1)
    adviser = SeatFactory(committee=plan.committee, role=SeatRole.ADVISER_NO_VOTE)
    proposal = ready_proposal(plan, [reader])
    with pytest.raises(MoveRefused):
        services.give_opinion(adviser, proposal, REASON)
    services.open_review([proposal])
    url, client = f"/selection/proposals/{proposal.code}/opinion/", client_of(adviser.user)

    client.post(url, {"text": REASON})
    at("2025-01-21 10:00")
    seen = adviser.opinions.get().given_at
    services.give_opinion(adviser, fresh(proposal), "ความเห็นที่ใหม่กว่าเดิม", seen=seen)
    stale = client.post(url, {"text": "เขียนทับโดยไม่รู้ตัว", "seen": seen.isoformat()})

    assert adviser.opinions.get().text_th == "ความเห็นที่ใหม่กว่าเดิม"
    assert "เขียนทับโดยไม่รู้ตัว" in stale.content.decode()
    page = client_of(chair.user).get(f"/selection/proposals/{proposal.code}/sheets/")
    assert "ความเห็นที่ใหม่กว่าเดิม" in page.content.decode()
    assert client_of(reader.user).get(url).status_code == 403


def test_every_order_has_its_own_papers_in_one_statement(plan, django_assert_num_queries):
    for first, number in enumerate(("20/2568", "21/2568")):
        order(plan, {"role": SeatRole.EXPERT, "seat_no": 30 + first}, number=number)
    orders = list(plan.committee.orders.all())

    with django_assert_num_queries(1):
        papers = documents.papers_about_each(orders)

    assert papers == {one.pk: list(documents.papers_about(one)) for one in orders}
    assert [len(found) for found in papers.values()] == [1, 1]
    assert documents.papers_about_each([]) == {}
