"""The words of result letters: merged from comments, written, approved (section 4.6)."""

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from proposals.grounds import MoveRefused, StaleVersion
from pyp_portal import clock
from pyp_portal.history.services import record
from selection import wording
from selection.kinds import Stage
from selection.models import AnnouncementItem, LetterText, ScoreSheet, Seat
from selection.services.holding import hold, hold_in_place
from selection.services.texts import Kept

COLUMNS = {"reason": "reason_th", "strengths": "strengths_th", "advice": "advice_th"}


def of_announcement(announcement):
    """The items whose letters carry words, with their letters: those that a meeting decided."""
    items = announcement.items.filter(resolution__isnull=False)
    return items.select_related("proposal__lead_agency", "resolution", "letter__written_by")


def judges_of(plan):
    """(given, family) of everybody who has or had a seat: never to be read in a letter."""
    seats = Seat.objects.filter(committee__plan=plan)
    return sorted(set(seats.values_list("user__given_th", "user__family_th")))


def findings_of(letter, people):
    """What the check finds in the three texts of a letter."""
    texts = (letter.reason_th, letter.strengths_th, letter.advice_th)
    return wording.findings("\n".join(texts), people)


def comments_of(proposals, stages=tuple(Stage)):
    """{proposal id: ([strengths], [advice])} of the sheets that count, in one statement.

    Sorted, so that their order tells nothing about who wrote what.
    """
    sheets = ScoreSheet.objects.counted().filter(proposal__in=proposals, stage__in=stages)
    found = {}
    for proposal, strength, advice in sheets.values_list("proposal", "strength_th", "advice_th"):
        strengths, advices = found.setdefault(proposal, (set(), set()))
        strengths.add(strength.strip())
        advices.add(advice.strip())
    return {key: tuple(sorted(texts - {""}) for texts in both) for key, both in found.items()}


@transaction.atomic
def merge(announcement, *, by):
    """Begin a letter for each item that has none, from the comments as they are; how many."""
    announcement = _hold_open(announcement)
    items = [item for item in of_announcement(announcement) if not hasattr(item, "letter")]
    comments = comments_of([item.proposal_id for item in items])
    letters = [_merged(item, comments.get(item.proposal_id, ((), ())), by) for item in items]
    LetterText.objects.bulk_create(letters)
    if letters:
        record(announcement, "letters merged", by=by, count=len(letters))
    return len(letters)


def _merged(item, comments, by):
    strengths, advice = comments
    resolution = item.resolution
    return LetterText(
        item=item,
        reason_th=resolution.reason or resolution.text_th,
        strengths_th="\n".join(" ".join(text.split()) for text in strengths),
        advice_th="\n".join(" ".join(text.split()) for text in advice),
        written_at=clock.now(),
        written_by=by,
    )


@transaction.atomic
def keep_texts(letter, texts, *, was, chosen=(), by):
    """Save texts of a letter, each only over the text that the page had shown.

    ``texts``, ``was`` and ``chosen`` as for ``minuting.keep_texts``. Whatever was approved before
    is to be approved again, once a text differs.
    """
    letter, kept, chosen = _hold_letter(letter), Kept(), dict(chosen)
    before = {name: getattr(letter, column) for name, column in COLUMNS.items()}
    for name in texts.keys() & before.keys():
        stands, text = before[name], texts[name]
        if not kept.takes(name, text, stands=stands, was=was, chosen=chosen):
            continue
        if name in chosen and stands != text:
            about = {"code": letter.item.proposal.code, "field": name}
            record(letter.item.announcement, "text replaced", by=by, reason=stands, **about)
        setattr(letter, COLUMNS[name], text)
    if any(getattr(letter, column) != before[name] for name, column in COLUMNS.items()):
        _written(letter, by)
    return kept


def _written(letter, by):
    letter.written_at, letter.written_by = clock.now(), by
    letter.approved_at = letter.approved_by = None
    letter.version += 1
    letter.save()
    record(letter.item.announcement, "letter written", by=by, code=letter.item.proposal.code)


@transaction.atomic
def approve(letter, *, version, by, keeps_tone=False):
    """A second person lets a letter go as it stands; what leaks is refused whoever asks."""
    letter = _hold_letter(letter)
    if letter.version != version:
        raise StaleVersion(_("Somebody changed this letter meanwhile: read it again."))
    if letter.is_approved:
        raise MoveRefused(_("This letter has been approved already."))
    if letter.written_by_id == by.pk:
        raise MoveRefused(_("You wrote these words: a second person approves them."))
    found = findings_of(letter, judges_of(letter.item.announcement.plan))
    if any(finding.leaks for finding in found):
        raise MoveRefused(_("Take out first what tells who judged, a single value or a contact."))
    if found and not keeps_tone:
        raise MoveRefused(_("Reword what was found, or say that it may stand."))
    return _approved(letter, by)


def _approved(letter, by):
    letter.approved_at, letter.approved_by = clock.now(), by
    letter.save(update_fields=["approved_at", "approved_by"])
    record(letter.item.announcement, "letter approved", by=by, code=letter.item.proposal.code)
    return letter


@transaction.atomic
def approve_clean(announcement, *, by, visible):
    """Approve all letters in which nothing was found, of proposals this person may read.

    Answers (approved, left); one's own words and those with a finding are left.
    """
    announcement = _hold_open(announcement)
    people = judges_of(announcement.plan)
    letters = LetterText.objects.select_for_update(of=("self",)).filter(
        item__announcement=announcement, approved_at=None
    )
    mine = list(letters.filter(item__proposal__in=visible).select_related("item__proposal"))
    ready = [one for one in mine if one.written_by_id != by.pk and not findings_of(one, people)]
    for letter in ready:
        letter.item.announcement = announcement
        _approved(letter, by)
    return len(ready), letters.count()


def unapproved(announcement, items):
    """The sentence that letters wait for a second person, where the plan asks for one."""
    if not announcement.plan.approved_letters:
        return []
    waiting = sum(not _is_ready(item) for item in items if item.resolution_id)
    if not waiting:
        return []
    sentence = ngettext(
        "%(count)d letter waits for the approval of a second person.",
        "%(count)d letters wait for the approval of a second person.",
        waiting,
    )
    return [sentence % {"count": waiting}]


def _is_ready(item):
    return hasattr(item, "letter") and item.letter.is_approved


def _hold_open(announcement):
    """The announcement, held until commit, while its letters may still change."""
    announcement = hold(announcement, "plan")
    if announcement.released_at or announcement.is_held:
        raise MoveRefused(_("The release is under way: the letters change no more."))
    return announcement


def _hold_letter(letter):
    item = AnnouncementItem.objects.select_related("announcement", "proposal").get(letter=letter)
    item.announcement = _hold_open(item.announcement)
    letter = hold_in_place(letter)
    letter.item = item
    return letter
