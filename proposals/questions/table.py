"""The form F01 to F62 as one table: read it top to bottom.

Codes, keys, kinds and steps are code; words, limits and what is required are data of
a version of the form. Answers keep the keys of this table: a dot in a key means a value
inside a value (``issue_status.text``).
"""

from proposals.questions.asking import Column, Kind, Question


def _q(code, key, step, kind, source="", columns=()):
    return Question(code, key, step, kind, source, columns)


def _rows(code, key, step, *columns):
    return _q(code, key, step, Kind.ROWS, columns=columns)


TEXT, AREA, NUMBER, YEAR, MONTH = Kind.TEXT, Kind.AREA, Kind.NUMBER, Kind.YEAR, Kind.MONTH
CHOICE, CHOICES, BOOL, FILES = Kind.CHOICE, Kind.CHOICES, Kind.BOOL, Kind.FILES
C = Column

QUESTIONS = (
    _q("F01", "lead_agency", 1, Kind.SHOWN),
    _q("F02", "sub_unit", 1, TEXT),
    _q("F03", "agency_level", 1, Kind.SHOWN),
    _q("F04", "sector", 1, Kind.SHOWN),
    _q("F05", "head_name", 1, TEXT),
    _q("F05", "head_position", 1, TEXT),
    _q("F06", "contact_name", 1, TEXT),
    _q("F07", "contact_position", 1, TEXT),
    _q("F08", "contact_phone", 1, Kind.PHONE),
    _q("F09", "contact_email", 1, Kind.EMAIL),
    _rows("F10", "alt_contact", 1, C("name"), C("phone", Kind.PHONE), C("email", Kind.EMAIL)),
    _q("F11", "saraban_email", 1, Kind.EMAIL),
    _q("F12", "title_th", 2, TEXT),
    _q("F13", "title_en", 2, TEXT),
    _q("F14", "theme", 2, CHOICE, "themes"),
    _q("F15", "secondary_themes", 2, CHOICES, "themes"),
    _q("F16", "issue_status.value", 2, CHOICE, "issue_status"),
    _q("F16", "issue_status.text", 2, AREA),
    _rows(
        "F17",
        "target_areas",
        2,
        C("province_code", CHOICE, "provinces"),
        C("district_th", required=False),
        C("subdistrict_th", required=False),
        C("is_pilot", BOOL, required=False),
    ),
    _q("F18", "pilot_area_idea.text", 2, AREA),
    _q("F19", "summary", 2, AREA),
    _q("F20", "problem_statement", 3, AREA),
    _rows(
        "F21",
        "evidence",
        3,
        C("label_th"),
        C("value", NUMBER),
        C("unit_th"),
        C("source_th"),
        C("year_be", YEAR),
    ),
    _q("F22", "area_need_evidence", 3, AREA),
    _rows("F23", "target_group", 3, C("group_th"), C("count", NUMBER), C("unit_th")),
    _q("F24", "vulnerable_groups", 3, CHOICES, "vulnerable_groups"),
    _q("F25", "past_efforts", 3, AREA),
    _q("F26", "why_integration", 3, AREA),
    _q("F27", "urgent_policies", 4, CHOICES, "policy:URGENT"),
    _q("F28", "national_strategy", 4, CHOICES, "policy:NS"),
    _q("F29", "master_plans", 4, CHOICES, "policy:MP"),
    _q("F30", "milestones13", 4, CHOICES, "policy:NESDP13"),
    _q("F31", "sdgs", 4, CHOICES, "policy:SDG"),
    _q("F32", "local_plan_reference", 4, AREA),
    _q("F33", "alignment_reason", 4, AREA),
    _q("F34", "approach", 5, AREA),
    _rows(
        "F35",
        "partners",
        5,
        C("agency", CHOICE, "agencies", required=False),
        C("name_th"),
        C("level", CHOICE, "levels", required=False),
        C("sector", CHOICE, "sectors"),
        C("role_th"),
        C("status", CHOICE, "partner_status"),
    ),
    _rows(
        "F36",
        "pooled_resources",
        5,
        C("provider_th"),
        C("kind", CHOICE, "resource_kinds"),
        C("description_th"),
    ),
    _rows(
        "F37",
        "stakeholders",
        5,
        C("group_th"),
        C("interest_th"),
        C("influence", CHOICE, "degrees"),
        C("stance", CHOICE, "stances"),
        C("engagement_th"),
    ),
    _q("F38", "public_participation_plan", 5, AREA),
    _q("F39", "central_support_needed", 5, AREA),
    _rows("F40", "regulatory_barriers", 5, C("law_th"), C("section_th"), C("problem_th")),
    _q("F41", "prototype_idea.kinds", 6, CHOICES, "prototype_kinds"),
    _q("F41", "prototype_idea.text", 6, AREA),
    _q("F42", "innovation", 6, AREA),
    _rows(
        "F43",
        "outputs",
        6,
        C("indicator_th"),
        C("unit_th"),
        C("baseline", NUMBER),
        C("target", NUMBER),
    ),
    _rows(
        "F44",
        "outcomes",
        6,
        C("indicator_th"),
        C("unit_th"),
        C("baseline", NUMBER),
        C("baseline_year_be", YEAR),
        C("target", NUMBER),
        C("method_th"),
        C("collector_th"),
    ),
    _q("F45", "impact", 6, AREA),
    _q("F46", "scale_out_potential", 6, AREA),
    _q("F47", "candidate_sites", 6, CHOICES, "provinces"),
    _q("F48", "sustainability", 6, AREA),
    _rows(
        "F49",
        "risks",
        6,
        C("risk_th"),
        C("probability", CHOICE, "degrees"),
        C("impact", CHOICE, "degrees"),
        C("response_th"),
    ),
    _rows(
        "F50",
        "workplan",
        7,
        C("activity_th"),
        C("owner_th"),
        C("start", MONTH),
        C("end", MONTH),
    ),
    _rows(
        "F51",
        "budget_available",
        7,
        C("source_th"),
        C("amount_baht", NUMBER),
        C("year_be", YEAR),
    ),
    _q("F52", "budget_gap.amount_baht", 7, NUMBER),
    _q("F52", "budget_gap.plan_th", 7, TEXT),
    _rows(
        "F53",
        "nominees",
        7,
        C("name"),
        C("position_th"),
        C("level_code", required=False),
        C("agency_th"),
        C("tier", CHOICE, "tiers", required=False),
    ),
    _rows("F54", "data_available", 7, C("dataset_th"), C("owner_th"), C("condition_th")),
    _q("F55", "endorsement_letter", 7, FILES),
    _q("F56", "partner_letters", 7, FILES),
    _q("F57", "attachments", 7, FILES),
    _q("F58", "video_url", 7, Kind.URL),
    _q("F59", "declare_true", 7, BOOL),
    _q("F60", "privacy_ack.value", 7, BOOL),
    _q("F61", "publish_consent", 7, BOOL),
    _q("F62", "coi_note", 7, AREA),
)

CODES = tuple(dict.fromkeys(question.code for question in QUESTIONS))
POLICY_KEYS = tuple(q.key for q in QUESTIONS if q.source.startswith("policy:"))
STEPS = range(1, max(question.step for question in QUESTIONS) + 1)
CHECK_ITEMS = ("E1", "E2", "E3", "E4", "E5", "E6", "E7", "E8")


def of_step(step):
    """The questions of one step, in their order."""
    return [question for question in QUESTIONS if question.step == step]


def of_code(code):
    """The first question with this F-number."""
    return next(question for question in QUESTIONS if question.code == code)


def of_key(key):
    """The question with this key."""
    return next(question for question in QUESTIONS if question.key == key)
