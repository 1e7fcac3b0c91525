"""The link from a page to the heading of the guide that tells of it."""

from django import template

from pyp_portal.guides import places

register = template.Library()


@register.simple_tag(takes_context=True)
def guide_url(context):
    """Where the guide tells of this page, for this reader; else all guides.

    The page on which somebody asks the office keeps the guide of the page they came from.
    """
    request = context.get("request")
    return places.of(request, context.get("worn", ())) if request else places.ALL
