"""Taking a passkey away."""

from allauth.account.decorators import reauthentication_required
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal.flows import remove_authenticator
from django import forms
from django.http import Http404
from django.shortcuts import redirect
from django.views.decorators.http import require_POST


@require_POST
@reauthentication_required(app="allauth.mfa")
def remove(request):
    """One's own passkey, named in what is sent: no address counts them up."""
    mine = Authenticator.objects.filter(user=request.user, type=Authenticator.Type.WEBAUTHN)
    try:
        passkey = forms.ModelChoiceField(mine).clean(request.POST.get("passkey"))
    except forms.ValidationError as unknown:
        raise Http404 from unknown
    remove_authenticator(request, passkey)
    return redirect("mfa_index")
