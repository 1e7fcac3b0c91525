"""The part of each partner in a proposal, and how far it stands by it (F35, R-20).

A confirmation is for the text of the part: the name, the role, and what the partner brings in
(F36). It is no condition of submitting; the officers see it beside E6.
"""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from proposals import completeness
from proposals.fingerprints import fingerprint
from proposals.rules import about, squeezed


class Standing(models.TextChoices):
    """How far a partner stands by its part."""

    SILENT = "silent", gettext_lazy("Not invited to confirm")
    ASKED = "asked", gettext_lazy("Invited, no answer yet")
    EXPIRED = "expired", gettext_lazy("Invited, the link has expired")
    CONFIRMED = "confirmed", gettext_lazy("Confirmed online")
    STALE = "stale", gettext_lazy("Confirmed an earlier text")
    DECLINED = "declined", gettext_lazy("Declined by the partner")

    @property
    def tone(self):
        """The colour family of its badge."""
        tones = {"confirmed": "good", "stale": "wait", "asked": "wait", "declined": "stop"}
        return tones.get(self, "still")

    @property
    def icon(self):
        """The picture of its badge."""
        return ICONS[self]


ICONS = {
    Standing.SILENT: "ring",
    Standing.ASKED: "clock",
    Standing.EXPIRED: "clock",
    Standing.CONFIRMED: "check",
    Standing.STALE: "alert",
    Standing.DECLINED: "x",
}


@dataclass(frozen=True)
class Part:
    """What concerns one partner: who it is, what it does, what it brings in."""

    key: str
    name: str
    code: str
    role: str
    brings: tuple
    status: str = ""

    @property
    def text(self):
        """What is confirmed, as it is kept."""
        return {"name": self.name, "role": self.role, "brings": list(self.brings)}

    @property
    def sha256(self):
        return fingerprint(self.text)


@dataclass(frozen=True)
class Partnership:
    """A part with what its partner was asked and answered last."""

    part: Part
    standing: Standing
    ask: object = None

    @property
    def answered(self):
        """The last ask where it has an answer."""
        return self.ask if self.ask and self.ask.answer else None


def parts(answers):
    """The part of each partner, in the order of the form; named twice it is one."""
    found = {}
    for row in answers.get("partners") or []:
        part = part_of(row, answers.get("pooled_resources") or [])
        found.setdefault(part.key, part)
    return list(found.values())


def part_of(row, resources):
    name = row.get("name_th") or ""
    own = [one for one in resources if squeezed(one.get("provider_th")) == squeezed(name)]
    return Part(
        key=row.get("agency") or f"~{squeezed(name)}",
        name=name,
        code=row.get("agency") or "",
        role=row.get("role_th") or "",
        brings=tuple(one.get("description_th") or "" for one in own),
        status=row.get("status") or "",
    )


def partnerships(proposal, answers):
    """Each part and how far its partner stands by it; one statement whatever their number."""
    asks = proposal.partner_asks.select_related("asked_by", "answered_by").order_by("pk")
    last = {ask.key: ask for ask in asks if ask.answer or not ask.ended_at}
    found = [(part, last.get(part.key)) for part in parts(answers)]
    return [Partnership(part, standing_of(part, ask), ask) for part, ask in found]


def standing_of(part, ask):
    """Where the last ask stands for the part as it is written now."""
    if ask is None:
        return Standing.SILENT
    if not ask.answer:
        return Standing.EXPIRED if ask.is_expired else Standing.ASKED
    if ask.answer == "declined":
        return Standing.DECLINED
    return Standing.CONFIRMED if ask.sha256 == part.sha256 else Standing.STALE


def confirmed(found):
    """Those that stand by their part as it is written now."""
    return [one for one in found if one.standing == Standing.CONFIRMED]


# --- What the form and the officers are told ----------------------------------------


def warnings(proposal, answers, found=None):
    """What would make the proposal better (V-02 to V-06), with what the partners answered."""
    found = partnerships(proposal, answers) if found is None else found
    settled = with_confirmed(answers, found)
    told = completeness.warnings_in(settled, proposal.form, proposal.call)
    own = [about(proposal.form.of_key("partners"), text) for one in found for text in says(one)]
    return sorted([*told, *own], key=lambda one: (one.step, one.question))


def with_confirmed(answers, found):
    """The answers, with partners who confirmed online counted as agreed (V-02)."""
    keys = {one.part.key for one in confirmed(found)}
    rows = [
        {**row, "status": "AGREED"} if part_of(row, []).key in keys else row
        for row in answers.get("partners") or []
    ]
    return {**answers, "partners": rows}


def says(one):
    """The sentence about a partner that no longer stands by what is written."""
    words = {"name": one.part.name}
    if one.standing == Standing.DECLINED:
        yield _("“%(name)s” has declined its part. Talk to it, or take it out.") % words
    if one.standing == Standing.STALE:
        yield (
            _("The part of “%(name)s” was changed after it confirmed. Invite it to confirm again.")
            % words
        )
