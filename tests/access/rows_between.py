"""What the pages between agencies and office answer to each role: partners, paper entered."""

from proposals import services
from proposals.models import Partner
from tests.access.matrix import EVERYBODY, STO, Row, expect
from tests.access.rows_proposals import REASON, WRITE, code, do, see

AS_MAILED = expect(200, c200=EVERYBODY, c404="recused")


def asked(world):
    """The other agency is a partner, and is asked at an address and through its people."""
    Partner.objects.create(
        proposal=world.proposal,
        agency=world.other_agency,
        name_th=world.other_agency.name_th,
        sector="PUBLIC",
        role_th="ร่วมดำเนินการ",
        status="DISCUSSING",
    )
    writer, key = world.people["editor"], world.other_agency.code
    return services.ask_partner(world.proposal, key, writer, address="a@example.org")


def by_mail(world):
    return {"token": asked(world).mailed_url.rstrip("/").rpartition("/")[2]}


def signed_in(world):
    return {"uid": asked(world).uid}


def own(world):
    return code(world, uid=asked(world).uid)


ROWS = [
    see("partners"),
    do("partners", WRITE, data=lambda w: {"key": "NONE"}, answer=200, state="draft"),
    do("take_back_ask", WRITE, kwargs=own, state="draft"),
    Row("proposals:partner_online", AS_MAILED, kwargs=by_mail, state="draft"),
    Row("proposals:partner_online", AS_MAILED, kwargs=by_mail, method="post", state="draft"),
    Row("proposals:partner_part", expect(404, c200="other"), kwargs=signed_in, state="draft"),
    Row(
        "proposals:partner_part",
        expect(404, c302="anonymous other"),
        kwargs=signed_in,
        method="post",
        data=lambda w: {"reason": REASON},
        state="draft",
    ),
    Row("proposals:on_behalf", expect(403, c200=STO)),
    Row("proposals:on_behalf", expect(403, c200=STO), query="?q=LEAD"),
    Row("proposals:on_behalf", expect(403, c200=STO), method="post", query="?agency=LEAD"),
]
