"""Start the demo: its own folder, its own database and its own clock, told once and kept.

    python -m pyp_portal.serving.demo

`PORT` is where it serves and `DEMO_AS_OF` the day on which the demo year stands. Nothing of
your own data is read or touched, whatever `.env` says.
"""

import json
import os
import shutil
import subprocess
import sys
import time
from datetime import date, datetime
from zoneinfo import ZoneInfo

from pyp_portal.serving import stamps
from pyp_portal.serving.processes import die_with_parent

ROOT = stamps.ROOT
HOME = ROOT / "var" / "demo"
FIRST_DAY = "2025-02-18"
OPENING = {"hour": 18, "minute": 15}  # up to here its story is told, and from here it goes on
MANAGE = [sys.executable, str(ROOT / "manage.py")]

TRY = {
    "APPLICANT": "open your proposal, see what is missing, submit it, take it back",
    "APPLICANT_COLLEAGUE": "the same agency: read and write, but not submit",
    "AGENCY_HEAD": "read and endorse what your agency proposes",
    "COMMITTEE_MEMBER": "declare conflicts, fill in a score sheet",
    "CHAIR": "the board, the meeting and its resolutions",
    "SECRETARY": "call a meeting, take attendance, certify minutes, release results",
    "CENTRAL_ADVISER": "read along, without a vote",
    "STO_STAFF": "the list of proposals, screening, returns, the cohort",
    "STO_STAFF_2": "the second person, for what needs two",
    "STO_DIRECTOR": "sign the announcement",
    "AUDITOR": "read everything; each reading is recorded",
    "ADMIN": "people, agencies, corrections that a second admin approves",
    "ADMIN_2": "approve what the first admin asks for",
    "DATA_OFFICER": "requests about personal data, breaches, notices; no proposals",
    "TIER_1": "adviser of the cohort",
    "TIER_2": "coordinate one proposal's team",
    "TIER_3": "work in the lab: phases, activities, pilot test",
    "TIER_5": "join a lab, give an opinion",
    "LAB_PARTNER": "the five-minute report",
    "OTHER_AGENCY": "see that the others' proposals are not there",
}


def main():
    as_of = chosen_day()
    folder = HOME if as_of == FIRST_DAY else HOME / as_of
    folder.mkdir(parents=True, exist_ok=True)
    port = os.environ.get("PORT") or "8000"
    if not stamps.is_current("demo", folder):
        tell_the_year(folder, port, as_of)
    elif not stamps.is_current("ready", folder):
        run("prepare", env=environment(folder, port), stdout=subprocess.DEVNULL)
    if folder != HOME:
        shutil.copy(folder / "accounts.json", HOME / "accounts.json")
    introduce(json.loads((HOME / "accounts.json").read_text()), as_of, port)
    die_with_parent()
    command = [*MANAGE, "serve", "--port", port]
    os.execve(command[0], command, environment(folder, port))  # noqa: S606 - no shell is wanted


def chosen_day():
    day = os.environ.get("DEMO_AS_OF") or FIRST_DAY
    try:
        return date.fromisoformat(day).isoformat()
    except ValueError:
        sys.exit(f"DEMO_AS_OF={day} is not a date; write it like {FIRST_DAY}.")


def tell_the_year(folder, port, as_of):
    """Make the demo year from nothing; what an earlier, different or broken one left goes."""
    started = time.monotonic()
    print(f"· telling the demo year up to {as_of} (about a minute)", flush=True)
    for name in ("portal.sqlite3*", "beat-schedule*", "erasures.*"):
        for path in folder.glob(name):
            path.unlink(missing_ok=True)
    for name in ("files", "mail", "broker"):
        shutil.rmtree(folder / name, ignore_errors=True)
    clock_file(folder).write_text(str(offset_to(as_of)))
    run("prepare", env=environment(folder, port))
    run("seed_demo", "--as-of", as_of, env=environment(folder, port))
    clock_file(folder).write_text(str(offset_to(as_of)))
    stamps.renew("demo", folder)
    print(f"· told in {time.monotonic() - started:.0f} s", flush=True)


def run(*words, env, stdout=None):
    """Run one of the portal's commands; if it fails, stop with its own words."""
    done = subprocess.run([*MANAGE, *words], env=env, stdout=stdout, check=False)
    if done.returncode:
        sys.exit(f"`{words[0]}` failed; it says why above.")


def clock_file(folder):
    return folder / "clock-offset"


def offset_to(as_of):
    """How many seconds from now it is to the opening hour of that day."""
    opening = datetime.combine(date.fromisoformat(as_of), datetime.min.time())
    opening = opening.replace(**OPENING, tzinfo=ZoneInfo("Asia/Bangkok"))
    return round(opening.timestamp() - time.time())


def environment(folder, port):
    """The demo's settings: everything that could lead to your own data is set here."""
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "pyp_portal.settings",
        "VAR_DIR": str(folder),
        "DATABASE_URL": f"sqlite:///{folder / 'portal.sqlite3'}",
        "REDIS_URL": "",
        "EMAIL_URL": "",
        "SECRET_KEY": "",
        "DEBUG": "false",
        "DEMO": "true",
        "SECOND_FACTOR_REQUIRED": "false",
        "OFFICE_PHONE": "0-2000-0000",
        "CLOCK_OFFSET": clock_file(folder).read_text(),
        "SITE_URL": f"http://localhost:{port}",
        "ALLOWED_HOSTS": "localhost,127.0.0.1",
        "LOG_LEVEL": os.environ.get("LOG_LEVEL") or "WARNING",
    }


def introduce(accounts, as_of, port):
    """Print who can sign in, by role, and what each may try first."""
    print(f"\nPYP portal, demo year as of {as_of}: http://localhost:{port}\n")
    for account in accounts:
        hint = TRY.get(account["role"], "")
        print(f"  {account['role']:<20} {account['email']:<28} {hint}")
    passwords = sorted({account["password"] for account in accounts})
    print(f"\n  Password of all: {' or '.join(passwords)}\n", flush=True)


if __name__ == "__main__":
    main()
