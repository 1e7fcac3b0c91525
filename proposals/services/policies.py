"""Keep the lists of policies and the themes that proposals choose from."""

from django.db import IntegrityError, transaction
from django.db.models import Count, Q
from django.utils.translation import gettext as _

from proposals.grounds import MoveRefused, StaleVersion
from proposals.models import PolicyItem, PolicyScheme, Theme
from proposals.stamps import digest
from pyp_portal import clock
from pyp_portal.evening.services import renew_copies
from pyp_portal.history.services import record


class ListRefused(MoveRefused):
    """What may not be done with a list now."""


def schemes():
    """Every list with how many policies it has, which calls use it, and whether it is settled."""
    opened = Count("calls", filter=Q(calls__opens_at__lte=clock.now()), distinct=True)
    chosen = Count("items__links", distinct=True)
    counts = {"size": Count("items", distinct=True), "opened": opened, "chosen": chosen}
    return PolicyScheme.objects.annotate(**counts).order_by("kind", "-code")


def is_settled(scheme):
    """A call that opened with it, or who chose from it, has read its words: they stay."""
    asked = scheme.calls.filter(opens_at__lte=clock.now()).exists()
    return asked or PolicyItem.objects.filter(scheme=scheme, links__isnull=False).exists()


def mark_of(scheme):
    """Changes whenever the words of a list do."""
    return digest([scheme.name_th, scheme.name_en, names_of(scheme)])


def names_of(scheme):
    """Each policy as one line."""
    return [line_of(*pair) for pair in scheme.items.values_list("name_th", "name_en")]


def line_of(name, english):
    """A name and its English, if it has one, on one line."""
    return f"{name} | {english}" if english else name


def pair_of(line):
    """(name, English or "") of such a line."""
    name, _stroke, english = (" ".join(part.split()) for part in line.partition("|"))
    return name, english


@transaction.atomic
def add_scheme(*, by, code, kind, name_th, names, name_en=""):
    """A new list; a call offers it once it is chosen in its settings."""
    try:
        with transaction.atomic():
            own = {"name_th": name_th, "name_en": name_en}
            scheme = PolicyScheme.objects.create(code=code, kind=kind, **own)
            write_items(scheme, names)
    except IntegrityError:
        raise ListRefused(
            _("There is a list or a policy with the code %(code)s already.") % {"code": code}
        ) from None
    record(scheme, "list_added", by=by, kind=kind, policies=len(names))
    return scheme


def write_items(scheme, names):
    """The policies of a list, a line each, numbered in the order in which they were written."""
    PolicyItem.objects.bulk_create(
        PolicyItem(scheme=scheme, code=f"{scheme.code}-{place:02d}", name_th=name, name_en=english)
        for place, (name, english) in enumerate(map(pair_of, names), start=1)
    )


@transaction.atomic
def change_scheme(scheme, *, by, name_th, names, name_en="", seen=None):
    """Other words of a list, as long as nobody was asked by it.

    ``seen`` is the mark that the page showed; what a colleague wrote since is not undone.
    """
    scheme = PolicyScheme.objects.select_for_update().get(pk=scheme.pk)
    if is_settled(scheme):
        raise ListRefused(
            _("A call has opened with this list: it stays as it is. Write a new list instead.")
        )
    if seen is not None and seen != mark_of(scheme):
        raise StaleVersion(
            _("Somebody else changed this list meanwhile. Look at it as it stands now, then save.")
        )
    before = len(names_of(scheme))
    scheme.items.all().delete()
    write_items(scheme, names)
    scheme.name_th, scheme.name_en = name_th, name_en
    scheme.save(update_fields=["name_th", "name_en"])
    renew_copies()
    record(scheme, "list_changed", by=by, before_it_was=before, policies=len(names))
    return scheme


@transaction.atomic
def say_in_english(scheme, *, by, name_en, words):
    """The English of a list and of its policies by code; also of a list that is settled.

    The Thai that people were asked by stays.
    """
    scheme = PolicyScheme.objects.select_for_update().get(pk=scheme.pk)
    scheme.name_en = name_en
    scheme.save(update_fields=["name_en"])
    items = list(scheme.items.filter(code__in=words))
    for item in items:
        item.name_en = words[item.code]
    PolicyItem.objects.bulk_update(items, ["name_en"])
    renew_copies()
    record(
        scheme, "list_in_english", by=by, policies=len([word for word in words.values() if word])
    )
    return scheme


def mark_of_themes(themes):
    """Changes whenever the words of a theme do, or there is another."""
    return digest([[theme.code, theme.name_th, theme.name_en] for theme in themes])


@transaction.atomic
def keep_themes(words, added, *, by, seen=None):
    """Other words of themes by code, and new themes behind them; none is ever taken away.

    Words are a name and its English, which may be empty. ``seen`` is the mark that the page
    showed; what a colleague wrote since is not undone.
    """
    themes = {theme.code: theme for theme in Theme.objects.select_for_update()}
    if seen is not None and seen != mark_of_themes(themes.values()):
        raise StaleVersion(
            _("Somebody else changed the themes meanwhile. Look at them as they are, then save.")
        )
    before = {code: (theme.name_th, theme.name_en) for code, theme in themes.items()}
    changed = {c: w for c, w in words.items() if c in before and before[c] != w}
    for code, now in changed.items():
        theme, (theme.name_th, theme.name_en) = themes[code], now
        theme.save(update_fields=["name_th", "name_en"])
        was = line_of(*before[code])
        record(theme, "theme_renamed", by=by, before_it_was=was, now=line_of(*now))
    for place, line in enumerate(added, start=len(themes) + 1):
        record(add_theme(f"TH-{place:02d}", *pair_of(line)), "theme_added", by=by, now=line)
    if changed or added:
        renew_copies()
    return len(changed) + len(added)


def add_theme(code, name, english):
    """A theme behind the others, unless somebody took its number a moment ago."""
    try:
        with transaction.atomic():
            return Theme.objects.create(code=code, name_th=name, name_en=english)
    except IntegrityError:
        raise ListRefused(
            _("Somebody else has just added a theme. Save again to keep yours.")
        ) from None
