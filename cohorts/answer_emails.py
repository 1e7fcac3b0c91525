"""What is said by e-mail about advice, comments and obstacles: that one came, or its answer."""

from cohorts.emails import coordinators, office, tell


def once(*people):
    """Each person once, in order; nobody where there is none."""
    return list({person.pk: person for person in people if person}.values())


def advice_answered(session):
    occasion = f"advice-answered:{session.pk}"
    tell("advice_answered", [session.advisor], occasion, session=session)


def development_commented(comment):
    to = [one for one in coordinators(comment.version.team) if one != comment.by]
    tell("development_commented", to, f"development-comment:{comment.pk}", comment=comment)


def comment_settled(comment):
    to = once(comment.by if comment.by != comment.settled_by else None)
    tell("comment_settled", to, f"comment-settled:{comment.pk}", comment=comment)


# --- Obstacles raised to the centre
def due_at(raised):
    return f"{raised.pk}:{raised.times_asked}:{raised.due_on}"


def answerers(raised):
    """The officer asked by name, else the office of the case."""
    return [raised.owner] if raised.owner else office(raised.team)


def obstacle_raised(raised):
    tell("obstacle_raised", answerers(raised), f"obstacle:{due_at(raised)}", raised=raised)


def obstacle_given(raised):
    occasion = f"obstacle-given:{due_at(raised)}:{raised.owner_id}"
    tell("obstacle_given", [raised.owner], occasion, raised=raised)


def obstacle_answered(raised):
    to = once(raised.raised_by, *coordinators(raised.team))
    occasion = f"obstacle-answered:{raised.pk}:{raised.times_asked}"
    tell("obstacle_answered", to, occasion, raised=raised)


def obstacle_overdue(raised):
    tell("obstacle_overdue", answerers(raised), f"obstacle-overdue:{due_at(raised)}", raised=raised)
