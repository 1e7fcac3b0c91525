"""People whom others have entered: the mail for a first password proves their address."""

import re

import pytest
from django.urls import reverse

from pyp_portal.accounts.models import User
from pyp_portal.outbox.models import Message
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db
FIRST = "ยาวพอและไม่มีใครเดา-57"


def set_password(client, person):
    """Ask for a new password by mail and set it; gives the person as it is then."""
    client.post(reverse("account_reset_password"), {"email": person.email})
    letter = Message.objects.filter(template__endswith="password_reset_key.txt").last()
    link = re.search(r"https?://[^/\s]+(/\S+)", letter.body).group(1)
    form = client.get(link, follow=True).redirect_chain[-1][0]
    client.post(form, {"password1": FIRST, "password2": FIRST})
    return User.objects.get(pk=person.pk)


def test_who_was_entered_by_others_gets_in_with_one_mail(client):
    person = UserFactory(email="named@example.org")
    person.emailaddress_set.all().delete()
    person.set_unusable_password()
    person.save()

    person = set_password(client, person)
    answer = client.post(reverse("account_login"), {"login": person.email, "password": FIRST})

    assert answer.url == reverse("home")
    known = person.emailaddress_set.values_list("email", "verified", "primary")
    assert list(known) == [("named@example.org", True, True)]


def test_a_new_password_proves_no_address_beside_a_confirmed_one(client):
    person = UserFactory()
    other = person.emailaddress_set.create(email="other@example.org", verified=False)

    set_password(client, person)

    other.refresh_from_db()
    assert not other.verified
