"""The short layer of the privacy notice, beside the fields that ask for data (section 23)."""

from django import template

from pyp_portal.privacy import standing

register = template.Library()


@register.inclusion_tag("privacy/_short_notice.html")
def short_notice(place):
    """What is said in short at a place of collection, with the rest to unfold."""
    notice = standing.current()
    return {"notice": notice, "short": notice.short(place), "parts": notice.layer(place)}
