"""A load year by bulk creation: real-length Thai texts, agencies of all kinds, for measuring."""

import random
from datetime import timedelta
from itertools import islice

from cohorts.states import CHOSEN
from proposals.models import Answers, Call, FormVersion, Partner, Proposal, TargetArea, Theme
from proposals.states import TERMINAL, State
from pyp_portal import clock, thai
from pyp_portal.accounts.models import Agency, Membership, Province, RoleGrant, User
from pyp_portal.accounts.roles import Role
from pyp_portal.demo.seed import Seed
from pyp_portal.search.services import index_all

BATCH = 500
YEAR = 2590  # far from any year that people use
STATES = (
    [State.DRAFT] * 8 + [State.SUBMITTED] * 10 + [State.SCREENING] * 7 + [State.RETURNED]
    + [State.ELIGIBLE] * 4 + [State.REVIEWING] * 37 + [State.SHORTLISTED] * 4
    + [State.PITCHED] * 8 + [State.NOT_SHORTLISTED] * 9 + [State.NOT_SELECTED]
    + [State.SELECTED] + [State.IN_LAB] * 2 + [State.FOLLOW_UP] * 2 + [State.INELIGIBLE] * 6
)  # fmt: skip
# The first proposals are in the lab or behind it, so that the smallest year has full pages.
DRIVEN = (State.IN_LAB, State.FOLLOW_UP, State.LAB_COMPLETED, State.IN_LAB, State.PRESENTED,
          State.SCALED, State.SELECTED, State.FOLLOW_UP, State.CLOSED)  # fmt: skip
FIRST_DRIVEN = 36
OFFICERS = 20
FEWEST_AGENCIES = 30


def batched(rows, size=BATCH):
    """Lists of at most ``size`` rows."""
    rows = iter(rows)
    while batch := list(islice(rows, size)):
        yield batch


