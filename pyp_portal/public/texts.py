"""The policies of the portal in plain words, as data: one page each, with its sections."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

VERSION = "1.0"  # of all these texts; raised whenever one of them says something new


@dataclass(frozen=True)
class Section:
    """A heading with its paragraphs, and where it has one, a list of terms and what they mean."""

    heading: str
    paragraphs: tuple = ()
    terms: tuple = ()


@dataclass(frozen=True)
class Text:
    """One page: its title, the sentence under it, its sections."""

    title: str
    lede: str
    sections: tuple


WEBSITE = Text(
    _("Website policy"),
    _("What this site is for, who answers for it, and how its contents may be used."),
    (
        Section(
            _("Purpose"),
            (
                _(
                    "This site is the official way to propose integration issues to the PYP "
                    "programme, to follow them, and to read what became of them."
                ),
                _(
                    "What is sent through it has the same weight as paper: an electronic "
                    "submission is never refused because it is electronic."
                ),
            ),
        ),
        Section(
            _("Use of the contents"),
            (
                _(
                    "Texts and figures of the office may be used by everybody if the source is "
                    "named. Files and photographs of agencies belong to them."
                ),
                _(
                    "A document of the office can be checked here by its number. What stands on a "
                    "copy from elsewhere counts only if it agrees with the one on this site."
                ),
            ),
        ),
        Section(
            _("Links to other sites"),
            (
                _(
                    "Where this site leads to another one, the policies of that site apply there. "
                    "You may link to any public page of this site without asking."
                ),
            ),
        ),
        Section(
            _("Deadlines and time"),
            (
                _(
                    "The time of the server counts, in Thailand's time zone; each page shows it. "
                    "Announcements of the office come before what a page says in short."
                ),
            ),
        ),
    ),
)

SECURITY = Text(
    _("Security policy"),
    _("How the portal keeps what is entrusted to it."),
    (
        Section(
            _("What is done"),
            (
                _(
                    "Connections are encrypted. Passwords are kept only as Argon2 hashes; "
                    "officers, committee and administrators sign in with a second step."
                ),
                _(
                    "Each page asks who may see it. Files are checked when they arrive and are "
                    "handed out only to those who may see the record they belong to."
                ),
                _(
                    "What happens to a record is written down in a chain that cannot be changed "
                    "unnoticed. Data and files are backed up, and restoring them is practised."
                ),
            ),
        ),
        Section(
            _("What you can do"),
            (
                _(
                    "Use a password of your own for this site, do not share an account, and sign "
                    "out on a computer that others use."
                ),
            ),
        ),
        Section(
            _("If you find a weakness"),
            (
                _(
                    "Tell the office before you tell others, with the steps that show it. Do not "
                    "read or change data of others. The office thanks you and answers."
                ),
            ),
        ),
    ),
)

ACCESSIBILITY = Text(
    _("Accessibility statement"),
    _("This site is meant for everybody, also on an old phone and with assistive technology."),
    (
        Section(
            _("The standard"),
            (
                _(
                    "The aim is level AA of WCAG 2.2, which contains the Thai standard TWCAG. "
                    "Pages are tested automatically and by hand, with keyboard and at 390 pixels."
                ),
            ),
        ),
        Section(
            _("What you can rely on"),
            (
                _(
                    "Everything can be read and sent without JavaScript and by keyboard alone. "
                    "Text can be enlarged to 200 %. Nothing is told by colour alone, and beside "
                    "each map or chart the same stands as text."
                ),
            ),
        ),
        Section(
            _("What is not as it should be yet"),
            (
                _(
                    "Files that agencies send in are shown as they came and may not be readable "
                    "by a screen reader. Papers of the office are PDF with text in reading order, "
                    "but not all are tagged."
                ),
            ),
        ),
        Section(
            _("If something stands in your way"),
            (
                _(
                    "Tell the office through the page “Contact”, with the address of the page. You "
                    "get the content in another way, and an answer within 15 working days."
                ),
            ),
        ),
    ),
)

PAGES = {
    "website": WEBSITE,
    "security": SECURITY,
    "accessibility": ACCESSIBILITY,
}
