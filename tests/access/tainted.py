"""The small world of the matrix in which everything that people write is an attack."""

import re

from django.apps import apps
from django.db import IntegrityError, models, transaction

from proposals.models import Answers

OURS = (
    *("accounts", "proposals", "selection", "cohorts", "papers", "uploads", "outbox", "evening"),
    *("reminders", "offdays", "imports"),
)
EVIL = "\"'><img src=x onerror=alert(1)>{{7*7}}"
RAW = "<img src=x"
# Words of ours by which rows are found or machines decide; nobody types them.
KEYS = re.compile(
    r"(^|_)(code|codes|key|kind|type|state|sha256|hash|token|uid|id|path|language|template|item|"
    r"occasion|address|email|username|password|question|mode|base|origin|because|standing|scan|"
    r"html|file|url|claim|severity|tab|changed|place|relation|phase|level|outcome|stage|role|"
    r"session_data)$"
)


def taint():
    """Put the attack into every text that a person may have written; how many texts."""
    texts = 0
    for model in (m for label in OURS for m in apps.get_app_config(label).get_models()):
        keys = {name for one in model._meta.constraints for name in getattr(one, "fields", ())}
        written = [f.name for f in model._meta.concrete_fields if is_written(f, keys)]
        texts += poisoned(model, written) if written else 0
    for answers in Answers.objects.all():
        Answers.objects.filter(pk=answers.pk).update(data=tainted(answers.data))
    return texts


def poisoned(model, written):
    """How many texts of a model are now the attack; what is frozen stays as it is."""
    try:
        with transaction.atomic():
            return model._base_manager.update(**dict.fromkeys(written, EVIL)) * len(written)
    except IntegrityError:
        return 0


def is_written(field, keys):
    """True for a text of people: no key, no choice, nothing that has to be unique."""
    is_text = type(field) in (models.CharField, models.TextField)
    is_key = field.unique or field.name in keys or KEYS.search(field.name)
    return is_text and not (field.choices or is_key)


def tainted(data):
    """Answers with the attack in place of every text that is longer than a code."""
    if isinstance(data, dict):
        return {key: tainted(value) for key, value in data.items()}
    if isinstance(data, list):
        return [tainted(value) for value in data]
    is_prose = isinstance(data, str) and re.search("[\u0e01-\u0e5b]", data)
    return EVIL if is_prose else data
