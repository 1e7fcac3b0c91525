"""Answers in words, for templates."""

from django import template

from proposals.reading import levels

register = template.Library()


@register.simple_tag
def shown(question, answers, form):
    """What the register says for a question that is not asked."""
    return levels(question.answer(answers), form) or "–"
