"""What an agency asks about its released result, beside its question to the office (4.6)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from proposals.models import Enquiry
from pyp_portal import clock


class ResultEnquiryQuerySet(models.QuerySet):
    """Questions about enquiries."""

    def visible_to(self, user):
        """Who asked, and the office; never where the proposal is closed to this person."""
        if not user.is_authenticated:
            return self.none()
        closed = user.accesses.filter(kind="closed").values("proposal")
        seen = Enquiry.objects.visible_to(user)
        return self.filter(enquiry__in=seen).exclude(item__proposal__in=closed)

    def waiting(self):
        """Neither answered nor set aside."""
        return self.filter(enquiry__answered_at=None, enquiry__set_aside_at=None)

    def overdue(self):
        return self.waiting().filter(due__lt=clock.today())

    def for_list(self):
        return self.select_related(
            "enquiry__asked_by", "item__proposal__lead_agency", "item__announcement"
        )


class ResultEnquiry(models.Model):
    """A private question about a result: whose, until when it is answered, what was found.

    The words stand in ``proposals.Enquiry``; this row adds what only the selection knows.
    """

    class About(models.TextChoices):
        FACT = "fact", _("A fact is stated wrongly")
        CLARIFY = "clarify", _("I do not understand the result")

    class Finding(models.TextChoices):
        CORRECTED = "corrected", _("The fact was wrong and is corrected")
        CONFIRMED = "confirmed", _("The fact was right")
        EXPLAINED = "explained", _("Explained")

    enquiry = models.OneToOneField("proposals.Enquiry", models.PROTECT, related_name="about_result")
    item = models.ForeignKey("selection.AnnouncementItem", models.PROTECT, related_name="enquiries")
    about = models.CharField(_("what it is about"), max_length=7, choices=About)
    due = models.DateField(_("to be answered until"))
    finding = models.CharField(_("what was found"), max_length=9, choices=Finding, blank=True)

    objects = ResultEnquiryQuerySet.as_manager()

    class Meta:
        ordering = ["due", "pk"]

    def __str__(self):
        return f"{self.item_id}: {self.get_about_display()}"

    @property
    def is_overdue(self):
        return self.enquiry.is_waiting and self.due < clock.today()
