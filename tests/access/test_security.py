"""S14, S18, S19, S24, S32, S33: what the portal never does, whatever page is added to it."""

import ast
import socket
import stat
from copy import deepcopy
from io import BytesIO

import openpyxl
import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import get_resolver, reverse

from proposals.forms.explaining import DocumentForm
from proposals.models import Answers, FormVersion, Proposal
from proposals.offline.writing import workbook
from proposals.services import explaining
from pyp_portal.papers import rendering
from tests.factories.accounts import MembershipFactory, UserFactory
from tests.factories.proposals import (
    CallFactory,
    FormVersionFactory,
    ProposalFactory,
    complete_proposal,
    pdf,
    submitter,
)
from tests.proposals.browsing import url
from tests.test_shape import CODE, TEMPLATES, short, where
from tests.uploads.conftest import package

pytestmark = pytest.mark.django_db

UNSAFE = r"\|\s*safe\b|mark_safe|autoescape off|SafeString|\bsafeseq\b"
MARKUP = [
    "[x](javascript:alert(1))",
    "<a href='javascript:alert(1)'>x</a>",
    "<img src='data:image/svg+xml;base64,PHN2Zy8+'>",
    r"\href{javascript:alert(1)}{x} $\require{html}\style{x}{y}$",
    "<math><mtext></p><style><img src=x onerror=alert(1)></style></mtext></math>",
    "<div data-confirm='x' data-autosave class='btn' hx-get='/'>x</div>",
]


@pytest.fixture(autouse=True)
def december(at):
    return at("2024-12-20 10:00")


# --- S14: no markup of any kind is understood
@pytest.mark.parametrize("text", MARKUP)
def test_s14_rich_text_is_shown_as_it_was_typed(client_of, text):
    proposal = complete_proposal()
    kept = Answers.objects.get()
    kept.data |= {"summary": text, "approach": text}
    kept.save()
    client = client_of(submitter(proposal))

    for name, more in (("text", []), ("preview", []), ("step", [2]), ("step", [5])):
        page = client.get(url(name, proposal.code, *more)).content.decode()
        assert text not in page or "<" not in text
        for raw in ("<img src='data", "<math>", "hx-get='/'>x", "<a href='javascript"):
            assert raw not in page


@pytest.mark.parametrize("link", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd"])
def test_s14_a_link_leads_to_a_web_page_or_is_refused(link):
    form = DocumentForm({"kind": "guide", "title_th": "คู่มือ", "url": link}, call=CallFactory())

    assert "url" in form.errors


def test_s14_nothing_that_people_wrote_is_marked_as_safe():
    """The only markup that is let through is what the portal draws itself."""
    allowed = {
        "cohorts/drawn.py",  # the cells of the cockpit, each part escaped
        "selection/drawn.py",  # the cells of the grid of readers, likewise
        "pyp_portal/papers/wordings.py",  # the words of an administrator, each piece escaped
        "cohorts/views/checkin.py",  # the QR code that the library draws of an address of ours
        "pyp_portal/outbox/line_views.py",  # the QR code that the library draws of a code of ours
        "templates/mfa/totp/activate_form.html",  # the QR code that the library draws
        "pyp_portal/guides/writing.py",  # the guides of this release, of which HTML is escaped
        "pyp_portal/controls.py",  # what Django's own templates write, each part escaped
    }
    found = where(
        [*CODE, *TEMPLATES], r"\|\s*safe\b|mark_safe|autoescape off|SafeString|\bsafeseq\b"
    )

    assert {place.partition(":")[0] for place in found} <= allowed


def test_s12_the_words_of_a_form_are_text_too(client_of):
    """An administrator writes labels and helps: no markup of theirs reaches an applicant."""
    evil = "<img src=x onerror=alert(1)>"
    words = deepcopy(FormVersion.objects.newest().words)
    for said in words["questions"].values():
        said |= {name: evil for name in said if name.startswith(("label", "help", "example"))}
    for step in words["steps"]:
        step |= dict.fromkeys(step, evil)
    version = FormVersionFactory(published=True, words=words)
    proposal = ProposalFactory(call=CallFactory(form_version=version))
    client = client_of(submitter(proposal))

    steps = [client.get(url("step", proposal.code, number)) for number in range(1, 8)]
    pages = [step.content.decode() for step in steps]

    assert all("&lt;img src=x" in page for page in pages)
    assert all("<img src=x" not in page for page in pages)


# --- S18: no cell of a form file runs
@pytest.mark.parametrize("text", ["=HYPERLINK(1)", "+1", "-1+1", "@SUM(A1)", "\t=1"])
def test_s18_answers_in_a_form_file_are_texts_for_good(text):
    """Kept as they are, for the file comes back; a cell of type text is never a formula."""
    complete_proposal(title_th=text)
    kept = Answers.objects.get()
    kept.data |= {"summary": text, "impact": text}
    kept.save()

    book = openpyxl.load_workbook(BytesIO(workbook(Proposal.objects.get())))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]

    assert [cell.coordinate for cell in cells if cell.data_type == "f"] == []
    assert sum(cell.value == text for cell in cells) >= 2


# --- S19: nothing that people name is fetched
FETCHERS = {"urllib.request", "urllib3", "requests", "httpx", "aiohttp", "http.client", "ftplib"}


