"""Save what is typed into the form; nothing but limits and formats is asked of a draft."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from proposals.grounds import MoveRefused
from proposals.models import Answers, Partner, PolicyItem, PolicyLink, Proposal, TargetArea, Theme
from proposals.questions import CODES, POLICY_KEYS, PRIVACY_VERSION, QUESTIONS, of_step
from proposals.services.finding import reindex
from proposals.services.moving import OutOfTurn, lock, touch, why_closed
from proposals.states import State
from pyp_portal import thai
from pyp_portal.accounts.models import Agency
from pyp_portal.history.services import record

COLUMN_KEYS = ("title_th", "title_en", "theme")
ROW_KEYS = ("partners", "target_areas")
FILE_KEYS = ("endorsement_letter", "partner_letters", "attachments")
GONE = (State.WITHDRAWN, State.EXPIRED, State.MERGED)


class NotAsked(MoveRefused):
    """A returned proposal is revised in the fields that were named, and there only."""


def open_codes(proposal):
    """The F-numbers that may be changed now: all of a draft, those named of a returned one."""
    if proposal.state == State.DRAFT:
        return frozenset(CODES)
    letters = proposal.returns.exclude(sent_at=None).order_by("-round_no")
    letter = letters.first() if proposal.state == State.RETURNED else None
    return frozenset(letter.items.values_list("question", flat=True)) if letter else frozenset()


def save_step(proposal, step, cleaned, by, version=None, *, at=None):
    """Keep the answers of one step: ``cleaned`` maps keys of its questions to their answers.

    ``at`` is the arrival of the request, by which the deadline is judged.
    """
    keys = {question.key.split(".")[0] for question in of_step(step)}
    answers = {key: value for key, value in cleaned.items() if key in keys}
    return save_answers(proposal, answers, by, version=version, step=step, at=at)


@transaction.atomic
def save_answers(proposal, answers, by, version=None, step=None, *, at=None):
    """Keep any answers of the form, until the deadline (V-12); returns the fresh proposal."""
    fresh = lock(proposal, version, by, at)
    if not fresh.takes_answers:
        raise OutOfTurn(why_closed(fresh, by))
    answers = {key: mended(value) for key, value in answers.items() if key not in FILE_KEYS}
    refuse_unasked(fresh, answers)
    refuse_doubles(fresh, answers)
    write_columns(fresh, answers)
    write_rows(fresh, answers)
    write_policies(fresh, answers)
    write_rest(fresh, answers)
    touch(fresh)
    record(fresh, "saved", by=by, **({"step": step} if step else {}))
    reindex(fresh)
    return fresh


def mended(value):
    """Every text of an answer as ``thai.normalise`` leaves it (V-10, V-11)."""
    if isinstance(value, str):
        return thai.normalise(value)
    if isinstance(value, dict):
        return {key: mended(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [mended(part) for part in value]
    return value


def refuse_unasked(proposal, answers):
    """A returned proposal takes answers to the named questions only."""
    allowed = open_codes(proposal)
    asked = {q.key.split(".")[0] for q in QUESTIONS if q.code in allowed}
    if set(answers) - asked:
        raise NotAsked(_("Only the fields named in the letter can be changed."))


def refuse_doubles(proposal, answers):
    """V-08: one title once per agency and call."""
    key = title_key(answers.get("title_th", ""))
    same = Proposal.objects.filter(
        call=proposal.call, lead_agency=proposal.lead_agency, title_key=key
    )
    if key and same.exclude(pk=proposal.pk).exclude(state__in=GONE).exists():
        text = _("Your agency has already begun a proposal with this title in this call.")
        raise ValidationError({"title_th": text})


def title_key(title):
    """A title as duplicates are found by: mended, in small letters, without spaces."""
    return "".join(thai.normalise(title or "").casefold().split())


def write_columns(proposal, answers):
    if "title_th" in answers:
        proposal.title_th = answers["title_th"] or ""
        proposal.title_key = title_key(proposal.title_th)
    if "title_en" in answers:
        proposal.title_en = answers["title_en"] or ""
    if "theme" in answers:
        proposal.theme = Theme.objects.filter(code=answers["theme"] or "").first()


def write_rows(proposal, answers):
    """Partners and areas, in place of those that stood there."""
    if "partners" in answers:
        proposal.partners.all().delete()
        Partner.objects.bulk_create(partners_of(proposal, answers["partners"] or []))
    if "target_areas" in answers:
        proposal.target_areas.all().delete()
        pilots = (answers.get("pilot_area_idea") or {}).get("areas") or []
        rows = answers["target_areas"] or []
        TargetArea.objects.bulk_create([area_of(proposal, row, pilots) for row in rows])
        proposal.province_id = rows[0]["province_code"] if rows else proposal.province_id


def partners_of(proposal, rows):
    """Rows of partners; level and sector of a registered agency are those of the register."""
    agencies = Agency.objects.in_bulk(
        [row["agency"] for row in rows if row.get("agency")], field_name="code"
    )
    for row in rows:
        agency = agencies.get(row.get("agency"))
        yield Partner(
            proposal=proposal,
            agency=agency,
            name_th=row.get("name_th") or (agency.name_th if agency else ""),
            level=agency.level if agency else row.get("level") or "",
            sector=agency.sector if agency else row.get("sector") or "",
            role_th=row.get("role_th") or "",
            status=row.get("status") or "",
        )


def area_of(proposal, row, pilots):
    """One area; it is a pilot where its row or the list of pilot areas says so."""
    district = row.get("district_th") or ""
    named = any(
        pilot.get("province_code") == row["province_code"]
        and (pilot.get("district_th") or "") == district
        for pilot in pilots
    )
    return TargetArea(
        proposal=proposal,
        province_id=row["province_code"],
        district_th=district,
        subdistrict_th=row.get("subdistrict_th") or "",
        is_pilot=bool(row.get("is_pilot") or named),
    )


def write_policies(proposal, answers):
    """Links to the policies named in F27 to F31; the order of naming is kept."""
    given = [key for key in POLICY_KEYS if key in answers]
    if not given:
        return
    kept = {**proposal.answered(), **answers}
    codes = list(dict.fromkeys(code for key in POLICY_KEYS for code in kept[key] or []))
    items = PolicyItem.objects.in_bulk(codes, field_name="code")
    proposal.policy_links.all().delete()
    PolicyLink.objects.bulk_create(
        [PolicyLink(proposal=proposal, item=items[code]) for code in codes if code in items]
    )


def write_rest(proposal, answers):
    """Answers without columns of their own; a part of an answer leaves its other parts alone."""
    own = {*COLUMN_KEYS, *ROW_KEYS, *POLICY_KEYS}
    row, _is_new = Answers.objects.get_or_create(proposal=proposal)
    for key, value in answers.items():
        if key in own:
            continue
        old = row.data.get(key)
        both = isinstance(value, dict) and isinstance(old, dict)
        row.data[key] = {**old, **value} if both else value
    if row.data.get("privacy_ack"):
        row.data["privacy_ack"]["version"] = PRIVACY_VERSION
    row.save()
    proposal.answers = row
