"""The auditor reads all of the selection and changes nothing; what is read is noted."""

import re

import pytest
from django.db import transaction
from django.urls import reverse

from pyp_portal.reads.models import Read
from selection.reads import SENSITIVE
from tests.access.asking import client_of
from tests.access.test_matrix import ROWS

SELECTION = [row for row in ROWS if row.name.startswith("selection:")]
# Pages that hold nothing of what was judged, or only what is one's own.
OPEN = """
calendar committee enquire exercises live live_now lot meeting_calendar meetings
overview page plan result session_calendar sessions slot slot_calendar
terms waiting waiting_now closing slides_part declarations tasks sheet_now pitch_file
"""
# Pages that ask before an act: for those who may do it, never for the auditor.
ASKING = """
abstain again agree announce answer_challenge answer_comment answer_reopening appoint ballot
blocks call_again cancel_meeting cancel_release casting challenge change_terms close_round
close_scoring correct decide_challenge declare dissent draw drop elect_chair end_seat memorandum
minutes
member missed move_meeting movement new_meeting new_ranking new_session note_officer notice
officer_back matching_issue open_review opinion portfolio promote recuse reopen resolve
resolve_block revert rubric rules runoff send_round sign index step_aside succeed
take_abstention_back typed vote weigh pitch_sheets open_points
"""
FORM = re.compile(r"<form[^>]*method=.post.[^>]*action=.([^\"']*)", re.IGNORECASE)
# Ask for a file of one's own, or have a seal checked: nothing of the selection changes.
HARMLESS = ("/export/", "/verify/", "/book/make/")


def names(text):
    return {f"selection:{name}" for name in text.split()}


PAGES = [row for row in SELECTION if row.method == "get" and row.name not in names(ASKING)]


def test_each_page_of_the_selection_is_noted_or_named_as_open():
    pages = {row.name for row in PAGES}
    assert pages - names(OPEN) - set(SENSITIVE) == set()
    assert set(SENSITIVE) & names(OPEN) == set()


@pytest.mark.django_db
@pytest.mark.no_cover
@pytest.mark.parametrize(
    "row", [row for row in PAGES if row.codes["director"] in (200, 202)], ids=lambda row: row.id
)
def test_what_the_director_reads_the_auditor_reads_and_it_offers_no_act(row, world):
    client = client_of(world, "auditor")
    with transaction.atomic():
        url = reverse(row.name, kwargs=row.kwargs(world)) + row.query
        response = client.get(url)
        body = b"".join(response)
        assert response.status_code in (200, 202)
        if response.status_code == 200:
            assert Read.objects.filter(what=row.name).exists() == (row.name in SENSITIVE)
        if "text/html" in response["Content-Type"]:
            main = body.decode().partition("<main")[2].partition("</main>")[0]
            assert [to for to in FORM.findall(main) if not to.endswith(HARMLESS)] == []
        transaction.set_rollback(True)


def test_no_act_of_the_selection_is_open_to_the_auditor():
    acts = {row.name: row.codes["auditor"] for row in SELECTION if row.method == "post"}
    open_ones = {name for name, code in acts.items() if code not in (403, 404)}
    exports = "board_export list_export letters_export results_export matching_export export_file"
    assert open_ones == names(f"{exports} verify_seals")


def test_no_act_after_the_selection_is_open_to_the_auditor():
    """Files and books may be asked for; a stranger may check in or check a name, in vain."""
    after = [row for row in ROWS if row.name.startswith("cohorts:") and row.method == "post"]
    acts = {row.name for row in after if row.codes["auditor"] not in (403, 404)}
    others = {name for name in acts if not name.endswith(("_export", ":export_file"))}
    books = {"cohorts:session_book", "cohorts:booklet", "cohorts:report_booklet"}
    assert others == {*books, "cohorts:check_in", "cohorts:certificate"}
