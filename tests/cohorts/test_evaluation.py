"""The evaluation of a workshop is asked for once."""

import pytest
from django.urls import reverse

from cohorts.models import Evaluation
from cohorts.training import Question
from tests.factories.workshops import AttendanceFactory, WorkshopFactory, seat_in

pytestmark = pytest.mark.django_db


def test_who_has_answered_is_not_asked_again(client_of, at):
    at("2025-04-01 09:00")
    session = WorkshopFactory()
    seat = seat_in(session)
    AttendanceFactory(session=session, seat=seat)
    at("2025-04-11 09:00")
    client, url = client_of(seat.person), reverse("cohorts:evaluation", args=[session.uid])
    client.post(url, dict.fromkeys(Question.values, 4))

    again = client.get(url, follow=True)

    assert again.redirect_chain == [(session.get_absolute_url(), 302)]
    assert "ตอบแบบประเมินนี้แล้ว" in again.content.decode()
    assert Evaluation.objects.count() == 1
