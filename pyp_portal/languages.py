"""In which language a page answers: Thai, unless the reader chose English here.

The browser's own language is not asked: many Thai offices run English systems.
"""

from django.conf import settings
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
