"""How people sign in: a part of the settings, with what the environment may say about it."""

from urllib.parse import urlsplit

from pyp_portal.limits import RATE_LIMITS


def identity_of(env):
    """A service of OpenID Connect, such as ThaiD, beside e-mail and password; off by default."""
    url = env.str("IDENTITY_URL", default="")
    app = {
        "provider_id": "identity",
        "name": env.str("IDENTITY_NAME", default="ThaiD"),
        "client_id": env.str("IDENTITY_CLIENT_ID", default=""),
        "secret": env.str("IDENTITY_CLIENT_SECRET", default=""),
        "settings": {
            "server_url": url,
            "scope": env.list("IDENTITY_SCOPES", default=["openid", "pid", "ial"]),
        },
    }
    return {
        "IDENTITY_NAME": app["name"] if url else "",
        "IDENTITY_CLAIM": env.str("IDENTITY_CLAIM", default="pid"),
        "IDENTITY_ORIGINS": ["{0.scheme}://{0.netloc}".format(urlsplit(url))] if url else [],
        "SOCIALACCOUNT_ADAPTER": "pyp_portal.accounts.identity_adapter.IdentityAdapter",
        "SOCIALACCOUNT_PROVIDERS": {
            "openid_connect": {
                "provider_class": "pyp_portal.accounts.identity.IdentityProvider",
                "APPS": [app] if url else [],
            }
        },
    }


def settings_of(env, *, demo, protocol):
    """The settings of signing in; ``env`` reads what differs between machines."""
    return {
        "LOGIN_URL": "account_login",
        "LOGIN_REDIRECT_URL": "home",
        "ACCOUNT_ADAPTER": "pyp_portal.accounts.adapter.AccountAdapter",
        "ACCOUNT_LOGIN_METHODS": {"email"},
        "ACCOUNT_SIGNUP_FIELDS": ["email*", "password1*", "password2*"],
        "ACCOUNT_EMAIL_VERIFICATION": "mandatory",
        "ACCOUNT_PREVENT_ENUMERATION": True,
        "ACCOUNT_SIGNUP_FORM_HONEYPOT_FIELD": "website",  # machines fill it in, people see nothing
        "ACCOUNT_RATE_LIMITS": RATE_LIMITS,
        "ACCOUNT_EMAIL_NOTIFICATIONS": True,  # a changed password or e-mail is told to its owner
        "PASSWORD_RESET_TIMEOUT": 60 * 60 * 24,
        "ACCOUNT_LOGOUT_REDIRECT_URL": "home",
        "ACCOUNT_SESSION_REMEMBER": False,
        "ACCOUNT_USER_MODEL_USERNAME_FIELD": "username",
        "ACCOUNT_DEFAULT_HTTP_PROTOCOL": protocol,
        "ACCOUNT_FORMS": {
            "login": "pyp_portal.accounts.forms.LoginForm",
            "signup": "pyp_portal.accounts.entry_forms.SignupForm",
        },
        "MFA_ADAPTER": "pyp_portal.accounts.adapter.SecondFactorAdapter",
        "MFA_SUPPORTED_TYPES": ["totp", "webauthn", "recovery_codes"],
        "MFA_PASSKEY_LOGIN_ENABLED": True,
        "MFA_FORMS": {"add_webauthn": "pyp_portal.accounts.passkey_forms.PasskeyForm"},
        "MFA_TOTP_ISSUER": "PYP portal",
        "SECOND_FACTOR_REQUIRED": env.bool("SECOND_FACTOR_REQUIRED", default=not demo),
        **identity_of(env),
        # Who signed in longer ago proves again who they are before what is grave; 0 asks never.
        "ASK_AGAIN_AFTER_MINUTES": env.int("ASK_AGAIN_AFTER_MINUTES", default=30),
        "SESSION_ENGINE": "pyp_portal.accounts.models.sessions",
        "SESSION_COOKIE_AGE": 60 * 60 * 12,
    }
