"""What the office sets for its papers, kept in versions: words by year, its name, its garuda."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class WordingQuerySet(models.QuerySet):
    """Questions asked of the words of papers."""

    def of(self, year, document):
        """The versions of a document in a year, the newest first."""
        return self.filter(year=year, document=document).order_by("-version")

    def standing(self, year, document):
        """The version by which papers are made now; None: as shipped."""
        return self.of(year, document).first()

    def newest_of_year(self, year):
        """The standing version of each document of a year, by the key of the document."""
        rows = (
            self.filter(year=year).order_by("version").select_related("written_by", "copied_from")
        )
        return {row.document: row for row in rows}


class Wording(models.Model):
    """One version of the words of a document in a year; a version never changes.

    ``parts`` holds only the texts that differ from what is shipped: an empty one is the shipped.
    """

    year = models.PositiveSmallIntegerField()
    document = models.CharField(max_length=40)
    version = models.PositiveSmallIntegerField()
    parts = models.JSONField(default=dict)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    copied_from = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")

    objects = WordingQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "document", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["year", "document", "version"], name="one_version_of_words"
            )
        ]

    def __str__(self):
        return f"{self.document} {self.year} v{self.version}"


class Emblem(models.Model):
    """The garuda as the office uploaded it, drawn anew; papers name it by its hash."""

    sha256 = models.CharField(max_length=64, unique=True)
    png = models.BinaryField()
    uploaded_at = models.DateTimeField()
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    def __str__(self):
        return self.sha256[:8]


class OfficeQuerySet(models.QuerySet):
    """Questions asked of what the office says of itself."""

    def standing(self):
        """What papers say now: the newest version, else what is shipped."""
        newest = self.select_related("emblem").defer("emblem__png").order_by("-version").first()
        return newest or self.model()


class Office(models.Model):
    """What papers say of the office that issues them: one version of it, which never changes."""

    version = models.PositiveSmallIntegerField(default=0, unique=True)
    name = models.CharField(
        _("Full name of the office"),
        max_length=200,
        default="สำนักงานขับเคลื่อนการปฏิรูปประเทศ ยุทธศาสตร์ชาติ และการสร้างความสามัคคีปรองดอง",
    )
    short_name = models.CharField(_("Short name"), max_length=60, default="สำนักงาน ป.ย.ป.")
    number_prefix = models.CharField(_("Letters of its numbers"), max_length=30, default="นร")
    address = models.CharField(_("Address"), max_length=300, blank=True)
    phone = models.CharField(_("Telephone"), max_length=60, blank=True)
    email = models.EmailField(_("E-mail for official letters"), blank=True)
    head_name = models.CharField(_("Name of its head"), max_length=120, blank=True)
    head_position = models.CharField(
        _("Position of its head"), max_length=120, default="ผู้อำนวยการสำนักงาน ป.ย.ป."
    )
    emblem = models.ForeignKey(Emblem, models.PROTECT, null=True, related_name="+")
    written_at = models.DateTimeField(null=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    objects = OfficeQuerySet.as_manager()

    def __str__(self):
        return f"{self.short_name} v{self.version}"

    @property
    def name_lines(self):
        """The full name for a head in the middle of a page, broken at its first space."""
        return self.name.split(" ", 1)
