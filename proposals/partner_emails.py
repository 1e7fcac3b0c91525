"""What partners are told of their part, and what the agency is told of their answers."""

from proposals.emails import FOLDER, case_people, people_of
from pyp_portal.outbox.services import address_of, post


def partner_asked(asked, proposal, people):
    """The link: to the typed address one of its own, to people of the agency one to sign in."""
    to_partner("partner_asked", asked, proposal, people)


def partner_reminder(asked, proposal, people):
    """The same once more after a week without an answer."""
    to_partner("partner_reminder", asked, proposal, people)


def to_partner(template, asked, proposal, people):
    links = {address_of(person): (person, asked.member_url) for person in people}
    if asked.address:
        links.setdefault(asked.address, (asked.address, asked.mailed_url))
    for to, path in links.values():
        post(
            f"{FOLDER}/{template}.txt",
            to=to,
            occasion=f"{template}:{asked.uid}",
            proposal=proposal,
            asked=asked,
            path=path,
            signs_in=path == asked.member_url,
        )


def partner_answered(asked, proposal):
    """The agency, who asked, and the officer of the case learn what the partner said."""
    found = (*people_of(proposal), asked.asked_by, *case_people(proposal))
    for one in {address_of(one): one for one in found}.values():
        post(
            f"{FOLDER}/partner_answered.txt",
            to=one,
            occasion=f"partner_answered:{asked.uid}",
            proposal=proposal,
            asked=asked,
        )
