"""What a letter brings along for the calendar of its receiver."""

from django.db import models


class Invited(models.Model):
    """A message that invites to an appointment, moves one, or calls it off (RFC 5546)."""

    message = models.OneToOneField("outbox.Message", models.CASCADE, related_name="invited")
    method = models.CharField(max_length=8)
    calendar = models.TextField()

    def __str__(self):
        return f"{self.message_id} {self.method}"
