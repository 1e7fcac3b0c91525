"""Going through the portal by its addresses: send a form, land on a page, read it."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from proposals.models import Proposal
from tests.factories.proposals import pdf


class Walker(Client):
    """A person who goes by names of addresses: ``walker(user).send("proposals:take", code)``."""

    def see(self, name, *args, **query):
        """Open a page and answer with its words."""
        return self.get(reverse(name, args=args, query=query)).content.decode()

    def send(self, name, *args, status=200, **data):
        """Send a form and answer with the words of the page on which one lands."""
        page = self.post(reverse(name, args=args), data, follow=True)
        assert page.status_code == status, page.status_code
        return page.content.decode()


def walker(person):
    """This person, signed in."""
    walker = Walker()
    walker.person = person
    walker.force_login(person)
    return walker


def letter(name="letter.pdf"):
    return SimpleUploadedFile(name, pdf(), "application/pdf")


def day(name, text):
    """A date as three controls send it: ``day("date", "2025-02-20")``."""
    year, month, number = text.split("-")
    parts = (int(number), int(month), int(year) + 543)
    return {f"{name}_{place}": part for place, part in enumerate(parts)}


def state_of(proposal):
    """Where it is now, fetched afresh."""
    return Proposal.objects.get(pk=proposal.pk).state
