"""What the pages of people and agencies answer to each role."""

from tests.access.matrix import OFFICE, ROLES, SIGNED_IN, STO, Row, expect
from tests.factories.accounts import AgencyFactory, MembershipFactory, UserFactory

OFFICE_ROLES = {
    "staff": "staff",
    "director": "director",
    "auditor": "auditor",
    "admin": "admin",
    "admin2": "admin",
}
RIGHTS = {
    "editor": {"can_edit": True},
    "submitter": {"can_edit": True, "can_submit": True},
    "colleague": {"can_edit": False},
    "head": {"can_edit": False, "can_endorse": True},
}
KEEPERS = f"{STO} admin admin2"
MEMBERS = "editor submitter colleague head"


def prepare(world):
    """A person of every role; the lead agency and another one, each with its people."""
    world.agency, world.other_agency = AgencyFactory(code="LEAD"), AgencyFactory(code="OTHER")
    for role in ROLES[1:]:
        traits = {OFFICE_ROLES[role]: True} if role in OFFICE_ROLES else {}
        world.people[role] = UserFactory(username=role, **traits)
    for role, rights in RIGHTS.items():
        MembershipFactory(user=world.people[role], agency=world.agency, **rights)
    MembershipFactory(user=world.people["other"], agency=world.other_agency, can_submit=True)
    world.request = MembershipFactory(agency=world.agency, waiting=True)
    world.editing = world.people["editor"].memberships.get()


def agency(world):
    return {"code": world.agency.code}


def request(world):
    return {"uid": world.request.uid}


def editing(world):
    return {"uid": world.editing.uid}


def editor(world):
    return {"uid": world.people["editor"].uid}


def officers_role(world):
    return {"uid": world.people["staff"].uid, "role": "sto_staff"}


def entry(code):
    return lambda world: {"code": code, "name_th": "เทศบาล", "sector": "PUBLIC", "type": "SAO"}


REASON = {"reason": "เหตุผล"}
EVERYONE_IN = expect(200, c200=SIGNED_IN)

ROWS = [
    Row("accounts:profile", EVERYONE_IN),
    Row("accounts:profile", EVERYONE_IN, method="post"),
    Row("accounts:my_agencies", EVERYONE_IN),
    Row("accounts:join", EVERYONE_IN),
    Row("accounts:join", EVERYONE_IN, query="?q=LEAD"),
    Row("accounts:find_agencies", EVERYONE_IN, query="?q=LEAD"),
    Row("accounts:ask", EVERYONE_IN, kwargs=agency),
    Row("accounts:ask", expect(302), kwargs=agency, method="post"),
    Row("accounts:waiting", expect(403, c200=STO)),
    # Whose membership one may see: the office; the person; who may submit for the agency, once
    # it is approved. Only officers decide.
    Row(
        "accounts:membership",
        expect(404, c200=STO, c403="auditor admin admin2"),
        kwargs=request,
    ),
    Row(
        "accounts:approve",
        expect(404, c302=f"anonymous {STO}", c403="auditor admin admin2"),
        kwargs=request,
        method="post",
        data=lambda w: {"can_edit": "on"},
    ),
    Row(
        "accounts:refuse",
        expect(404, c302=f"anonymous {STO}", c403="auditor admin admin2"),
        kwargs=request,
        method="post",
        data=lambda w: REASON,
    ),
    Row(
        "accounts:rights",
        expect(404, c302=f"anonymous {STO}", c403="editor submitter auditor admin admin2"),
        kwargs=editing,
        method="post",
        data=lambda w: {"can_edit": "on"},
    ),
    Row(
        "accounts:end",
        expect(404, c200=f"editor {STO}", c403="submitter auditor admin admin2"),
        kwargs=editing,
    ),
    Row(
        "accounts:end",
        expect(404, c302=f"anonymous editor {STO}", c403="submitter auditor admin admin2"),
        kwargs=editing,
        method="post",
        data=lambda w: REASON,
    ),
    Row("accounts:agencies", expect(403, c200=OFFICE)),
    Row("accounts:agencies", expect(403, c200=OFFICE), query="?q=LEAD"),
    Row("accounts:agency_new", expect(403, c200=KEEPERS)),
    Row(
        "accounts:agency_new",
        expect(403, c302=f"anonymous {KEEPERS}"),
        method="post",
        data=entry("NEW"),
    ),
    Row("accounts:agency", expect(404, c200=f"{MEMBERS} {OFFICE}"), kwargs=agency),
    Row(
        "accounts:agency_edit",
        expect(404, c200=KEEPERS, c403=f"{MEMBERS} auditor"),
        kwargs=agency,
    ),
    Row(
        "accounts:agency_edit",
        expect(404, c302=f"anonymous {KEEPERS}", c403=f"{MEMBERS} auditor"),
        kwargs=agency,
        method="post",
        data=entry("LEAD"),
    ),
    Row(
        "accounts:colleagues",
        expect(404, c200=f"submitter {OFFICE}", c403="editor colleague head"),
        kwargs=agency,
    ),
    Row("accounts:people", expect(403, c200=OFFICE)),
    Row("accounts:people", expect(403, c200=OFFICE), query="?q=editor"),
    # S4: colleagues see each other, the office sees all, nobody else exists.
    Row("accounts:person", expect(404, c200=f"{MEMBERS} {OFFICE}"), kwargs=editor),
    Row(
        "accounts:grant_role",
        expect(404, c302="anonymous admin admin2", c403=f"{MEMBERS} {STO} auditor"),
        kwargs=editor,
        method="post",
        data=lambda w: {"role": "auditor", **REASON},
    ),
    Row(
        "accounts:end_role",
        expect(404, c200="admin admin2", c403=f"{STO} auditor"),
        kwargs=officers_role,
    ),
    Row(
        "accounts:end_role",
        expect(404, c302="anonymous admin admin2", c403=f"{STO} auditor"),
        kwargs=officers_role,
        method="post",
        data=lambda w: REASON,
    ),
]
