"""What every test may ask for: a stopped clock, a signed-in client, a watched browser."""

import gc
import os
from contextlib import ExitStack
from datetime import datetime
from zoneinfo import ZoneInfo

import hypothesis
import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings as portal
from django.core.cache import cache
from django.db import connections
from django.test import Client, TransactionTestCase
from django.utils import timezone

from proposals.models.versions import forget_forms
from pyp_portal import clock, fonts
from pyp_portal.evening import standing
from pyp_portal.offdays import standing as offdays
from pyp_portal.privacy import standing as notices
from pyp_portal.serving.bootstrap import browser
from tests import database

pytest_plugins = ["tests.foundations"]

# A machine with much to do is slow at times: that is no fault of what is tested.
hypothesis.settings.register_profile("portal", deadline=None)
hypothesis.settings.load_profile("portal")

BANGKOK = ZoneInfo("Asia/Bangkok")
DESK = {"width": 1280, "height": 900}
# The lists under the address bar are pages that Chromium draws for every window, at half a second
# of a processor each; behind them what Playwright switches off, whose word this one replaces.
SWITCHED_OFF = (
    "WebUIOmniboxPopup",
    "WebUIOmniboxAimPopup",
    "AimEnabled",
    "AvoidCorsURLLoaderRestartOnRedirect",
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsFirstBalancedModeAutoEnable",
    "HttpsUpgrades",
    "LensOverlay",
    "MediaRouter",
    "NetworkTimeServiceQuerying",
    "OptimizationHints",
    "PaintHolding",
    "PreconnectToSearch",
    "ThirdPartyStoragePartitioning",
)
WCAG = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}

# Playwright's loop runs in the thread of the test; Django is only called between its steps.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


def pytest_ignore_collect(collection_path, config):
    """Where only what behaves by the database is asked for, files without it need no reading."""
    if config.option.markexpr == "postgres" and collection_path.name.startswith("test_"):
        return "postgres" not in collection_path.read_text(encoding="utf-8") or None
    return None


def pytest_collection_modifyitems(config, items):
    """What is long begins first, so that nobody waits for it at the end.

    What has to end in twenty minutes leaves out what is thorough (decision 58).

    A browser says whether a story goes through: other tests measure the lines.
    """
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.no_cover)
    if "SHORT_OF_TIME" in os.environ:
        left = [item for item in items if item.get_closest_marker("thorough")]
        config.hook.pytest_deselected(items=left)
        items[:] = [item for item in items if item not in left]
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


def pytest_collection_finish():
    """What has been imported stays, so the collector need not walk it again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


def pytest_sessionfinish(session):
    """What was skipped has not run: that is a failure, never a pass."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter and reporter.stats.get("skipped") and not session.exitstatus:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """A test that commits leaves what it found: nothing but the rows that migrations wrote.

    Django would fill the tables again before the next test of that kind. Processes that take
    each other's work have no such order, so it is done at once.
    """
    with django_db_blocker.unblock():
        database.finish(connections["default"])
        untouched = database.untouched(connections["default"])

    def put_back(_case):
        untouched.put_back(connections["default"])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", put_back)
        yield


@pytest.fixture(autouse=True)
def _empty_cache():
    """Rate limits and heartbeats of one test are not those of the next."""
    yield
    cache.clear()


@pytest.fixture(autouse=True)
def _an_ordinary_day():
    """The switch is off, the calendar stands as printed, and nothing has to be asked of either."""
    standing.suppose()
    offdays.suppose()
    notices.suppose()
    yield
    standing.suppose()
    offdays.suppose()
    notices.suppose()


@pytest.fixture(autouse=True)
def _first_form_alone():
    """A version of the form that one test published is unknown to the next."""
    yield
    forget_forms()


@pytest.fixture
def at(settings):
    """Stop the clock: ``at("2024-12-20 10:00")`` in Bangkok; other threads run on from there."""
    with ExitStack() as stopped:

        def stop(moment):
            if isinstance(moment, str):
                moment = datetime.fromisoformat(moment).replace(tzinfo=BANGKOK)
            settings.CLOCK_OFFSET = moment - timezone.now()
            stopped.enter_context(clock.at(moment))
            return moment

        yield stop


@pytest.fixture
def client_of():
    """A client signed in as a person: ``client_of(user).get(...)``."""

    def signed_in(user):
        client = Client()
        client.force_login(user)
        return client

    return signed_in


@pytest.fixture(scope="session")
def browser_type_launch_args():
    """The system's own Chromium, else the one that was fetched; without a screen."""
    return {
        "executable_path": browser(),
        "headless": True,
        "args": [
            "--no-sandbox",
            "--disable-gpu",
            "--disable-background-networking",
            f"--disable-features={','.join(SWITCHED_OFF)}",
        ],
    }


@pytest.fixture(scope="session")
def browser_context_args():
    return {"locale": "th-TH", "timezone_id": "Asia/Bangkok", "viewport": DESK}


@pytest.fixture(scope="session")
def _fonts():
    """The pages ask for their fonts, so a browser must find them."""
    fonts.prepare(portal.VAR_DIR)


@pytest.fixture
def troubles():
    """What went wrong in the pages of this test; one that asks for a refusal clears it."""
    return []


@pytest.fixture
def page(page, troubles, _fonts):
    """A page whose every answer of 400 or more, error and complaint fails the test."""
    page.set_default_timeout(15_000)
    page.on("response", lambda r: r.status >= 400 and troubles.append(f"{r.status} {r.url}"))
    page.on("console", lambda m: m.type == "error" and troubles.append(m.text))
    page.on("pageerror", lambda error: troubles.append(str(error)))
    yield page
    assert troubles == []


@pytest.fixture
def check_a11y(troubles):
    """No violation of WCAG 2.2 AA on the page as it stands: ``check_a11y(page)``."""

    def check(page):
        seen = len(troubles)
        results = Axe().run(page, options={"runOnly": WCAG, "resultTypes": ["violations"]})
        # axe measures with inline styles, which our policy rightly reports.
        troubles[seen:] = [text for text in troubles[seen:] if "inline style" not in text]
        assert results.violations_count == 0, f"{page.url}\n{results.generate_report()}"

    return check
