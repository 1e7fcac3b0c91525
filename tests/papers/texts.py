"""What a document says by its HTML, and what two readers take out of its PDF again."""

import re
import subprocess
from collections import Counter
from html import unescape

from pyp_portal.papers import glyphs, rendering, seals

SARA_AM, NIKHAHIT = "\u0e33", "\u0e4d"
BLOCKS = re.compile(
    r"</?(?:p|div|h[1-6]|li|[ou]l|t[dhr]|table|thead|tbody|tfoot|caption|section|header|footer|"
    r"article|br|d[ldt]|blockquote|body|html|img|colgroup|col)\b[^>]*>"
)
HEADING = re.compile(r"<h([1-3])[^>]*>(.*?)</h\1>", re.DOTALL)
UNSEEN = re.compile("[\u200b\u2060\u00ad]")  # letters that say where lines may end


def bare(text):
    """Text without any white space, as two readers can agree on it."""
    return re.sub(r"\s", "", text)


def tool(*command, pdf=None):
    """The output of a command-line tool, which may read a PDF from its standard input."""
    return subprocess.run(command, input=pdf, capture_output=True, check=True).stdout


def poppler_pages(pdf):
    """The text of each page in the order it was written."""
    return tool("pdftotext", "-raw", "-", "-", pdf=pdf).decode().split("\f")[:-1]


def pdfium_pages(pdf):
    return rendering.text_of(pdf).split("\f")


READERS = {"poppler": poppler_pages, "pdfium": pdfium_pages}


def said(html):
    """The letters of some HTML as they can be drawn, and as readers agree on them."""
    drawn, _lost = glyphs.drawable(html)
    return UNSEEN.sub("", bare(unescape(re.sub(r"<[^>]+>", "", drawn))))


def blocks(html):
    """What a document says, paragraph by paragraph and cell by cell, without its head."""
    body = html.partition(seals.PLACE)[2]
    return [words for words in map(said, BLOCKS.split(body)) if words]


def titles(html):
    """Its headings, as the outline should tell them."""
    found = [re.sub("<br[^>]*>", " ", words) for _level, words in HEADING.findall(html)]
    return [said(words) for words in found]


def text_of(paper, pages, *, with_heads=True):
    """The text of the pages as one, without the seal and what is written again on each.

    The watermark is written first on a page, the bullets of lists and the margins last.
    """
    seal = seals.sealed(paper).partition('<div class="seal">')[2].partition("</div>")[0]
    number = f"เลขที่เอกสาร {paper.number}" if paper.number else seals.DRAFT
    mark, title, number = map(said, ("".join(seals.watermark(paper)), paper.title, number))
    running = rf"(?:{re.escape(title)})?(?:-[๐-๙]+-)?(?:{number})?(?:หน้า[๐-๙]+จาก[๐-๙]+)?$"
    first, *rest = (UNSEEN.sub("", bare(page)).removeprefix(mark) for page in pages)
    rest = [re.sub(running, "", text, count=1) for text in rest]
    known = [] if with_heads else heads(paper.html)
    whole = first.removesuffix(said(seal)).rstrip("•")
    for page in rest:
        whole += _without_heads(page, [head for head in known if head in whole]).rstrip("•")
    return whole


def heads(html):
    """The heads of its tables, which are written again on each page that a table reaches."""
    return [said(head) for head in re.findall("<thead>(.*?)</thead>", html, re.DOTALL)]


def _without_heads(page, known):
    """A page that goes on with a table, without the head that was there before."""
    again = max((head for head in known if page.startswith(head)), key=len, default="")
    return page.removeprefix(again)


def unread(paper, pdf):
    """What a document says and a reader does not find: (reader, words) of each."""
    found = {name: read(pdf) for name, read in READERS.items()}
    texts = {name: text_of(paper, pages) for name, pages in found.items()}
    going_on = {name: text_of(paper, pages, with_heads=False) for name, pages in found.items()}
    assert not any(NIKHAHIT in text for text in texts.values())
    wanted = blocks(paper.html)
    lost = [
        (name, words)
        for name, text in texts.items()
        for words in wanted
        if words not in text and words not in going_on[name]
    ]
    kept = Counter("".join(wanted).replace("•", ""))
    lost += [
        (name, f"{letter} {kept[letter]} > {text.count(letter)}")
        for name, text in texts.items()
        for letter in kept
        if kept[letter] > text.count(letter)
    ]
    if len(set(map(sorted_letters, texts.values()))) > 1:
        lost.append(("both", "the readers do not agree"))
    return lost


def sorted_letters(text):
    return "".join(sorted(text.replace("•", "")))
