"""The people of the demo and the agencies they work for."""

import json
import secrets
from datetime import date

from allauth.account.models import EmailAddress
from django.conf import settings

from pyp_portal.accounts import services
from pyp_portal.accounts.models import Profile, User
from pyp_portal.accounts.roles import Role
from pyp_portal.accounts.services.memberships import Rights

OFFICE_ROLES = {
    "STO_STAFF": Role.STO_STAFF,
    "SECRETARY": Role.STO_STAFF,
    "ASSISTANT_SECRETARY": Role.STO_STAFF,
    "STO_DIRECTOR": Role.STO_DIRECTOR,
    "AUDITOR": Role.AUDITOR,
    "ADMIN": Role.ADMIN,
    "DATA_OFFICER": Role.DATA_OFFICER,
}
PROFILE_FIELDS = (
    "position_th", "level_code", "rank", "is_officer", "is_civil_servant",
    "talent_pool", "talent_scheme", "high_potential",
)  # fmt: skip


def day(text):
    """A date of the data, or None."""
    return date.fromisoformat(text) if text else None


def register_agencies(seed):
    """Every agency of the data, parents first."""
    rows = {row["code"]: row for row in seed["agencies"]}
    made = {}

    def make(code):
        if code not in made:
            row = rows[code]
            parent = make(row["parent"]) if row["parent"] else None
            made[code] = services.register_agency(**agency_fields(row), parent=parent)
        return made[code]

    for code in rows:
        make(code)
    return made


def agency_fields(row):
    """The fields of one agency as the register wants them."""
    return {
        "code": row["code"],
        "name_th": row["name_th"],
        "short_th": row["short_th"] or "",
        "level": row["level"] or "",
        "operating_scope": row["operating_scope"] or "",
        "sector": row["sector"],
        "type": row["type"],
        "province_id": row["province_code"],
        "valid_from": day(row["valid_from"]),
        "valid_to": day(row["valid_to"]),
        "is_fictional": row["is_fictional"],
    }


def enter(seed, password_hash):
    """Agencies, people with their posts and roles, and who works for which agency."""
    agencies = register_agencies(seed)
    people = make_people(seed, password_hash)
    give_posts(seed, people, agencies)
    give_roles(seed, people)
    join_agencies(seed, people, agencies)
    services.index_people(people.values())


def make_people(seed, password_hash):
    """Every person of the data with a post; only demo logins get a password."""
    logins = {row["person"]: row["username"] for row in seed["users_demo"]}
    people = [
        User(
            username=logins.get(row["id"], row["id"].lower()),
            email=row["email"],
            title_th=row["title_th"],
            given_th=row["given_th"],
            family_th=row["family_th"],
            phone=row["phone"] or "",
            password=password_hash if row["id"] in logins else "!" + secrets.token_hex(20),
        )
        for row in seed["people"]
    ]
    for person in people:
        person.sort_key = person.current_sort_key()
    User.objects.bulk_create(people)
    EmailAddress.objects.bulk_create(
        EmailAddress(user=person, email=person.email, verified=True, primary=True)
        for person in people
    )
    return dict(zip((row["id"] for row in seed["people"]), people, strict=True))


def give_posts(seed, people, agencies):
    """What each person is by profession."""
    Profile.objects.bulk_create(
        Profile(
            user=people[row["id"]],
            agency=agencies.get(row["agency"]),
            appointed_on=day(row["appointed_on"]),
            **{name: row[name] for name in PROFILE_FIELDS if row[name] is not None},
        )
        for row in seed["people"]
    )


def give_roles(seed, people):
    """The roles of the office; the first administrator gives them."""
    admin = people["U025"]
    for row in seed["people"]:
        for role in {OFFICE_ROLES[name] for name in row["roles"] if name in OFFICE_ROLES}:
            services.grant_role(people[row["id"]], role, by=admin, reason="เริ่มใช้ระบบ")


def join_agencies(seed, people, agencies):
    """Applicants, colleagues and heads work for their agencies, let in by an officer."""
    officer = people["U019"]
    for row in seed["people"]:
        rights = rights_of(seed, row)
        if rights and row["agency"]:
            asked = services.ask_membership(
                people[row["id"]], agencies[row["agency"]], rights=rights
            )
            services.approve_membership(asked, by=officer)


def rights_of(seed, row):
    """What a person may do for the agency, or None for those who do not propose."""
    demo_roles = {user["person"]: user["role"] for user in seed["users_demo"]}
    if "AGENCY_HEAD" in row["roles"]:
        return Rights(can_edit=False, can_submit=False, can_endorse=True)
    if "APPLICANT" in row["roles"]:
        only_writes = demo_roles.get(row["id"]) == "APPLICANT_COLLEAGUE"
        return Rights(can_edit=True, can_submit=not only_writes)
    return None


def accounts_file(seed, password):
    """Write who can sign in, for people who look at the demo and for checks from outside."""
    rows = [
        {"role": row["role"], "username": row["username"], "email": row["email"]}
        | {"password": password}
        for row in seed["users_demo"]
    ]
    path = settings.VAR_DIR / "accounts.json"
    path.write_text(json.dumps(rows, ensure_ascii=False, indent=1), encoding="utf-8")
    return path
