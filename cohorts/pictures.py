"""Pictures as everybody sees them: small, and without what a camera writes into them."""

from io import BytesIO

from django.core.files.base import ContentFile
from PIL import Image

SIZE = (400, 300)  # pixels at most
MOST_BYTES = 13_000  # so that a page with three of them stays under 300 kB
QUALITIES = (78, 68, 58, 48, 38, 28)


def small_of(stored):
    """The small version of a stored picture as a file; None where it cannot be drawn."""
    try:
        with stored.file.open("rb") as file, Image.open(file, formats=["JPEG", "PNG"]) as picture:
            picture.draft("RGB", SIZE)
            return ContentFile(drawn(on_white(picture)))
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None


def on_white(picture):
    """A picture without holes: what is see-through becomes white."""
    if picture.mode in ("RGBA", "LA", "P"):
        picture = picture.convert("RGBA")
        ground = Image.new("RGBA", picture.size, "white")
        picture = Image.alpha_composite(ground, picture)
    return picture.convert("RGB")


def drawn(picture):
    """The picture as a JPEG that is small enough: first coarser, then smaller."""
    picture.thumbnail(SIZE)
    while True:
        for quality in QUALITIES:
            made = BytesIO()
            picture.save(made, "JPEG", quality=quality, optimize=True, progressive=True)
            if made.tell() <= MOST_BYTES:
                return made.getvalue()
        picture = picture.reduce(2)
