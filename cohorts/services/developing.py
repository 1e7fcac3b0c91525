"""The development proposal: keep what is typed, save a version, comment, settle (R-30)."""

from django.db import transaction
from django.utils.translation import gettext as _

from cohorts import answer_emails as emails
from cohorts.models import DevelopmentComment, DevelopmentDraft, DevelopmentVersion
from cohorts.services.drafting import Kept, judged, stamp
from cohorts.services.moving import as_seen, hold, hold_running, refuse_unless
from cohorts.services.working import in_lab
from proposals.stamps import Sight
from pyp_portal import clock
from pyp_portal.history.services import record

MOST = 20_000  # characters that are kept of a section, more than any version may have


# --- While it is typed
def draft_of(team):
    """What has been typed into the next version so far, or None."""
    return DevelopmentDraft.objects.filter(team=team).select_related("saved_by").first()


def standing(team, draft):
    """What stands in each field: what was typed, over the newest version."""
    last = team.development.last()
    known = {name: getattr(last, name, "") for name in DevelopmentVersion.SECTIONS}
    return known | {"note_th": ""} | (draft.answers if draft else {})


@transaction.atomic
def keep_development(team, values, *, by, sight=None):
    """Keep what was sent as far as it may stand; ``Kept`` says what became of each field.

    Words are kept as they were typed, also those that no version could be saved with.
    """
    sight, team = sight or Sight(), hold(team)
    if not team.is_in_lab:
        return Kept(refusal=_("The team is not in the lab now."))
    draft = draft_of(team) or DevelopmentDraft(team=team)
    before = standing(team, draft)
    kept = judged(before, draft, values, by, sight, MOST)
    changed = {name: value for name, value in kept.saved.items() if value != before[name]}
    if changed:
        draft.answers |= changed
        stamp(draft, changed, by, sight)
        draft.save()
    kept.version = draft.version
    return kept


# --- The next version
@transaction.atomic
def write_development(team, *, by, note_th, seen=None, drafted=None, **sections):
    """The next version of the proposal; what was typed of it is no draft any more.

    ``seen`` is the number of the version it began with, ``drafted`` the version of the draft
    whose words these are: refused where either has been changed since.
    """
    team = in_lab(team)
    last, draft = team.development.last(), draft_of(team) or DevelopmentDraft(team=team)
    as_seen(seen, last.number if last else 0)
    as_seen(drafted, draft.version)
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
    settle_draft(draft, version, before, sections, by)
    record(team, "development_written", by=by, number=version.number)
    return version


def settle_draft(draft, version, before, sections, by):
    """Words that are a version now are no draft; pages opened before learn what has changed."""
    changed = {name for name in before if getattr(version, name) != before[name]}
    draft.answers = {n: v for n, v in draft.answers.items() if n not in {*sections, "note_th"}}
    stamp(draft, changed | {"note_th"}, by, Sight())
    draft.save()


# --- Comments
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
