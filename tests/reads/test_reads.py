"""The access log: who was shown what is noted once answered, kept, and found again (S39)."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import DatabaseError, transaction
from django.urls import reverse

from pyp_portal import clock
from pyp_portal.reads import register, services
from pyp_portal.reads.models import Read
from tests.factories.accounts import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
LOG = "/reads/"


@pytest.fixture
def auditor(client):
    user = UserFactory(auditor=True)
    client.force_login(user)
    return user


def read_by(user, about="P-001", days_ago=0, what="proposals:export_file"):
    with clock.at(clock.now() - timedelta(days=days_ago)):
        row = services.note(what, {}, by=user, path="/x/", address="203.0.113.9")
    return row


def test_a_guarded_page_is_noted_with_who_what_and_from_where(client, auditor):
    client.get(LOG, {"about": "P-007"}, REMOTE_ADDR="203.0.113.7")
    row = Read.objects.get()
    assert (row.by, row.what, row.path, row.address) == (
        auditor,
        "reads:log",
        "/reads/?about=P-007",
        "203.0.113.7",
    )


def test_what_was_refused_or_is_open_to_all_is_not_noted(client):
    client.force_login(UserFactory(staff=True))
    assert client.get(LOG).status_code == 403
    assert client.get(reverse("home")).status_code == 200
    client.logout()
    assert client.get(LOG).status_code == 302
    assert not Read.objects.exists()


def test_the_log_is_asked_by_person_record_kind_and_day(client, auditor):
    somchai = UserFactory(given_th="สมชาย", email="somchai@example.org")
    first = read_by(somchai, days_ago=3)
    second = read_by(auditor)

    def found(**asked):
        return [
            row.pk for row in client.get(LOG, asked).context["page"].rows if row.pk <= second.pk
        ]

    day = clock.today()
    before = {"last_0": "1", "last_1": "1", "last_2": "2560"}
    today = {"first_0": day.day, "first_1": day.month, "first_2": day.year + 543}
    assert found() == [second.pk, first.pk]
    assert found(who="สมชาย") == [first.pk]
    assert found(who="SOMCHAI@") == [first.pk]
    assert found(**today) == [second.pk]
    assert found(**before) == []
    assert found(what="proposals:export_file") == [second.pk, first.pk]
    assert found(about="P-404") == []


def test_dates_in_the_wrong_order_are_told_and_show_nothing(client, auditor):
    read_by(auditor)
    asked = {"first_0": 2, "first_1": 1, "first_2": 2568, "last_0": 1, "last_1": 1, "last_2": 2568}
    answer = client.get(LOG, asked)
    assert answer.context["page"].rows == []
    assert "วันสุดท้ายอยู่ก่อนวันแรก" in answer.content.decode()


def test_an_old_page_of_the_log_begins_behind_its_key(client, auditor):
    rows = [read_by(auditor) for _n in range(3)]
    page = client.get(LOG, {"after": rows[1].pk}).context["page"]
    assert [row.pk for row in page.rows] == [rows[0].pk]
    assert client.get(LOG, {"after": "x"}).status_code == 200


def test_the_database_refuses_to_change_or_remove_what_is_young(auditor):
    row = read_by(auditor)
    for act in (
        lambda: Read.objects.filter(pk=row.pk).update(about="P-002"),
        lambda: Read.objects.filter(pk=row.pk).delete(),
    ):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            act()
    assert Read.objects.get() == row


def test_what_is_older_than_a_year_goes_and_the_rest_stays(auditor):
    read_by(auditor, days_ago=366)
    young = read_by(auditor, days_ago=364)
    assert services.purge() == 1
    assert list(Read.objects.all()) == [young]
    assert services.purge() == 0


def test_no_setting_shortens_the_ninety_days_of_the_law(auditor, settings):
    settings.READS_KEPT_DAYS = 10
    read_by(auditor, days_ago=91)
    young = read_by(auditor, days_ago=89)

    assert services.purge() == 1
    assert list(Read.objects.all()) == [young]


def test_a_page_is_shown_though_its_row_cannot_be_written(client, auditor, caplog, monkeypatch):
    def refuse(**facts):
        raise DatabaseError("the disk is full")

    caplog.set_level("INFO")
    monkeypatch.setattr(Read.objects, "create", refuse)
    assert client.get(LOG).status_code == 200
    lines = [record for record in caplog.records if record.name == services.__name__]
    assert [record.levelname for record in lines] == ["INFO", "ERROR"]
    assert not Read.objects.exists()


def test_what_no_list_names_is_not_noted(auditor):
    assert services.note("home", {}, by=auditor, path="/", address="") is None
    assert register.words("gone:page") == "gone:page"


def test_the_drill_answers_who_was_shown_what(auditor):
    row = read_by(auditor)
    out = StringIO()
    call_command(
        "who_read", "--who", auditor.email, "--since", f"{clock.today():%Y-%m-%d}", stdout=out
    )
    head, line = out.getvalue().splitlines()
    assert head == "at,person,e-mail,what,about,path,address"
    assert line.split(",")[2:] == [auditor.email, row.what, "", "/x/", "203.0.113.9"]
    out = StringIO()
    call_command("who_read", "P-404", stdout=out)
    assert out.getvalue().splitlines() == [head]
