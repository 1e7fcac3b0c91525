"""The demo year as data: read once, looked up by code."""

import json
from collections import defaultdict
from datetime import date, datetime, time
from functools import cached_property
from pathlib import Path

from django.utils import timezone

FILE = Path(__file__).parent / "data/domain-seed.json"


def moment(text, hour=10, minute=0):
    """An ISO date or datetime of the data as an aware datetime in Bangkok."""
    if "T" in text:
        return datetime.fromisoformat(text)
    return timezone.make_aware(datetime.combine(date.fromisoformat(text), time(hour, minute)))


class Seed:
    """The file, with its lists indexed by what the story asks for."""

    def __init__(self, path=FILE):
        self.data = json.loads(path.read_text(encoding="utf-8"))

    def __getitem__(self, key):
        return self.data[key]

    @cached_property
    def dates(self):
        """The six dates at which the demo may stand."""
        return [snapshot["as_of"] for snapshot in self["snapshots"]]

    @cached_property
    def proposals(self):
        return {proposal["code"]: proposal for proposal in self["proposals"]}

    @cached_property
    def people(self):
        return {person["id"]: person for person in self["people"]}

    def of(self, key):
        """The rows of list ``key`` grouped by proposal code."""
        groups = defaultdict(list)
        for row in self[key]:
            groups[row["proposal"]].append(row)
        return groups

    def steps(self, code):
        """The history of one proposal as (moment, T-number, event) in order."""
        return [
            (moment(event["at"]), event["transition"], event)
            for event in self.proposals[code]["history"]
        ]
