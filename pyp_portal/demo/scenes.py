"""Drawn scenes that stand for photographs in the demo: no person and no place is in them."""

from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

SIZE = WIDTH, HEIGHT = 960, 720
SKIES = ("#cfe3f5", "#f6e3c0", "#dcebd9", "#e6dff0")
HILLS = (("#7fa98a", "#4f8563"), ("#8fae6a", "#5f8443"), ("#6fa3a0", "#3f7a78"))
WALLS = ("#fdf6e7", "#f3ddc4", "#e9eef6")
ROOFS = ("#a34a3a", "#1f3a68", "#b98324")
CAPTION = "ภาพวาดตัวอย่าง แทนภาพถ่ายในพื้นที่: {}"


def drawn(number):
    """A scene as an uploaded file; the same for the same number."""
    picture = Image.new("RGB", SIZE, SKIES[number % len(SKIES)])
    pen = ImageDraw.Draw(picture)
    left = 120 + 170 * (number % 5)
    pen.ellipse((left, 90, left + 110, 200), fill="#f2b84b")
    far, near = HILLS[number % len(HILLS)]
    pen.ellipse((-200, 300, 620, 900), fill=far)
    pen.ellipse((380, 340, 1240, 960), fill=far)
    pen.rectangle((0, 520, WIDTH, HEIGHT), fill=near)
    pen.polygon([(0, 640), (WIDTH, 580), (WIDTH, 640), (0, 700)], fill="#8fb8dc")
    for place in range(3 + number % 3):
        house(pen, 110 + 165 * place, 470 + 14 * ((place + number) % 3), number + place)
    content = BytesIO()
    picture.save(content, "JPEG", quality=88)
    return SimpleUploadedFile(f"scene-{number}.jpg", content.getvalue(), "image/jpeg")


def house(pen, left, top, number):
    """A house: wall, roof, door and window."""
    pen.rectangle((left, top, left + 110, top + 90), fill=WALLS[number % len(WALLS)])
    roof = [(left - 14, top), (left + 55, top - 58), (left + 124, top)]
    pen.polygon(roof, fill=ROOFS[number % len(ROOFS)])
    pen.rectangle((left + 14, top + 34, left + 42, top + 90), fill="#6b4a35")
    pen.rectangle((left + 62, top + 26, left + 92, top + 54), fill="#9cc3e6")
