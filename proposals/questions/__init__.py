"""The questions of the form, which are code, and the words in which a version asks them."""

from proposals.questions.asking import Column, Kind, Question
from proposals.questions.table import (
    CHECK_ITEMS,
    CODES,
    POLICY_KEYS,
    QUESTIONS,
    STEPS,
    of_code,
    of_key,
    of_step,
)
from proposals.questions.wording import AskedForm, AskedQuestion, spoken

__all__ = [
    "CHECK_ITEMS",
    "CODES",
    "POLICY_KEYS",
    "QUESTIONS",
    "STEPS",
    "AskedForm",
    "AskedQuestion",
    "Column",
    "Kind",
    "Question",
    "of_code",
    "of_key",
    "of_step",
    "spoken",
]
