"""The digital signature of the office on its issued papers (PAdES), where it has a certificate.

The office supplies a PKCS#12 file and, in a file beside it, its password; the settings name
both. Without them papers stay as they are. With them no official paper leaves unsigned: a
certificate that cannot be used stops the making, and a person has it made again afterwards.
Only workers import this.
"""

import logging
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from pathlib import Path

from django.conf import settings
from django.utils.timezone import localtime
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko.sign.fields import SigSeedSubFilter

from pyp_portal import clock
from pyp_portal.papers.rendering import Made
from pyp_portal.papers.signature_field import with_field

# It warns of what a certificate may be used for; what of that matters is refused here.
logging.getLogger("pyhanko").setLevel(logging.ERROR)
FIELD = "office"
REASON = "เอกสารออกโดยสำนักงาน ป.ย.ป."


class ByOurClock(signers.PdfSigner):
    """Signs at the moment that the portal's clock shows when it is made."""

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.moment = localtime(clock.now())

    def init_signing_session(self, *args, **options):
        session = super().init_signing_session(*args, **options)
        session.system_time = self.moment
        return session


class CannotSign(Exception):
    """The certificate that the settings name cannot sign; the sentence says why."""


@dataclass(frozen=True)
class Certificate:
    """What signs, and whose it is."""

    signer: signers.SimpleSigner
    name: str
    begins: object
    ends: object

    def check(self, moment):
        """Raise ``CannotSign`` where it is not valid at this moment."""
        if not self.begins <= moment <= self.ends:
            raise CannotSign(
                f"The certificate of {self.name} is valid from {self.begins:%Y-%m-%d} "
                f"to {self.ends:%Y-%m-%d} only."
            )


def certificate():
    """The certificate of the office as it lies there now, or None where the settings name none."""
    if not settings.SIGNING_CERTIFICATE:
        return None
    path, secret = Path(settings.SIGNING_CERTIFICATE), settings.SIGNING_PASSWORD_FILE
    try:
        stamps = (path.stat().st_mtime_ns, secret and Path(secret).stat().st_mtime_ns)
    except OSError as missing:
        raise CannotSign(f"The signing certificate cannot be read: {missing}") from missing
    return _read(path, secret, stamps)


@lru_cache(maxsize=1)
def _read(path, secret, _stamps):
    """Read the files; once for as long as they do not change."""
    password = Path(secret).read_bytes().strip() if secret else None
    signer = signers.SimpleSigner.load_pkcs12(str(path), passphrase=password)
    if signer is None:
        raise CannotSign(f"{path} is no PKCS#12 file, or the password is not that of it.")
    found = signer.signing_cert
    return Certificate(signer, name_of(found), found.not_valid_before, found.not_valid_after)


def name_of(certificate):
    """Whose a certificate is, as a reader of PDFs shows it."""
    said = certificate.subject.native
    return said.get("common_name") or said.get("organization_name") or str(said)


def certificate_for(paper):
    """The certificate with which this paper is signed, or None; ``CannotSign`` where it may not."""
    found = None if paper.is_draft else certificate()
    if found:
        found.check(clock.now())
    return found


def signed(made, certificate):
    """The PDF with the office's signature over all of it; as it is without a certificate."""
    if certificate is None:
        return made
    said = signers.PdfSignatureMetadata(
        field_name=FIELD,
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        reason=REASON,
        name=certificate.name,
    )
    out, unsigned = BytesIO(), BytesIO(with_field(made.pdf, FIELD))
    signer = ByOurClock(said, signer=certificate.signer)
    apart(
        signer.sign_pdf, IncrementalPdfFileWriter(unsigned), existing_fields_only=True, output=out
    )
    return Made(out.getvalue(), made.pages)


def apart(work, *args, **options):
    """Do it in a thread of its own: the library begins an event loop, and ours may run one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(work, *args, **options).result()
