"""Put a record's text into the index; find records by any part of it."""

from functools import reduce
from operator import or_

from django.db import connection
from django.db.models import Q
from django.db.models.expressions import RawSQL

from pyp_portal import thai
from pyp_portal.search.models import SearchEntry
from pyp_portal.search.synonyms import variants

MAX_WORDS = 10
MAX_LENGTH = 200
_TRIGRAM = 3
_MATCH = "SELECT rowid FROM search_trigrams WHERE search_trigrams MATCH %s"


def index(obj, text):
    """Make a record findable by this text, in place of what stood for it before."""
    index_all([(obj, text)])


def index_all(pairs, batch_size=500):
    """The same for many ``(record, text)`` at once."""
    SearchEntry.objects.bulk_create(
        [
            SearchEntry(record_type=obj._meta.label_lower, record_id=obj.pk, text=_folded(text))
            for obj, text in pairs
        ],
        batch_size=batch_size,
        update_conflicts=True,
        unique_fields=["record_type", "record_id"],
        update_fields=["text"],
    )


def forget(obj):
    """Make a record unfindable."""
    SearchEntry.objects.filter(record_type=obj._meta.label_lower, record_id=obj.pk).delete()


def forget_all(model, keys):
    """The same for many records of one kind."""
    entries = SearchEntry.objects.filter(record_type=model._meta.label_lower)
    entries.filter(record_id__in=keys).delete()


def matching(queryset, query):
    """Those of a queryset whose text holds every word of the query, anywhere in it.

    One subquery, so it composes with ``visible_to``, filters, order and paging.
    """
    words = _words(query)
    if not words:
        return queryset
    return queryset.filter(pk__in=entries_with(words, queryset.model).values("record_id"))


def entries_with(words, model):
    """The entries of one kind of record that hold all these words, or others that mean the same."""
    entries = SearchEntry.objects.filter(record_type=model._meta.label_lower)
    asked = [variants(word) for word in words]
    if connection.vendor == "sqlite":
        entries, asked = _by_trigrams(entries, asked)
    for spellings in asked:
        held = [Q(text__contains=word) for word in spellings]
        entries = entries.filter(reduce(or_, held))
    return entries


def _folded(text):
    """Both sides of every comparison: mended, in small letters, on one line."""
    return " ".join(thai.normalise(text).casefold().split())


def _words(query):
    return list(dict.fromkeys(_folded(query[:MAX_LENGTH]).split()))[:MAX_WORDS]


def _by_trigrams(entries, asked):
    """Ask FTS5 for the words it can answer; the shorter ones are left for LIKE."""
    long = [words for words in asked if min(map(len, words)) >= _TRIGRAM]
    if long:
        phrases = " AND ".join(f"({' OR '.join(map(_quoted, words))})" for words in long)
        entries = entries.filter(id__in=RawSQL(_MATCH, [phrases]))  # noqa: S611 - a parameter
    return entries, [words for words in asked if words not in long]


def _quoted(word):
    return '"' + word.replace('"', '""') + '"'
