"""What is said by e-mail to citizens who want to know what changed because of them."""

from cohorts.emails import tell

TEXTS = ("cohorts/emails/wish_left.txt", "cohorts/emails/activity_changed.txt")


def wish_left(wish):
    tell("wish_left", [wish.email], f"answer-wish:{wish.uid}", wish=wish, activity=wish.activity)


def activity_changed(wish):
    invitation = wish.activity
    facts = {"invitation": invitation, "outcome": invitation.activity}
    tell("activity_changed", [wish.email], f"activity-changed:{wish.uid}", **facts)
