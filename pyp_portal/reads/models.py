"""One row for each page or file with guarded content that a person was shown."""

from django.conf import settings
from django.db import models

from pyp_portal.reads import register


class ReadQuerySet(models.QuerySet):
    """Questions to the access log."""

    def of_person(self, text):
        """By somebody whose name or address holds this text."""
        if not text:
            return self
        fields = ("by__email", "by__given_th", "by__family_th")
        found = [models.Q(**{f"{field}__icontains": text}) for field in fields]
        return self.filter(found[0] | found[1] | found[2])

    def matching(self, *, who="", about="", what="", first=None, last=None):
        """The rows that answer a question; what is empty asks nothing."""
        rows = self.of_person(who)
        rows = rows.filter(about__iexact=about) if about else rows
        rows = rows.filter(what=what) if what else rows
        rows = rows.filter(at__date__gte=first) if first else rows
        return rows.filter(at__date__lte=last) if last else rows


class Read(models.Model):
    """A person was shown something at a moment; the database refuses to change the row.

    ``what`` is the name of the address (``register.words`` has its words), ``about`` the
    number of the proposal, or of the year, that it was about.
    """

    at = models.DateTimeField(db_index=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    what = models.CharField(max_length=80)
    about = models.CharField(max_length=40, blank=True)
    path = models.CharField(max_length=300)
    address = models.CharField(max_length=45, blank=True)

    objects = ReadQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["about", "-id"])]

    def __str__(self):
        return f"{self.at:%Y-%m-%d %H:%M} {self.what} {self.about}"

    @property
    def words(self):
        """What was read, in the reader's language."""
        return register.words(self.what)
