"""What workers do for files: have them scanned, sweep what was never finished."""

from celery import shared_task

from pyp_portal.uploads import scanning, sweeping


@shared_task(name="uploads.scan", soft_time_limit=240, time_limit=300, ignore_result=True)
def scan(file_id):
    """Have one file scanned; where the scanner gives no answer the timetable asks again."""
    scanning.scan(file_id)


@shared_task(name="uploads.scan_waiting", soft_time_limit=240, time_limit=300)
def scan_waiting():
    """Have all files scanned that wait."""
    scanning.scan_waiting()


@shared_task(name="uploads.sweep")
def sweep():
    """Remove files on their way of which nothing was heard for 48 hours."""
    sweeping.sweep()
