"""Who reads a question: who asked it and the office; who answers: officers."""

import pytest
from django.urls import reverse

from proposals import permissions
from proposals.models import Enquiry
from tests.factories.accounts import UserFactory
from tests.factories.call_pages import EnquiryFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", ["staff", "director", "auditor", "admin", "committee", None])
def test_the_list_shows_what_the_rule_allows(role):
    user = UserFactory(**({role: True} if role else {}))
    asked = [EnquiryFactory(), EnquiryFactory(asked_by=user)]

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
