"""Obstacles raised to the centre: owner, day, answer, asking again, reminder, queue."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from cohorts import permissions, queues, services, tasks
from cohorts.answers import RaisedState
from cohorts.models import RaisedObstacle
from cohorts.services.reminding_answers import OBSTACLES
from cohorts.states import TierKey
from cohorts.todo import todo
from proposals.grounds import MoveRefused, ReasonNeeded
from proposals.states import State
from pyp_portal.outbox.models import Message
from pyp_portal.papers.models import Export
from tests.factories.accounts import MembershipFactory, UserFactory
from tests.factories.cohorts import full_team, person_in
from tests.factories.papers import ExportFactory
from tests.factories.proposals import AccessFactory
from tests.reminders.holds import held_for, hold_each

pytestmark = pytest.mark.django_db
ANSWER = "ประสานกรมบัญชีกลางแล้ว ให้เบิกจ่ายตามหนังสือเวียน"
ASKED = {"kind": "BUDGET", "text_th": "เบิกค่าเดินทางข้ามหน่วยงานไม่ได้", "wanted_th": "ขอหารือระเบียบ"}


@pytest.fixture(autouse=True)
def _on_a_thursday(at):
    at("2025-04-10 09:00")


@pytest.fixture
def staff():
    return UserFactory(staff=True)


@pytest.fixture
def team(staff):
    return full_team(State.IN_LAB, proposal__case_owner=staff)


@pytest.fixture
def coordinator(team):
    return person_in(team, TierKey.COORDINATOR)


@pytest.fixture
def raised(team, coordinator):
    one = services.raise_obstacle(team, by=coordinator, **ASKED)
    Message.objects.all().delete()
    return one


def to(name, *args):
    return reverse(f"cohorts:{name}", args=args)


def told():
    return sorted(Message.objects.values_list("template", "address"))


def mail(name, *people):
    return sorted((f"cohorts/emails/{name}.txt", person.email) for person in people)


# --- Verbs --------------------------------------------------------------------
def test_the_answer_is_due_so_many_working_days_on(team, coordinator, staff):
    type(team.cohort).objects.filter(pk=team.cohort.pk).update(obstacle_days=4)
    team.refresh_from_db()

    one = services.raise_obstacle(team, by=coordinator, **ASKED)

    # Songkran and its days in place lie between.
    assert one.due_on == date(2025, 4, 21)
    assert told() == mail("obstacle_raised", staff)


def test_given_answered_and_settled(raised, staff, coordinator):
    owner = UserFactory(staff=True)
    services.assign_obstacle(raised, by=staff, owner=owner, due_on=date(2025, 4, 17))
    services.answer_obstacle(raised, by=owner, answer_th=ANSWER)
    raised = services.settle_obstacle(raised, by=coordinator)

    assert (raised.state, raised.owner) == (RaisedState.SETTLED, owner)
    assert told() == sorted(mail("obstacle_given", owner) + mail("obstacle_answered", coordinator))


def test_who_answers_owns_it_and_takes_no_mail_from_oneself(raised, staff):
    services.assign_obstacle(raised, by=staff, owner=staff, due_on=date(2025, 4, 17))

    assert told() == []
    assert services.answer_obstacle(raised, by=staff, answer_th=ANSWER).owner == staff


def test_asked_again_with_a_reason_and_a_new_day(raised, staff, coordinator, at):
    services.answer_obstacle(raised, by=staff, answer_th=ANSWER)
    at("2025-04-21 09:00")
    with pytest.raises(ReasonNeeded):
        services.ask_again(raised, by=coordinator, reason="ไม่ช่วย")

    raised = services.ask_again(raised, by=coordinator, reason="หนังสือเวียนไม่ครอบคลุม อปท.")

    assert (raised.times_asked, raised.state) == (2, RaisedState.OPEN)
    assert raised.due_on == date(2025, 5, 6)
    assert raised.days_taken == 0
    assert mail("obstacle_raised", staff)[0] in told()


def test_nothing_is_done_out_of_turn(raised, staff, coordinator):
    with pytest.raises(MoveRefused):
        services.settle_obstacle(raised, by=coordinator)
    with pytest.raises(MoveRefused):
        services.assign_obstacle(raised, by=staff, owner=staff, due_on=date(2025, 4, 9))
    services.answer_obstacle(raised, by=staff, answer_th=ANSWER)
    with pytest.raises(MoveRefused):
        services.answer_obstacle(raised, by=staff, answer_th=ANSWER)


def test_an_officer_to_whom_the_issue_is_closed_is_not_asked(raised, staff, client_of):
    closed = UserFactory(staff=True)
    AccessFactory(proposal=raised.team.proposal, user=closed, kind="closed")
    with pytest.raises(MoveRefused):
        services.assign_obstacle(raised, by=staff, owner=closed, due_on=date(2025, 4, 17))

    page = client_of(staff).get(to("assign_obstacle", raised.uid))

    assert set(page.context["form"].fields["owner"].queryset) == {staff}


def test_working_days_are_counted_to_the_answer(raised, staff, at):
    at("2025-04-17 09:00")
    assert raised.days_taken == 2
    services.answer_obstacle(raised, by=staff, answer_th=ANSWER)
    at("2025-05-30 09:00")

    assert RaisedObstacle.objects.get().days_taken == 2


# --- Reminder -----------------------------------------------------------------
def test_an_answer_that_is_overdue_is_reminded_of_once(raised, staff, at):
    at(f"{raised.due_on} 09:00")
    services.remind_obstacles()
    assert (told(), raised.state) == ([], RaisedState.OPEN)

    at("2025-04-30 20:00")
    services.remind_obstacles()
    assert told() == []
    for hour in ("09:00", "10:00"):
        at(f"2025-04-30 {hour}")
        services.remind_obstacles()

    assert raised.state == RaisedState.OVERDUE
    assert told() == mail("obstacle_overdue", staff)


def test_the_officer_asked_by_name_is_reminded_alone(raised, staff, at):
    services.assign_obstacle(raised, by=staff, owner=staff, due_on=date(2025, 4, 17))
    UserFactory(staff=True)
    at("2025-04-30 09:00")

    assert (services.remind_obstacles(), told()) == (1, mail("obstacle_overdue", staff))


# --- Who sees -----------------------------------------------------------------
def test_the_rule_and_its_twin_agree(raised, staff):
    closed = UserFactory(staff=True)
    AccessFactory(proposal=raised.team.proposal, user=closed, kind="closed")
    colleague = MembershipFactory(agency=raised.team.proposal.lead_agency).user
    people = [staff, closed, colleague, UserFactory(), person_in(raised.team, TierKey.ADVISOR)]

    for person in people:
        seen = RaisedObstacle.objects.visible_to(person).exists()
        assert seen == permissions.can_view_raised(raised, person)
    assert [permissions.can_view_raised(raised, p) for p in people] == [
        True,
        False,
        True,
        False,
        True,
    ]


def titles(person):
    return {one.url for one in todo(person)}


def test_it_waits_for_the_office_then_for_the_coordinator(raised, staff, coordinator):
    owner, url = UserFactory(staff=True), raised.get_absolute_url()
    assert url in titles(staff)
    services.assign_obstacle(raised, by=staff, owner=owner, due_on=date(2025, 4, 17))
    assert (url in titles(staff), url in titles(owner)) == (False, True)

    services.answer_obstacle(raised, by=owner, answer_th=ANSWER)
    assert (url in titles(owner), url in titles(coordinator)) == (False, True)
    services.settle_obstacle(raised, by=coordinator)

    assert url not in titles(coordinator)


# --- Pages --------------------------------------------------------------------
def test_through_the_pages(team, staff, coordinator, client_of):
    office, inside = client_of(staff), client_of(coordinator)
    inside.post(to("obstacle_new", team.proposal.code), ASKED)
    one = RaisedObstacle.objects.get()
    assert "data-unsaved" in inside.get(to("obstacle_new", team.proposal.code)).content.decode()
    short = office.post(to("answer_obstacle", one.uid), {"answer_th": "ได้"})
    office.post(to("answer_obstacle", one.uid), {"answer_th": ANSWER})
    inside.post(to("ask_again", one.uid), {"reason": "หนังสือเวียนไม่ครอบคลุม อปท."})
    office.post(to("answer_obstacle", one.uid), {"answer_th": ANSWER})
    inside.post(to("settle_obstacle", one.uid))

    page = office.get(to("raised", one.uid)).content.decode()
    one.refresh_from_db()
    assert short.context["form"].non_field_errors()
    assert one.state == RaisedState.SETTLED
    assert ANSWER in page
    assert ANSWER in inside.get(to("diary", team.proposal.code)).content.decode()


def test_the_queue_has_its_views_and_figures(raised, staff, team, coordinator, client_of, at):
    mine = services.raise_obstacle(team, by=coordinator, **ASKED)
    services.assign_obstacle(mine, by=staff, owner=UserFactory(staff=True), due_on=date(2025, 6, 2))
    answered = services.raise_obstacle(team, by=coordinator, **ASKED)
    at("2025-04-30 09:00")
    services.answer_obstacle(answered, by=staff, answer_th=ANSWER)
    client = client_of(staff)

    rows = {
        view: client.get(f"{to('obstacles')}?view={view}").context["page"].rows
        for view in queues.VIEWS
    }
    stats = client.get(to("obstacles")).context["stats"]

    assert rows == {
        "open": [raised, mine], "mine": [raised], "late": [raised], "answered": [answered],
        "all": [raised, answered, mine],
    }  # fmt: skip
    assert [stat.value for stat in stats] == [2, 1, "11", 0]
    assert client.get(f"{to('obstacles')}?view=nothing").context["page"].rows == rows["open"]


def test_the_file_holds_what_the_asker_may_see(raised, staff):
    export = ExportFactory(kind=queues.KIND, asked_by=staff, parameters={})
    table = queues.table(export)
    (row,) = table.rows
    assert (row[0], len(row), table.total) == (
        raised.team.proposal.code, len(queues.HEADERS), 1,
    )  # fmt: skip

    AccessFactory(proposal=raised.team.proposal, user=staff, kind="closed")
    assert list(queues.table(export).rows) == []
    with pytest.raises(PermissionDenied):
        queues.table(ExportFactory(kind=queues.KIND, asked_by=UserFactory(), parameters={}))


def test_from_the_button_to_the_file(raised, staff, client_of):
    client = client_of(staff)
    page = client.post(to("obstacles_export"), {"format": "csv"})
    export = Export.objects.get()
    tasks.export_obstacles(export.pk)

    file = b"".join(client.post(to("export_file", export.uid)))
    assert page.url == export.get_absolute_url()
    assert raised.text_th in file.decode("utf-8-sig")


def test_a_reminder_that_is_held_stays_so_when_its_day_moves(raised, coordinator, staff, at):
    """It holds nothing any more where the team asks once more: that is another question."""
    at("2025-04-17 09:00")
    hold_each(OBSTACLES, staff)
    was, day = raised.due_on, date(2025, 4, 21)
    services.assign_obstacle(raised, by=staff, owner=staff, due_on=day)
    moved = held_for(OBSTACLES)
    services.answer_obstacle(raised, by=staff, answer_th=ANSWER)
    services.ask_again(raised, by=coordinator, reason=ANSWER)

    assert (moved, held_for(OBSTACLES)) == ([(day, was)], [])
