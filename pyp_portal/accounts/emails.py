"""What we tell people about their account: each letter is one row of the outbox."""

from django.urls import reverse

from pyp_portal.outbox.services import post, post_each

MEMBERSHIP = "accounts/emails/membership_{}.txt"


def membership(member, news, **context):
    """Tell a person what became of their membership: asked, approved, refused, ended, rights."""
    return post(
        MEMBERSHIP.format(news),
        to=member.user,
        occasion=f"membership-{news}:{member.uid}:{context.pop('turn', 1)}",
        membership=member,
        path=reverse("accounts:my_agencies"),
        **context,
    )


def role(person, news, event, **context):
    """Tell a person that they hold a role now, or no longer."""
    return post(
        f"accounts/emails/role_{news}.txt",
        to=person,
        occasion=f"role-{news}:{person.uid}:{event.seq}",
        **context,
    )


def agency_request(asked, news, **context):
    """Tell a person that an agency they asked for is noted, or not entered and why."""
    return post(
        f"accounts/emails/agency_{news}.txt",
        to=asked.asked_by,
        occasion=f"agency-{news}:{asked.uid}",
        asked=asked,
        path=reverse("accounts:my_agencies"),
        **context,
    )


def deputy(made, news):
    """Tell both people from when to when one stands in for the other, or that it has ended."""
    return post_each(
        f"accounts/emails/deputy_{news}.txt",
        to=[made.deputy, made.officer],
        occasion=f"deputy-{news}:{made.uid}",
        made=made,
    )


def membership_to_decide(member, people):
    """Head and submitters of an agency learn that somebody asks to act for it."""
    return post_each(
        MEMBERSHIP.format("to_decide"),
        to=people,
        occasion=f"membership-to-decide:{member.uid}",
        membership=member,
        path=reverse("accounts:membership", args=[member.uid]),
    )


def invitation(invited):
    """The link, to the bare address: so it stands in nobody's inbox here."""
    return post(
        "accounts/emails/invitation.txt",
        to=invited.address,
        occasion=f"invitation:{invited.uid}:{invited.times_sent}",
        invitation=invited,
    )


def invitation_accepted(invited):
    """Who sent the invitation learns that it was accepted."""
    return post(
        "accounts/emails/invitation_accepted.txt",
        to=invited.invited_by,
        occasion=f"invitation-accepted:{invited.uid}",
        invitation=invited,
        path=reverse("accounts:colleagues", args=[invited.agency.code]),
    )


def account(person, news, event, **context):
    """Tell a person that their account is closed, or open again, and why."""
    return post(
        f"accounts/emails/account_{news}.txt",
        to=person,
        occasion=f"account-{news}:{person.uid}:{event.seq}",
        **context,
    )


def acting_asked(acting, people):
    """Second persons learn that an administrator waits for their yes to look as somebody."""
    return post_each(
        "accounts/emails/acting_asked.txt",
        to=people,
        occasion=f"acting-asked:{acting.uid}",
        acting=acting,
        path=reverse("accounts:acting"),
    )


def agency_joined(member, moving):
    """Members of an entry that was joined to another learn it, and what they may do there."""
    return post(
        MEMBERSHIP.format("joined"),
        to=member.user,
        occasion=f"membership-joined:{member.uid}:{moving.duplicate.code}",
        membership=member,
        duplicate=moving.duplicate,
        path=reverse("accounts:my_agencies"),
    )


def duplicate_proposed(moving, approval, people):
    """Second persons learn that somebody proposes to join two entries of the register."""
    return post_each(
        "accounts/emails/duplicate_proposed.txt",
        to=people,
        occasion=f"duplicate-proposed:{approval.uid}",
        duplicate=moving.duplicate,
        agency=moving.kept,
        by=moving.by,
        reason=moving.reason,
        path=reverse("accounts:duplicate", args=[moving.duplicate.code]),
    )
