"""Tells the days of the demo year that pictures need, serves each, and takes them."""

import json
import os
import signal
import subprocess
import sys
import time
import urllib.request
from itertools import groupby

from playwright.sync_api import Error, sync_playwright

from pyp_portal.serving import demo, stamps
from tests.pictures.shots import SHOTS, WRITER
from tests.pictures.taking import Photographer

PATIENCE = 120  # seconds until a served demo has to answer
PICTURES = demo.ROOT / "static" / "guides"


def main(names):
    chosen = [shot for shot in SHOTS if not names or shot.name in names]
    port = os.environ.get("PORT") or "8377"
    PICTURES.mkdir(exist_ok=True)
    missed = []
    for day, shots in groupby(sorted(chosen, key=lambda shot: shot.day), lambda shot: shot.day):
        folder = demo.ROOT / "var" / "pictures" / day
        ready(folder, port, day)
        server = serve(folder, port)
        try:
            missed += take(shots, folder, f"http://localhost:{port}")
        finally:
            os.killpg(server.pid, signal.SIGINT)
            server.wait()
    return f"Not taken: {', '.join(missed)}" if missed else 0


def ready(folder, port, day):
    """The day is told and stands at its opening hour, however long ago it was told."""
    folder.mkdir(parents=True, exist_ok=True)
    if not stamps.is_current("demo", folder):
        demo.tell_the_year(folder, port, day)
    demo.clock_file(folder).write_text(str(demo.offset_to(day)))
    let_in(WRITER, folder, port)
    if not stamps.is_current("ready", folder):
        demo.run("prepare", env=demo.environment(folder, port), stdout=subprocess.DEVNULL)


def let_in(address, folder, port):
    """Somebody of the story who has no password gets the one of all, in this folder alone."""
    accounts = json.loads((folder / "accounts.json").read_text())
    password = accounts[0]["password"]
    words = (
        f"user = get_user_model().objects.get(email={address!r});"
        f" user.set_password({password!r}); user.save()"
    )
    begin = "from django.contrib.auth import get_user_model; "
    demo.run("shell", "-v", "0", "-c", begin + words, env=demo.environment(folder, port))


def serve(folder, port):
    """The demo of this folder, once it answers."""
    if answers(port):
        raise RuntimeError(f"Something is served at port {port} already: set PORT.")
    command = [*demo.MANAGE, "serve", "--port", port]
    environment = demo.environment(folder, port)
    server = subprocess.Popen(command, env=environment, start_new_session=True)
    end = time.monotonic() + PATIENCE
    while not answers(port):
        if server.poll() is not None or time.monotonic() > end:
            raise RuntimeError("The demo cannot be served; it says why above.")
        time.sleep(0.5)
    return server


def answers(port):
    """True when a portal is served there."""
    try:
        urllib.request.urlopen(f"http://localhost:{port}/healthz", timeout=5).close()
    except OSError:
        return False
    return True


def take(shots, folder, address):
    """Take these pictures; the names of those whose page was not found."""
    missed = []
    accounts = json.loads((folder / "accounts.json").read_text())
    with sync_playwright() as playwright:
        photographer = Photographer(playwright, address, accounts)
        for shot in shots:
            try:
                size = photographer.take(shot, PICTURES)
                print(f"· {shot.name}: {size / 1024:.0f} KB", flush=True)
            except (LookupError, Error) as error:
                print(f"· {shot.name}: {error}", flush=True)
                missed.append(shot.name)
        photographer.close()
    return missed


if __name__ == "__main__":
    sys.exit(main(set(sys.argv[1:])))
