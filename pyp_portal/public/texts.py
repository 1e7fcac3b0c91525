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

PRIVACY = Text(
    _("Privacy policy"),
    _("Which personal data are kept here, why, for how long, and what you may ask for."),
    (
        Section(
            _("Who is responsible"),
            (
                _(
                    "The PYP Office is the controller of the data under the Personal Data "
                    "Protection Act B.E. 2562. How to reach it stands on the page “Contact”."
                ),
            ),
        ),
        Section(
            _("What is kept and why"),
            (
                _(
                    "The lawful basis is the public task of the office; official papers are also "
                    "kept by the law on archives. Consent is asked only for photographs and for "
                    "publishing contact details, apart from everything else, and can be withdrawn."
                ),
            ),
            (
                (
                    _("People of agencies"),
                    _(
                        "name, post, agency, official e-mail and telephone, to sign in, to prove "
                        "who acts for an agency, and to tell them what happens"
                    ),
                ),
                (
                    _("Committee and participants"),
                    _(
                        "the same, with the post and level that the rules ask for, attendance and "
                        "certificates"
                    ),
                ),
                (
                    _("Citizens who give an opinion"),
                    _(
                        "the opinion, with age band, group and area as far as you say them: no "
                        "name, no number, no account. Each opinion is read before it is shown"
                    ),
                ),
                (
                    _("Citizens who sign up for an activity"),
                    _(
                        "what we may call you and how to reach you, if you leave it; both are "
                        "forgotten when the activity has ended"
                    ),
                ),
                (
                    _("Everybody who visits"),
                    _("the traffic log that the law asks for: time, address, page"),
                ),
            ),
        ),
        Section(
            _("What is never asked"),
            (
                _(
                    "No 13-digit citizen number, no copy of an identity card, nothing about "
                    "religion, health or political opinions."
                ),
            ),
        ),
        Section(
            _("Who else receives data"),
            (
                _(
                    "Agencies that work on the same issue see the names and posts of one another. "
                    "Nothing is sold or given away for advertising. Figures for the public contain "
                    "no names of people."
                ),
            ),
        ),
        Section(
            _("How long"),
            (_("The periods are those of the retention schedule of the office."),),
            (
                (
                    _("Selected proposals, minutes, announcements, reports"),
                    _("10 years after the cohort ends, then offered to the National Archives"),
                ),
                (
                    _("Proposals that were not selected, score sheets"),
                    _("5 years after the result; figures are kept"),
                ),
                (_("Drafts that were never submitted"), _("1 year")),
                (_("Attendance and certificates"), _("10 years")),
                (_("Opinions of citizens"), _("2 years after the lab; figures are kept")),
                (
                    _("E-mail left to hear what changed because of an activity"),
                    _("Until the one mail is sent, at most 1 year after the activity"),
                ),
                (_("Traffic and access logs"), _("90 days at least, 1 year as a rule")),
            ),
        ),
        Section(
            _("Your rights"),
            (
                _(
                    "You may ask to see your data and have a copy, to correct or delete them, to "
                    "object or restrict their use, and to withdraw consent. The office answers "
                    "within 30 days. Official records are not deleted, but your name can be taken "
                    "out of what is shown. You may complain to the Personal Data Protection "
                    "Committee."
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
    "privacy": PRIVACY,
    "security": SECURITY,
    "accessibility": ACCESSIBILITY,
}
