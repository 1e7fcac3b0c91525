"""How the tests of pages send and read."""

from django.urls import reverse


def said(response):
    """The tones of the messages that the next page shows."""
    return [message.level_tag for message in response.context["messages"]]


def post(client, name, record, data):
    """Send a form to the page of a record, and follow where it leads."""
    return client.post(reverse(f"accounts:{name}", args=[record]), data, follow=True)
