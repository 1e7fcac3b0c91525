"""How many citizens said something, by age group, vulnerable group and verdict: never who."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count

from cohorts.models import Opinion
from cohorts.voices import AgeBand, Feel, Group

FEW = 5  # smaller figures are not said in public: in a village they point to somebody


@dataclass(frozen=True)
class Line:
    """One group and how many of it there are."""

    label: str
    count: int

    @property
    def is_few(self):
        return 0 < self.count < FEW


@dataclass(frozen=True)
class Heard:
    """All that was heard about an issue, counted; empty groups are left out."""

    total: int
    ages: list
    groups: list
    feels: list


def heard(opinions):
    """The counts of these opinions, in one statement."""
    rows = opinions.order_by().values_list("age_band", "group", "feel").annotate(n=Count("pk"))
    return summed(list(rows))


def summed(rows):
    """Counts of rows of (age group, group, verdict, how many)."""
    places = (("ages", 0, AgeBand), ("groups", 1, Group), ("feels", 2, Feel))
    return Heard(
        total=sum(row[-1] for row in rows),
        **{name: lines(choices, counted(rows, place)) for name, place, choices in places},
    )


def counted(rows, place):
    found = Counter()
    for row in rows:
        found[row[place]] += row[-1]
    return found


def lines(choices, found):
    """The groups in their order, each with its words."""
    return [Line(str(key.label), found[key.value]) for key in choices if found[key.value]]


def heard_about(team):
    """What was heard about the issue of a team."""
    return heard(Opinion.objects.filter(team=team))


def of_activity(people):
    """Counts for the record of an activity: {age group: n} and how many of vulnerable groups.

    ``people`` are the opinions or the places of that activity.
    """
    rows = list(people.order_by().values_list("age_band", "group").annotate(n=Count("pk")))
    ages = counted(rows, 0)
    return {
        "people_total": sum(row[-1] for row in rows),
        "age_bands": {key.value: ages[key.value] for key in AgeBand if ages[key.value]},
        "vulnerable": sum(n for _age, group, n in rows if group),
    }
