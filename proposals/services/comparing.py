"""Find the proposals that a new one is like, this year and before (E8, V-08); in the worker.

One comparison costs the same however many proposals there are: the search index names a few
hundred candidates by telling phrases, and only those are read.
"""

from collections import Counter

from django.db import transaction

from proposals.models import Comparison, Neighbour, Proposal
from proposals.similarity import (
    ALIKE,
    Weights,
    asking_phrases,
    cosine,
    likeness,
    shared_phrases,
    trigrams,
)
from proposals.states import State
from pyp_portal import clock
from pyp_portal.search.services import entries_with
from pyp_portal.thaiwords import words

APART = (State.DRAFT, State.EXPIRED, State.WITHDRAWN, State.MERGED)
AT_ONCE = 20
SAMPLE, MOST_HITS, CANDIDATES, KEPT = 300, 150, 150, 10
LEAST = 0.07  # texts on one matter by different hands share so much; on others, less


def note_due(proposal):
    """Have a proposal compared with the others soon: its text is new."""
    Comparison.objects.update_or_create(proposal=proposal, defaults={"is_due": True})


def compare_due():
    """Compare what is due; the mark goes first, so that no later change is missed."""
    keys = list(Comparison.objects.filter(is_due=True).values_list("pk", flat=True)[:AT_ONCE])
    Comparison.objects.filter(pk__in=keys).update(is_due=False)
    for proposal in Proposal.objects.filter(pk__in=keys).order_by("pk"):
        compare(proposal)
    return len(keys)


def compare(proposal):
    """Keep the nearest neighbours of one proposal in place of those found before."""
    comparable = Proposal.objects.exclude(state__in=APART).exclude(pk=proposal.pk)
    [own] = texts_of(Proposal.objects.filter(pk=proposal.pk)).values()
    sample = comparable.order_by("-pk")[:SAMPLE]
    weights = Weights("\n".join(text) for text in texts_of(sample).values())
    found = words("\n".join(own))
    asked = asking_phrases(words(own[0]), found, weights)
    others = texts_of(comparable.filter(pk__in=candidates(asked, proposal)))
    rows = nearest(proposal, own, found, others, weights)
    with transaction.atomic():
        proposal.neighbours.all().delete()
        Neighbour.objects.bulk_create(rows)
        done = {"is_due": False, "compared_at": clock.now()}
        Comparison.objects.update_or_create(proposal=proposal, defaults=done)
    return rows


def texts_of(proposals):
    """Title, summary and problem of proposals by their keys."""
    rows = proposals.values_list(
        "pk", "title_th", "answers__data__summary", "answers__data__problem_statement"
    )
    return {pk: [text or "" for text in texts] for pk, *texts in rows}


def candidates(asked, proposal):
    """Keys of the proposals that the search finds by most of these phrases."""
    hits = Counter()
    for phrase in asked:
        entries = entries_with([" ".join(phrase.casefold().split())], Proposal)
        keys = entries.values_list("record_id", flat=True).order_by("-record_id")[:MOST_HITS]
        hits.update(keys)
    hits.pop(proposal.pk, None)
    return [key for key, _count in hits.most_common(CANDIDATES)]


def nearest(proposal, own, found, others, weights):
    """The rows of the most alike, each with both scores and the phrases they share."""
    vector, title = weights.vector("\n".join(own)), trigrams(own[0])
    scored = []
    for key, texts in others.items():
        score = cosine(vector, weights.vector("\n".join(texts)))
        title_score = likeness(title, trigrams(texts[0]))
        if score >= LEAST or title_score >= ALIKE:
            scored.append((max(score, title_score), score, title_score, key))
    return [
        Neighbour(
            proposal=proposal,
            other_id=key,
            score=round(score, 4),
            title_score=round(title_score, 4),
            phrases=shared_phrases(found, words("\n".join(others[key])), weights),
        )
        for _best, score, title_score, key in sorted(scored, reverse=True)[:KEPT]
    ]
