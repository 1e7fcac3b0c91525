"""What makes a PDF more than paper: scripts, commands, files inside it (S11)."""

import pikepdf

COMMANDS = {
    "/JavaScript",
    "/Launch",
    "/ImportData",
    "/SubmitForm",
    "/GoToE",
    "/Rendition",
    "/RichMediaExecute",
}
KEYS = {"/JS", "/JavaScript", "/EmbeddedFiles", "/EF", "/XFA", "/RichMediaContent"}


def any_in(document, most):
    """True where any object of the document, used or not, holds a command or a file.

    ``ValueError`` where the document has more objects than ``most``: no paper does.
    """
    if len(document.objects) > most:
        raise ValueError("too many objects")
    return any(_acts(thing) for thing in document.objects)


def _acts(thing):
    """Look at one object and at all that is written inside it."""
    open_ones = [thing]
    while open_ones:
        one = open_ones.pop()
        if isinstance(one, pikepdf.Array):
            open_ones += _inside(one)
        elif isinstance(one, (pikepdf.Dictionary, pikepdf.Stream)):
            if KEYS & set(one.keys()) or str(one.get("/S", "")) in COMMANDS:
                return True
            open_ones += _inside(
                one.values() if isinstance(one, pikepdf.Dictionary) else one.stream_dict.values()
            )
    return False


def _inside(values):
    """Those of these values that are written here; what they refer to comes by itself."""
    held = (pikepdf.Array, pikepdf.Dictionary)
    return [one for one in values if isinstance(one, held) and not one.is_indirect]
