"""Whoever sets a password through a mail has proved the address that the mail went to."""

from allauth.account.adapter import get_adapter
from allauth.account.models import EmailAddress
from allauth.account.signals import password_reset
from django.dispatch import receiver


@receiver(password_reset, dispatch_uid="accounts.prove_address")
def prove_address(request, user, **_):
    """Take the address as confirmed, where the person has none that is: no second mail is sent.

    Such a person was entered by somebody else, or has not opened the mail of the sign-up. They
    have one address, so it is the one to which the key was sent.
    """
    known = EmailAddress.objects.filter(user=user)
    if known.filter(verified=True).exists() or known.exclude(email__iexact=user.email).exists():
        return
    address = known.first() or EmailAddress(user=user, email=user.email.lower())
    address.primary = True
    address.save()
    get_adapter(request).confirm_email(request, address)
