"""What stands in each column of a list, and how a cell is read."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pyp_portal import thai
from pyp_portal.accounts.fields import PhoneField
from pyp_portal.accounts.models import Province
from pyp_portal.accounts.roles import AgencyType
from pyp_portal.imports.models import Kind

YES = gettext_lazy("Yes")
LANGUAGES = ("th", "en")
_CODE = re.compile(r"[A-Za-z0-9_-]+")
_phone = PhoneField(required=False)


@dataclass(frozen=True)
class Column:
    """One column: its head, whether it must be filled, what helps, and what reads a cell."""

    name: str
    label: str
    read: Callable  # (text, words) to a value; ValidationError bears a sentence
    most: int = 200
    required: bool = False
    help: str = ""
    words: Callable | None = None  # () to the values that may be chosen, by their words

    def value(self, text, words):
        """The cell as it is kept."""
        if not text:
            if self.required:
                raise ValidationError(_("Fill this cell in."))
            return ""
        if len(text) > self.most:
            raise ValidationError(_("At most %(most)d letters.") % {"most": self.most})
        return self.read(text, words)


def as_text(text, _words):
    return text


def as_code(text, _words):
    if not _CODE.fullmatch(text):
        raise ValidationError(_("A code has only Latin letters, digits, “-” and “_”."))
    return text


def as_email(text, _words):
    try:
        validate_email(text)
    except ValidationError:
        raise ValidationError(_("“%(text)s” is no e-mail address.") % {"text": text}) from None
    return text.lower()


def as_phone(text, _words):
    return _phone.clean(text)


def as_word(text, words):
    """One of a list, by its words in either language or by its code."""
    try:
        return words[text.casefold()]
    except KeyError:
        sentence = _("“%(text)s” is not in the list of this column in the template.")
        raise ValidationError(sentence % {"text": text}) from None


def in_both(labels):
    """{word: value} of labels in both languages and of the values themselves."""
    found = {str(value).casefold(): value for value in labels}
    for language in LANGUAGES:
        with translation.override(language):
            found |= {str(label).casefold(): value for value, label in labels.items()}
    return found


def types():
    return in_both({kind.value: kind.label for kind in AgencyType})


def provinces():
    rows = Province.objects.all()
    by_code = {str(one.code): one.code for one in rows}
    by_name = {one.name_th: one.code for one in rows}
    return by_code | by_name | {one.name_en.casefold(): one.code for one in rows}


def yes():
    return in_both({"yes": YES})


CODE_HELP = gettext_lazy("Latin letters, digits, “-” and “_”, at most 20")
COLUMNS = {
    Kind.AGENCIES: (
        Column("code", gettext_lazy("Code of the agency"), as_code, 20, True, CODE_HELP),
        Column("name_th", gettext_lazy("Name in Thai"), as_text, 200, True),
        Column("type", gettext_lazy("kind"), as_word, 200, True, "", types),
        Column("province", gettext_lazy("province"), as_word, 200, False, "", provinces),
        Column(
            "parent",
            gettext_lazy("Belongs to"),
            as_code,
            20,
            help=gettext_lazy("The code of an agency in the register or in this file"),
        ),
        Column("short_th", gettext_lazy("short name"), as_text, 60),
        Column("name_en", gettext_lazy("name in English"), as_text),
        Column("saraban_email", gettext_lazy("official mailbox"), as_email, 254),
    ),
    Kind.PEOPLE: (
        Column("title_th", gettext_lazy("Form of address"), as_text, 60, True),
        Column("given_th", gettext_lazy("Given name in Thai"), as_text, 120, True),
        Column("family_th", gettext_lazy("Family name in Thai"), as_text, 120, True),
        Column("email", gettext_lazy("E-mail"), as_email, 254, True),
        Column("phone", gettext_lazy("Telephone"), as_phone, 30),
        Column("position_th", gettext_lazy("Position"), as_text),
        Column(
            "agency",
            gettext_lazy("Code of the agency"),
            as_code,
            20,
            True,
            gettext_lazy("The code of an agency in the register"),
        ),
        Column(
            "can_submit",
            gettext_lazy("May submit in the name of the agency"),
            as_word,
            20,
            help=gettext_lazy("Yes, or empty. Everybody may write."),
            words=yes,
        ),
    ),
}


def heads(kind):
    """{head of a column in either language: its place among the columns}."""
    found = {}
    for language in LANGUAGES:
        with translation.override(language):
            found |= {head_key(one.label): at for at, one in enumerate(COLUMNS[kind])}
    return found


def head_key(text):
    """A head as it is compared: the star of what is required does not count."""
    return thai.normalise(str(text)).rstrip("* ").casefold()
