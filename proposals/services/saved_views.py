"""Keep a way of looking at the list. It is the person's own business, so no history is kept."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from proposals import permissions
from proposals.models import ListSetting, SavedView
from pyp_portal.access import require
from pyp_portal.accounts.refusals import Refused

MOST = 20  # views of one person


@transaction.atomic
def save_view(name, query, columns, *, by, is_shared=False, opens_first=False):
    """Keep the filters of an address and the columns under a name.

    Raises ``Refused`` where the person has a view with this name, or as many as there may be.
    """
    setting = setting_of(by)
    if by.saved_views.count() >= MOST:
        raise Refused(_("You have %(most)d views. Delete one of them first.") % {"most": MOST})
    view = SavedView(owner=by, name=name, query=query, columns=list(columns))
    view.is_shared = is_shared and permissions.can_share_views(by)
    _named_once(view)
    if opens_first:
        _open_with(setting, view)
    return view


@transaction.atomic
def change_view(view, name, *, by, is_shared):
    """Give a view another name; show it to the office, or no longer."""
    require(permissions.can_change_view(view, by))
    view.name = name
    if permissions.can_share_views(by):
        view.is_shared = is_shared
    _named_once(view)
    return view


@transaction.atomic
def refill_view(view, query, *, by):
    """Let a view show what the list shows now."""
    require(permissions.can_change_view(view, by))
    view.query = query
    view.save(update_fields=["query"])


@transaction.atomic
def delete_view(view, *, by):
    """Forget a view; whoever opened the list with it opens the usual one."""
    require(permissions.can_change_view(view, by))
    view.delete()


@transaction.atomic
def open_with(view, *, by):
    """Open the list with this view from now on; None: with the usual one."""
    require(view is None or permissions.can_use_view(view, by))
    _open_with(setting_of(by), view)


@transaction.atomic
def choose_columns(columns, *, by, view=None):
    """Keep the columns: with the view that is open and may be changed, else for the person."""
    kept = view or setting_of(by)
    if view is not None:
        require(permissions.can_change_view(view, by))
    kept.columns = list(columns)
    kept.save(update_fields=["columns"])


def setting_of(person):
    """How this person reads the list, with its row locked."""
    ListSetting.objects.get_or_create(person=person)
    return ListSetting.objects.select_for_update().get(person=person)


def _open_with(setting, view):
    setting.default_view = view
    setting.save(update_fields=["default_view"])


def _named_once(view):
    try:
        with transaction.atomic():
            view.save()
    except IntegrityError:
        raise Refused(_("You have a view with this name already.")) from None
