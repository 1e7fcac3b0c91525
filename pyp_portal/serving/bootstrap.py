"""Set up this copy on a bare machine, then go on with what was asked for.

    python3 pyp_portal/serving/bootstrap.py [--tests] COMMAND …

Runs with nothing but Python: makes `.venv`, installs the pinned packages with their hashes
and the system's libraries, and becomes COMMAND inside that environment. What is there
already is not touched, so a second run costs a moment.
"""

import ctypes
import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / "pinned"
FETCHED = VENV / "browser"
OLDEST = (3, 11)

LIBRARIES = {
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
    "libthai.so.0": "libthai0",
}
DICTIONARY = "libthai-data"  # by which lines of papers break at words
THAI_WORDS = "การทดสอบระบบ"
PROGRAMS = {"pdftotext": "poppler-utils", "qpdf": "qpdf"}
AS_PINNED = ("--no-deps", "--require-hashes", "-r")
PLACES = {  # what pip calls it: how uv is told, and what stands between several
    "index-url": ("UV_DEFAULT_INDEX", " "),
    "extra-index-url": ("UV_INDEX", " "),
    "find-links": ("UV_FIND_LINKS", ","),
    "cert": ("SSL_CERT_FILE", " "),
}
PATIENCE = 180  # seconds for uv, before pip is asked
BROWSERS = ("chromium", "google-chrome", "google-chrome-stable")
SYSTEM = Path("/etc/os-release")


def main(arguments):
    for_tests = arguments[:1] == ["--tests"]
    command = arguments[for_tests:]
    if sys.version_info < OLDEST:
        go_on_with_a_newer_python(arguments)
    os.chdir(ROOT)
    install_system_packages(missing_packages(for_tests))
    make_environment()
    install_packages(ROOT / ("requirements-dev.txt" if for_tests else "requirements.txt"))
    if for_tests and not (browser() or FETCHED.exists()):
        fetch_browser()
    if command:
        program = VENV / "bin" / command[0]
        os.execv(program, [str(program), *command[1:]])  # noqa: S606 - no shell is wanted


def go_on_with_a_newer_python(arguments):
    """Where `python3` is too old, one of another name may be there beside it."""
    for minor in range(OLDEST[1], OLDEST[1] + 10):
        newer = shutil.which(f"python3.{minor}")
        if newer:
            os.execv(newer, [newer, __file__, *arguments])  # noqa: S606 - no shell is wanted
    stop(f"Python {'.'.join(map(str, OLDEST))} or newer is needed; this is {sys.version}.")


def stop(message):
    print(f"\n{message}\n", file=sys.stderr)
    sys.exit(1)


def say(message):
    print(f"· {message}", flush=True)


def make_environment():
    """A virtual environment that works; one that does not (moved, old Python) is made anew."""
    if has_environment():
        return
    say(f"making the virtual environment {VENV.name}")
    subprocess.run([sys.executable, "-m", "venv", "--clear", VENV], check=True)


def has_environment():
    return PYTHON.exists() and works([PYTHON, "-c", "import pip"])


def can_make_environment():
    """Debian keeps venv and ensurepip in a package of their own."""
    return has_environment() or works([sys.executable, "-c", "import venv, ensurepip"])


def works(command):
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def install_packages(requirements):
    """Install the pinned packages, unless these very pins are installed already.

    The pins are complete, so pip is not to look for what they need: older ones, told to check
    hashes, ask for a newer release of whatever is needed "with extras", and then refuse it.
    """
    pins = hashlib.sha256(requirements.read_bytes()).hexdigest()
    installed = STAMP.read_text().split() if STAMP.exists() else []
    if pins in installed:
        return
    say(f"installing the packages of {requirements.name} (a minute or two)")
    if not install_quickly(requirements) and not pip_installs(requirements):
        stop("The packages could not be installed; pip says why above.")
    STAMP.write_text("\n".join([*satisfied_by(requirements), pins]))


def pip_installs(requirements):
    """Did pip install these pins?"""
    pip = [PYTHON, "-m", "pip", "install", "-qq", "--disable-pip-version-check"]
    done = subprocess.run([*pip, *AS_PINNED, requirements], check=False)
    return done.returncode == 0


def install_quickly(requirements):
    """Did uv install them? It takes seconds where pip takes a minute, and is among some pins.

    Where it finds no way to the packages, pip is to try.
    """
    own = re.search(r"^uv==(?:.*\\\n)*.*$", requirements.read_text(), re.MULTILINE)
    if not own:
        return False
    alone = VENV / "uv.txt"
    alone.write_text(own[0])
    uv = [VENV / "bin" / "uv", "pip", "install", "--quiet", "--python", PYTHON]
    best = ["--index-strategy", "unsafe-best-match"]  # as pip does; the hashes hold
    if not pip_installs(alone):
        return False
    try:
        done = subprocess.run(
            [*uv, *best, *AS_PINNED, requirements],
            env=os.environ | where_pip_looks(),
            check=False,
            timeout=PATIENCE,
        )
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0


