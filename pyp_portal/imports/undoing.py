"""Take out of the register what a file has brought, while nothing depends on it."""

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction
from django.db.models import Count, ProtectedError, Q
from django.utils.translation import gettext as _

from pyp_portal.accounts.models import Agency, Membership, Profile, User
from pyp_portal.imports.models import Kind
from pyp_portal.search import services as search

MODEL = {Kind.AGENCIES: Agency, Kind.PEOPLE: User}
BROUGHT = (EmailAddress, Profile, Membership)  # came with the person
MOST_NAMED = 5


def take_out(found):
    """Why it cannot be undone, with names; empty when it is done."""
    model = MODEL[found.kind]
    held = list(model.objects.select_for_update().filter(pk__in=found.made))  # nobody refers to
    keys = [one.pk for one in held]  # them from now on
    if needed := standing_on(model, keys):
        named = model.objects.filter(pk__in=list(needed)[:MOST_NAMED])
        words = {"count": len(needed), "names": ", ".join(str(one) for one in named)}
        return _("Not undone: others depend on %(count)d of the entries: %(names)s.") % words
    try:
        with transaction.atomic():
            TAKE_OUT[found.kind](keys)
            search.forget_all(model, keys)
    except (IntegrityError, ProtectedError):
        return _("Not undone: somebody uses an entry just now. Try again later.")
    return ""


def standing_on(model, keys):
    """The keys of those that anything refers to, beside what came with them."""
    used = set(OWN[model](keys))
    for relation in model._meta.get_fields(include_hidden=True):
        refers = relation.auto_created and not relation.concrete and not relation.many_to_many
        if refers and relation.related_model not in BROUGHT:
            name = relation.field.name
            rows = relation.related_model._base_manager.filter(**{f"{name}__in": keys})
            if relation.related_model is model:
                rows = rows.exclude(pk__in=keys)
            used |= set(rows.values_list(name, flat=True))
    return used


def agencies_used(keys):
    """Agencies that people work for or hold a post at, and entries that were joined to another."""
    yield from Membership.objects.filter(agency__in=keys).values_list("agency", flat=True)
    yield from Profile.objects.filter(agency__in=keys).values_list("agency", flat=True)
    joined = Agency.objects.filter(pk__in=keys).exclude(duplicate_of=None)
    yield from joined.values_list("pk", flat=True)


def people_used(keys):
    """People who have proven their address or signed in, or whose membership is another now."""
    people = User.objects.filter(pk__in=keys).annotate(count=Count("memberships"))
    came = Q(last_login__isnull=False) | Q(emailaddress__verified=True)
    changed = Q(count__gt=1) | Q(memberships__ended_at__isnull=False)
    return people.filter(came | changed).values_list("pk", flat=True)


def take_out_agencies(keys):
    agencies = Agency.objects.filter(pk__in=keys)
    agencies.update(parent=None)
    agencies.delete()


def take_out_people(keys):
    for model in BROUGHT:
        model.objects.filter(user__in=keys).delete()
    User.objects.filter(pk__in=keys).delete()


OWN = {Agency: agencies_used, User: people_used}
TAKE_OUT = {Kind.AGENCIES: take_out_agencies, Kind.PEOPLE: take_out_people}
