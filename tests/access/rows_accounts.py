"""What the pages of people and agencies answer to each role."""

from tests.access.matrix import EVERYBODY, OFFICE, ROLES, SIGNED_IN, STO, Row, expect
from tests.factories.accounts import (
    AgencyFactory,
    AgencyRequestFactory,
    DeputyFactory,
    HandOverFactory,
    InvitationFactory,
    MembershipFactory,
    UserFactory,
)

OFFICE_ROLES = {
    "staff": "staff",
    "director": "director",
    "auditor": "auditor",
    "admin": "admin",
    "admin2": "admin",
    "dpo": "data_officer",
}
RIGHTS = {
    "editor": {"can_edit": True},
    "submitter": {"can_edit": True, "can_submit": True},
    "colleague": {"can_edit": False},
    "head": {"can_edit": False, "can_endorse": True},
}
KEEPERS = f"{STO} admin admin2"
DECIDERS = f"{STO} submitter head"
MEMBERS = "editor submitter colleague head"
REASON = {"reason": "เหตุผล"}


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
    world.asked = AgencyRequestFactory(asked_by=world.people["editor"])
    world.deputy = DeputyFactory()
    world.invitation = InvitationFactory(agency=world.agency, invited_by=world.people["submitter"])
    world.offer = HandOverFactory(membership=world.editing, successor=world.people["submitter"])


def agency(world):
    return {"code": world.agency.code}


def request(world):
    return {"uid": world.request.uid}


def editing(world):
    return {"uid": world.editing.uid}


def asked(world):
    return {"uid": world.asked.uid}


def deputy(world):
    return {"uid": world.deputy.uid}


def decides(name, data=None):
    """What officers do about an agency that is asked for."""
    return Row(
        f"accounts:{name}",
        expect(404, c302=f"anonymous {STO}", c403="editor auditor admin admin2"),
        kwargs=asked,
        method="post",
        data=lambda w: data or {},
    )


def invitation(world):
    return {"uid": world.invitation.uid}


def link(world):
    return {"token": world.invitation.token}


def editor(world):
    return {"uid": world.people["editor"].uid}


def officers_role(world):
    return {"uid": world.people["staff"].uid, "role": "sto_staff"}


def entry(code):
    return lambda world: {"code": code, "name_th": "เทศบาล", "sector": "PUBLIC", "type": "SAO"}


EVERYONE_IN = expect(200, c200=SIGNED_IN)


def answers_offer(name, who, other):
    """What one of the two people of an offer may do about it."""
    return Row(
        f"proposals:{name}",
        expect(404, c302=f"anonymous {who}", c403=other),
        kwargs=offered,
        method="post",
    )


def offered(world):
    return {"uid": world.offer.uid}


HANDS_OVER = expect(404, c200=f"editor head {STO}", c403="submitter auditor admin admin2")

ROWS = [
    Row("accounts:profile", EVERYONE_IN),
    Row("accounts:profile", EVERYONE_IN, method="post"),
    Row("accounts:my_agencies", EVERYONE_IN),
    Row("accounts:join", EVERYONE_IN),
    Row("accounts:join", EVERYONE_IN, query="?q=LEAD"),
    Row("accounts:find_agencies", expect(200, c200=EVERYBODY), query="?q=LEAD"),
    Row("accounts:ask_agency", EVERYONE_IN),
    Row(
        "accounts:ask_agency",
        expect(302),
        method="post",
        data=lambda w: {"new_name": "สมาคมใหม่", "new_kind": "ASSOCIATION"},
    ),
    Row("accounts:agency_request", expect(404, c200=f"editor {OFFICE}"), kwargs=asked),
    decides("enter_agency"),
    decides("point_to", {"agency": "LEAD"}),
    decides("refuse_agency", REASON),
    Row(
        "accounts:take_back_agency",
        expect(404, c302="anonymous editor", c403=OFFICE),
        kwargs=asked,
        method="post",
    ),
    Row("accounts:deputies", expect(403, c200=STO)),
    Row("accounts:deputies", expect(403, c200=STO), method="post"),
    Row("accounts:end_deputy", expect(403, c302=f"anonymous {STO}"), kwargs=deputy, method="post"),
    Row("accounts:ask", EVERYONE_IN, kwargs=agency),
    Row("accounts:ask", expect(302), kwargs=agency, method="post"),
    Row("accounts:waiting", expect(403, c200=f"{DECIDERS} other")),
    Row("accounts:approve_many", expect(403, c200=f"{DECIDERS} other"), method="post"),
    # Whose membership one may see: the office; the person; head and submitters of the agency.
    # They and officers decide on requests; rights are the office's.
    Row(
        "accounts:membership",
        expect(404, c200=DECIDERS, c403="auditor admin admin2"),
        kwargs=request,
    ),
    Row(
        "accounts:approve",
        expect(404, c302=f"anonymous {DECIDERS}", c403="auditor admin admin2"),
        kwargs=request,
        method="post",
        data=lambda w: {"can_edit": "on"},
    ),
    Row(
        "accounts:refuse",
        expect(404, c302=f"anonymous {DECIDERS}", c403="auditor admin admin2"),
        kwargs=request,
        method="post",
        data=lambda w: REASON,
    ),
    Row(
        "accounts:rights",
        expect(404, c302=f"anonymous {STO}", c403="editor submitter head auditor admin admin2"),
        kwargs=editing,
        method="post",
        data=lambda w: {"can_edit": "on"},
    ),
    Row(
        "accounts:end",
        expect(404, c200=f"editor head {STO}", c403="submitter auditor admin admin2"),
        kwargs=editing,
    ),
    Row(
        "accounts:end",
        expect(404, c302=f"anonymous editor head {STO}", c403="submitter auditor admin admin2"),
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
        expect(404, c200=f"submitter head {OFFICE}", c403="editor colleague"),
        kwargs=agency,
    ),
    # Colleagues invited by mail: by who lets people in; the link is read by whoever holds it.
    Row(
        "accounts:invite",
        expect(404, c200=f"submitter head {STO}", c403="editor colleague auditor admin admin2"),
        kwargs=agency,
    ),
    Row(
        "accounts:invite",
        expect(
            404,
            c302=f"anonymous submitter head {STO}",
            c403="editor colleague auditor admin admin2",
        ),
        kwargs=agency,
        method="post",
        data=lambda w: {"address": "more@example.org"},
    ),
    *(
        Row(
            f"accounts:{name}",
            expect(404, c302=f"anonymous submitter head {STO}", c403="auditor admin admin2"),
            kwargs=invitation,
            method="post",
        )
        for name in ("send_again", "take_back_invitation")
    ),
    Row("accounts:invited", expect(200, c200=EVERYBODY), kwargs=link),
    Row("accounts:invited", expect(200, c200=EVERYBODY), kwargs=link, method="post"),
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
    # Work passed on, and cases given to another officer.
    Row("proposals:pass_on", HANDS_OVER, kwargs=editing),
    Row("proposals:pass_on", HANDS_OVER, kwargs=editing, method="post"),
    Row("proposals:hand_over_offer", expect(404, c200="editor submitter"), kwargs=offered),
    answers_offer("accept_hand_over", "submitter", "editor"),
    answers_offer("decline_hand_over", "submitter", "editor"),
    answers_offer("take_back_hand_over", "editor", "submitter"),
    Row("proposals:reassign", expect(403, c200=STO)),
    Row("proposals:reassign", expect(403, c200=STO), method="post"),
]
