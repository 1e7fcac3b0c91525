"""The office's digital signature: signed and found whole, a changed byte found out, refusals."""

import asyncio
import hashlib
from datetime import UTC, datetime, timedelta
from io import BytesIO, StringIO

import page as validator
import pikepdf
import pytest
from asn1crypto import x509
from cryptography import x509 as writing
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from django.core.management import CommandError, call_command
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from pyp_portal.papers import services, signing, verifying
from pyp_portal.papers.kinds import Kind
from pyp_portal.papers.models import Paper, State
from pyp_portal.papers.rendering import render, text_of
from pyp_portal.papers.signature_field import with_field

NAME = "สำนักงาน ป.ย.ป. (ทดสอบ)"
BEGINS = datetime(2025, 1, 1, tzinfo=UTC)
NOTE = {"template": "sample/note.html", "context": {"text": "ร่าง"}, "title": "ร่าง"}
ENDS = datetime(2027, 1, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def key():
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@pytest.fixture(scope="module")
def root(key):
    """A certificate that signs itself, as only a test may trust it."""
    name = writing.Name([writing.NameAttribute(writing.NameOID.COMMON_NAME, NAME)])
    usage = dict.fromkeys(
        ["key_encipherment", "data_encipherment", "key_agreement", "key_cert_sign", "crl_sign",
         "encipher_only", "decipher_only"], False,
    )  # fmt: skip
    return (
        writing.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(BEGINS)
        .not_valid_after(ENDS)
        .add_extension(writing.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(
            writing.KeyUsage(digital_signature=True, content_commitment=True, **usage), True
        )
        .sign(key, hashes.SHA256())
    )


@pytest.fixture
def office(settings, tmp_path, key, root):
    """The settings of an office that signs."""
    locked = serialization.BestAvailableEncryption(b"right")
    file, secret = tmp_path / "office.p12", tmp_path / "password"
    file.write_bytes(pkcs12.serialize_key_and_certificates(b"office", key, root, None, locked))
    secret.write_bytes(b"right\n")
    settings.SIGNING_CERTIFICATE, settings.SIGNING_PASSWORD_FILE = str(file), str(secret)
    return secret


@pytest.fixture
def in_time(at):
    return at("2025-02-18 10:00")


def judged(pdf, root):
    """What a validator of its own says of the only signature in a PDF."""
    trusted = x509.Certificate.load(root.public_bytes(serialization.Encoding.DER))
    context = ValidationContext(
        trust_roots=[trusted], moment=BEGINS + timedelta(days=60), allow_fetching=False
    )
    (signature,) = PdfFileReader(BytesIO(pdf)).embedded_signatures
    return signing.apart(validate_pdf_signature, signature, context)


def content_of(paper):
    with paper.file.open("rb") as file:
        return file.read()


def give_out(record):
    return services.issue(
        Kind.RECEIPT,
        record,
        template="sample/report.html",
        context={"paragraphs": ["ลงนาม"], "facts": [("ที่", "หนึ่ง")], "rows": [("ก", "ข", 1)]},
        title="รายงาน",
    )


def test_an_issued_paper_is_signed_and_a_changed_byte_is_found_out(
    office, in_time, record, made, root
):
    paper = made(give_out(record))
    pdf = content_of(paper)
    said = judged(pdf, root)
    assert (said.bottom_line, said.intact, said.coverage.name) == (True, True, "ENTIRE_FILE")
    assert said.signer_reported_dt == in_time
    assert (paper.signer, hashlib.sha256(pdf).hexdigest()) == (NAME, paper.sha256)
    assert b"/ETSI.CAdES.detached" in pdf
    assert verifying.find_file(paper.sha256) == paper
    assert f"ลงลายมือชื่อดิจิทัลโดย {NAME}" in text_of(pdf)
    assert validator.validate_pdf_bytes(pdf, profile="ua1").is_compliant

    place = pdf.index(b"stream\n") + 40
    other = pdf[:place] + bytes([pdf[place] ^ 1]) + pdf[place + 1 :]
    changed = judged(other, root)
    assert (changed.bottom_line, changed.intact) == (False, False)
    with pytest.raises((PdfError, ValueError)):
        judged(pdf[:-1000], root)


def test_it_signs_where_an_event_loop_runs_already(office, root):
    unsigned = render('<html lang="th"><title>ลงนาม</title><p>ลงนาม</p></html>')

    async def sign():
        return signing.signed(unsigned, signing.certificate())

    made = signing.apart(asyncio.run, sign())  # the thread of the tests may run one too
    assert judged(made.pdf, root).bottom_line is True


def test_without_a_certificate_a_paper_stays_as_it_is(settings, issue):
    settings.SIGNING_CERTIFICATE = ""
    made = object()
    assert signing.certificate_for(issue()) is None
    assert signing.signed(made, None) is made


def test_a_draft_is_not_signed(office, in_time, record, person):
    assert signing.certificate_for(services.draft(Kind.RECEIPT, record, by=person, **NOTE)) is None


@pytest.mark.parametrize(
    ("day", "password", "why"),
    [
        ("2027-02-18 10:00", b"right", "to 2027-01-01 only"),
        ("2024-12-18 10:00", b"right", "from 2025-01-01"),
        ("2025-02-18 10:00", b"wrong", "the password is not that of it"),
    ],
)
def test_a_certificate_that_cannot_sign_stops_the_making_and_says_why(
    office, at, issue, made, day, password, why
):
    at(day)
    office.write_bytes(password)
    paper = issue()
    with pytest.raises(signing.CannotSign, match=why):
        made(paper)
    paper = Paper.objects.get()
    assert (paper.state, paper.file.name, paper.signer) == (State.QUEUED, "", "")
    assert why in paper.error


def test_a_certificate_that_is_not_there_is_named(office, settings, issue):
    settings.SIGNING_CERTIFICATE = "/nowhere/office.p12"
    with pytest.raises(signing.CannotSign, match=r"/nowhere/office\.p12"):
        signing.certificate()


def test_the_field_stands_in_the_structure_of_a_book_too():
    """The tree of a long file has branches, each with the keys it holds."""
    with pikepdf.new() as book:
        book.add_blank_page()
        document = book.make_indirect(pikepdf.Dictionary(S=pikepdf.Name.Document))
        leaf = book.make_indirect(pikepdf.Dictionary(Nums=[7, document], Limits=[7, 7]))
        tree = pikepdf.Dictionary(Kids=[leaf])
        book.Root.StructTreeRoot = pikepdf.Dictionary(K=document, ParentTree=tree)
        out = BytesIO()
        book.save(out)
    with pikepdf.open(BytesIO(with_field(out.getvalue(), "office"))) as file:
        root, (field,) = file.Root.StructTreeRoot, file.pages[0].Annots
        leaf = root.ParentTree.Kids[0]
        assert (list(leaf.Limits), int(leaf.Nums[2]), int(root.ParentTreeNextKey)) == ([7, 8], 8, 9)
        assert (int(field.StructParent), leaf.Nums[3].S) == (8, pikepdf.Name.Form)
        assert leaf.Nums[3].K.Obj.objgen == field.objgen


def told():
    out = StringIO()
    call_command("check_signing", stdout=out)
    return out.getvalue().strip()


def test_the_command_says_by_whom_papers_are_signed_and_until_when(office, in_time, settings):
    assert told() == f"Papers are signed by {NAME}, until 2027-01-01."
    office.write_bytes(b"wrong")
    with pytest.raises(CommandError, match="the password is not that of it"):
        told()
    settings.SIGNING_CERTIFICATE = ""
    assert told().startswith("Papers are not signed")
