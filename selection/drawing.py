"""Draws the pages of an attached file as pictures. Only the tasks import this: it needs PDFium."""

from io import BytesIO
from zipfile import ZIP_STORED, ZipFile

import pypdfium2
from PIL import Image

MOST = 100  # pages of one file; the rest is read in the file itself
WIDTH, HEIGHT = 1100, 2200  # pixels of a page at most
QUALITY = 78


def draw(stored, archive):
    """Write the pages of a stored file into ``archive``; (sizes of those drawn, how many it has).

    A page is an entry ``1.jpg``, stored as it is, so that one page is read without the others.
    """
    pages = _of_pdf if stored.kind == "pdf" else _of_picture
    sizes = []
    with ZipFile(archive, "w", ZIP_STORED) as package, stored.file.open("rb") as file:
        for number, picture in enumerate(pages(file.read()), start=1):
            package.writestr(f"{number}.jpg", _jpeg(picture))
            sizes.append(picture.size)
    return sizes, stored.pages or len(sizes)


def _of_pdf(content):
    with pypdfium2.PdfDocument(content) as document:
        for number in range(min(len(document), MOST)):
            page = document[number]
            scale = min(WIDTH / page.get_width(), HEIGHT / page.get_height(), 3)
            yield page.render(scale=scale).to_pil().convert("RGB")
            page.close()


def _of_picture(content):
    with Image.open(BytesIO(content), formats=["JPEG", "PNG"]) as picture:
        upright = picture.convert("RGB")
        upright.thumbnail((WIDTH, HEIGHT))
        yield upright


def _jpeg(picture):
    made = BytesIO()
    picture.save(made, "JPEG", quality=QUALITY)
    return made.getvalue()
