"""What people ask the office, from where, and what they are answered."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class EnquiryQuerySet(models.QuerySet):
    """Questions about questions."""

    def visible_to(self, user):
        """The twin of ``permissions.can_view_enquiry``: a test holds them together."""
        if not user.is_authenticated:
            return self.none()
        if user.is_office:
            return self.exclude(proposal__in=user.accesses.filter(kind="closed").values("proposal"))
        return self.filter(asked_by=user)

    def waiting(self):
        """Neither answered nor set aside."""
        return self.filter(answered_at=None, set_aside_at=None)

    def answered(self):
        return self.exclude(answered_at=None)

    def published(self):
        """What everybody reads, without the name of who asked."""
        return self.exclude(published_at=None)

    def about(self, text):
        """Those that hold this text in question, answer or name: for the office alone."""
        if not text:
            return self
        named = Q(name__icontains=text)
        return self.filter(Q(question__icontains=text) | Q(answer__icontains=text) | named)

    def for_list(self):
        """With the people and records that a line shows."""
        return self.select_related("asked_by", "agency", "proposal", "answered_by")


class Enquiry(models.Model):
    """A question to the office with where it came from, its answer, and its public wording.

    ``token`` was given with the form, so that a form sent twice is one question.
    """

    class Category(models.TextChoices):
        ELIGIBILITY = "eligibility", _("Who may propose")
        FORM = "form", _("Filling in the form")
        ENDORSEMENT = "endorsement", _("Endorsement and partners")
        SUBMISSION = "submission", _("Dates and submission")
        SELECTION = "selection", _("Selection and results")
        SYSTEM = "system", _("Account and the portal itself")
        OTHER = "other", _("Something else")

    class Channel(models.TextChoices):
        WEB = "web", _("Written in the portal")
        PHONE = "phone", _("By telephone")
        OFFICE = "office", _("Written by the office")

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    token = models.UUIDField(unique=True, editable=False)
    category = models.CharField(_("about what"), max_length=12, choices=Category)
    channel = models.CharField(max_length=6, choices=Channel, default=Channel.WEB)
    question = models.TextField(_("question"))
    is_private = models.BooleanField(_("answer me alone, do not publish it"), default=False)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="enquiries"
    )
    name = models.CharField(_("name"), max_length=200, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("telephone"), max_length=30, blank=True, db_index=True)
    call = models.ForeignKey(
        "proposals.Call", models.PROTECT, null=True, blank=True, related_name="enquiries"
    )
    agency = models.ForeignKey(
        "accounts.Agency", models.PROTECT, null=True, blank=True, related_name="enquiries"
    )
    proposal = models.ForeignKey(
        "proposals.Proposal", models.PROTECT, null=True, blank=True, related_name="enquiries"
    )
    page = models.CharField(max_length=300, blank=True)
    step = models.PositiveSmallIntegerField(null=True, blank=True)
    browser = models.CharField(max_length=300, blank=True)
    language = models.CharField(max_length=10, blank=True)
    logged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    answer = models.TextField(_("answer"), blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    set_aside_at = models.DateTimeField(null=True, blank=True)

    public_question = models.TextField(blank=True)
    public_answer = models.TextField(blank=True)
    published_at = models.DateTimeField(null=True, blank=True)

    objects = EnquiryQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(published_at=None) | ~Q(public_answer=""),
                name="published_enquiry_is_answered",
            )
        ]
        indexes = [
            models.Index(
                fields=["asked_at"],
                condition=Q(answered_at=None, set_aside_at=None),
                name="enquiry_waiting",
            ),
            models.Index(
                fields=["-published_at"],
                condition=~Q(published_at=None),
                name="enquiry_published",
            ),
        ]

    def __str__(self):
        first = self.question.partition("\n")[0]
        return first if len(first) <= 90 else f"{first[:89]}…"

    def get_absolute_url(self):
        return reverse("proposals:enquiry", args=[self.uid])

    @property
    def is_waiting(self):
        return self.answered_at is None and self.set_aside_at is None

    @property
    def who(self):
        """The person where they sign in, else the name they gave."""
        return self.asked_by or self.name

    @property
    def mail_address(self):
        """Where the person, or who gave an address, gets mail."""
        return self.asked_by.email if self.asked_by else self.email

    @property
    def telephone(self):
        """The number from which they called, else the one the person gave."""
        return self.phone or (self.asked_by.phone if self.asked_by else "")

    @property
    def answer_to(self):
        """The person or the address that gets the answer; nobody who gave neither."""
        return self.asked_by or self.email or None

    @property
    def searched_text(self):
        """By which words everybody finds it once it is published: never by who asked."""
        return " ".join([self.public_question, self.public_answer])
