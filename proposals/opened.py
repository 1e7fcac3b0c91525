"""Which fiscal years have been opened, however far ahead."""

from proposals.models import Call


def opened_years():
    """The fiscal years that have a call; a practice call opens none."""
    return set(Call.objects.order_by().values_list("fiscal_year", flat=True))
