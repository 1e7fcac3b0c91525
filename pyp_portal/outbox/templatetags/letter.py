"""The look of a letter. Mail programs read no style sheet, so each element bears its own."""

from django import template
from django.utils.html import format_html

register = template.Library()

INK, SOFT, LINE, KRAM, GROUND = "#1c2431", "#566275", "#dee3e9", "#1e4080", "#f1f4f6"
FONTS = "Sarabun,'Leelawadee UI',Thonburi,Tahoma,sans-serif"
DRESS = {
    "page": f"margin:0;padding:0;background:{GROUND};color:{INK};"
    f"font-family:{FONTS};font-size:17px;line-height:1.7",
    "preview": "display:none;max-height:0;overflow:hidden",
    "ground": f"background:{GROUND}",
    "around": "padding:16px 8px",
    "sheet": f"max-width:600px;background:#ffffff;border:1px solid {LINE};border-radius:12px",
    "head": f"padding:18px 24px;border-bottom:4px solid {KRAM}",
    "office": f"font-size:19px;font-weight:700;color:{KRAM}",
    "programme": f"font-size:15px;color:{SOFT}",
    "body": "padding:24px;overflow-wrap:anywhere",
    "title": f"margin:0 0 14px;font-size:22px;line-height:1.5;color:{INK}",
    "text": "margin:0 0 16px",
    "items": "margin:0 0 16px;background:#fdf0d2;border-left:5px solid #b87d0a",
    "item": f"padding:12px 16px;color:{INK}",
    "action": "margin:0 0 20px",
    "button": f"background:{KRAM};border-radius:8px",
    "press": "display:inline-block;padding:12px 24px;color:#ffffff;font-weight:700;"
    "text-decoration:none",
    "link": "color:#2a55a3;display:inline-block;padding:8px 0",
    "copy": f"margin:0;color:{SOFT};font-size:15px",
    "address": "word-break:break-all",
    "foot": f"padding:16px 24px;border-top:1px solid {LINE};font-size:15px;color:{SOFT}",
}


@register.simple_tag
def dress(name):
    """The style of one element of a letter."""
    return format_html('style="{}"', DRESS[name])
