"""The demo, told in order with the portal's own verbs: it cannot show an impossible state."""

from pyp_portal import clock
from pyp_portal.demo.story import (
    adopting,
    asking,
    choosing,
    citizens,
    earlier,
    evening,
    follow,
    intake,
    jobs,
    lab,
    minister,
    practising,
    talking,
    together,
    training,
)
from pyp_portal.demo.story.company import Company

CHAPTERS = (
    intake,
    talking,
    asking,
    practising,
    together,
    evening,
    choosing,
    lab,
    training,
    citizens,
    follow,
    minister,
    adopting,
    jobs,
)


def acts(company):
    """All acts of both years, in the order in which they happened."""
    found = [act for chapter in CHAPTERS for act in chapter.acts(company)]
    found += earlier.acts(company)
    return sorted(found, key=lambda act: (act.at, act.order))


def tell(seed, until, after_each=None):
    """Tell everything that happened up to ``until``; returns the company of the story."""
    company = Company(seed)
    for act in acts(company):
        if act.at > until:
            break
        with clock.at(act.at):
            act.run()
            if after_each:
                after_each()
    return company
