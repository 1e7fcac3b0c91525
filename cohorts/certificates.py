"""The paper of a certificate, and whether a name belongs to it."""

import hmac
import re

import segno
from django.conf import settings
from django.utils.crypto import salted_hmac

from cohorts import paper_words
from cohorts.documents import in_thai, year_of
from cohorts.meeting_list import name_key
from cohorts.training import Award
from pyp_portal import clock, thai
from pyp_portal.papers.kinds import Kind
from pyp_portal.papers.models import Paper

HASHED = "hmac:"  # before what stands in place of a name that is kept no longer
TITLES = {
    Award.COMPLETION: "ประกาศนียบัตร",
    Award.APPRECIATION: "เกียรติบัตร",
    Award.THANKS: "เกียรติบัตรขอบคุณ",
}


def paper(certificate, who, *, by):
    """PD-25: name, course, tier, hours, and the address at which the name can be checked."""
    address = settings.SITE_URL + certificate.get_absolute_url()
    tier, day = getattr(who, "tier", None), clock.localdate(certificate.issued_at)
    hours = thai.to_thai_digits(hours_of(certificate.minutes))
    return in_thai(
        Kind.CERTIFICATE,
        certificate,
        name="certificate",
        title=f"{TITLES[certificate.award]} หลักสูตร ป.ย.ป. {year_of(certificate.cohort)}",
        context={
            "certificate": certificate,
            "heading": TITLES[certificate.award],
            "team": who.team,
            **paper_words.of_certificate(certificate, tier, hours, day),
            "address": address,
            "qr": segno.make(address, error="m").svg_data_uri(border=0, scale=4),
        },
        by=by,
        key=f"certificate:{certificate.uid}",
    )


def hours_of(minutes):
    """Hours as people write them: whole where they are whole."""
    return f"{minutes / 60:.1f}".removesuffix(".0")


def paper_of(certificate):
    return Paper.objects.of(certificate).first()


def is_named(certificate, typed):
    """True when the name typed is that on the certificate, with or without its title."""
    held = certificate.name_th
    if held.startswith(HASHED):
        return hmac.compare_digest(held, hashed(certificate, typed))
    return hmac.compare_digest(key_of(held).encode(), key_of(typed).encode())


def hashed(certificate, name):
    """The name as it is kept once its ten years are over: it can be proved, and not read.

    By the key that is never changed: a hash under another would be of nobody for good.
    """
    text = f"{certificate.uid}:{key_of(name)}"
    made = salted_hmac("certificate", text, secret=settings.IDENTITY_KEY, algorithm="sha256")
    return HASHED + made.hexdigest()


def forget_name(certificate):
    """Keep only the hash of the name (section 8.1)."""
    certificate.name_th = hashed(certificate, certificate.name_th)
    certificate.save(update_fields=["name_th"])


def key_of(name):
    return re.sub(r"[^\w\u0e00-\u0e7f]", "", name_key(name))
