"""How wide the columns of a table are whose columns are not known beforehand."""

UNIT = 5  # percent: the width classes of tables.css
ENOUGH = 40  # letters; a longer cell takes several lines anyway
HEADER = 12  # letters of a header that count; the rest goes on its next line
NARROWEST = 2  # units


def widths(headers, rows):
    """The percents of the columns, by what stands in them; they make 100 together.

    >>> widths(["ที่", "ชื่อหน่วยงานหรือภาคี"], [["1", "เทศบาล"]])
    [25, 75]
    """
    weights = [weight(cells) for cells in zip(headers, *rows, strict=True)]
    free = 100 // UNIT - NARROWEST * len(weights)
    shares = [free * weight / sum(weights) for weight in weights]
    units = [int(share) for share in shares]
    by_rest = sorted(range(len(units)), key=lambda n: units[n] - shares[n])
    for n in by_rest[: free - sum(units)]:
        units[n] += 1
    return [UNIT * (NARROWEST + unit) for unit in units]


def weight(cells):
    """How much room a column asks for: the letters of its longest cell."""
    header, *texts = cells
    return min(ENOUGH, max([1, min(HEADER, len(header)), *map(len, texts)]))
