"""Before a proposal is turned down two people look; its agency learns nothing until then (T10)."""

import pytest

from proposals import services
from proposals.models import Merger
from proposals.states import State
from proposals.todo import todo
from pyp_portal.outbox.models import Message
from tests.factories.accounts import UserFactory
from tests.factories.proposals import complete_proposal, pass_all, submitter
from tests.proposals.browsing import url

pytestmark = pytest.mark.django_db
WHY = "เป็นคำของบประมาณก่อสร้างของหน่วยงานเดียว"


@pytest.fixture(autouse=True)
def december(at):
    return at("2024-12-20 10:00")


def test_while_the_director_has_not_decided_the_agency_sees_what_it_saw_before(client_of):
    proposal = complete_proposal(state=State.SCREENING)
    officer, client = UserFactory(staff=True), client_of(submitter(proposal))
    pass_all(proposal, officer, E5="FAIL")

    def seen():
        pages = [client.get(url(name, proposal.code)) for name in ("detail", "history", "files")]
        events = [[line.sentence for line in p.context.get("events", [])] for p in pages]
        return events, [p.context["proposal"].state_enum.public_label for p in pages]

    before = seen()
    services.propose_ineligible(proposal, officer, WHY)

    assert seen() == before
    assert not Message.objects.exists()
    assert all(WHY not in client.get(url(n, proposal.code)).content.decode() for n in ("detail",))


def test_an_agency_is_asked_once_and_by_its_task_list(at):
    officer = UserFactory(staff=True)
    one = complete_proposal(state=State.SCREENING)
    other = complete_proposal(state=State.ELIGIBLE, call=one.call)
    people = {side: submitter(side) for side in (one, other)}
    merger = services.ask_merger(one, other, officer, "สองเรื่องอยู่ในลุ่มน้ำเดียวกัน")

    def waits(side):
        return side.get_absolute_url() in [line.url for line in todo(people[side])]

    assert waits(one) and waits(other)
    services.answer_merger(merger, one, True, people[one])
    assert (waits(one), waits(other)) == (False, True)
    services.take_back_merger(Merger.objects.get(), officer)
    assert not waits(other)
