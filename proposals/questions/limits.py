"""What a question takes, in words: how long a text may be, how many rows or choices."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from proposals.questions.asking import Kind


def in_words(question):
    """The limit of a question as a sentence; empty where its kind says enough."""
    if question.kind in (Kind.TEXT, Kind.AREA):
        return letters(question.min_length, question.max_length)
    if question.kind == Kind.ROWS:
        return rows(question.least, question.most)
    if question.kind == Kind.CHOICES:
        return choices(question.most)
    return ""


def letters(least, most):
    if not most:
        return ""
    if least:
        return _("%(least)d to %(most)d characters") % {"least": least, "most": most}
    return _("At most %(most)d characters") % {"most": most}


def rows(least, most):
    if not most:
        return ""
    if least and least < most:
        return _("%(least)d to %(most)d rows") % {"least": least, "most": most}
    text = ngettext("At most %(most)d row", "At most %(most)d rows", most)
    return text % {"most": most}


def choices(most):
    return _("Choose at most %(most)d.") % {"most": most} if most else _("Choose any number.")
