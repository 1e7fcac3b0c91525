"""What the page of a person's choices answers to each role."""

from tests.access.matrix import Row, expect

ROWS = [
    Row("preferences:mine", expect(200)),
    Row(
        "preferences:mine",
        expect(302),
        method="post",
        data=lambda world: {
            "language": "en",
            "talk": "daily",
            "news": "off",
            "files": "at_once",
            "office": "at_once",
        },
    ),
]
