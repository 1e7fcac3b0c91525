"""Try a list: each cell by itself, then the rows against one another and the register."""

from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from pyp_portal.accounts.likeness import core
from pyp_portal.accounts.models import Agency, Membership, User
from pyp_portal.imports.columns import COLUMNS
from pyp_portal.imports.models import Kind


class Sheet:
    """The rows of a file as they are tried; ``faults`` tell row, column and sentence."""

    def __init__(self, kind):
        self.columns = COLUMNS[kind]
        self.labels = {one.name: str(one.label) for one in self.columns}
        self.words = {one.name: one.words() if one.words else {} for one in self.columns}
        self.faults = []
        self.rows = []

    def fault(self, row, name, sentence):
        """Something is wrong with a cell."""
        column = self.labels[name]
        self.faults.append({"row": row["row"], "column": column, "sentence": sentence})

    def read(self, number, texts):
        """One row, cell by cell."""
        row = {"row": number}
        for column in self.columns:
            text = texts.get(column.name, "")
            try:
                row[column.name] = column.value(text, self.words[column.name])
            except ValidationError as wrong:
                row[column.name] = ""
                self.fault(row, column.name, wrong.messages[0])
        self.rows.append(row)

    def refuse_twins(self, name, key, sentence):
        """Two rows of the file that mean the same: the second one is told of the first."""
        first = {}
        for row in self.rows:
            found = key(row)
            if found and first.setdefault(found, row["row"]) != row["row"]:
                self.fault(row, name, sentence % {"row": first[found]})


def judged(kind, rows):
    """(rows as they will be entered, faults by row): either of them is of use."""
    sheet = Sheet(kind)
    for number, texts in rows:
        sheet.read(number, texts)
    COMPARE[kind](sheet)
    sheet.faults.sort(key=lambda fault: fault["row"])
    return sheet.rows, sheet.faults


def judged_again(kind, rows):
    """Faults of rows that were good once: somebody may have entered the same meanwhile."""
    sheet = Sheet(kind)
    sheet.rows = rows
    IN_REGISTER[kind](sheet)
    return sheet.faults


# --- Agencies -------------------------------------------------------------------


def compare_agencies(sheet):
    """Codes and names are there once; whom an agency belongs to exists."""
    sheet.refuse_twins("code", code_of, _("Row %(row)d of the file has the same code."))
    sheet.refuse_twins(
        "name_th", name_of, _("Row %(row)d of the file has the same name in the same province.")
    )
    agencies_in_register(sheet)
    refuse_parents(sheet)
    parents_first(sheet)


def code_of(row):
    return row["code"].casefold()


def name_of(row):
    return (core(row["name_th"]), row["province"] or None) if row["name_th"] else None


def agencies_in_register(sheet):
    """What the register has already: the code of any time, the name of today."""
    codes = {code.casefold(): name for code, name in Agency.objects.values_list("code", "name_th")}
    today = Agency.objects.existing().values_list("name_th", "province", "code")
    names = {(core(name), province): code for name, province, code in today}
    for row in sheet.rows:
        if name := codes.get(code_of(row)):
            said = _("The register has this code already: %(name)s.")
            sheet.fault(row, "code", said % {"name": name})
        elif code := names.get(name_of(row)):
            said = _("The register has this name in the same province already: %(code)s.")
            sheet.fault(row, "name_th", said % {"code": code})


def refuse_parents(sheet):
    """Whom an agency belongs to stands in the register or in the file."""
    known = set(Agency.objects.existing().values_list("code", flat=True))
    known |= {row["code"] for row in sheet.rows}
    for row in sheet.rows:
        if row["parent"] and row["parent"] not in known:
            said = _("No agency has the code “%(code)s”, neither in the register nor in the file.")
            sheet.fault(row, "parent", said % {"code": row["parent"]})


def parents_first(sheet):
    """Put the rows so that each stands behind the one it belongs to; circles are named."""
    waiting = {row["code"]: row for row in sheet.rows if row["code"]}
    ordered = [row for row in sheet.rows if not row["code"]]
    while waiting:
        free = [row for row in waiting.values() if row["parent"] not in waiting]
        if not free:
            break
        ordered += free
        for row in free:
            del waiting[row["code"]]
    for row in waiting.values():
        sheet.fault(row, "parent", _("An agency cannot belong to itself or to one below it."))
    sheet.rows = [*ordered, *waiting.values()]


# --- People ---------------------------------------------------------------------


def compare_people(sheet):
    """Addresses are there once, so is a name in an agency; the agency exists."""
    sheet.refuse_twins("email", email_of, _("Row %(row)d of the file has the same address."))
    sheet.refuse_twins(
        "given_th", person_of, _("Row %(row)d of the file has the same name in the same agency.")
    )
    people_in_register(sheet)


def email_of(row):
    return row["email"]


def person_of(row):
    whole = row["given_th"] and row["family_th"] and row["agency"]
    return (core(row["given_th"]), core(row["family_th"]), row["agency"]) if whole else None


def people_in_register(sheet):
    """Who has an account already, who works for the agency already, which agency is none."""
    agencies = set(Agency.objects.existing().values_list("code", flat=True))
    taken = addresses({row["email"] for row in sheet.rows})
    members = colleagues({row["agency"] for row in sheet.rows})
    for row in sheet.rows:
        if row["email"] in taken:
            sheet.fault(row, "email", _("There is an account with this address already."))
        elif person_of(row) in members:
            sheet.fault(row, "given_th", _("The agency has somebody of this name already."))
        if row["agency"] and row["agency"] not in agencies:
            said = _("No agency of the register has the code “%(code)s”.")
            sheet.fault(row, "agency", said % {"code": row["agency"]})


def addresses(wanted):
    """Which of these addresses somebody has."""
    used = [*User.objects.values_list("email", flat=True)]
    used += EmailAddress.objects.values_list("email", flat=True)
    return wanted & {email.lower() for email in used}


def colleagues(codes):
    """Who works for these agencies, as names are compared."""
    members = Membership.objects.open().filter(agency__code__in=codes)
    names = members.values_list("user__given_th", "user__family_th", "agency__code")
    return {(core(given), core(family), code) for given, family, code in names}


COMPARE = {Kind.AGENCIES: compare_agencies, Kind.PEOPLE: compare_people}
IN_REGISTER = {Kind.AGENCIES: agencies_in_register, Kind.PEOPLE: people_in_register}
