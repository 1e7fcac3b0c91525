"""Files are given to those who see the proposal, as downloads, from no place on the web."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import get_resolver

from proposals import services
from proposals.models import Attachment
from proposals.services.submitting import freeze
from proposals.states import State
from pyp_portal.uploads.models import StoredFile
from tests.factories.accounts import MembershipFactory
from tests.factories.proposals import (
    AttachmentFactory,
    CallFactory,
    ProposalFactory,
    complete_proposal,
    submitter,
)
from tests.proposals.browsing import letter, url
from tests.proposals.sending import begin, part

pytestmark = pytest.mark.django_db
PAGES = [
    b"<!doctype html><script>alert(1)</script>",
    b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
    b"<?xml version='1.0'?><?xml-stylesheet href='javascript:alert(1)'?><a/>",
]


@pytest.fixture(autouse=True)
def december(at, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    return at("2024-12-20 10:00")


@pytest.fixture
def proposal():
    return ProposalFactory(call=CallFactory())


def answer_of(client, uid):
    answer = client.get(url("file", uid))
    b"".join(answer)
    return answer.status_code


def test_s2_a_file_of_another_agency_does_not_exist(client_of):
    """By its own address, by that of the stored file, taken away, or in an old revision."""
    proposal = complete_proposal(state=State.RETURNED)
    author = proposal.owner
    MembershipFactory(user=author, agency=proposal.lead_agency, can_edit=True)
    stranger = client_of(submitter(ProposalFactory(call=proposal.call)))
    now, old = AttachmentFactory.create_batch(2, proposal=proposal)
    freeze(proposal, author)
    Attachment.objects.filter(pk=old.pk).update(removed_at=proposal.created_at)

    found = {one: answer_of(stranger, one) for one in (now.uid, old.uid, now.file.pk, old.file.pk)}

    assert set(found.values()) == {404}
    assert [answer_of(client_of(author), one.uid) for one in (now, old)] == [200, 200]
    assert answer_of(client_of(author), now.file.pk) == 404


def test_s2_nor_can_it_be_taken_away_or_written_to(client_of, proposal):
    mine = AttachmentFactory(proposal=proposal)
    stranger = client_of(submitter(ProposalFactory(call=proposal.call)))

    assert stranger.post(url("detach", mine.uid)).status_code == 404
    assert begin(stranger, proposal, b"x").status_code == 404
    assert Attachment.objects.current().count() == 1


@pytest.mark.parametrize("content", PAGES)
@pytest.mark.parametrize("name", ["a.html", "a.pdf", "a.svg"])
def test_s11_pages_are_refused_by_the_form_and_in_parts(client_of, proposal, content, name):
    client = client_of(submitter(proposal))
    sent = {"kind": "attachments", "file": SimpleUploadedFile(name, content, "application/pdf")}

    assert client.post(url("attach", proposal.code), sent).status_code == 200
    uid = begin(client, proposal, content, name=name).json()["uid"]
    assert part(client, proposal, uid, content).status_code == 400

    assert StoredFile.objects.count() == 0


def test_s11_a_file_is_never_a_page_of_ours(client_of, proposal):
    one = AttachmentFactory(proposal=proposal)

    answer = client_of(submitter(proposal)).get(url("file", one.uid))

    assert answer["Content-Disposition"].startswith("attachment;")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert b"".join(answer)


def test_s32_no_address_leads_to_the_place_of_the_files(client_of, proposal, settings):
    one = AttachmentFactory(proposal=proposal)
    client = client_of(submitter(proposal))
    assert settings.MEDIA_URL in ("", "/")
    assert not settings.MEDIA_ROOT.is_relative_to(settings.STATIC_ROOT)

    for path in (one.file.file.name, f"files/{one.file.file.name}", "uploads/", "incoming/"):
        for root in ("/", "/media/", settings.STATIC_URL):
            assert client.get(f"{root}{path}").status_code == 404


def test_s32_no_file_has_a_number_that_can_be_counted_up(proposal):
    addresses = [
        str(pattern.pattern)
        for pattern in get_resolver("proposals.urls").url_patterns
        if re.search(r"file|upload", str(pattern.pattern))
    ]

    assert addresses
    assert [one for one in addresses if "<int:" in one] == []


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../../etc/passwd.pdf", "passwd.pdf"),
        ("..\\..\\a.pdf", "a.pdf"),
        ("/abs.pdf", "abs.pdf"),
    ],
)
def test_s33_a_name_leads_nowhere(client_of, proposal, name, kept, settings):
    client = client_of(submitter(proposal))
    content = letter().read()
    uid = begin(client, proposal, content, name=name).json()["uid"]
    part(client, proposal, uid, content, size=len(content))

    services_answer = client.post(
        url("finish_upload", proposal.code, uid), headers={"accept": "application/json"}
    )

    assert services_answer.status_code == 200
    stored = StoredFile.objects.get()
    assert stored.name == kept
    assert re.fullmatch(r"uploads/[0-9a-f]{2}/[0-9a-f]{32}", stored.file.name)
    outside = [p for p in settings.MEDIA_ROOT.parent.iterdir() if p != settings.MEDIA_ROOT]
    assert outside == []


def test_s33_files_of_one_name_do_not_meet(proposal):
    person = submitter(proposal)
    first, second = [
        services.attach(proposal, letter("a.pdf"), Attachment.Kind.OTHER, person)
        for _each in range(2)
    ]

    assert first.file.file.name != second.file.file.name
