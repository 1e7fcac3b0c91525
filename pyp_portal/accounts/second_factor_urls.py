"""Paths of two-step sign-in: the library's pages; passkeys are named without counting them up."""

from allauth.mfa.webauthn import views
from django.urls import include, path

from pyp_portal.accounts.views import passkeys, second_step

urlpatterns = [
    path("authenticate/", second_step.second_step, name="mfa_authenticate"),
    path("reauthenticate/", second_step.digits_again, name="mfa_reauthenticate"),
    path("again/", second_step.recovery_again, name="mfa_reauthenticate_by_recovery"),
    path("", include("allauth.mfa.base.urls")),
    path("totp/", include("allauth.mfa.totp.urls")),
    path("recovery-codes/", include("allauth.mfa.recovery_codes.urls")),
    path("passkeys/add/", views.add_webauthn, name="mfa_add_webauthn"),
    path("passkeys/remove/", passkeys.remove, name="mfa_remove_webauthn"),
    path("passkeys/again/", second_step.passkey_again, name="mfa_reauthenticate_webauthn"),
    path("passkeys/login/", views.login_webauthn, name="mfa_login_webauthn"),
]
