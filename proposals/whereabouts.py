"""From which page a question is asked, and about which proposal; nothing secret comes along."""

from dataclasses import dataclass

from django.urls import Resolver404, resolve

from proposals.models import Proposal

MOST = 300
# What an address may hold and a question may carry; tokens and keys of mails never.
PLAIN = {"code", "number", "fiscal_year", "step", "kind"}


@dataclass(frozen=True)
class Origin:
    """The page, the proposal on it where the person may see it, and the step of its form."""

    page: str = ""
    proposal: Proposal | None = None
    step: int | None = None


def plain_path(path, match):
    """The address of a page without anything secret; empty where it has no page of its own."""
    return path[:MOST] if match and set(match.kwargs) <= PLAIN else ""


def origin_of(path, user):
    """What an address that a form names says of where its question comes from."""
    try:
        match = resolve(path)
    except Resolver404:
        return Origin()
    code = match.kwargs.get("code")
    proposal = Proposal.objects.visible_to(user).filter(code=code).first() if code else None
    step = match.kwargs.get("number") if match.view_name == "proposals:step" else None
    return Origin(plain_path(path, match), proposal, step if proposal else None)
