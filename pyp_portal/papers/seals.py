"""What a frozen document gets when it is made: its seal, its garuda, its watermark."""

import re
from base64 import b64encode
from urllib.parse import quote

import segno
from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from pyp_portal.papers import glyphs
from pyp_portal.papers.yearly import Emblem

PLACE = "<!-- seal -->"
GARUDA = re.compile(r'src="garuda:([0-9a-f]{64})"')
DRAFT = "ร่าง"
SAMPLE = "ตัวอย่าง ไม่ใช่เอกสารราชการ"
QR_DIGITS = 32  # of the hash: enough to be sure, few enough for a small code


def sealed(paper):
    """The frozen document with its seal put in place."""
    address = settings.SITE_URL + reverse("papers:verify")
    link = f"{address}?number={quote(paper.number)}&hash={paper.content_sha256[:QR_DIGITS]}"
    qr = segno.make(link, error="m").svg_data_uri(border=0, scale=4)
    _html, boxed = glyphs.drawable(paper.html)
    context = {"paper": paper, "address": address, "qr": qr, "boxed": boxed.total()}
    seal = render_to_string("papers/_seal.html", context)
    return GARUDA.sub(_drawn, paper.html.replace(PLACE, seal, 1))


def _drawn(found):
    """The garuda that was the office's when the paper was frozen, as data."""
    png = Emblem.objects.values_list("png", flat=True).get(sha256=found[1])
    return f'src="data:image/png;base64,{b64encode(png).decode()}"'


def watermark(paper):
    """The lines of words across every page: none on an official paper of the office."""
    lines = [(paper.is_draft, DRAFT), (paper.is_sample, SAMPLE)]
    return tuple(words for is_so, words in lines if is_so)
