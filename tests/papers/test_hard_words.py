"""The text of the hardest words, set together: as they were written, whichever reader takes them.

Stacked vowels and tones over plain, tall and hooked letters, sara am with and without tone,
numbers beside Latin, letters that never stand alone, in every face and in the sizes of papers.
"""

import pytest

from pyp_portal.papers import rendering
from tests.papers.texts import NIKHAHIT, READERS, SARA_AM, bare

WORDS = (
    "นำ นา น้ำ ต้นน้ำลำธาร ซ้ำซาก ช่ำชอง ก๋ำ ย่ำค่ำ สำนักงาน อำนวยการ ทำหน้าที่ กำหนด "
    "ขึ้น เริ่ม ครึ่งหนึ่ง เรื่อง ทั้งนี้ เพื่อ ที่ ชั้น สั้น มั่นคง กระชั้น เกี่ยวเนื่อง "
    "ปั้น ปี๊บ ฟื้นฟู เอื้อเฟื้อเผื่อแผ่ เปี่ยม ฝั่ง ป้า ฝ้าย ปู่ ฟ้า ญี่ปุ่น ปิ๊ง "
    "ฐานะ ญาติ ฤๅษี ฎีกา ฏ ฐิติ ญาณ ฬ์ กุฎี กรุณา สฤษดิ์ พระราชกฤษฎีกา ทูลเกล้าฯ ฯลฯ ๆ ก็ "
    "๐๑๒๓๔๕๖๗๘๙ P68-0001 PM2.5 ร้อยละ ๑๒.๕ ๑,๓๐๐ บาท (ก) “อ้าง” – ½ ≥ √ • ■ "
    "กิ๊ฟ โอ๊ย เจ๊ง จั๊กจี้ บ๊วย ตั๋ว เก๋า น้ำหนัก ถ้ำ คว่ำ ร่ำ ล้ำ"
)
FACES = {
    "": "น้ำ",
    "font-style:italic": "ทำ",
    "font-weight:600": "ค่ำ",
    "font-weight:700": "ล้ำ",
}
SIZES = (8, 10, 12, 15, 17, 30)


@pytest.fixture(scope="module")
def pdf():
    lines = "".join(
        f'<p style="{face};font-size:{size}pt">{WORDS} {mark}</p>'
        for face, mark in FACES.items()
        for size in SIZES
    )
    style = "<style>@page { @bottom-right { content: none } }</style>"
    return rendering.render(f'<html lang="th"><title>ก</title>{style}{lines}</html>').pdf


@pytest.mark.parametrize("reader", READERS)
def test_every_letter_is_read_as_it_was_written(pdf, reader):
    text = bare("".join(READERS[reader](pdf)))
    assert text == bare("".join(f"{WORDS}{mark}" for mark in FACES.values() for _size in SIZES))
    assert text.count(SARA_AM) == 6 * 4 * (WORDS.count(SARA_AM) + 1) > 300
    assert NIKHAHIT not in text
