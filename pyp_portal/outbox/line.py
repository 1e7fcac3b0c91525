"""LINE as a way to send: push messages of an Official Account, each with a key of its own.

Off unless its settings are given. LINE takes a second request with the same
``X-Line-Retry-Key`` within 24 hours for the first one (409), so what got no answer may be
asked again, and is sent once. A LINE says no more than the subject and where to read it.
"""

import http.client
import json
import urllib.error
import urllib.request
import uuid

from django.conf import settings

from pyp_portal.outbox import lining
from pyp_portal.outbox.channels import NotTaken, Refused, short
from pyp_portal.outbox.models import Ended, LineLink

PUSH = "/v2/bot/message/push"
PATIENCE = 10  # seconds
LONGEST = 5000  # letters of a text message
SLOW_DOWN = 429
ACCEPTED_BEFORE = 409
NOT_ALLOWED = (401, 403)  # a setting of the office is wrong: the message waits until it is mended
NOT_THERE = ("'to'", "Failed to send messages")  # words of a 400 about the receiver


class LineChannel:
    """Short messages by LINE, one request each."""

    def open(self):
        """Nothing to reach before there is something to send."""

    def close(self):
        """Each request has closed its own connection."""

    def target(self, message):
        return message.address

    def send(self, message):
        """Raises NotTaken, Refused; never Unsure, since the same key is sent once."""
        if not LineLink.objects.standing().filter(line_user=_line_user(message)).exists():
            raise Refused("This LINE is no longer joined.")
        try:
            with urllib.request.urlopen(_request(message), timeout=PATIENCE) as answer:  # noqa: S310 - a setting, not a link of somebody
                return f"{answer.status} {answer.headers.get('X-Line-Request-Id', '')}".strip()
        except urllib.error.HTTPError as error:
            return _answered(error)
        except urllib.error.URLError as error:
            raise NotTaken(error) from error
        except (OSError, http.client.HTTPException) as error:
            raise NotTaken(error, reached=True) from error

    def gone(self, message, said):
        lining.end(_line_user(message), Ended.BLOCKED, said)


def _line_user(message):
    return message.address.removeprefix("line:")


def _request(message):
    """The push of one message; the key stays the same until a person has it sent once more."""
    text = f"{message.subject}\n\n{message.body}".strip()[:LONGEST]
    body = {"to": _line_user(message), "messages": [{"type": "text", "text": text}]}
    return urllib.request.Request(  # noqa: S310 - a setting, not a link of somebody
        settings.LINE_API_URL + PUSH,
        data=json.dumps(body).encode(),
        headers={
            "Authorization": f"Bearer {settings.LINE_CHANNEL_TOKEN}",
            "Content-Type": "application/json",
            "X-Line-Retry-Key": str(uuid.uuid5(message.uid, str(message.resent))),
        },
        method="POST",
    )


def _answered(error):
    """What an answer other than 200 means."""
    said = f"{error.code} {_words(error)}"
    if error.code == ACCEPTED_BEFORE:
        return said
    if error.code in NOT_ALLOWED:
        raise NotTaken(said) from error
    if error.code >= 500 or error.code == SLOW_DOWN:
        raise NotTaken(said, reached=True) from error
    raise Refused(said, is_gone=any(words in said for words in NOT_THERE)) from error


def _words(error):
    """LINE's own sentence, as far as it gives one."""
    try:
        return short(json.loads(error.read())["message"])
    except (ValueError, KeyError, TypeError, OSError):
        return ""
