"""Deadline suite 3.4: twenty megabytes, cut at nine tenths, go on from another network."""

import hashlib
import http.client
import io
import json
import os
from urllib.parse import urlencode

import pikepdf
import pytest
from django.test import Client

from proposals.models import Attachment
from tests.factories.proposals import CallFactory, ProposalFactory, submitter
from tests.proposals.browsing import url
from tests.uploads.proxy import line

pytestmark = pytest.mark.django_db(transaction=True)
MEGABYTE = 2**20


def large_pdf(size):
    """A PDF of about this size, of noise that nothing can squeeze."""
    made = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        document.Root.Noise = pikepdf.Stream(document, os.urandom(size))
        document.save(made)
    return made.getvalue()


class Sender:
    """One computer on one line, signed in as a person."""

    def __init__(self, line, person):
        self.line = line
        signed_in = Client()
        signed_in.force_login(person)
        self.cookies = "; ".join(f"{name}={one.value}" for name, one in signed_in.cookies.items())

    def ask(self, method, path, body=b"", **headers):
        """Ask as a script does; ``OSError`` or ``HTTPException`` where the line breaks."""
        connection = http.client.HTTPConnection("127.0.0.1", self.line.port, timeout=20)
        token = "a" * 32
        headers |= {
            "Cookie": f"{self.cookies}; csrftoken={token}",
            "X-CSRFToken": token,
            "Accept": "application/json",
        }
        try:
            connection.request(method, path, body, headers)
            return json.loads(connection.getresponse().read())
        finally:
            connection.close()

    def begin(self, proposal, content):
        told = {"kind": "attachments", "name": "รายงาน.pdf", "size": len(content), "changed": "1"}
        form = {"Content-Type": "application/x-www-form-urlencoded"}
        return self.ask("POST", url("begin_upload", proposal.code), urlencode(told), **form)

    def send(self, proposal, content):
        """Send what has not come yet; answers with what the server said at the end."""
        told = self.begin(proposal, content)
        path, received = url("upload", proposal.code, told["uid"]), told["received"]
        while received < len(content):
            part = content[received : received + told["part"]]
            facts = {
                "X-Part-Offset": str(received),
                "X-Part-SHA256": hashlib.sha256(part).hexdigest(),
                "Content-Type": "application/octet-stream",
            }
            received = self.ask("PUT", path, part, **facts)["received"]
        return self.ask("POST", f"{path}finish/")


def test_twenty_megabytes_cut_at_nine_tenths_go_on_from_another_network(
    live_server, at, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path / "files"
    at("2024-12-20 10:00")
    proposal = ProposalFactory(call=CallFactory())
    person = submitter(proposal)
    content = large_pdf(20 * MEGABYTE)

    broken = pytest.raises((OSError, http.client.HTTPException))
    with line(live_server.url, cut_after=int(len(content) * 0.9)) as mobile, broken:
        Sender(mobile, person).send(proposal, content)
    with line(live_server.url) as office:
        there = Sender(office, person).begin(proposal, content)["received"]
        told = Sender(office, person).send(proposal, content)

    assert 17 * MEGABYTE <= there < 18 * MEGABYTE
    assert office.carried < 4 * MEGABYTE  # what had come was not sent again
    kept = Attachment.objects.get(uid=told["uid"]).file
    assert (kept.size, kept.sha256) == (len(content), hashlib.sha256(content).hexdigest())
