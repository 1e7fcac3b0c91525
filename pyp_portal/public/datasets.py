"""Open data: tables of public fields only, each column explained, as JSON and CSV."""

import json
from dataclasses import dataclass
from io import BytesIO

from django.db.models import Count, F, Q, Sum
from django.utils.translation import gettext_lazy as _

from cohorts.models import ParticipationActivity, ScaleOutSite
from cohorts.spread_states import JOINED
from proposals.models import Proposal
from proposals.states import PUBLIC
from pyp_portal import clock
from pyp_portal.papers.tables import write_csv
from pyp_portal.public.statistics import CHOSEN, open_calls, remembered


@dataclass(frozen=True)
class Column:
    """One column: its name in the file, what kind of value it holds, what it means."""

    key: str
    kind: str
    about: str


@dataclass(frozen=True)
class Dataset:
    """A table for everybody; ``rows`` asks for it, in the order of its columns."""

    name: str
    title: str
    about: str
    columns: tuple
    rows: object

    @property
    def keys(self):
        return [column.key for column in self.columns]


TEXT, NUMBER, DAY = "text", "number", "date"
YEAR = Column("fiscal_year", NUMBER, _("fiscal year of the call, Buddhist Era"))
CODE = Column("code", TEXT, _("number of the issue"))
PROVINCE = Column("province", TEXT, _("province, in Thai"))


def issues():
    """Every issue that has been selected and whose agency may be named."""
    found = Proposal.objects.filter(state__in=PUBLIC, call__in=open_calls())
    return found.order_by("-call__fiscal_year", "code").values_list(
        "call__fiscal_year", "code", "title_th", "title_en", "lead_agency__name_th",
        "lead_agency__sector", "lead_agency__level", "province__name_th", "province__region_th",
        "theme__name_th", "state",
    )  # fmt: skip


def submissions():
    """How many were submitted and selected, by year, kind of agency, region and theme."""
    found = Proposal.objects.filter(call__in=open_calls()).exclude(submitted_at=None)
    fields = ("call__fiscal_year", "lead_agency__sector", "lead_agency__level",
              "province__region_th", "theme__name_th")  # fmt: skip
    rows = (
        found.order_by()
        .values_list(*fields)
        .annotate(submitted=Count("pk"), selected=Count("pk", filter=Q(state__in=CHOSEN)))
    )
    return rows.order_by("-call__fiscal_year", *fields[1:])


def participation():
    """People who took part in what the teams did, by year and kind; counts only."""
    held = ParticipationActivity.objects.filter(
        team__proposal__state__in=CHOSEN, team__proposal__call__in=open_calls()
    )
    rows = held.order_by().values_list("team__proposal__call__fiscal_year", "kind").annotate(
        times=Count("pk"), people=Sum("people_total"), women=Sum("female"), men=Sum("male"),
        from_groups=Sum("vulnerable"),
    )  # fmt: skip
    return rows.order_by("-team__proposal__call__fiscal_year", "kind")


def sites():
    """Every area that has said yes to a model, and how far it is."""
    found = ScaleOutSite.objects.public().filter(team__proposal__state__in=PUBLIC)
    found = found.filter(team__proposal__call__in=open_calls())
    return found.order_by(F("team__proposal__code").desc(), "pk").values_list(
        "team__proposal__code", "province__name_th", "district_th", "agency_th", "mode", "status",
        "started_on", "updated_on",
    )  # fmt: skip


DATASETS = (
    Dataset(
        "issues",
        _("Selected issues"),
        _("Each issue that was selected, its agency, area and where it stands today."),
        (
            YEAR,
            CODE,
            Column("title_th", TEXT, _("title in Thai")),
            Column("title_en", TEXT, _("title in English, if there is one")),
            Column("agency", TEXT, _("lead agency, in Thai")),
            Column("sector", TEXT, "PUBLIC, PRIVATE, CIVIL_SOCIETY"),
            Column("level", TEXT, "CENTRAL, REGIONAL, LOCAL"),
            PROVINCE,
            Column("region", TEXT, _("region, in Thai")),
            Column("theme", TEXT, _("strategic theme, in Thai")),
            Column("state", TEXT, ", ".join(sorted(PUBLIC))),
        ),
        issues,
    ),
    Dataset(
        "submissions",
        _("Proposals in figures"),
        _("How many proposals were submitted and selected, by kind of agency, region and theme."),
        (
            YEAR,
            Column("sector", TEXT, "PUBLIC, PRIVATE, CIVIL_SOCIETY"),
            Column("level", TEXT, "CENTRAL, REGIONAL, LOCAL"),
            Column("region", TEXT, _("region, in Thai")),
            Column("theme", TEXT, _("strategic theme, in Thai")),
            Column("submitted", NUMBER, _("proposals submitted")),
            Column("selected", NUMBER, _("of these selected")),
        ),
        submissions,
    ),
    Dataset(
        "participation",
        _("People who took part"),
        _("How often citizens were asked, and how many came; counts only, nobody is named."),
        (
            YEAR,
            Column("kind", TEXT, "OPINION, CO_DESIGN, TEST"),
            Column("activities", NUMBER, _("how many activities")),
            Column("people", NUMBER, _("people in all")),
            Column("women", NUMBER, _("of these women, where it was counted")),
            Column("men", NUMBER, _("of these men, where it was counted")),
            Column("vulnerable", NUMBER, _("of these from vulnerable groups")),
        ),
        participation,
    ),
    Dataset(
        "sites",
        _("Areas that took up a model"),
        _("Each area that agreed to work with a model, and how far it is."),
        (
            CODE,
            PROVINCE,
            Column("district", TEXT, _("district, in Thai")),
            Column("agency", TEXT, _("adopting agency, in Thai")),
            Column("mode", TEXT, "SCALE_OUT, SCALE_UP, SCALE_DEEP"),
            Column("status", TEXT, ", ".join(JOINED)),
            Column("started_on", DAY, _("first day, if it is known")),
            Column("updated_on", DAY, _("day of the last report")),
        ),
        sites,
    ),
)
BY_NAME = {dataset.name: dataset for dataset in DATASETS}


def found(dataset):
    """The rows of a dataset, asked again after some minutes, and when they were asked for."""
    return remembered(
        f"data:{dataset.name}", lambda: (clock.now(), [list(row) for row in dataset.rows()])
    )


def as_json(dataset):
    """The table with its dictionary, one object a row."""
    as_of, rows = found(dataset)
    whole = {
        "name": dataset.name,
        "title": str(dataset.title),
        "as_of": as_of.isoformat(),
        "columns": [
            {"name": c.key, "type": c.kind, "about": str(c.about)} for c in dataset.columns
        ],
        "rows": [dict(zip(dataset.keys, row, strict=True)) for row in rows],
    }
    return json.dumps(whole, ensure_ascii=False, default=str).encode()


def as_csv(dataset):
    """The table as comma-separated text; its first line bears the names of the columns."""
    file = BytesIO()
    write_csv(file, dataset.keys, found(dataset)[1])
    return file.getvalue()


WRITERS = {
    "json": (as_json, "application/json"),
    "csv": (as_csv, "text/csv; charset=utf-8"),
}
