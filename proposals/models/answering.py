"""All answers of a proposal as one dictionary: what has columns and rows of its own, and the rest.

Codes stand for records (agency, province, theme, policy), so that a frozen revision
reads the same for ever.
"""

from proposals.fingerprints import text_hash
from proposals.states import State

POLICY_KEY = {
    "URGENT": "urgent_policies",
    "NS": "national_strategy",
    "MP": "master_plans",
    "NESDP13": "milestones13",
    "SDG": "sdgs",
}


def answers_of(proposal):
    """Answers by the keys of ``proposals.questions``; files as dictionaries with their hashes."""
    kept = getattr(proposal, "answers", None)
    found = {
        **(kept.data if kept else {}),
        **lead_of(proposal.lead_agency),
        "title_th": proposal.title_th,
        "title_en": proposal.title_en,
        "theme": proposal.theme.code if proposal.theme else "",
        "partners": [row_of_partner(row) for row in proposal.partners.select_related("agency")],
        "target_areas": [row_of_area(row) for row in proposal.target_areas.all()],
        **policies_of(proposal),
        **files_of(proposal),
    }
    return found | {"endorsement_online": endorsement_of(proposal, found)}


def endorsement_of(proposal, answers):
    """What the head of the agency endorsed through a link, and whether it holds for this text.

    It holds for the text it was given for. Once that text is submitted it holds also for the
    revisions that the office asks for. Where there is a signed letter, nothing else is asked.
    """
    if answers["endorsement_letter"]:
        return None
    given = proposal.endorsement_asks.filter(answer="endorsed").select_related("head")
    last = given.order_by("-answered_at", "-pk").first()
    if last is None:
        return None
    return {
        "name": last.who,
        "position": last.position,
        "at": last.answered_at.isoformat(),
        "sha256": last.sha256,
        "holds": last.sha256 in {text_hash(answers), *submitted_hashes(proposal)},
    }


def submitted_hashes(proposal):
    """The hashes of the texts that stand submitted; none for what is a draft (again).

    These are the revision of the oldest receipt that holds, and what the office had changed since.
    """
    if proposal.state == State.DRAFT:
        return set()
    counted = proposal.revisions.filter(receipt__isnull=False, receipt__voided_at=None)
    first = counted.order_by("number").values_list("number", flat=True).first()
    since = proposal.revisions.filter(number__gte=first) if first else []
    return {text_hash(revision.content["answers"]) for revision in since}


def lead_of(agency):
    """What the register says of the lead agency (F01, F03, F04)."""
    return {
        "lead_agency": agency.name_th,
        "agency_level": agency.level,
        "sector": agency.sector,
        "lead": {"code": agency.code, "level": agency.level, "sector": agency.sector},
    }


def row_of_partner(row):
    return {
        "agency": row.agency.code if row.agency else None,
        "name_th": row.name_th,
        "level": row.level,
        "sector": row.sector,
        "role_th": row.role_th,
        "status": row.status,
    }


def row_of_area(row):
    return {
        "province_code": row.province_id,
        "district_th": row.district_th,
        "subdistrict_th": row.subdistrict_th,
        "is_pilot": row.is_pilot,
    }


def policies_of(proposal):
    """Codes of the policies by question (F27 to F31), in the order in which they were named."""
    answers = {key: [] for key in POLICY_KEY.values()}
    for link in proposal.policy_links.select_related("item__scheme"):
        answers[POLICY_KEY[link.item.scheme.kind]].append(link.item.code)
    return answers


def files_of(proposal):
    """The files of F55 to F57, each with size and hash; the endorsement with number and date."""
    answers = {"endorsement_letter": None, "partner_letters": [], "attachments": []}
    for attachment in proposal.attachments.current().select_related("file", "endorsement"):
        if attachment.kind == "endorsement_letter":
            answers[attachment.kind] = {**file_of(attachment), **letter_of(attachment)}
        elif attachment.kind in answers:
            answers[attachment.kind].append(file_of(attachment))
    return answers


def file_of(attachment):
    file = attachment.file
    return {
        "uid": str(attachment.uid),
        "name": file.name,
        "kind": file.kind,
        "size": file.size,
        "pages": file.pages,
        "sha256": file.sha256,
        **({"is_rejected": True} if file.is_closed else {}),
    }


def letter_of(attachment):
    letter = attachment.endorsement
    return {"letter_no": letter.letter_no, "letter_date": letter.letter_date.isoformat()}
