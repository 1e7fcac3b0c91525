"""V-07, V-09 and V-12 where they are kept: at the upload, in the field, at the hand-in."""

from io import BytesIO

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from proposals import services
from proposals.grounds import MoveRefused
from proposals.models import Proposal
from proposals.states import State
from tests.factories.proposals import CallFactory, complete_proposal, submitter
from tests.proposals.browsing import fields_of, letter, url

pytestmark = pytest.mark.django_db
DATED = {
    "letter_no": "1/2567",
    "letter_date_0": "4",
    "letter_date_1": "12",
    "letter_date_2": "2567",
}


@pytest.fixture(autouse=True)
def december(at):
    return at("2024-12-20 10:00")


def locked():
    """A PDF that asks for a password."""
    document, file = pikepdf.new(), BytesIO()
    document.add_blank_page()
    document.save(file, encryption=pikepdf.Encryption(owner="a", user="b"))
    return SimpleUploadedFile("letter.pdf", file.getvalue(), "application/pdf")


@pytest.mark.parametrize(
    ("file", "typed", "is_taken"),
    [
        (letter, {}, True),
        (locked, {}, False),
        (letter, {"letter_date_0": "21"}, False),
        (letter, {"letter_date_0": "20", "letter_date_2": "67"}, True),
        (letter, {"letter_date_2": "2024"}, False),
        (letter, {"letter_date_0": "4 ธ.ค. 2567", "letter_date_1": "", "letter_date_2": ""}, True),
    ],
    ids=["good", "locked", "tomorrow", "today", "common era", "typed whole"],
)
def test_v07_the_letter_opens_and_is_of_the_past(client_of, file, typed, is_taken):
    proposal = complete_proposal()
    before = proposal.endorsement.attachment_id

    client_of(submitter(proposal)).post(
        url("endorse", proposal.code), DATED | typed | {"letter": file()}
    )

    fresh = Proposal.objects.get()
    assert (fresh.endorsement.attachment_id != before) == is_taken


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("081 234-5678", "081-234-5678"), ("๐๒๑๒๓๔๕๖๗", "0-2123-4567"), ("1234567890123", None)],
)
def test_v09_a_telephone_number_and_never_the_number_of_a_citizen(client_of, typed, kept):
    proposal = complete_proposal()
    client = client_of(submitter(proposal))
    page = client.get(url("step", proposal.code, 1))

    client.post(url("step", proposal.code, 1), fields_of(page) | {"contact_phone": typed})

    before = proposal.answers.data["contact_phone"]
    assert Proposal.objects.get().answers.data["contact_phone"] == (kept or before)


@pytest.mark.parametrize(
    ("moment", "is_taken"), [("2025-01-06 23:59:59", True), ("2025-01-07 00:00:00", False)]
)
def test_v12_the_servers_clock_decides(at, moment, is_taken):
    proposal = complete_proposal(call=CallFactory())
    person = submitter(proposal)
    at(moment)

    if is_taken:
        services.submit(proposal, person)
    else:
        with pytest.raises(MoveRefused):
            services.submit(proposal, person)

    assert Proposal.objects.get().state == (State.SUBMITTED if is_taken else State.DRAFT)
