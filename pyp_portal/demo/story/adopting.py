"""Other areas ask for a model; the kit is given out; some areas are taken on as sites."""

from datetime import timedelta
from uuid import NAMESPACE_URL, uuid5

from cohorts.models import AdoptionRequest
from cohorts.services import adopting, kits
from pyp_portal.demo.seed import moment
from pyp_portal.demo.story.company import Act

DAY = timedelta(days=1)
WORDS = {
    "contacted": "ขอบคุณที่สนใจ ทีมงานจะโทรหาเพื่อหารือเรื่องพื้นที่และสิ่งที่ต้องเตรียม",
    "site_created": "ยินดีรับเป็นพื้นที่ขยายผล ขอให้เริ่มจากคู่มือและแผน ทีมงานพร้อมให้คำปรึกษา",
}


def acts(company):
    """Each request from the form of the public page to where it stands."""
    for row in company.seed["adoption_requests"]:
        yield from asking(company, row)


def token(row):
    return uuid5(NAMESPACE_URL, row["code"])


def asking(company, row):
    """A stranger asks and confirms; the team answers, or not yet."""
    at = moment(row["received_on"], hour=10)
    facts = {
        "agency_th": row["agency_th"],
        "province_id": row["province_code"],
        "message_th": row["message_th"],
        "name_th": row["requester_th"],
        "email": f"{row['code'].lower()}@example.org",
    }

    def ask():
        team = company.team(row["proposal"])
        adopting.confirm_request(adopting.ask_to_adopt(team, token(row), **facts))

    yield Act(at, ask)
    if row["state"] in WORDS:
        yield Act(at + 5 * DAY, lambda: answer(company, row))


def answer(company, row):
    """Talks begin, or the area becomes a site."""
    request = AdoptionRequest.objects.get(token=token(row))
    by = company.person(company.seed.proposals[row["proposal"]]["case_owner"])
    verb = adopting.accept_request if row["state"] == "site_created" else adopting.contact
    verb(request, by=by, words=WORDS[row["state"]])


def give_out(team, *, by):
    """The adoption kit of an issue whose plan is approved."""
    if getattr(team, "scale_plan", None) and team.scale_plan.approved_at:
        kits.issue_kit(team, by=by)
