"""The form in its versions: words, limits and what is required, as an office sets them."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.functional import cached_property

from proposals.questions import AskedForm


class FormVersionQuerySet(models.QuerySet):
    """Questions about versions."""

    def published(self):
        """Versions that a call may take; they never change again."""
        return self.exclude(published_at=None)

    def newest(self):
        """The latest version that has been published."""
        return self.published().order_by("number").last()

    def in_work(self):
        """The version that is being written, or None."""
        return self.filter(published_at=None).first()


class FormVersion(models.Model):
    """One version of the form: ``words`` holds steps, questions, lists and checklist.

    It is written until it is published; what has been published never changes, so that
    answers can always be read in the words in which they were asked for.
    """

    number = models.PositiveSmallIntegerField(unique=True)
    words = models.JSONField()
    based_on = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    begun_at = models.DateTimeField()
    begun_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    edited_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = FormVersionQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                models.Value(1),
                condition=models.Q(published_at=None),
                name="one_version_is_written_at_a_time",
            )
        ]

    def __str__(self):
        return str(self.number)

    def get_absolute_url(self):
        return reverse("proposals:form_version", args=[self.number])

    @cached_property
    def form(self):
        """The questions in the words of this version."""
        return AskedForm(self.number, self.words)


_known = {}  # forms of published versions, which never change, by their keys


def form_of(version_id):
    """The form of a version: one statement in the life of the process."""
    if version_id not in _known:
        version = FormVersion.objects.get(pk=version_id)
        if version.published_at is None:
            return version.form
        _known[version_id] = version.form
    return _known[version_id]


def forget_forms():
    """Ask again for all but the first version: for tests, whose versions come and go."""
    for version_id in [key for key, form in _known.items() if form.number != 1]:
        del _known[version_id]
