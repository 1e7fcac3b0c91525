"""From hours to certificates that anybody can check, through the pages."""

from datetime import date

import pytest

from cohorts import hours_file, hours_pages, services
from cohorts.models import Certificate, Reflection
from cohorts.tasks import hours as task
from pyp_portal import clock
from pyp_portal.outbox.models import Message
from pyp_portal.papers.models import Export
from tests.cohorts.test_training_pages import REASON, WORDS, said, to
from tests.factories.accounts import UserFactory
from tests.factories.cohorts import ItemFactory, PartnerFactory
from tests.factories.workshops import GOOD, AttendanceFactory, WorkshopFactory, seat_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff():
    return UserFactory(staff=True)


@pytest.fixture
def session(at):
    at("2025-04-01 09:00")
    return WorkshopFactory()


def completed(session, at):
    """A partner, an advisor and a worker who have everything."""
    partner = PartnerFactory(team=seat_in(session).team)
    worker, advisor = seat_in(session), seat_in(session, "ADVISOR")
    for row in ({"seat": worker}, {"partner": partner}):
        AttendanceFactory(session=session, **row)
    worker.team.deliverables.update(approved_at=clock.now())
    Reflection.objects.create(seat=worker, text_th=WORDS, written_at=clock.now())
    for _each in range(2):
        services.record_mentoring(
            advisor.team, by=advisor.person, advisor=advisor.person,
            held_on=date(2025, 4, 1), advice_th="ดี",
        )  # fmt: skip
    ItemFactory(team=advisor.team, recorded_at=clock.now())
    at("2025-04-11 09:00")
    services.evaluate(session, person=worker.person, scores=GOOD)
    return worker, advisor, partner


def test_from_hours_to_certificates_that_anybody_can_check(session, staff, client_of, client, at):
    worker, advisor, partner = completed(session, at)
    office, year = client_of(staff), session.cohort.call.fiscal_year
    assert office.get(to("hours", year)).context["due"] == 2
    office.post(to("presence", advisor.uid), {"delegate": "นายแทน ใจดี"})
    page = office.get(to("hours", year))
    assert page.context["due"] == 3

    office.post(to("issue_certificates", year))
    office.post(to("issue_certificates", year))

    given = {c.award: c for c in Certificate.objects.all()}
    assert set(given) == {"COMPLETION", "APPRECIATION", "THANKS"}
    assert [c.seat or c.partner for c in given.values()] == [worker, advisor, partner]
    assert Message.objects.filter(template__contains="certificate").count() == 3
    mine = given["COMPLETION"]
    assert "PD25" in mine.number
    assert mine.number in said(client_of(worker.person).get(to("my_training")))
    assert client_of(worker.person).get(to("certificate_file", mine.uid)).status_code == 202
    assert client_of(advisor.person).get(to("certificate_file", mine.uid)).status_code == 404
    asked = client.get(mine.get_absolute_url())
    assert worker.person.family_th not in said(asked)
    assert "ที่\u00a0ป.ย.ป.\u00a0๖๘-๐๐" in said(asked)
    typed = f"{worker.person.given_th}  {worker.person.family_th}"
    assert client.post(mine.get_absolute_url(), {"name": typed}).context["answer"] is True
    assert client.post(mine.get_absolute_url(), {"name": "นายอื่น"}).context["answer"] is False

    office.post(to("withdraw_certificate", mine.uid), REASON)
    assert "ถูกเพิกถอนเมื่อ" in said(client.get(mine.get_absolute_url()))
    again = office.post(to("withdraw_certificate", mine.uid), REASON)
    assert "เพิกถอนไปแล้ว" in said(again)
    told = Message.objects.get(template="cohorts/emails/certificate_withdrawn.txt")
    assert (told.address, mine.number in told.body) == (worker.person.email, True)


