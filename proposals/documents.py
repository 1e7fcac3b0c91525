"""The papers of room 1: full proposal, one-page summary, receipt, letters on the screening."""

from datetime import timedelta
from itertools import groupby

from django.utils import translation

from proposals import form_wordings, reading, wordings
from proposals.overview import overview
from proposals.posts import post_at
from pyp_portal.papers.columns import widths
from pyp_portal.papers.kinds import Kind
from pyp_portal.papers.models import Paper
from pyp_portal.papers.services import draft, issue
from pyp_portal.papers.templatetags.paper import td, td_time, unbroken
from pyp_portal.papers.wordings import words

FOLDER = "proposals/documents"
BLANK = "…………………………"  # a place to write
ONE_MINUTE = timedelta(minutes=1)
SHORT = 120  # letters


def context_of(proposal, answers):
    """What every paper about a proposal shows, in Thai."""
    with translation.override("th"):
        steps = [
            (number, title, list(parts(readings)))
            for number, title, readings in reading.steps(answers, proposal.form)
        ]
    return {"proposal": proposal, "answers": answers, "steps": steps}


def parts(readings):
    """The answers of a step in order: short ones together as facts, each other by itself.

    A part is (facts, reading, widths); either the facts or the reading is there.
    """
    for short, found in groupby(readings, is_short):
        if short:
            yield list(found), None, []
            continue
        for one in found:
            yield [], one, widths(one.headers, one.rows)


def is_short(found):
    """True for an answer that fits beside its question."""
    return not (found.items or found.rows) and len(found.text) <= SHORT


def addressee(proposal):
    """Whom a letter to the lead agency greets: นายกองค์การบริหารส่วนจังหวัด + its own name."""
    answers = getattr(proposal, "answers", None)
    position = answers.data.get("head_position", "") if answers else ""
    return post_at(position or "หัวหน้าหน่วยงาน", proposal.lead_agency.name_th)


def questions(call, by):
    """What the form of a call asks, an annex of its announcement (PD-01)."""
    with translation.override("th"):
        steps = list(overview(call))
    return issue(
        Kind.CALL,
        call,
        template=f"{FOLDER}/questions.html",
        context={"call": call, "steps": steps},
        title=f"คำถามในแบบข้อเสนอประเด็นการบูรณาการ พ.ศ. {call.fiscal_year}",
        by=by,
        key=questions_key(call),
    )


def questions_of(call):
    """That paper for the version by which the call asks now, or None."""
    return Paper.objects.filter(key=questions_key(call)).first()


def questions_key(call):
    return f"questions:{call.pk}:{call.form_version_id}"


def in_words(document, proposal, **values):
    """The words of a letter about a proposal; ``values`` are what it may name besides."""
    common = {
        wordings.YEAR.name: td(proposal.call.fiscal_year),
        wordings.CODE.name: proposal.code,
        wordings.TITLE.name: proposal.title_th,
        wordings.AGENCY.name: proposal.lead_agency,
    }
    return words(document, proposal.call.fiscal_year, common | values)


PRACTISED = "ฝึกซ้อม: "  # before the title of every paper of a practice call
PRACTISE_MARK = "เอกสารฝึกซ้อม ไม่นับเป็นการยื่นข้อเสนอ"  # and above what it says


def give_out(kind, proposal, *, title, key, **facts):
    """Issue an official paper; for practice a sample instead, without number and force."""
    if proposal.is_practice:
        return sketch(kind, proposal, title=title, **facts | {"by": None})
    return issue(kind, proposal, title=title, key=key, **facts)


def sketch(kind, proposal, *, title, **facts):
    """Make a draft; one for practice says on every page that it is a sample."""
    if not proposal.is_practice:
        return draft(kind, proposal, title=title, **facts)
    facts["context"] = {**facts["context"], "mark": PRACTISE_MARK}
    return draft(kind, proposal, title=f"{PRACTISED}{title}", is_sample=True, **facts)


def papers_of(proposal):
    """What was given out about a proposal, newest first; for practice its samples."""
    if not proposal.is_practice:
        return Paper.objects.of(proposal)
    about = Paper.objects.filter(record_type=proposal._meta.label_lower, record_id=proposal.pk)
    return about.filter(issued_by=None).order_by("-issued_at", "-pk")


