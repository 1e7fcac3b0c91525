"""Type, choose and tick: one value into the control, or controls, of one name."""

from datetime import date

KIND = """c => c.matches('select') ? 'select' : c.matches('textarea') ? 'text' : c.type"""


def fill(page, values):
    """Fill each named control of the page with its value."""
    for name, value in values.items():
        if isinstance(value, date):
            fill_date(page, name, value)
        elif value is not None:
            fill_one(page, name, value)


def fill_date(page, name, day):
    """Day, month and year of the Buddhist era."""
    page.locator(f'[name="{name}_0"]').fill(str(day.day))
    page.locator(f'[name="{name}_1"]').select_option(str(day.month))
    page.locator(f'[name="{name}_2"]').fill(str(day.year + 543))


def fill_month(page, name, month):
    """Name of the month and year of the Buddhist era, from "2025-03"."""
    year, number = month.split("-")
    page.locator(f'[name="{name}_0"]').select_option(str(int(number)))
    page.locator(f'[name="{name}_1"]').fill(str(int(year) + 543))


def fill_one(page, name, value):
    """One value by the kind of its control."""
    if page.locator(f'[name="{name}_0"]').count():
        return fill_month(page, name, value)
    control = page.locator(f'[name="{name}"]')
    picker = page.locator(f':is(.picker, [data-picker]):has([name="{name}"]) [role=combobox]')
    if picker.count():
        return find(picker, control, value)
    return FILLERS.get(control.first.evaluate(KIND), write)(control, value)


def find(combobox, control, value):
    """One or several by typing a part of the name, or the code, of what is not chosen yet."""
    for one in value if isinstance(value, list) else [value]:
        box = with_value(control, one)
        if box.count() and (box.get_attribute("type") == "hidden" or box.is_checked()):
            continue
        combobox.fill(str(one))
        combobox.locator("xpath=..").get_by_role("option").first.click()


def write(control, value):
    control.fill(str(value))


def choose(control, value):
    control.select_option(str(value))


def tick(control, value):
    """One box yes or no, or several by their values."""
    if isinstance(value, list):
        for one in value:
            mark(with_value(control, one))
    else:
        mark(control, bool(value))


def pick(control, value):
    """One of several circles."""
    mark(with_value(control, value))


def mark(box, wanted=True):
    """Press the words beside a box or circle, as people do, where that changes anything."""
    if box.is_checked() != wanted:
        words_of(box).click()


def words_of(box):
    """The label of a box; the box itself where it has none of its own."""
    beside = box.page.locator(f'label[for="{box.get_attribute("id")}"]')
    around = box.locator("xpath=ancestor::label")
    return next((label for label in (beside, around) if label.count()), box)


def attach(control, value):
    control.set_input_files(value)


def with_value(control, value):
    return control.and_(control.page.locator(f'[value="{value}"]'))


FILLERS = {"select": choose, "checkbox": tick, "radio": pick, "file": attach}
