"""The papers about a call: its announcement (PD-01) and the letters that invite (PD-02).

Papers are written in Thai whatever the reader's language is, so their words stand here.
"""

import hashlib
import json
from datetime import timedelta

from django.conf import settings
from django.utils import translation

from proposals import call_words
from pyp_portal.accounts.roles import AgencyType, place_of
from pyp_portal.papers.kinds import Kind
from pyp_portal.papers.models import Paper
from pyp_portal.papers.services import draft, issue

FOLDER = "proposals/documents"
ONE_MINUTE = timedelta(minutes=1)
ANNOUNCED = "call-announcement:"  # begins the keys of announcements
BESIDE = 5  # addressees that stand in the letter itself; more stand in its annex
HEADS = {
    AgencyType.MINISTRY: "ปลัดกระทรวง ทุกกระทรวง",
    AgencyType.OPS: "ปลัดกระทรวง ทุกกระทรวง",
    AgencyType.DEPARTMENT: "อธิบดีหรือหัวหน้าส่วนราชการระดับกรม ทุกแห่ง",
    AgencyType.PM_AGENCY: "หัวหน้าส่วนราชการขึ้นตรงต่อนายกรัฐมนตรี ทุกแห่ง",
    AgencyType.PUBLIC_ORGANIZATION: "ผู้อำนวยการองค์การมหาชน ทุกแห่ง",
    AgencyType.STATE_ENTERPRISE: "ผู้บริหารสูงสุดของรัฐวิสาหกิจ ทุกแห่ง",
    AgencyType.OTHER_STATE_BODY: "หัวหน้าหน่วยงานอื่นของรัฐ ทุกแห่ง",
    AgencyType.UNIVERSITY: "อธิการบดีสถาบันอุดมศึกษา ทุกแห่ง",
    AgencyType.PROVINCE: "ผู้ว่าราชการจังหวัด ทุกจังหวัด",
    AgencyType.PROVINCE_CLUSTER: "หัวหน้ากลุ่มจังหวัด ทุกกลุ่ม",
    AgencyType.DISTRICT: "นายอำเภอ ทุกอำเภอ",
    AgencyType.PROVINCIAL_OFFICE: "หัวหน้าส่วนราชการประจำจังหวัด ทุกแห่ง",
    AgencyType.PAO: "นายกองค์การบริหารส่วนจังหวัด ทุกแห่ง",
    AgencyType.CITY_MUNICIPALITY: "นายกเทศมนตรี ทุกแห่ง",
    AgencyType.TOWN_MUNICIPALITY: "นายกเทศมนตรี ทุกแห่ง",
    AgencyType.SUBDISTRICT_MUNICIPALITY: "นายกเทศมนตรี ทุกแห่ง",
    AgencyType.SAO: "นายกองค์การบริหารส่วนตำบล ทุกแห่ง",
    AgencyType.BMA: "ผู้ว่าราชการกรุงเทพมหานคร",
    AgencyType.PATTAYA: "นายกเมืองพัทยา",
    AgencyType.ASSOCIATION: "นายกสมาคม ทุกแห่ง",
    AgencyType.FOUNDATION: "ประธานกรรมการมูลนิธิ ทุกแห่ง",
    AgencyType.COMMUNITY_ENTERPRISE: "ประธานวิสาหกิจชุมชน ทุกแห่ง",
    AgencyType.SOCIAL_ENTERPRISE: "ผู้บริหารวิสาหกิจเพื่อสังคม ทุกแห่ง",
    AgencyType.COOPERATIVE: "ประธานกรรมการสหกรณ์ ทุกแห่ง",
    AgencyType.CHAMBER: "ประธานหอการค้าจังหวัด ทุกจังหวัด",
    AgencyType.INDUSTRY_FEDERATION: "ประธานสภาอุตสาหกรรมจังหวัด ทุกจังหวัด",
    AgencyType.COMPANY: "กรรมการผู้จัดการบริษัท ทุกแห่ง",
    AgencyType.COMMUNITY_COUNCIL: "ประธานสภาองค์กรชุมชนตำบล ทุกแห่ง",
    AgencyType.CITIZEN_GROUP: "ประธานกลุ่มประชาชน ทุกกลุ่ม",
}


def heads(kinds):
    """Whom a circular greets: the heads of these kinds of agency, each once, in their order."""
    return list(dict.fromkeys(words for kind, words in HEADS.items() if kind in kinds))


def admitted(call):
    """The kinds of agency that a call admits (C-30)."""
    return call.allowed_agency_types or AgencyType.values


