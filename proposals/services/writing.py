"""Write answers to where they live: columns, rows, links, and the rest beside the proposal."""

from proposals.models import Partner, PolicyItem, PolicyLink, TargetArea, Theme
from proposals.models.answering import policies_of, row_of_area, row_of_partner
from proposals.questions import POLICY_KEYS
from pyp_portal import thai
from pyp_portal.accounts.models import Agency
from pyp_portal.privacy import standing

COLUMN_KEYS = ("title_th", "title_en", "theme")
ROW_KEYS = ("partners", "target_areas")


def mended(value):
    """Every text of an answer as ``thai.normalise`` leaves it (V-10, V-11)."""
    if isinstance(value, str):
        return thai.normalise(value)
    if isinstance(value, dict):
        return {key: mended(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [mended(part) for part in value]
    return value


def settled(proposal, answers):
    """Answers as they will be read again once they are kept, so that they can be compared."""
    given = mended(answers)
    if "partners" in given:
        given["partners"] = [
            row_of_partner(partner) for partner in partners_of(proposal, given["partners"] or [])
        ]
    if "target_areas" in given:
        pilots = (given.get("pilot_area_idea") or {}).get("areas") or []
        rows = given["target_areas"] or []
        given["target_areas"] = [row_of_area(area_of(proposal, row, pilots)) for row in rows]
    return given


def stored(proposal, row, keys):
    """The answers that stand now, of these keys at least; asks for no rows in vain."""
    found = dict(row.data)
    found |= {"title_th": proposal.title_th, "title_en": proposal.title_en}
    found["theme"] = proposal.theme.code if proposal.theme else ""
    if "partners" in keys:
        partners = proposal.partners.select_related("agency")
        found["partners"] = [row_of_partner(partner) for partner in partners]
    if "target_areas" in keys:
        found["target_areas"] = [row_of_area(area) for area in proposal.target_areas.all()]
    if set(POLICY_KEYS) & set(keys):
        found |= policies_of(proposal)
    return found


def write(proposal, row, answers):
    """Put settled answers where they live; the proposal and ``row`` are not yet saved."""
    write_columns(proposal, answers)
    write_rows(proposal, answers)
    write_policies(proposal, answers)
    write_rest(row, answers)


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
    agencies = Agency.objects.coded(row["agency"] for row in rows if row.get("agency"))
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
    kept = {**policies_of(proposal), **answers}
    codes = list(dict.fromkeys(code for key in POLICY_KEYS for code in kept[key] or []))
    items = PolicyItem.objects.in_bulk(codes, field_name="code")
    proposal.policy_links.all().delete()
    PolicyLink.objects.bulk_create(
        [PolicyLink(proposal=proposal, item=items[code]) for code in codes if code in items]
    )


def write_rest(row, answers):
    """Answers without columns of their own; a part of an answer leaves its other parts alone."""
    own = {*COLUMN_KEYS, *ROW_KEYS, *POLICY_KEYS}
    for key, value in answers.items():
        if key in own:
            continue
        old = row.data.get(key)
        both = isinstance(value, dict) and isinstance(old, dict)
        row.data[key] = {**old, **value} if both else value
    if row.data.get("privacy_ack"):
        row.data["privacy_ack"]["version"] = str(standing.current())
