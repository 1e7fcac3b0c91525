"""An answer as a letter quotes it: in words, short, and never cut inside a letter."""

from proposals import reading
from pyp_portal.thaiwords import is_mark

MOST = 400  # characters of one quotation


def quotes(proposal, codes):
    """What stands under each of these F-numbers, by number; empty where nothing does."""
    answers, glossary = proposal.answered(), reading.Glossary(proposal.form)
    found = dict.fromkeys(codes, "")
    for question in proposal.form.questions:
        if question.code in found:
            text = in_line(reading.read(question, answers, glossary))
            found[question.code] = "; ".join(filter(None, [found[question.code], text]))
    return {code: shortened(text) for code, text in found.items()}


def in_line(read):
    """An answer as one text: rows and entries of a list one after the other."""
    if read.rows:
        return "; ".join(" · ".join(filter(None, row)) for row in read.rows)
    return "; ".join(read.items) if read.items else read.text


def shortened(text, most=MOST):
    """At most ``most`` characters, ended at a space where there is one near, and marked with …"""
    if len(text) <= most:
        return text
    end = most - 1
    while is_mark(text[end]) or text[end - 1] in "เแโใไ":
        end -= 1
    space = text.rfind(" ", end - most // 4, end)
    return text[: space if space > 0 else end].rstrip() + "…"
