"""Whether what was sent had to be mended (V-11)."""

from pyp_portal import thai

OWN = ("csrfmiddlewaretoken", "version")


def was_mended(post):
    """True when one of the texts came with broken vowels, doubled marks or stray signs."""
    texts = (text for name, text in post.items() if name not in OWN and name[:1] != "_")
    return any(map(thai.was_mended, texts))
