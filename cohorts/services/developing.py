"""The development proposal: write a version, comment on it, settle a comment (R-30)."""

from django.db import transaction
from django.utils.translation import gettext as _

from cohorts import answer_emails as emails
from cohorts.models import DevelopmentComment, DevelopmentVersion
from cohorts.services.moving import as_seen, hold_running, refuse_unless
from cohorts.services.working import in_lab
from pyp_portal import clock
from pyp_portal.history.services import record


@transaction.atomic
def write_development(team, *, by, note_th, seen=None, **sections):
    """The next version of the proposal; ``seen`` is the number of the version it began with."""
    team = in_lab(team)
    last = team.development.last()
    as_seen(seen, last.number if last else 0)
    before = {name: getattr(last, name, "") for name in DevelopmentVersion.SECTIONS}
    refuse_unless(before | sections != before, _("Nothing was changed."))
    version = DevelopmentVersion.objects.create(
        team=team,
        number=(last.number if last else 0) + 1,
        note_th=note_th,
        written_by=by,
        written_at=clock.now(),
        **before | sections,
    )
    record(team, "development_written", by=by, number=version.number)
    return version


@transaction.atomic
def comment_development(version, *, by, section, text_th):
    """Somebody says something about a section; the coordinators are told."""
    team = hold_running(version.team)
    comment = DevelopmentComment.objects.create(
        version=version, section=section, text_th=text_th, by=by, at=clock.now()
    )
    record(team, "development_commented", by=by, number=version.number)
    emails.development_commented(comment)
    return comment


@transaction.atomic
def settle_comment(comment, *, by, answer_th=""):
    """The coordinator has dealt with a comment, and may say how; its author is told."""
    team = hold_running(comment.version.team)
    comment = DevelopmentComment.objects.select_for_update().get(pk=comment.pk)
    refuse_unless(not comment.settled_at, _("The comment has already been settled."))
    comment.answer_th, comment.settled_by, comment.settled_at = answer_th, by, clock.now()
    comment.save()
    record(team, "development_settled", by=by)
    emails.comment_settled(comment)
    return comment
