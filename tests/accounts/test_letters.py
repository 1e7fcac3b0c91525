"""Every letter that sign-in may send has words of ours, and no gap in them."""

from pathlib import Path

import allauth
import pytest
from django.template.loader import get_template

ALLAUTH = Path(allauth.__file__).parent / "templates"
# Ways of signing in that are switched off here.
NOT_USED = {"login_code", "password_reset_code", "email_confirm", "webauthn_added"}
NOT_USED |= {"webauthn_removed"}


def sent_by_allauth():
    found = [*ALLAUTH.glob("account/email/*_message.txt"), *ALLAUTH.glob("mfa/email/*_message.txt")]
    names = {path.name.removesuffix("_message.txt") for path in found} - {"base"}
    return sorted(names - NOT_USED)


@pytest.mark.parametrize("name", sent_by_allauth())
def test_there_is_a_letter_of_ours(name):
    source = get_template(f"accounts/emails/{name}.txt").template.source

    subject, empty, greeting = source.splitlines()[:3]
    assert (bool(subject), empty, greeting.startswith("เรียน ")) == (True, "", True)
