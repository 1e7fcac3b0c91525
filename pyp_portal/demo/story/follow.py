"""After the presentation: who answers for it, reports, sites, endings (T27 to T30, T32)."""

from datetime import timedelta

from cohorts import reporters, services
from cohorts.models import Directive, FollowUpRound
from cohorts.services.contacts import name_contact
from cohorts.services.photos import add_photo
from cohorts.services.site_photos import add_site_photo
from pyp_portal.demo import scenes
from pyp_portal.demo.seed import moment
from pyp_portal.demo.story import adopting
from pyp_portal.demo.story.company import Act, day
from pyp_portal.uploads.services import store

DAY = timedelta(days=1)
HANDED_ON = "ผู้ประสานงานคนเดิมได้รับมอบหมายงานอื่น"
NO_OBSTACLE = ("NONE", None)
FACTS = (
    "obstacle_th", "help_needed_th", "spending_baht", "spending_source_th", "story_th",
)  # fmt: skip


def acts(company):
    """What came of each presented issue."""
    for code in company.seed.proposals:
        yield from endings(company, code)
    for row in company.seed["follow_up_reports"]:
        yield from reporting(company, row)
    for row in company.seed["scale_out_sites"]:
        yield from spreading(company, row)
    for row in company.seed["directives"]:
        if row["status"] != "open":
            yield Act(moment(row["due"]) - 14 * DAY, lambda row=row: carry_out(company, row))


def endings(company, code):
    """Responsible agency after T26, then T28, T30 and T32."""
    tellers = {"T26": name_agency, "T28": scale, "T30": close, "T32": stop}
    for at, number, event in company.seed.steps(code):
        if number in tellers:
            teller = tellers[number]
            order = 5 if number == "T26" else 0
            yield Act(at, lambda t=teller, e=event: t(company, code, e), order)


def name_agency(company, code, event):
    """The lead agency answers for the issue from here on."""
    agency = company.proposal(code).lead_agency
    by = company.person(event["by"])
    services.name_responsible(company.team(code), agency, by=by)
    adopting.give_out(company.team(code), by=by)


def scale(company, code, event):
    """T28 with the sites that carry it."""
    services.mark_scaled(company.team(code), by=company.person(event["by"]))


def close(company, code, event):
    """T30 with the closing summary."""
    services.close(
        company.team(code), by=company.person(event["by"]), summary_th=event["reason_th"]
    )


def stop(company, code, event):
    """T32 with what was learned."""
    services.discontinue(
        company.team(code),
        by=company.person(event["by"]),
        reason=event["reason_th"],
        lesson_th=event["reason_th"],
    )


def reporting(company, row):
    """One round: reported, then accepted or returned, or waived."""
    code = row["proposal"]
    owner = company.seed.proposals[code]["case_owner"]

    def report():
        round_ = FollowUpRound.objects.get(team=company.team(code), months=row["months"])
        figures = ("indicator_th", "unit_th", "baseline", "target", "value")
        facts = {name: row[name] for name in FACTS if row.get(name) is not None}
        picture_of(company, round_, row)
        services.file_report(
            round_,
            by=company.person(row["reporter"]),
            overall=row["overall"],
            obstacles=[] if row.get("obstacle_kind") in NO_OBSTACLE else [row["obstacle_kind"]],
            indicators=[{name: one[name] for name in figures} for one in row["indicators"]],
            **facts,
        )

    def hand_on():
        team, person = company.team(code), company.person(row["reporter"])
        if person != reporters.contact_of(team) and person in reporters.candidates(team):
            name_contact(team, person, by=company.person(owner), reason=HANDED_ON)

    def settle():
        round_ = FollowUpRound.objects.get(team=company.team(code), months=row["months"])
        by = company.person(owner)
        if row["state"] == "accepted":
            services.accept_report(round_.report, by=by)
        else:
            note = "ขอตัวเลขล่าสุดของตัวชี้วัดพร้อมแหล่งที่มา"
            services.return_report(round_.report, by=by, note=note)

    if row["submitted_on"]:
        at = moment(row["submitted_on"], hour=11)
        yield Act(at - DAY, hand_on)
        yield Act(at, report)
        if row["state"] in ("accepted", "returned"):
            yield Act(at + DAY, settle)


def picture_of(company, round_, row):
    """A drawn scene with the report, as a picture of its area."""
    by, place = company.person(row["reporter"]), company.proposal(row["proposal"]).lead_agency
    file = store(scenes.drawn(round_.pk), by=by, kinds=("image",))
    add_photo(round_, file, by=by, caption=scenes.CAPTION.format(place), consented=True)


def picture_of_site(site, by):
    """The same of an area where the model is at work."""
    file = store(scenes.drawn(site.pk), by=by, kinds=("image",))
    caption = scenes.CAPTION.format(site.agency_th)
    add_site_photo(site, file, by=by, caption=caption, consented=True)


def spreading(company, row):
    """A site from its first interest to what it is today."""
    code = row["proposal"]
    begun = moment(row["start"], hour=10) if row["start"] else moment(row["last_update"], hour=10)
    found = {}
    facts = {
        "province_id": row["province_code"],
        "district_th": row["district_th"] or "",
        "agency_th": row["adopting_agency_th"],
        "mode": row["mode"],
        "population": row["population"],
        "indicator_th": row["indicator_th"] or "",
    }
    owner = company.seed.proposals[code]["case_owner"]

    def begin():
        status = row["status"] if row["status"] not in ("sustained", "paused") else "implementing"
        team, by = company.team(code), company.person(owner)
        known = facts | {
            "status": status,
            "started_on": day(row["start"]),
            "evidence_th": row["evidence_th"] or "",
        }
        if asked := team.sites.filter(request__isnull=False, province=row["province_code"]).first():
            found["site"] = services.update_site(asked, by=by, **known)
        else:
            source = copied(team) if row["start"] else None
            found["site"] = services.add_site(team, by=by, copied_from=source, **known)
        if found["site"].is_working:
            picture_of_site(found["site"], by)

    def update():
        services.update_site(
            found["site"],
            by=company.person(owner),
            status=row["status"],
            note_th=row["note_th"] or "",
        )

    yield Act(begun, begin)
    if row["status"] in ("sustained", "paused"):
        yield Act(moment(row["last_update"], hour=10), update)


def copied(team):
    """From whom an area copies: the last one that is at work already."""
    return team.sites.filter(started_on__isnull=False).last()


def carry_out(company, row):
    """How far a directive is carried out."""
    directive = Directive.objects.get(team=company.team(row["proposal"]), text_th=row["text_th"])
    services.update_directive(
        directive,
        by=company.person(company.seed.proposals[row["proposal"]]["case_owner"]),
        status=row["status"],
        evidence_th=row["evidence_th"] or "",
    )
