"""Who reads a question: who asked it and the office; who answers: officers."""

import pytest
from django.urls import reverse

from proposals import permissions
from proposals.models import Enquiry
from proposals.services import close
from tests.factories.accounts import UserFactory
from tests.factories.call_pages import EnquiryFactory
from tests.factories.proposals import ProposalFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", ["staff", "director", "auditor", "admin", "committee", None])
def test_the_list_shows_what_the_rule_allows(role):
    user = UserFactory(**({role: True} if role else {}))
    open_one, closed = ProposalFactory(), ProposalFactory()
    close(closed, user, "test")
    asked = [
        EnquiryFactory(),
        EnquiryFactory(asked_by=user),
        EnquiryFactory(proposal=open_one),
        EnquiryFactory(proposal=closed),
    ]

    allowed = {one for one in asked if permissions.can_view_enquiry(one, user)}

    assert set(Enquiry.objects.visible_to(user)) == allowed


def test_a_visitor_sees_no_question_by_its_address(client_of):
    anonymous = type("Visitor", (), {"is_authenticated": False})()

    assert not permissions.can_view_enquiry(EnquiryFactory(), anonymous)
    assert not Enquiry.objects.visible_to(anonymous).exists()


def test_the_auditor_reads_and_does_not_answer(client_of):
    client, one = client_of(UserFactory(auditor=True)), EnquiryFactory()

    page = client.get(one.get_absolute_url()).content.decode()

    assert one.question in page
    assert reverse("proposals:answer", args=[one.uid]) not in page


def test_s6_a_question_about_what_is_closed_to_an_officer_is_not_in_their_queue(client_of):
    officer, about = UserFactory(staff=True), ProposalFactory()
    one = EnquiryFactory(proposal=about, question="คำถามเกี่ยวกับเรื่องที่ปิด")
    close(about, officer, "test")
    client = client_of(officer)

    page = client.get(reverse("proposals:enquiries"))

    assert one.question not in page.content.decode()
    assert [count for _name, _label, count, _now in page.context["views"]] == [0, 0, 0, 0]
    assert client.get(one.get_absolute_url()).status_code == 404