def test_whose_certificate_was_withdrawn_gets_another_from_an_officer(
    session, staff, client_of, client, at
):
    worker, _advisor, _partner = completed(session, at)
    services.issue_certificates(session.cohort, by=staff)
    old = worker.certificates.get()
    office = client_of(staff)
    assert "มีฉบับอื่นแล้ว" in said(office.post(to("renew_certificate", old.uid), REASON))
    services.withdraw_certificate(old, by=staff, reason="ชื่อสกุลสะกดผิดทั้งฉบับ")

    services.issue_certificates(session.cohort, by=staff)  # for everybody: no second one by it
    assert worker.certificates.count() == 1
    office.post(to("renew_certificate", old.uid), REASON)
    assert "มีฉบับอื่นแล้ว" in said(office.post(to("renew_certificate", old.uid), REASON))

    _old, new = worker.certificates.all()
    assert (new.withdrawn_at, new.number != old.number) == (None, True)
    assert new.number in said(client_of(worker.person).get(to("my_training")))
    assert "ถูกเพิกถอนเมื่อ" not in said(client.get(new.get_absolute_url()))
    told = Message.objects.filter(template="cohorts/emails/certificate_issued.txt")
    assert told.filter(address=worker.person.email).count() == 2


def test_names_are_checked_and_not_guessed(session, staff, client, at, settings):
    limits = {"check_certificate": "3/m/ip", "check_one_certificate": "2/m/key"}
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | limits
    completed(session, at)
    services.issue_certificates(session.cohort, by=staff)
    first, second = Certificate.objects.all()[:2]

    asked = [(first, "นายหนึ่ง"), (first, "นายสอง"), (first, "นายสาม"), (second, "นายสี่")]
    pages = [client.post(one.get_absolute_url(), {"name": name}) for one, name in asked]

    assert [page.status_code for page in pages] == [200, 200, 429, 429]
    assert [page.context["answer"] for page in pages] == [False, False, None, None]
    assert ("นายสาม" in said(pages[2]), "บ่อยเกินไป" in said(pages[2])) == (True, True)
    assert client.get(first.get_absolute_url()).status_code == 200


def test_what_a_certificate_stands_on_is_not_written_anew(session, staff, client_of, at):
    worker, _advisor, _partner = completed(session, at)
    services.issue_certificates(session.cohort, by=staff)

    page = client_of(worker.person).post(to("reflection", worker.uid), {"text": WORDS})

    assert "แก้ไขไม่ได้" in said(page)
    Certificate.objects.get(seat=worker)
    assert client_of(staff).get(
        to("certificate_file", Certificate.objects.get(seat=worker).uid)
    ).status_code == 202  # fmt: skip


def test_the_hours_go_to_a_file(session, staff, client_of, at):
    worker, advisor, partner = completed(session, at)
    services.issue_certificates(session.cohort, by=staff)
    client, year = client_of(staff), session.cohort.call.fiscal_year
    client.post(to("hours_export", year), {"format": "csv"})
    export = Export.objects.get()
    task(export.pk)
    body = b"".join(client.post(export.file_url)).decode("utf-8-sig")

    rows = list(hours_file.table(export).rows)
    assert {(row[3], row[5], row[7]) for row in rows} >= {
        (str(worker.person), 6.0, 100), (str(advisor.person), 0.0, 0),
        (str(partner.person), 6.0, 100),
    }  # fmt: skip
    assert Certificate.objects.get(seat=worker).number in body


def test_the_office_reads_what_people_take_along(session, staff, client_of, at):
    worker, _advisor, _partner = completed(session, at)
    url = to("reflections", session.cohort.call.fiscal_year)

    assert WORDS in said(client_of(staff).get(url))
    assert client_of(worker.person).get(url).status_code == 404
    assert client_of(UserFactory(auditor=True)).get(url).status_code == 403
    Reflection.objects.all().delete()
    assert WORDS not in said(client_of(staff).get(url))


def test_the_hours_stand_page_by_page_and_the_figures_are_of_everybody(
    session, staff, client_of, monkeypatch
):
    monkeypatch.setattr(hours_pages, "PAGE", 2)
    office, url = client_of(staff), to("hours", session.cohort.call.fiscal_year)
    seats = [seat_in(session) for _each in range(3)]
    partners = [PartnerFactory(team=seats[0].team) for _each in range(3)]

    first = office.get(url)
    people, beside = first.context["people"], first.context["partners"]
    second = office.get(url, {"people": people.next_key, "partners": "no-key"})
    last = office.get(url, {"partners": beside.next_key})

    shown = [[line.who for line in one.context["people"].rows] for one in (first, second)]
    assert shown == [seats[:2], seats[2:]]
    told = [[line.who for line in one.context["partners"].rows] for one in (first, second, last)]
    assert told == [partners[:2], partners[:2], partners[2:]]
    assert first.context["tiers"] == second.context["tiers"]
    assert sum(people for _tier, people, *_rest in first.context["tiers"]) == 3
    assert f"?people={people.next_key}" in said(first)