def facts(call):
    """What the announcement says of a call, as plain values: another value is another paper."""
    longer = call.extensions.given().filter(mode="all").order_by("-ends_at").first()
    events = call.briefings.filter(cancelled_at=None)
    return {
        "year": call.fiscal_year,
        "opens": call.opens_at,
        "last_moment": (longer.ends_at if longer else call.closes_at) - ONE_MINUTE,
        "endorsement": call.endorsement_due and call.endorsement_due - ONE_MINUTE,
        "kinds": _kinds(call),
        "most": call.max_per_agency,
        "returns": call.max_returns,
        "days": call.revision_days,
        "briefings": [(event.title_th, event.starts_at, event.place_th) for event in events],
        "results": call.selection_due,
        "lab_begins": call.lab_starts_on,
        "lab_ends": call.lab_ends_on,
        "address": settings.SITE_URL,
    }


def _kinds(call):
    """The kinds that may propose, level by level; empty where all may."""
    grouped = {}
    with translation.override("th"):
        for kind in AgencyType if call.allowed_agency_types else []:
            if kind in call.allowed_agency_types:
                place = place_of(kind)
                group = str((place["level"] or place["sector"]).label)
                grouped.setdefault(group, []).append(str(kind.label))
    return [(group, kinds) for group, kinds in grouped.items()]


def announcements(call):
    """The announcements of a call as issued, newest first."""
    return Paper.objects.of(call).filter(key__startswith=f"{ANNOUNCED}{call.pk}:")


def _mark(said):
    return hashlib.sha256(json.dumps(said, default=str).encode()).hexdigest()[:16]


def is_as_announced(call, paper):
    """True while an announcement says what the call is now."""
    return paper.key.endswith(_mark(facts(call)))


def _announcement(call, before):
    said = facts(call)
    return {
        "template": f"{FOLDER}/call_announcement.html",
        "context": {
            "call": call,
            "said": said,
            "before": before,
            **call_words.of_announcement(said, before),
        },
        "title": _title(call, before),
    }


def _title(call, before):
    return (
        f"การเปิดรับข้อเสนอประเด็นการบูรณาการ หลักสูตร ป.ย.ป. ประจำปีงบประมาณ พ.ศ. {call.fiscal_year}"
        + (f" (ฉบับที่ {len(before) + 1})" if before else "")
    )


def announce(call, by):
    """PD-01 in the name of the director who has it given out.

    The caller holds the row of the call. What is announced already is not announced again;
    a call that was changed since gets a further announcement, which takes the place of the last.
    """
    before = list(announcements(call))
    if before and is_as_announced(call, before[0]):
        return before[0]
    paper = _announcement(call, before)
    paper["context"]["signer"] = by
    key = f"{ANNOUNCED}{call.pk}:{len(before) + 1}:{_mark(facts(call))}"
    return issue(Kind.CALL, call, by=by, key=key, **paper)


def draft_announcement(call, by):
    """PD-01 as it would be given out now, marked as a draft."""
    return draft(Kind.CALL, call, by=by, **_announcement(call, list(announcements(call))))


def letters(call):
    """The letters that invited to a call and its briefings, newest first."""
    return Paper.objects.of(call).filter(kind=Kind.INVITATION)


def _letter(call, kinds, event):
    to = heads(kinds)
    said, announced = facts(call), announcements(call).first()
    what = "ประชุมชี้แจงการเสนอประเด็นการบูรณาการ" if event else "เสนอประเด็นการบูรณาการ"
    return {
        "template": f"{FOLDER}/invitation_letter.html",
        "context": {
            "call": call,
            "said": said,
            "event": event,
            "to": to,
            "is_long": len(to) > BESIDE,
            "announced": announced,
            **call_words.of_invitation(said, event, announced),
        },
        "title": f"ขอเชิญ{what} ประจำปีงบประมาณ พ.ศ. {call.fiscal_year}",
    }


def invite(call, by, *, kinds, event=None):
    """PD-02: the circular to the heads of these kinds of agency, to propose or to a briefing.

    The same letter to the same heads, about a call that has not changed, is issued once.
    """
    about = [call.pk, sorted(kinds), event and [event.pk, event.sequence], facts(call)]
    letter = _letter(call, kinds, event)
    letter["context"]["signer"] = by
    return issue(Kind.INVITATION, call, by=by, key=f"invitation:{_mark(about)}", **letter)


def draft_letter(call, by, *, kinds, event=None):
    """PD-02 as it would be given out now, marked as a draft."""
    return draft(Kind.INVITATION, call, by=by, **_letter(call, kinds, event))
