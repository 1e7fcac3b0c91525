"""By which hash a text is known: of a frozen revision, and of what a head endorsed."""

import hashlib
import json

from django.core.serializers.json import DjangoJSONEncoder

ENDORSEMENT_KEYS = frozenset({"endorsement_letter", "endorsement_online"})


def fingerprint(content):
    """SHA-256 of the canonical JSON: sorted keys, no spaces, UTF-8."""
    text = json.dumps(
        content,
        cls=DjangoJSONEncoder,
        sort_keys=True,
        separators=(",", ":"),
        ensure_ascii=False,
    )
    return hashlib.sha256(text.encode()).hexdigest()


def text_hash(answers):
    """The hash of everything that a head stands behind: all answers and files but the endorsement.

    The same for answers that stand now and for those of a frozen revision.
    """
    return fingerprint({k: v for k, v in answers.items() if k not in ENDORSEMENT_KEYS})