def imported(path):
    """The modules that a file imports, by their full names."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_s19_the_portal_has_nothing_to_fetch_with():
    """But for the command that asks its own web process whether it is up, and the messages to
    LINE, whose address is a setting.
    """
    found = {short(path) for path in CODE if FETCHERS & set(imported(path))}

    assert found == {
        "pyp_portal/outbox/line.py",
        "pyp_portal/serving/management/commands/serve.py",
    }


@pytest.mark.parametrize(
    "link", ["http://169.254.169.254/latest/", "http://127.0.0.1:6379/", "https://intern.example/"]
)
def test_s19_a_link_is_kept_and_never_opened(link, monkeypatch):
    """Neither when it is given, nor when the page is shown, nor in a paper."""
    called = []

    def refused(*args, **kwargs):
        called.append(args)
        raise OSError("no network")

    call = CallFactory()
    monkeypatch.setattr(socket, "getaddrinfo", refused)
    monkeypatch.setattr(socket.socket, "connect", refused)
    made = explaining.add_document(
        call, UserFactory(staff=True), kind="guide", title_th="คู่มือ", url=link
    )
    page = Client().get(reverse("call", args=[call.fiscal_year])).content.decode()
    with pytest.raises(rendering.Refused):
        rendering.render(f'<html lang="th"><title>ก</title><img src="{link}"></html>')

    assert made.url == link
    assert link in page
    assert called == []


# --- S24: a draft is its agency's
def test_s24_a_fresh_draft_shows_no_word_of_another(client_of):
    """Neither of the same agency nor of one that shares a person."""
    secret = "ลับของร่างอื่น"
    other = complete_proposal(title_th=secret)
    other.answers.data |= dict.fromkeys(("summary", "approach", "impact", "past_efforts"), secret)
    other.answers.save()
    shared = MembershipFactory(can_edit=True)
    MembershipFactory(user=shared.user, agency=other.lead_agency, can_edit=True)
    fresh = ProposalFactory(call=other.call, lead_agency=shared.agency, title_th="")
    client = client_of(shared.user)

    for number in range(1, 8):
        page = client.get(url("step", fresh.code, number)).content.decode()
        assert secret not in page


def test_s24_each_address_of_a_draft_is_closed_to_another_author(client_of):
    """Whatever the address takes beside the code: with it alone nobody gets in."""
    draft = complete_proposal()
    stranger = client_of(submitter(complete_proposal()))
    patterns = get_resolver("proposals.urls").url_patterns
    takes_code = [one for one in patterns if set(one.pattern.converters) == {"code"}]

    answers = {}
    for one in takes_code:
        address = url(one.name, draft.code)
        answers[one.name] = {stranger.get(address).status_code, stranger.post(address).status_code}

    assert len(answers) > 25
    assert {name: codes for name, codes in answers.items() if not codes <= {404, 405}} == {}


# --- S32, S33: places, numbers, sizes
COUNTED = {"fiscal_year", "year", "number", "step", "seat_no"}  # years, steps: nothing to guess


def patterns(resolver=None):
    for pattern in (resolver or get_resolver()).url_patterns:
        if hasattr(pattern, "url_patterns"):
            yield from patterns(pattern)
        else:
            yield pattern


def test_s32_no_address_of_the_portal_can_be_counted_up():
    counted = {
        name
        for one in patterns()
        for name, converter in one.pattern.converters.items()
        if type(converter).__name__ == "IntConverter"
    }

    assert counted <= COUNTED


def test_s32_a_kept_file_is_for_the_portal_alone(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    proposal = ProposalFactory(call=CallFactory())
    one = explaining.add_document(
        proposal.call,
        UserFactory(staff=True),
        kind="guide",
        title_th="คู่มือ",
        uploaded=SimpleUploadedFile("a.pdf", pdf()),
    )

    mode = stat.S_IMODE((settings.MEDIA_ROOT / one.file.file.name).stat().st_mode)
    assert mode & stat.S_IRWXO == 0


@pytest.mark.parametrize("kind", ["docx", "xlsx", "pptx"])
def test_s33_a_bomb_is_refused_before_it_is_unpacked(kind):
    bomb = package(kind, **{"xl/media/bomb.bin": b"\x00" * (20 * 2**20)})

    with pytest.raises(ValidationError, match="ใหญ่ผิดปกติ"):
        explaining.add_document(
            CallFactory(),
            UserFactory(staff=True),
            kind="guide",
            title_th="คู่มือ",
            uploaded=SimpleUploadedFile(f"a.{kind}", bomb),
        )


@pytest.mark.parametrize(("sort", "status"), [("fields", 413), ("files", 400)])
def test_s33_a_form_of_very_many_parts_is_refused_at_the_door(client_of, sort, status, caplog):
    """CVE-2023-46136: the parser stops counting, and nothing is kept in memory."""
    proposal = ProposalFactory(call=CallFactory())
    client = client_of(submitter(proposal))
    sent = {f"f{n}": "x" for n in range(4100)}
    if sort == "files":
        sent = {f"f{n}": SimpleUploadedFile("a.pdf", b"x") for n in range(150)}

    answer = client.post(url("step", proposal.code, 2), sent)

    assert answer.status_code == status
