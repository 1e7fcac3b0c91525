"""What of the selection is noted when it is read (feature 11: a log of every sensitive read)."""

from django.utils.translation import gettext_lazy as _

from pyp_portal.reads.register import Sensitive

YEAR_OF_COMMITTEE = "committee__plan__call__fiscal_year"
YEAR_OF_ITEM = "meeting__committee__plan__call__fiscal_year"
YEAR_OF_PLAN = "plan__call__fiscal_year"
YEAR_OF_ROUND = "round__plan__call__fiscal_year"
RUN = "selection.AssignmentRun"

SENSITIVE = {
    "selection:paper": Sensitive(_("Document of the selection")),
    "selection:assignments": Sensitive(_("Who reads what")),
    "selection:matching": Sensitive(_("Proposed readers"), RUN, YEAR_OF_PLAN),
    "selection:matching_issue": Sensitive(_("Proposed readers of a proposal")),
    "selection:matching_question": Sensitive(_("Question and answer as a file"), RUN, YEAR_OF_PLAN),
    "selection:interests": Sensitive(_("Declared interests")),
    "selection:ties": Sensitive(_("Suggested interests")),
    "selection:weigh": Sensitive(_("Suggested interest of a member")),
    "selection:officers": Sensitive(_("Officers who stepped aside")),
    "selection:challenges": Sensitive(_("Challenges")),
    "selection:sheet": Sensitive(_("Score sheet"), "selection.ScoreSheet", "proposal__code"),
    "selection:proposal_sheets": Sensitive(_("Score sheets of a proposal")),
    "selection:board": Sensitive(_("Ranking board")),
    "selection:check": Sensitive(_("How a score comes about")),
    "selection:analysis": Sensitive(_("Analysis of the scores")),
    "selection:sensitivity": Sensitive(_("Other choices and the list")),
    "selection:limits": Sensitive(_("Limits tried on the list")),
    "selection:export_file": Sensitive(_("Export of the selection")),
    "selection:meeting": Sensitive(_("Meeting"), "selection.Meeting", YEAR_OF_COMMITTEE),
    "selection:book": Sensitive(_("Meeting book"), "selection.Meeting", YEAR_OF_COMMITTEE),
    "selection:read_minutes": Sensitive(
        _("Minutes of a meeting"), "selection.Meeting", YEAR_OF_COMMITTEE
    ),
    "selection:minutes": Sensitive(
        _("Minutes of a meeting"), "selection.Meeting", YEAR_OF_COMMITTEE
    ),
    "selection:announcements": Sensitive(_("List of announcements")),
    "selection:announcement": Sensitive(_("Announcement"), "selection.Announcement", YEAR_OF_PLAN),
    "selection:reserve": Sensitive(_("Reserve list")),
    "selection:letters": Sensitive(_("Result letters"), "selection.Announcement", YEAR_OF_PLAN),
    "selection:letter": Sensitive(_("Result letter")),
    "selection:enquiries": Sensitive(_("Enquiries about results")),
    "selection:enquiry": Sensitive(
        _("Enquiry about a result"),
        "proposals.Enquiry",
        "about_result__item__proposal__code",
    ),
    "selection:blocks": Sensitive(_("Sort into blocks"), "selection.Meeting", YEAR_OF_COMMITTEE),
    "selection:resolve": Sensitive(
        _("Record the resolution"), "selection.AgendaItem", YEAR_OF_ITEM
    ),
    "selection:vote": Sensitive(_("Vote by name"), "selection.AgendaItem", YEAR_OF_ITEM),
    "selection:pitch_sheets": Sensitive(
        _("Score sheets of the session"), "selection.PitchSession", YEAR_OF_PLAN
    ),
    "selection:correct": Sensitive(_("Declaration to be corrected")),
    "selection:decide_challenge": Sensitive(
        _("Challenge to be decided"), "selection.Challenge", "proposal__code"
    ),
    "selection:answer_reopening": Sensitive(
        _("Request to open a sealed sheet"), "selection.Reopening", "sheet__proposal__code"
    ),
    "selection:officer_aside": Sensitive(_("Own tie of an officer")),
    "selection:matchings": Sensitive(_("Runs that find readers")),
    "selection:versions": Sensitive(
        _("Versions of a score sheet"), "selection.ScoreSheet", "proposal__code"
    ),
    "selection:remarks": Sensitive(_("Written talk about a proposal")),
    "selection:exercise": Sensitive(_("Calibration exercise"), "selection.Exercise", YEAR_OF_PLAN),
    "selection:rounds": Sensitive(_("Rounds and seals")),
    "selection:seal": Sensitive(_("Seal of the scores"), "selection.Seal", YEAR_OF_ROUND),
    "selection:seal_table": Sensitive(_("Sealed score table"), "selection.Seal", YEAR_OF_ROUND),
    "selection:close_ones": Sensitive(_("Equal and close proposals")),
    "selection:tie_break": Sensitive(_("Tie-break"), "selection.TieBreak", YEAR_OF_PLAN),
    "selection:ranking": Sensitive(
        _("Order of close proposals"), "selection.Ranking", YEAR_OF_PLAN
    ),
    "selection:pitch_sheet": Sensitive(_("Score sheet"), "selection.ScoreSheet", "proposal__code"),
    "selection:typed": Sensitive(
        _("Score sheet on paper"), "selection.ScoreSheet", "proposal__code"
    ),
    "selection:final_pass": Sensitive(
        _("All of my points"), "selection.PitchSession", YEAR_OF_PLAN
    ),
    "selection:session": Sensitive(_("Pitch session"), "selection.PitchSession", YEAR_OF_PLAN),
    "selection:slides": Sensitive(_("Slides"), "selection.SlideDeck", "slot__proposal__code"),
}
