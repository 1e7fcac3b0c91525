"""Moving an issue on: check every guard of the step, then run the machine."""

from django.utils.translation import gettext as _

from cohorts.models import Team
from proposals.grounds import REASON_MAX, REASON_MIN, Grounds, MoveRefused, ReasonNeeded
from proposals.services import moving


class NotReady(MoveRefused):
    """Guards that do not hold; the sentence names them all."""

    def __init__(self, sentences):
        self.sentences = [str(sentence) for sentence in sentences]
        super().__init__(" ".join(self.sentences))


def demand(*sentences):
    """Raise ``NotReady`` when any answer of a guard is a sentence."""
    missing = [sentence for sentence in sentences if sentence]
    if missing:
        raise NotReady(missing)


def refuse_unless(holds, sentence):
    """Raise ``NotReady`` with the sentence unless the condition holds."""
    demand(None if holds else sentence)


def need_reason(reason):
    """The reason without its edges; ``ReasonNeeded`` when it is too short or too long."""
    reason = reason.strip()
    if not REASON_MIN <= len(reason) <= REASON_MAX:
        raise ReasonNeeded
    return reason


def hold(team):
    """The team with its row locked: verbs that change its parts go one after the other.

    What hangs on it is read after the lock, so it is as the one before has left it; a
    join in the locking statement would still show it as it was before the wait.
    """
    # Rows that point to the team may be written meanwhile: its key does not change.
    return Team.objects.select_for_update(no_key=True).get(pk=team.pk)


def hold_running(team):
    """The team with its row locked; refused once the issue has ended."""
    team = hold(team)
    refuse_unless(not team.is_over, _("The issue has ended. Nothing of it can be changed now."))
    return team


def as_seen(seen, now):
    """Refuse when somebody decides about what is no longer what their page showed."""
    refuse_unless(
        seen is None or seen == str(now),
        _("It has been changed since you opened the page. Please look at it again."),
    )


def advance(team, name, *, by, checks, reason="", version=None, at=None, data=None):
    """Run transition ``name`` of the team's proposal; ``checks`` are {name of guard: guard}.

    The proposal is locked before the guards look, so what they have seen still holds.
    """
    moving.lock(team.proposal, version)
    demand(*[check(team) for check in checks.values()])
    grounds = Grounds(by=by, reason=reason, passed=frozenset(checks), at=at)
    team.proposal = moving.move(team.proposal, name, grounds, data=data)
    return team.proposal
