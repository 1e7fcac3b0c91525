"""The parts that pages are made of: icon, badge, buttons, notices, errors."""

from functools import cache

from django import forms, template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.translation import gettext

from pyp_portal.tiles import tiles

register = template.Library()


@register.simple_tag
@cache
def asset(path):
    """The address of a static file, looked up once: every page names two dozen of them."""
    return static(path)


@register.simple_tag
def icon(name, css=""):
    """An icon beside words that say the same; alone it needs hidden text."""
    drawing = '<svg class="icon {}" aria-hidden="true"><use href="{}#{}"/></svg>'
    return format_html(drawing, css, asset("img/icons.svg"), name)


@register.simple_tag
def state_badge(state, public=False, large=False):
    """The badge of a state: icon, word, colour. ``public`` gives what applicants may know."""
    shown = ("public_tone", "public_icon", "public_label") if public else ("tone", "icon", "label")
    tone, name, label = (getattr(state, part) for part in shown)
    return badge(tone, name, label, large=large)


@register.simple_tag
def badge(tone, name, label, large=False):
    """A badge for anything that has a state of its own."""
    size = "state-badge-lg" if large else ""
    return format_html(
        '<span class="state-badge tone-{} {}">{}{}</span>', tone, size, icon(name), label
    )


@register.inclusion_tag("components/actions.html", takes_context=True)
def action_buttons(context, actions, version=None):
    """The buttons of a record: forms for acts, links for pages, reasons beside refused ones.

    ``version`` is the version of the record that this page shows; an act on an older one is told.
    """
    return {"actions": actions, "version": version, "csrf_token": context.get("csrf_token")}


@register.simple_tag(takes_context=True)
def page_link(context, key, name="after"):
    """This address with the page behind ``key`` of the list ``name``; no key: its first page."""
    asked = context.request.GET.copy()
    asked.pop(name, None)
    if key:
        asked[name] = key
    return f"?{asked.urlencode()}"


@register.inclusion_tag("components/error_summary.html")
def error_summary(*forms):
    """All errors of these forms and formsets, each with a link to its field.

    A form whose errors stand here prints no second summary over its own fields.
    """
    for form in forms:
        form.summary_above = True
    return {"errors": [error for form in forms for error in errors_of(form)]}


def errors_of(form):
    """Pairs of field address and sentence; a formset gives those of its forms."""
    if hasattr(form, "forms"):
        own = [("", message) for message in form.non_form_errors()]
        return own + [error for part in form.forms for error in errors_of(part)]
    return [
        ("" if name == "__all__" else form[name].id_for_label or form[name].auto_id, message)
        for name, messages in form.errors.items()
        for message in labelled(form, name, messages)
    ]


def labelled(form, name, messages):
    """The messages of one field, each led by the field's label."""
    if name == "__all__":
        return messages
    return [f"{form[name].label}: {message}" for message in messages]


@register.simple_tag
def control(field):
    """The control of a field, dressed for its kind and marked where it is wrong."""
    widget = field.field.widget
    for part in getattr(widget, "widgets", [widget]):
        css = [part.attrs.get("class", ""), kind_of(part), "is-invalid" if field.errors else ""]
        part.attrs["class"] = " ".join(filter(None, css))
    return field.as_widget()


def kind_of(widget):
    """Bootstrap's class for a control of this kind."""
    if isinstance(widget, forms.CheckboxInput):
        return "form-check-input"
    return "form-select" if isinstance(widget, forms.Select) else "form-control"


@register.filter
def is_optional(field):
    """Whether the label says "(optional)"; a form may decide by ``field.is_optional``."""
    return getattr(field.field, "is_optional", not field.field.required)


@register.inclusion_tag("components/counter.html")
def counter(field):
    """How many characters are used, for a control whose widget has ``data-counter``."""
    attrs = field.field.widget.attrs
    most = int(attrs.get("data-counter"))
    text = str(field.value() or "").replace("\r\n", "\n")  # as the browser counts
    pages = 2 if most >= 1500 else int(most >= 700)  # halves of a page of A4
    least = attrs.get("data-least")
    return {"field": field, "most": most, "used": len(text), "pages": pages, "least": least}


@register.filter
def has_counter(field):
    """Whether the control's widget has ``data-counter``, its limit of characters."""
    return "data-counter" in field.field.widget.attrs


@register.inclusion_tag("components/tile_map.html")
def tile_map(title, levels, notes=None):
    """The map of provinces; ``levels`` by Thai name: "1", "2", "here", "site" or "active"."""
    notes = notes or {}
    return {
        "title": title,
        "tiles": [
            tile
            | {
                "name": gettext(tile["name"]),
                "level": levels.get(tile["name"]),
                "note": notes.get(tile["name"]),
            }
            for tile in tiles()
        ],
    }
