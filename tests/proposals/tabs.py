"""A page of a step as its script uses it: sends the questions that were changed."""

import re

from tests.proposals.browsing import fields_of, url

JSON = {"Accept": "application/json"}
WORDS = "ประชาชนในตำบลร่วมกันคิดและทดลองทำ"


def forty_kilobytes():
    """Answers of the fifth step within its limits: more than 40 kB of Thai text."""
    sent = {"approach": (WORDS * 61)[:2000]}
    for question, columns in {
        "stakeholders": ("group_th", "engagement_th"),
        "pooled_resources": ("provider_th", "description_th"),
    }.items():
        sent[f"{question}-TOTAL_FORMS"] = 20
        for number in range(20):
            short, long = (f"{question}-{number}-{column}" for column in columns)
            sent |= {short: WORDS * 4, long: WORDS * 6}
    return sent


class Tab:
    """A page of a step that somebody has opened, and what its script sends."""

    def __init__(self, client, proposal, number, person=None):
        self.client, self.address = client, url("autosave", proposal.code, number)
        self.page = client.get(url("step", proposal.code, number))
        self.fields = fields_of(self.page)
        self.turn = 0

    def save(self, **values):
        """Send these questions, each with all its controls, as they are in the page."""
        self.turn += 1
        self.fields |= values
        names = {name.partition("-")[0] for name in values if not name.startswith("_")}
        sent = {name: v for name, v in self.fields.items() if is_sent(name, names)}
        more = {"_q": sorted(names), "_turn": self.turn}
        return self.client.post(self.address, sent | more, headers=JSON)

    def go_on(self, **values):
        """Press the button of the whole step."""
        self.fields |= values
        return self.client.post(self.page.request["PATH_INFO"], self.fields)


def is_sent(name, questions):
    return name in ("version", "_tab", "_as") or any(
        re.fullmatch(rf"(_was-|_seen-|_choice-)?{question}(-.+|_\d)?", name)
        for question in questions
    )
