"""How people look at the list: filters kept under a name, and everybody's own columns."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from proposals import permissions


class SavedViewQuerySet(models.QuerySet):
    """Questions about saved views."""

    def visible_to(self, user):
        """The twin of ``permissions.can_use_view``: a test holds them together."""
        own = models.Q(owner=user)
        return self.filter(own | models.Q(is_shared=True) if permissions.reads_all(user) else own)


class SavedView(models.Model):
    """Filters, order and columns of the list under a name; shared ones are the office's.

    ``query`` holds what the address would say; what is not known any more is ignored there.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_views")
    name = models.CharField(_("name"), max_length=60)
    query = models.JSONField(default=dict)
    columns = models.JSONField(default=list)
    is_shared = models.BooleanField(_("shown to the whole office"), default=False)

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "name"],
                name="view_named_once",
                violation_error_message=_("You have a view with this name already."),
            )
        ]

    def __str__(self):
        return self.name


class ListSetting(models.Model):
    """With which columns a person reads the list, and the view with which it opens."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="list_setting"
    )
    columns = models.JSONField(default=list)
    default_view = models.ForeignKey(
        SavedView, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    def __str__(self):
        return f"list of {self.person_id}"
