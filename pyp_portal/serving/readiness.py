"""What the portal needs in order to work: each check answers yes or no."""

import ctypes
import os
import shutil
from datetime import timedelta
from functools import cache as once

import structlog
from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError, connection
from kombu.exceptions import KombuError
from redis.exceptions import RedisError

from pyp_portal import clock
from pyp_portal.celery import app

log = structlog.stdlib.get_logger(__name__)

HEARTBEAT = "worker-heartbeat"
HEARTBEAT_LASTS = timedelta(seconds=120)
DISK_NEEDED = 200 * 2**20
PDF_LIBRARIES = (
    "libpango-1.0.so.0",
    "libpangoft2-1.0.so.0",
    "libharfbuzz-subset.so.0",
    "libthai.so.0",
)


def database_answers():
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return cursor.fetchone() == (1,)


def broker_takes_jobs():
    folder = app.conf.broker_transport_options.get("data_folder_out")
    if folder:
        return os.access(folder, os.W_OK)
    with app.connection_for_write() as link:
        link.ensure_connection(max_retries=1, timeout=2)
        return link.connected


def worker_lives():
    """A job went all the way, from beat through the broker to a worker, a short while ago."""
    beaten_at = cache.get(HEARTBEAT)
    return beaten_at is not None and clock.now() - beaten_at < HEARTBEAT_LASTS


@once
def pdf_libraries_load():
    for name in PDF_LIBRARIES:
        ctypes.CDLL(name)
    return True


def disk_has_room():
    return shutil.disk_usage(settings.VAR_DIR).free > DISK_NEEDED


CHECKS = {
    "database": database_answers,
    "broker": broker_takes_jobs,
    "worker": worker_lives,
    "pdf libraries": pdf_libraries_load,
    "disk": disk_has_room,
}


def verdicts():
    """Every check by name with "ok" or "down"; why it is down stands in the log only."""
    return {name: verdict(name, check) for name, check in CHECKS.items()}


def verdict(name, check):
    try:
        return "ok" if check() else "down"
    except (DatabaseError, KombuError, RedisError, OSError) as error:
        log.warning("not ready", check=name, error=type(error).__name__)
        return "down"
