"""One clock: it can be stopped, moved as a whole, and speaks of days in Bangkok."""

from datetime import UTC, date, datetime, timedelta
from threading import Thread

from django.utils import timezone

from pyp_portal import clock

LATE = datetime(2025, 1, 6, 18, 0, tzinfo=UTC)  # already the seventh in Bangkok


def test_the_clock_stops_and_goes_on():
    with clock.at(LATE):
        assert clock.now() == LATE
        with clock.at(LATE + timedelta(hours=1)):
            assert clock.now() == LATE + timedelta(hours=1)
        assert clock.now() == LATE

    assert abs(clock.now() - timezone.now()) < timedelta(seconds=5)


def test_today_is_the_day_in_bangkok():
    with clock.at(LATE):
        assert clock.today() == date(2025, 1, 7)
    assert clock.localdate(LATE) == date(2025, 1, 7)


def test_the_whole_portal_moves_by_the_offset(settings):
    settings.CLOCK_OFFSET = timedelta(days=-100)

    assert abs(clock.now() - timezone.now() + timedelta(days=100)) < timedelta(seconds=5)


def test_a_stopped_clock_stops_for_its_own_thread_only():
    seen = []
    with clock.at(LATE):
        other = Thread(target=lambda: seen.append(clock.now()))
        other.start()
        other.join()

    assert abs(seen[0] - timezone.now()) < timedelta(seconds=5)
