"""Which interests the agency tree and the records show, without a database (K8)."""

import pytest

from selection import interests
from selection.interests import Parties, Person, Tie
from selection.kinds import Interest

MINISTRY, DEPARTMENT, OFFICE, LEAD, PARTNER, OTHER = range(1, 7)
TREE = {LEAD: OFFICE, OFFICE: DEPARTMENT, DEPARTMENT: MINISTRY}
BEHIND = Parties(
    LEAD,
    frozenset({PARTNER}),
    frozenset({77}),
    nominees=("นาง สาวิตรี  สมมติ",),
    named=("นายประสาน ติดต่อดี",),
    emails=frozenset({"contact@example.org"}),
    namesakes=frozenset({"ใบเตยตัวอย่าง"}),
    handlers=frozenset({55}),
    province=50,
)


def kinds(**facts):
    agencies = frozenset(facts.pop("agencies", ()))
    person = Person(facts.pop("user_id", 1), agencies, **facts)
    return [tie.kind for tie in interests.ties(person, BEHIND, TREE)]


@pytest.mark.parametrize(
    ("facts", "found"),
    [
        ({"agencies": {LEAD}}, [Interest.SAME_AGENCY_LEAD]),
        ({"agencies": {PARTNER}}, [Interest.SAME_AGENCY_PARTNER]),
        ({"agencies": {OFFICE}}, [Interest.PARENT_CHILD_AGENCY]),
        ({"agencies": {MINISTRY}}, [Interest.ANCESTOR_AGENCY]),
        (
            {"agencies": {MINISTRY}, "heads": frozenset({MINISTRY})},
            [Interest.SUPERVISOR_LINE],
        ),
        ({"agencies": {OTHER}}, []),
        ({"former": frozenset({LEAD})}, [Interest.FORMER_EMPLOYMENT_2Y]),
        ({"former": frozenset({PARTNER})}, [Interest.FORMER_EMPLOYMENT_2Y]),
        ({"former": frozenset({OTHER})}, []),
        ({"user_id": 77}, [Interest.NOMINEE]),
        ({"name": "สาวิตรี สมมติ"}, [Interest.NOMINEE]),
        ({"name": "ประสาน ติดต่อดี"}, [Interest.NAMED_CONTACT]),
        ({"email": "Contact@Example.org"}, [Interest.NAMED_CONTACT]),
        ({"name": "ใบเตย  ตัวอย่าง"}, [Interest.SECOND_ACCOUNT]),
        ({"user_id": 55}, [Interest.PAST_CASE_OWNER]),
        ({"provinces": frozenset({50})}, [Interest.SAME_PROVINCE]),
        ({"name": "", "email": ""}, []),
    ],
)
def test_each_kind_of_interest_has_its_sign(facts, found):
    assert kinds(**facts) == found


def test_what_would_shut_a_proposal_stands_before_mere_hints():
    found = kinds(agencies={MINISTRY}, provinces=frozenset({50}), user_id=55)

    assert found == [Interest.PAST_CASE_OWNER, Interest.ANCESTOR_AGENCY, Interest.SAME_PROVINCE]


def test_a_hint_alone_shuts_nothing():
    person = Person(1, frozenset({MINISTRY}), provinces=frozenset({50}))

    assert interests.suggest(person, BEHIND, TREE) == ""


def test_an_agency_below_the_lead_is_in_its_line():
    below = {OTHER: LEAD}

    assert interests.ties(Person(1, frozenset({OTHER})), BEHIND, below) == [
        Tie(Interest.PARENT_CHILD_AGENCY, OTHER)
    ]
    deep = below | {9: OTHER}
    assert interests.ties(Person(1, frozenset({9})), BEHIND, deep) == [
        Tie(Interest.ANCESTOR_AGENCY, 9)
    ]


def test_a_ring_in_the_register_ends_the_walk():
    assert interests.ancestors(1, {1: 2, 2: 3, 3: 2}) == [2, 3]
