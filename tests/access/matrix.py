"""The words in which the access matrix is written: roles, rows, and the world they act in."""

from collections.abc import Callable
from dataclasses import dataclass, field

# The roles of the architecture, one list for permissions, matrix and demo.
ROLES = (
    "anonymous",
    "editor",  # member of the lead agency, may write
    "submitter",  # member of the lead agency, may write and submit
    "colleague",  # member of the lead agency, may only look
    "head",  # member of the lead agency, may endorse
    "other",  # member of another agency
    "assigned",  # committee member, reads this proposal
    "unassigned",  # committee member, does not read this proposal
    "recused",  # committee member with a hard conflict here
    "chair",
    "secretary",
    "adviser",  # central-agency adviser without vote
    "staff",
    "director",
    "auditor",
    "tier1",
    "tier2",
    "tier3",
    "tier5",
    "partner",  # lab partner
    "admin",
    "admin2",
    "dpo",  # data protection officer: people's data, no proposals
)
AGENCY = "editor submitter colleague head"
COMMITTEE = "assigned unassigned recused chair secretary adviser"
STO = "staff director"
OFFICE = "staff director auditor admin admin2"
LAB = "tier1 tier2 tier3 tier5 partner"
EVERYBODY = " ".join(ROLES)
SIGNED_IN = " ".join(role for role in ROLES if role != "anonymous")


def expect(rest, **groups):
    """Expected codes by role: ``expect(404, c200="staff director", c403="editor")``.

    Anonymous visitors are sent to sign in (302) unless a group names them.
    """
    codes = dict.fromkeys(ROLES, rest) | {"anonymous": 302}
    for code, names in groups.items():
        codes.update(dict.fromkeys(names.split(), int(code.removeprefix("c"))))
    return codes


@dataclass(frozen=True)
class Row:
    """One URL and verb: what each role must be answered.

    ``name`` is the URL's name with its namespace; ``kwargs`` takes the world and
    gives the URL's arguments; ``data`` is what is posted. Each role's request runs
    in a transaction that is rolled back, so rows do not disturb each other.
    ``state`` names the state that the world's proposal is put into before.
    """

    name: str
    codes: dict
    kwargs: Callable = field(default=lambda world: {})
    method: str = "get"
    data: Callable = field(default=lambda world: {})
    state: str = ""
    query: str = ""

    @property
    def id(self):
        return f"{self.method}-{self.name}-{self.state}".rstrip("-")
