"""The second step, on signing in and before what is grave: one way a page, the strongest first.

The library's views, with what this person has set up and nothing else.
"""

from allauth.mfa.base.views import AuthenticateView, ReauthenticateView
from allauth.mfa.webauthn.views import ReauthenticateWebAuthnView

from pyp_portal.accounts import code_forms
from pyp_portal.accounts.ways import RECOVERY, WORDS, ways_of


class SecondStep(AuthenticateView):
    """After the password; ``?way=`` names another way than the strongest."""

    def get_form_class(self):
        by_recovery = self.request.GET.get("way") == RECOVERY
        return code_forms.RecoveryForm if by_recovery else code_forms.DigitsForm

    def get_context_data(self, **kwargs):
        ways = ways_of(self.stage.login.user)
        asked = self.request.GET.get("way")
        way = asked if asked in ways else ways[0]
        others = [(one, WORDS[one]) for one in ways if one != way]
        return super().get_context_data(**kwargs) | {"way": way, "others": others}


class PasskeyAgain(ReauthenticateWebAuthnView):
    """Who is refused stays on the page, where the other ways stand."""

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form))


second_step = SecondStep.as_view()
passkey_again = PasskeyAgain.as_view()
digits_again = ReauthenticateView.as_view(form_class=code_forms.DigitsAgainForm)
recovery_again = ReauthenticateView.as_view(
    form_class=code_forms.RecoveryAgainForm, extra_context={"way": RECOVERY}
)
