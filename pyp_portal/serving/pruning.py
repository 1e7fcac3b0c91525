"""Which backups have had their day: all of some days are kept, then the first of each month."""

from datetime import datetime, timedelta

from pyp_portal.serving.archives import keys_of

NAME = "portal-%Y%m%d-%H%M%S"


def outdated(folder, now, days, months):
    """The archives of ``folder`` that are older than ``days`` and are no month's first.

    Of the months, the newest ``months`` are kept. What is called otherwise is nobody's backup.
    """
    dated = sorted((made_at(path), path) for path in folder.glob("portal-*.tar") if made_at(path))
    firsts = {}
    for at, path in dated:
        firsts.setdefault((at.year, at.month), path)
    kept = {firsts[month] for month in sorted(firsts, reverse=True)[:months]}
    since = now.replace(tzinfo=None) - timedelta(days=days)
    return [path for at, path in dated if at < since and path not in kept]


def made_at(path):
    """The moment in the name of an archive; None for another name."""
    try:
        return datetime.strptime(path.stem, NAME)
    except ValueError:
        return None


def remove(paths):
    """Remove archives together with their keys."""
    for path in paths:
        path.unlink()
        keys_of(path).unlink(missing_ok=True)
