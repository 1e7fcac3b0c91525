"""Whether what was sent had to be mended (V-11)."""

from pyp_portal import thai
from pyp_portal.accounts.fields import ThaiField

OWN = ("csrfmiddlewaretoken", "version")


def was_mended(post):
    """True when one of the texts came with broken vowels, doubled marks or stray signs."""
    texts = (text for name, text in post.items() if name not in OWN and name[:1] != "_")
    return any(map(thai.was_mended, texts))


def was_mended_in(form):
    """The same for a form of a step that has been checked: its texts tell what became of them."""
    parts = [part.forms if hasattr(part, "forms") else [part] for part in form.parts()]
    return any(thai.is_mended(*texts) for part in parts for one in part for texts in texts_of(one))


def texts_of(form):
    """Each text of a form as it was typed and as it is kept."""
    kept = getattr(form, "cleaned_data", {})
    for name, field in form.fields.items():
        if isinstance(field, ThaiField) and kept.get(name):
            yield form.data.get(form.add_prefix(name), ""), kept[name]
