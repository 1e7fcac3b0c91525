"""In which language a page answers: Thai, unless the reader chose English here.

The browser's own language is not asked: many Thai offices run English systems.

What the office enters and everybody reads has a Thai name and may have an English one beside it
(``name_th`` and ``name_en``); who reads English sees the English one where there is one.
"""

from django.conf import settings
from django.db.models import F, Value
from django.db.models.functions import Coalesce, NullIf
from django.utils import translation
from django.utils.cache import patch_vary_headers


def chosen(get_response):
    """Middleware: the language that the switch at the top of the page has kept."""

    def answer(request):
        code = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
        code = code if code in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(code):
            request.LANGUAGE_CODE = code
            response = get_response(request)
        response.headers.setdefault("Content-Language", code)
        patch_vary_headers(response, ("Cookie",))
        return response

    return answer


def in_words(thai, english):
    """The English for who reads English, where there is one; else the Thai."""
    return english if english and translation.get_language() == "en" else thai


def column(path):
    """The same of a column of a query: ``column("theme__name")``."""
    if translation.get_language() != "en":
        return F(f"{path}_th")
    return Coalesce(NullIf(F(f"{path}_en"), Value("")), F(f"{path}_th"))


class Named:
    """A record with ``name_th`` and ``name_en``."""

    @property
    def name(self):
        """In the reader's language."""
        return in_words(self.name_th, self.name_en)


class Titled:
    """A record with ``title_th`` and ``title_en``."""

    @property
    def title(self):
        """In the reader's language."""
        return in_words(self.title_th, self.title_en)