class Load:
    """Everything a load year needs, made from one seed of chance."""

    def __init__(self, proposals, seed, short=False):
        self.count = proposals
        self.chance = random.Random(seed)  # noqa: S311
        self.texts = list(Seed().proposals.values())
        if short:
            self.texts = [shortened(text) for text in self.texts]
        self.now = clock.now()

    def call(self):
        """An open call of its own year."""
        return Call.objects.create(
            fiscal_year=YEAR,
            name_th=f"ปีทดสอบ {YEAR}",
            opens_at=self.now - timedelta(days=60),
            closes_at=self.now + timedelta(days=5),
            lab_starts_on=(self.now - timedelta(days=100)).date(),
            lab_ends_on=(self.now + timedelta(days=82)).date(),
            max_per_agency=1000,
            form_version=FormVersion.objects.newest(),
        )

    def agencies(self):
        """One for every five proposals, a page at least, of the kinds that the demo year has."""
        kinds = Seed()["agencies"]
        provinces = list(Province.objects.all())
        rows = []
        for number in range(max(self.count // 5, FEWEST_AGENCIES)):
            like = self.chance.choice(kinds)
            name = f"{like['name_th']} แห่งที่ {number}"
            rows.append(
                Agency(
                    code=f"LOAD{number:06d}",
                    name_th=name,
                    level=like["level"] or "",
                    sector=like["sector"],
                    type=like["type"],
                    province=self.chance.choice(provinces),
                    is_fictional=True,
                    sort_key=thai.sort_key(name),
                )
            )
        return Agency.objects.bulk_create(rows, batch_size=BATCH)

    def people(self, names):
        """Accounts that cannot sign in by password."""
        return User.objects.bulk_create(
            (
                User(
                    username=f"load-{name}",
                    email=f"{name}@load.example.org",
                    given_th=name,
                    sort_key=thai.sort_key(name),
                    password="!",  # noqa: S106
                )
                for name in names
            ),
            batch_size=BATCH,
        )

    def office(self):
        """Officers who share the cases, the first of them "staff", and a secretary."""
        names = ["staff", *(f"staff{number}" for number in range(2, OFFICERS + 1)), "secretary"]
        *officers, secretary = self.people(names)
        RoleGrant.objects.bulk_create(
            RoleGrant(user=user, role=Role.STO_STAFF, given_at=self.now)
            for user in (*officers, secretary)
        )
        return officers, secretary

    def members(self, agencies):
        """One person with all rights at every agency."""
        people = self.people(f"member{number}" for number in range(len(agencies)))
        Membership.objects.bulk_create(
            (
                Membership(
                    user=user,
                    agency=agency,
                    can_submit=True,
                    asked_at=self.now,
                    approved_at=self.now,
                )
                for user, agency in zip(people, agencies, strict=True)
            ),
            batch_size=BATCH,
        )
        return people

    def state(self, number):
        """A state by chance; the first ones are those of room 3, in turn."""
        by_chance = self.chance.choice(STATES)
        return DRIVEN[number % len(DRIVEN)] if number <= FIRST_DRIVEN else by_chance

    def case_owner(self, number, officers):
        """The first hundred are cases of one officer; of the rest one in ten is nobody's."""
        by_chance = self.chance.choice([*officers, None, None])
        return officers[0] if number <= 100 else by_chance

    def proposal(self, number, call, agency, owner, themes, officers):
        """One proposal with a state, a date and a title of its own."""
        title = f"{self.chance.choice(self.texts)['title_th']} รุ่นที่ {number}"
        state = self.state(number)
        begun = self.now - timedelta(minutes=self.chance.randrange(60 * 24 * 60))
        return Proposal(
            code=f"P{YEAR % 100}-{number:05d}",
            call=call,
            lead_agency=agency,
            form_version_id=call.form_version_id,
            title_th=title,
            title_key=thai.normalise(title),
            theme=self.chance.choice(themes),
            province=agency.province,
            owner=owner,
            case_owner=self.case_owner(number, officers),
            created_at=begun,
            updated_at=begun,
            submitted_at=None if state == State.DRAFT else begun,
            revision_due_at=self.now + timedelta(days=3) if state == State.RETURNED else None,
            decided_at=self.now if state in CHOSEN else None,
            ended_at=self.now if state in TERMINAL else None,
            state=state,
        )

    def proposals(self, call, agencies, members, officers):
        """All proposals with their answers and rows; yields them batch by batch."""
        themes = list(Theme.objects.all())
        pairs = list(zip(agencies, members, strict=True))
        rows = (
            self.proposal(number, call, *self.chance.choice(pairs), themes, officers)
            for number in range(1, self.count + 1)
        )
        for batch in batched(rows):
            made = Proposal.objects.bulk_create(batch)
            self.details(made)
            yield made

    def details(self, proposals):
        """Answers of real length (about six A4 pages), partners, areas."""
        chosen = [(proposal, self.chance.choice(self.texts)) for proposal in proposals]
        Answers.objects.bulk_create(
            Answers(proposal=proposal, data=answers(text)) for proposal, text in chosen
        )
        Partner.objects.bulk_create(
            Partner(
                proposal=proposal,
                name_th=row["name_th"],
                level=row["level"] or "",
                sector=row["sector"],
                role_th=row["role_th"],
                status=row["status"],
            )
            for proposal, text in chosen
            for row in text["partners"]
        )
        TargetArea.objects.bulk_create(
            TargetArea(proposal=proposal, province=proposal.province) for proposal, _ in chosen
        )
        index_all((proposal, searched(proposal, text)) for proposal, text in chosen)


def searched(proposal, text):
    """By which words it is found, as ``proposals.services.finding`` has it."""
    parts = [proposal.code, proposal.title_th, proposal.lead_agency, proposal.province]
    parts += [proposal.theme, *(row["name_th"] for row in text["partners"]), text.get("summary")]
    return "\n".join(str(part) for part in parts if part)


def answers(text):
    """The answers of one proposal of the demo year."""
    return {key: value for key, value in text.items() if isinstance(value, (str, list, dict))}


def shortened(text):
    """The same proposal in a few words: for a year that is about numbers, not texts."""
    few = {key: value[:60] if isinstance(value, str) else [] for key, value in text.items()}
    return few | {"title_th": text["title_th"], "partners": text["partners"][:1]}
