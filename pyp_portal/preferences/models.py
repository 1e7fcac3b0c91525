"""What a person has chosen about the mails of the portal."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Way(models.TextChoices):
    """How a message that is not mandatory comes; in the portal it stands in any case."""

    AT_ONCE = "at_once", _("At once")
    DAILY = "daily", _("Once a day")
    OFF = "off", _("No e-mail")


class Preference(models.Model):
    """The choices of one person; who has chosen nothing has no row."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="preference")
    language = models.CharField(max_length=10, blank=True)  # of mails; empty: the portal's
    ways = models.JSONField(default=dict)  # topic to way; what is missing comes at once
    morning = models.BooleanField(null=True)  # None: as the person's work has it
    changed_at = models.DateTimeField()

    def __str__(self):
        return f"{self.user}: {self.ways}"
