"""One page of a list, and the key of the next."""

PAGE = 25


def one_page(queryset, after, key):
    """Rows of a page, and the ``key`` of its last one where more follow."""
    rows = list(queryset.page(after, PAGE + 1))
    more = len(rows) > PAGE
    return rows[:PAGE], getattr(rows[PAGE - 1], key) if more else None
