"""Pictures of reports and of sites; published only while those in them agree (section 8.1)."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cohorts.spread_states import JOINED
from cohorts.visibility import seen_by
from pyp_portal.privacy.models import ConsentRecord, Purpose


def small_name(photo, _name):
    """Where the small version is stored: nobody can guess it, and its address tells nothing."""
    return f"pictures/{uuid.uuid4().hex}.jpg"


class Picture(models.Model):
    """A picture with words for those who do not see it; ``small`` is what the public sees."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    file = models.ForeignKey("uploads.StoredFile", models.PROTECT, related_name="+")
    small = models.FileField(upload_to=small_name, blank=True, editable=False)
    caption_th = models.CharField(_("what is to be seen"), max_length=200)
    consented_at = models.DateTimeField(null=True, blank=True)
    consented_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        abstract = True
        ordering = ["added_at", "pk"]

    def __str__(self):
        return self.caption_th


class PhotoQuerySet(models.QuerySet):
    """Questions about pictures of reports."""

    def visible_to(self, user):
        """Pictures of the rounds this person may see."""
        return seen_by(user, self, "round__team__")

    def public(self):
        """Those of accepted reports whose people have agreed, and that passed the scan.

        Who is named as to be recognised has to agree themself, and to agree still.
        """
        accepted = {"round__report__accepted_at__isnull": False, "consented_at__isnull": False}
        hidden = Recognised.objects.told().filter(agrees=False).values("photo")
        return self.filter(**accepted).exclude(file__scan="failed").exclude(pk__in=hidden)

    def for_list(self):
        """With the file, and with who can be recognised and whether they agree."""
        people = models.Prefetch("recognised", Recognised.objects.told().select_related("person"))
        return self.select_related("file").prefetch_related(people)


class ReportPhoto(Picture):
    """A picture of a follow-up report."""

    round = models.ForeignKey("cohorts.FollowUpRound", models.PROTECT, related_name="photos")

    objects = PhotoQuerySet.as_manager()

    def get_absolute_url(self):
        return reverse("cohorts:photo", args=[self.uid])


class RecognisedQuerySet(models.QuerySet):
    """Questions about people in pictures."""

    def told(self):
        """With whether each agrees now that pictures of them are published."""
        agreed = ConsentRecord.objects.in_force().filter(
            purpose=Purpose.PICTURES, person=models.OuterRef("person")
        )
        return self.annotate(agrees=models.Exists(agreed))


class Recognised(models.Model):
    """Somebody of the team who can be recognised in a picture: their own consent counts."""

    photo = models.ForeignKey(ReportPhoto, models.CASCADE, related_name="recognised")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="pictures")

    objects = RecognisedQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["photo", "person"], name="recognised_once_in_a_picture")
        ]

    def __str__(self):
        return f"{self.person}: {self.photo}"


class SitePhotoQuerySet(models.QuerySet):
    """Questions about pictures of sites."""

    def visible_to(self, user):
        """Pictures of the sites this person may see: of teams they see, of their own agencies."""
        own = user.agency_ids if user.is_authenticated else ()
        return seen_by(user, self, "site__team__", also=Q(site__agency__in=own))

    def public(self):
        """Those that the team shows, whose people have agreed, and that passed the scan."""
        shown = self.filter(consented_at__isnull=False, shown_at__isnull=False)
        return shown.filter(site__status__in=JOINED).exclude(file__scan="failed")


class SitePhoto(Picture):
    """A picture of an area that took the model up; the team of the issue lets it be shown."""

    site = models.ForeignKey("cohorts.ScaleOutSite", models.CASCADE, related_name="photos")
    shown_at = models.DateTimeField(null=True, blank=True)
    shown_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = SitePhotoQuerySet.as_manager()

    def get_absolute_url(self):
        return reverse("cohorts:site_photo", args=[self.uid])