def where_pip_looks():
    """The places that pip was told of, in the words of uv, which does not read them itself."""
    command = [PYTHON, "-m", "pip", "config", "list"]
    said = subprocess.run(command, capture_output=True, text=True, check=False).stdout or ""
    rows = re.findall(r"^\S*\.([\w-]+)='(.*)'$", said, re.MULTILINE)
    told = {key: value.split() for key, value in rows if key in PLACES}
    there = {key: [one for one in places if reachable(one)] for key, places in told.items()}
    return {PLACES[key][0]: PLACES[key][1].join(all_) for key, all_ in there.items() if all_}


def reachable(place):
    """False for a folder of this machine that is not there: pip passes it over, uv stops."""
    path = place.removeprefix("file://")
    return not path.startswith("/") or Path(path).exists()


def satisfied_by(requirements):
    """The pins that hold as well: the development set holds everything of the running one."""
    running = ROOT / "requirements.txt"
    return [hashlib.sha256(running.read_bytes()).hexdigest()] if requirements != running else []


def missing_packages(for_tests):
    """The system's packages that are not here, by what they bring."""
    missing = [] if can_make_environment() else [f"python3.{sys.version_info[1]}-venv"]
    missing += [package for library, package in LIBRARIES.items() if not loads(library)]
    missing += [] if breaks_at_words() else [DICTIONARY]
    if for_tests:
        missing += [package for name, package in PROGRAMS.items() if not shutil.which(name)]
        missing += [] if browser() or is_ubuntu() else ["chromium"]
    return missing


def browser():
    """The system's own Chromium, or Chrome; one shut in by snap cannot be driven by tests."""
    found = filter(None, map(shutil.which, BROWSERS))
    return next((path for path in found if not path.startswith("/snap/")), None)


def is_ubuntu():
    """Its package `chromium` is a snap, so there is none to install with the others."""
    return SYSTEM.exists() and "ID=ubuntu" in SYSTEM.read_text().split()


def fetch_browser():
    """Where the system has no package of it: the Chromium that Playwright brings."""
    program, words = VENV / "bin" / "playwright", ["--only-shell", "chromium"]
    libraries = [] if become_root() is None else ["--with-deps"]
    done = subprocess.run([program, "install", *libraries, *words], check=False)
    if done.returncode:
        by_hand = f"{program} install --with-deps {' '.join(words)}"
        stop(
            "The browser for the tests could not be fetched. Please install Google Chrome,\n"
            f"or run this line as root where downloads work, then run this again:\n\n    {by_hand}"
        )
    FETCHED.touch()


def loads(library):
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def breaks_at_words():
    """Does the library that knows Thai words find some? It is silent where its dictionary lacks."""
    try:
        library = ctypes.CDLL("libthai.so.0")
    except OSError:
        return False
    letters = THAI_WORDS.encode("tis-620")
    return library.th_brk(letters, (ctypes.c_int * len(letters))(), len(letters)) > 0


def install_system_packages(packages):
    """Install them where that is allowed; otherwise say the line to run, and stop."""
    if not packages:
        return
    install = f"apt-get install --yes --no-install-recommends {' '.join(packages)}"
    if not shutil.which("apt-get"):
        stop(f"Please install what your system calls {', '.join(packages)}, then run this again.")
    before = become_root()
    if before is None:
        stop(f"Please run this line, then run this again:\n\n    {line_for_a_person(install)}")
    say(f"installing system packages: {' '.join(packages)}")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["apt-get", "update", "-qq"], [*install.split(), "-qq"]):
        done = subprocess.run(
            [*before, *command], env=quiet, check=False, stdin=subprocess.DEVNULL, stdout=sys.stderr
        )
        if done.returncode and command[1] == "install":
            line = line_for_a_person(install)
            stop(f"That failed; please see to it, then run this again:\n\n    {line}")


def line_for_a_person(install):
    """What somebody who may become root types to have it installed."""
    both = f"apt-get update && {install}"
    if os.geteuid() == 0:
        return both
    return f"sudo sh -c '{both}'" if shutil.which("sudo") else f"su -c '{both}'"


def become_root():
    """What to put before a command of the system's: nothing as root, sudo where it does not ask."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") and works(["sudo", "-n", "true"]):
        return ["sudo", "-n"]
    return None


if __name__ == "__main__":
    main(sys.argv[1:])
