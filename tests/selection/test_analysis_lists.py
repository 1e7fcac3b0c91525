"""What the scores tell, the optimiser found and the reserve holds, as files."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from pyp_portal.papers.models import Export
from selection import lists, services
from selection.models import ScoreSheet
from selection.services import analysis_pages
from selection.tasks import export_list
from tests.factories.accounts import UserFactory
from tests.factories.papers import ExportFactory
from tests.factories.proposals import AccessFactory
from tests.factories.selection import pitched, reviewed
from tests.selection.analysed import YEAR, officer, plan, seats, text

__all__ = ["officer", "plan", "seats"]
pytestmark = pytest.mark.django_db
OF_ANALYSIS = ["judges", "pairs", "between", "choices", "limits"]


@pytest.fixture
def year(plan, seats):
    """Three proposals, analysed: one judge alone puts the second behind the third."""
    made = [pitched(plan, seats, points=points) for points in (5, 4, 3)]
    services.analyse(plan)
    return made


def rows(person, of, **asked):
    """(headers, rows) of a list as this person would get it."""
    parameters = {"of": of, "year": 2568} | asked
    table = lists.table(ExportFactory(kind=lists.KIND, asked_by=person, parameters=parameters))
    found = list(table.rows)
    assert all(len(row) == len(table.headers) for row in found)
    return table.headers, found


def test_each_file_says_what_its_page_shows(plan, seats, year):
    person = UserFactory(staff=True)
    newest = analysis_pages.newest(plan)

    heads, judged = rows(person, "judges")
    _heads, paired = rows(person, "pairs")

    strictest = analysis_pages.judges(newest)[0]
    assert judged[0][:2] == [strictest.seat.seat_no, str(strictest.seat.user)]
    assert (len(judged), len(heads)) == (3, 3 + 5 * 2)
    assert judged[0][6] == 3
    assert [row[0] for row in paired] == [proposal.code for proposal in year]
    assert [float(value) for value in paired[0][3:]] == [100, 100, 0]


def test_limits_are_tried_as_on_the_page(plan, year, officer):
    level = year[0].lead_agency.level
    plan.portfolio_limits = {"level": {level: 0}}
    plan.save()
    person = UserFactory(staff=True)

    of_plan = [row[-1] for row in rows(person, "limits")[1]]
    typed = rows(person, "limits", theme="9")[1]
    button = f"{YEAR}/lists/limits/export/?level=9"

    assert of_plan[0].startswith("จะหลุดออก")
    assert [(row[0], row[1], row[-1]) for row in typed] == [(1, year[0].code, "รับ ตรงตามลำดับ")]
    assert button in text(officer.get(f"{YEAR}/analysis/limits/?level=9"))


def test_k8_of_a_closed_proposal_nothing_is_in_the_files_nor_how_many_sheets(plan, year):
    person = UserFactory(staff=True)
    AccessFactory(proposal=year[1], user=person, kind="closed")

    codes = [row[0] for row in rows(person, "pairs")[1]]
    _heads, judged = rows(person, "judges")

    assert codes == [year[0].code, year[2].code]
    assert [(row[6], row[7], row[11], row[12]) for row in judged] == [(None,) * 4] * 3


def test_s36_who_has_points_to_give_gets_none_of_them(plan, seats, year):
    chair = seats[0]
    chair.role = "CHAIR"
    chair.save()
    assert len(rows(chair.user, "judges")[1]) == 3
    waiting = ScoreSheet.objects.filter(seat=chair, proposal=reviewed(plan, seats))
    waiting.update(submitted_at=None)

    for of in OF_ANALYSIS:
        with pytest.raises(PermissionDenied):
            rows(chair.user, of)


def test_from_the_button_of_each_page_to_the_file(year, officer):
    pages = {
        "judges": "analysis/",
        "between": "analysis/other-choices/",
        "limits": "analysis/limits/",
    }
    for of, page in pages.items():
        address = reverse("selection:list_export", args=[2568, of])
        assert (address in text(officer.get(f"{YEAR}/{page}"))) is (of != "between")
        officer.post(address, {"format": "csv"})
        export_list(Export.objects.latest("pk").pk)
        assert b"".join(officer.post(Export.objects.latest("pk").file_url)).startswith(
            b"\xef\xbb\xbf"
        )
