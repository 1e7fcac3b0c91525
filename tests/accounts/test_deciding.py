"""Who lets whom in: officers, the agency's own head, colleagues; one by one and many at once."""

import pytest
from django.urls import reverse

from pyp_portal.accounts import services
from pyp_portal.accounts.models import Agency, Membership
from pyp_portal.accounts.refusals import Refused
from pyp_portal.accounts.rights import Rights
from pyp_portal.accounts.todo import todo
from pyp_portal.outbox.models import Message
from tests.accounts.pages import post, said
from tests.factories.accounts import (
    AgencyFactory,
    AgencyRequestFactory,
    MembershipFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
MANY = reverse("accounts:approve_many")


@pytest.fixture
def request_in():
    """Somebody asks to join an agency."""
    return MembershipFactory(waiting=True, can_submit=True)


def one_of(agency, **rights):
    return MembershipFactory(agency=agency, **{"can_edit": False, **rights}).user


def test_head_and_submitters_see_the_requests_of_their_own_agency_only(request_in):
    MembershipFactory(waiting=True)
    people = {
        "head": one_of(request_in.agency, can_endorse=True),
        "submitter": one_of(request_in.agency, can_submit=True),
        "editor": one_of(request_in.agency, can_edit=True),
        "other": one_of(AgencyFactory(), can_submit=True),
        "asker": request_in.user,
    }

    seen = {name: list(Membership.objects.to_decide(user)) for name, user in people.items()}

    assert seen == {name: [] for name in people} | {"head": [request_in], "submitter": [request_in]}
    assert [line.url for line in todo(people["head"])] == [reverse("accounts:waiting")]
    assert todo(people["editor"]) == []


def test_who_has_not_confirmed_the_e_mail_waits_unseen():
    unknown = MembershipFactory(waiting=True, user__verified=False)
    officer, head = UserFactory(staff=True), one_of(unknown.agency, can_endorse=True)

    assert [list(Membership.objects.to_decide(one)) for one in (officer, head)] == [[], []]


def test_by_one_click_a_colleague_lets_in_with_the_rights_asked_for(request_in, client_of):
    client = client_of(one_of(request_in.agency, can_submit=True))

    page = post(client, "approve", request_in.uid, {"as_asked": "1"})

    request_in.refresh_from_db()
    assert (said(page), request_in.is_active, request_in.can_submit) == (["success"], True, True)
    assert Message.objects.filter(recipient=request_in.user).count() == 1


@pytest.mark.parametrize(
    ("who", "may"), [({"can_submit": True}, False), ({"can_endorse": True}, True)]
)
def test_only_the_head_or_the_office_gives_the_right_of_the_head(request_in, who, may):
    colleague = one_of(request_in.agency, **who)

    if may:
        services.approve_membership(request_in, by=colleague, rights=Rights(can_endorse=True))
    else:
        with pytest.raises(Refused):
            services.approve_membership(request_in, by=colleague, rights=Rights(can_endorse=True))

    request_in.refresh_from_db()
    assert (request_in.is_active, request_in.can_endorse) == (may, may)


def test_a_colleague_refuses_with_a_reason_the_person_reads(request_in, client_of):
    client = client_of(one_of(request_in.agency, can_submit=True))

    post(client, "refuse", request_in.uid, {"reason": "ไม่ใช่คนของหน่วยงาน"})

    [letter] = Message.objects.filter(recipient=request_in.user)
    assert "ไม่ใช่คนของหน่วยงาน" in letter.body


def test_who_comes_after_the_decision_reads_it_and_decides_nothing(request_in, client_of):
    first, second = (one_of(request_in.agency, can_submit=True) for _each in range(2))
    services.approve_membership(request_in, by=first)
    page = reverse("accounts:membership", args=[request_in.uid])

    shown = client_of(second).get(page)
    again = post(client_of(second), "refuse", request_in.uid, {"reason": "ไม่รู้จัก"})

    assert shown.context["may_decide"] is False
    assert reverse("accounts:rights", args=[request_in.uid]) not in shown.text
    assert str(first) in str(*again.context["messages"])
    assert Membership.objects.get(pk=request_in.pk).is_active


# --- Many at once -------------------------------------------------------------


def uids(*records):
    return {"uid": [str(record.uid) for record in records]}


def test_many_are_shown_first_and_approved_by_the_second_press(request_in, officer):
    new, left_out = AgencyRequestFactory(), MembershipFactory(waiting=True)

    preview = officer.post(MANY, uids(request_in, new))
    assert preview.context["count"] == 2
    assert not Membership.objects.active().exists()
    done = officer.post(MANY, uids(request_in, new) | {"confirmed": "1"}, follow=True)

    assert said(done) == ["success"]
    assert {m.user for m in Membership.objects.active()} == {request_in.user, new.asked_by}
    assert list(Membership.objects.waiting()) == [left_out]
    assert Message.objects.count() == 2


def test_what_has_to_be_looked_at_stays_and_says_why(officer):
    AgencyFactory(name_th="องค์การบริหารส่วนตำบลบ้านคลองใหญ่")
    known = AgencyRequestFactory(name_th="อบต. บ้านคลองใหญ")

    preview = officer.post(MANY, uids(known))
    officer.post(MANY, uids(known) | {"confirmed": "1"})

    [line] = preview.context["lines"]
    assert (preview.context["count"], bool(line.stays)) == (0, True)
    assert Agency.objects.count() == 1


def test_a_colleague_approves_many_of_the_own_agency_and_no_others(request_in, client_of):
    client = client_of(one_of(request_in.agency, can_submit=True))
    others = [MembershipFactory(waiting=True), AgencyRequestFactory()]
    head_to_be = MembershipFactory(agency=request_in.agency, waiting=True, can_endorse=True)

    sent = uids(request_in, head_to_be, *others) | {"confirmed": "1"}
    client.post(MANY, sent)

    waiting = set(Membership.objects.waiting())
    assert waiting == {others[0], head_to_be}
    assert not Agency.objects.filter(name_th=others[1].name_th).exists()


def test_who_is_second_is_told_of_the_first_and_the_rest_is_done(request_in):
    first, second = UserFactory(staff=True), UserFactory(staff=True)
    other = MembershipFactory(waiting=True)
    lines = services.preview(second, [request_in.uid, other.uid])
    services.approve_membership(request_in, by=first)

    done, [sentence] = services.approve_many(lines, by=second)

    other.refresh_from_db()
    assert (done, other.is_active) == (1, True)
    assert str(first) in sentence


def test_nothing_ticked_and_nonsense_approve_nothing(request_in, officer):
    for sent in ({}, {"uid": ["x", "1' or 1=1"]}):
        page = officer.post(MANY, sent | {"confirmed": "1"})
        assert (page.status_code, page.context["lines"]) == (200, [])

    assert list(Membership.objects.waiting()) == [request_in]


def test_the_preview_costs_the_same_for_one_and_for_three(django_assert_num_queries):
    def made(count):
        joins = MembershipFactory.create_batch(count, waiting=True)
        return [one.uid for one in (*joins, *AgencyRequestFactory.create_batch(count))]

    officer = UserFactory(staff=True)
    assert officer.roles
    for chosen in (made(1), made(3)):
        with django_assert_num_queries(3):
            services.preview(officer, chosen)