def receipt(receipt, proposal, by):
    """PD-06: number, moment, hash, files with their hashes."""
    answers = receipt.revision.content["answers"]
    letter = answers["endorsement_letter"]
    number = {form_wordings.RECEIPT_NUMBER.name: receipt.number}
    files = [*([letter] if letter else []), *answers["partner_letters"], *answers["attachments"]]
    return give_out(
        Kind.RECEIPT,
        proposal,
        template=f"{FOLDER}/receipt.html",
        context={"proposal": proposal, "receipt": receipt, "answers": answers, "files": files}
        | in_words(form_wordings.RECEIPT, proposal, **number),
        title=f"ใบรับข้อเสนอ {receipt.number}",
        by=by,
        key=f"receipt:{receipt.number}",
    )


def full_proposal(revision, proposal, by):
    """PD-03 as handed in."""
    return give_out(
        Kind.PROPOSAL,
        proposal,
        template=f"{FOLDER}/full.html",
        context=context_of(proposal, revision.content["answers"])
        | {"revision": revision}
        | in_words(form_wordings.FULL, proposal),
        title=f"ข้อเสนอประเด็นการบูรณาการ {proposal.code}",
        by=by,
        key=f"proposal:{proposal.code}:{revision.number}",
    )


def full_draft(proposal, by):
    """PD-03 of what is written so far, marked as a draft."""
    return sketch(
        Kind.PROPOSAL,
        proposal,
        template=f"{FOLDER}/full.html",
        context=context_of(proposal, proposal.answered()) | in_words(form_wordings.FULL, proposal),
        title=f"ร่างข้อเสนอประเด็นการบูรณาการ {proposal.code}",
        by=by,
    )


def unsubmitted(proposal):
    """PD-03 of a draft that was not submitted: made by the portal, for all who see the draft."""
    return full_draft(proposal, None)


def summary(proposal, by):
    """PD-04: one page, of what is written so far."""
    return sketch(
        Kind.SUMMARY,
        proposal,
        template=f"{FOLDER}/summary.html",
        context=context_of(proposal, proposal.answered())
        | in_words(form_wordings.SUMMARY, proposal),
        title=f"แบบสรุปข้อเสนอ {proposal.code}",
        by=by,
    )


def endorsement_form(proposal, by):
    """PD-05: the letter for the head of the agency to sign."""
    answers = proposal.answered()
    position = answers.get("head_position", "")
    values = {
        wordings.TITLE.name: answers.get("title_th") or BLANK,
        wordings.AGENCY.name: answers.get("lead_agency"),
        wordings.CONTACT.name: unbroken(answers.get("contact_name") or BLANK),
        wordings.POST.name: answers.get("contact_position") or BLANK,
    }
    return sketch(
        Kind.ENDORSEMENT,
        proposal,
        template=f"{FOLDER}/endorsement.html",
        context=context_of(proposal, answers)
        | {"position": position and post_at(position, proposal.lead_agency.name_th)}
        | in_words(wordings.ENDORSEMENT, proposal, **values),
        title=f"หนังสือรับรองข้อเสนอ {proposal.code}",
        by=by,
    )


def return_letter(letter, proposal, by):
    """PD-07 at T06: all defects at once."""
    due = {wordings.DUE.name: td_time(letter.due_at - ONE_MINUTE)}
    return give_out(
        Kind.SCREENING_LETTER,
        proposal,
        template=f"{FOLDER}/return_letter.html",
        context={
            "proposal": proposal,
            "addressee": addressee(proposal),
            "letter": letter,
            "items": letter.items.all(),
            **in_words(wordings.RETURN_LETTER, proposal, **due),
        },
        title="ขอให้แก้ไขข้อเสนอประเด็นการบูรณาการ",
        by=by,
        key=f"return:{proposal.code}:{letter.round_no}",
    )


def ineligible_letter(proposal, reason, by):
    """PD-07 at T10: the result of the check, with its reasons."""
    failed = [check for check in proposal.checks.all() if check.result != "PASS"]
    return give_out(
        Kind.SCREENING_LETTER,
        proposal,
        template=f"{FOLDER}/ineligible_letter.html",
        context={
            "proposal": proposal,
            "addressee": addressee(proposal),
            "failed": failed,
            **in_words(wordings.INELIGIBLE_LETTER, proposal, **{wordings.REASON.name: reason}),
        },
        title="แจ้งผลการตรวจสอบข้อเสนอประเด็นการบูรณาการ",
        by=by,
        key=f"ineligible:{proposal.code}:{proposal.version}",
    )
