"""A guide as HTML: for a page, where pictures are fetched, or for a paper that carries them."""

import base64
from functools import cache
from io import BytesIO

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import escape, format_html
from django.utils.safestring import mark_safe
from PIL import Image

from pyp_portal.guides import reading

JPEG_QUALITY = 78


@cache
def page(guide):
    """The guide for the browser."""
    return written(guide, on_page, inside)


def paper(guide):
    """The guide for a PDF, which fetches nothing: its pictures stand in it."""
    return written(guide, on_paper, lambda name: settings.SITE_URL + inside(name))


def written(guide, figure, address):
    """HTML of a guide; ``figure(picture, alt)`` and ``address(name)`` say what differs."""
    parser = reading.parser()
    parser.add_render_rule("image", lambda _, tokens, place, *rest: drawn(tokens[place], figure))
    parser.add_render_rule("link_open", lambda _, tokens, place, *rest: led(tokens[place], address))
    parser.add_render_rule("paragraph_open", framed("figure", "p"))
    parser.add_render_rule("paragraph_close", framed("/figure", "/p", inline=-1))
    html = parser.renderer.render(list(guide.tokens), parser.options, {})
    # Our own file, in which the parser has escaped all HTML.
    return mark_safe(html)  # noqa: S308


def framed(alone, usual, inline=1):
    """How a paragraph opens or closes: as a figure where a picture stands alone in it."""

    def rule(_, tokens, place, *rest):
        if tokens[place].hidden:
            return ""
        children = tokens[place + inline].children or []
        is_picture = len(children) == 1 and children[0].type == "image"
        return f"<{alone if is_picture else usual}>"

    return rule


def drawn(token, figure):
    """A picture and, where it has a title, the words under it."""
    picture = reading.picture(token.attrGet("src").rpartition("static/guides/")[2])
    title = token.attrGet("title")
    caption = format_html("<figcaption>{}</figcaption>", title) if title else ""
    return figure(picture, token.content) + caption


def on_page(picture, alt):
    return format_html(
        '<a class="guide-picture{}" href="{}"><img src="{}" alt="{}" width="{}" height="{}"'
        ' loading="lazy"></a>',
        " is-phone" if picture.is_phone else "",
        *[static(f"guides/{picture.name}")] * 2,
        alt,
        picture.width,
        picture.height,
    )


def on_paper(picture, alt):
    code = base64.b64encode(as_jpeg(picture.path)).decode()
    return format_html(
        '<img class="{}" src="data:image/jpeg;base64,{}" alt="{}">',
        "phone" if picture.is_phone else "desk",
        code,
        alt,
    )


def as_jpeg(path):
    """A picture as a PDF keeps it as it is; of any other kind it would keep every dot."""
    kept = BytesIO()
    with Image.open(path) as image:
        image.convert("RGB").save(kept, "JPEG", quality=JPEG_QUALITY, optimize=True)
    return kept.getvalue()


def led(token, address):
    """A link to another guide, by the name of its file, or within this one."""
    name, mark, anchor = token.attrGet("href").partition("#")
    target = address(name.removesuffix(".md")) if name else ""
    return f'<a href="{escape(target + mark + anchor)}">'


def inside(name):
    """Where a guide stands in the portal."""
    return reverse("guides:guide", args=[name])
