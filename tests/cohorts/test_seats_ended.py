"""A seat that ends by an act of the office: who is told, and of what."""

import pytest

from cohorts import services
from pyp_portal.outbox.models import Message
from tests.factories.accounts import UserFactory
from tests.factories.cohorts import SeatFactory

pytestmark = pytest.mark.django_db
REASON = "ย้ายไปปฏิบัติราชการที่หน่วยงานอื่น"


def test_who_loses_a_seat_is_told_and_nobody_who_was_never_asked():
    staff = UserFactory(staff=True)
    seats = {
        "replaced": SeatFactory(),
        "given up": SeatFactory(),
        "only asked for": SeatFactory(requested=True),
        "failed the rule": SeatFactory(rule_result="FAIL"),
    }
    services.replace(seats["replaced"], by=staff, reason=REASON)
    for name in ("given up", "only asked for", "failed the rule"):
        services.withdraw(seats[name], by=staff, reason=REASON)

    told = Message.objects.filter(template="cohorts/emails/seat_ended.txt")

    assert {one.recipient for one in told} == {
        seats["replaced"].person, seats["given up"].person,
    }  # fmt: skip
    assert REASON not in "".join(one.body for one in told)
