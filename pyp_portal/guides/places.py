"""Where the guides tell of a page: the link "Guide for this page" leads to that heading.

A page of which several guides tell leads into the reader's own one, by the hats they wear;
where none is, into the last.
"""

from django.urls import Resolver404, resolve, reverse, reverse_lazy

ALL = reverse_lazy("guides:guides")
BY_HAT = {
    "staff": {"officer"},
    "committee": {"committee", "secretary", "adviser"},
    "lab": {"lab", "partner"},
    "auditor": {"auditor"},
    "admin": {"admin", "data-protection"},
    "data officer": {"data-protection"},
    "applicant": {"applicant", "head"},
}

PLACES = {
    "account_login": [("everyone", "sign-in")],
    "account_signup": [("applicant", "join")],
    "home": [("officer", "day"), ("director", "start"), ("everyone", "tasks")],
    "desk:tasks": [("everyone", "tasks")],
    "desk:calendar": [("everyone", "calendar")],
    "preferences:mine": [("everyone", "letters")],
    "accounts:profile": [("everyone", "security")],
    "accounts:sessions": [("everyone", "security")],
    "mfa_index": [("everyone", "security")],
    "mfa_activate_totp": [("everyone", "security")],
    "papers:verify": [("everyone", "verify")],
    "privacy:mine": [("everyone", "my-data")],
    "proposals:my_enquiries": [("everyone", "ask")],
    "call": [("officer", "call"), ("applicant", "before")],
    "proposals:questions": [("applicant", "before")],
    "proposals:self_check": [("applicant", "before")],
    "proposals:new": [("applicant", "write")],
    "proposals:on_behalf": [("officer", "on-behalf")],
    "proposals:step": [("applicant", "write")],
    "proposals:review": [("applicant", "submit")],
    "proposals:endorsement": [("head", "endorse"), ("applicant", "files")],
    "proposals:endorse": [("head", "endorse")],
    "proposals:detail": [("officer", "screen"), ("applicant", "after")],
    "journey": [("adviser", "opinion"), ("auditor", "record"), ("applicant", "after")],
    "proposals:list": [("officer", "list"), ("auditor", "record"), ("applicant", "after")],
    "proposals:queue": [("officer", "screen")],
    "proposals:screening": [("officer", "screen")],
    "proposals:enquiries": [("officer", "answer")],
    "accounts:my_agencies": [("head", "people"), ("applicant", "colleagues")],
    "accounts:agencies": [("admin", "agencies"), ("officer", "requests")],
    "accounts:people": [("admin", "roles"), ("officer", "requests")],
    "accounts:waiting": [("officer", "requests")],
    "accounts:deputies": [("officer", "deputy")],
    "accounts:acting": [("auditor", "log"), ("admin", "act-as")],
    "imports:list": [("admin", "import"), ("officer", "import")],
    "selection:overview": [("secretary", "start"), ("officer", "committee")],
    "selection:declarations": [("committee", "interests")],
    "selection:interests": [("secretary", "interests")],
    "selection:assignments": [("secretary", "readers")],
    "selection:matchings": [("secretary", "matching")],
    "selection:tasks": [("committee", "score")],
    "selection:sheet": [("committee", "score")],
    "selection:board": [("auditor", "scores"), ("committee", "board")],
    "selection:rounds": [("auditor", "scores"), ("secretary", "rounds")],
    "selection:close_ones": [("secretary", "close-ones")],
    "selection:sessions": [("secretary", "pitch"), ("committee", "pitch")],
    "selection:session": [("secretary", "pitch"), ("committee", "pitch")],
    "selection:live": [("committee", "pitch")],
    "selection:meetings": [("secretary", "meeting"), ("committee", "meeting")],
    "selection:meeting": [("secretary", "meeting"), ("committee", "meeting")],
    "selection:announcements": [("director", "release"), ("secretary", "announce")],
    "selection:announcement": [("director", "release"), ("secretary", "announce")],
    "cohorts:index": [("executive", "one-page"), ("officer", "lab"), ("lab", "lab")],
    "cohorts:cohort": [("officer", "lab"), ("lab", "lab")],
    "cohorts:team": [("officer", "lab"), ("partner", "team"), ("lab", "lab")],
    "cohorts:workshops": [("officer", "workshops"), ("lab", "workshops")],
    "cohorts:my_training": [("lab", "workshops")],
    "cohorts:opinions": [("officer", "lab")],
    "cohorts:years": [("executive", "years")],
    "cohorts:onepage": [("executive", "one-page")],
    "cohorts:reports": [("officer", "reports"), ("executive", "minister")],
    "cohorts:report_page": [("officer", "reports"), ("executive", "minister")],
    "cohorts:directives": [("officer", "presentation"), ("executive", "directives")],
    "cohorts:follow_ups": [("officer", "follow")],
    "cohorts:sites": [("officer", "follow")],
    "cohorts:requests": [("officer", "follow")],
    "cohorts:seat": [("officer", "teams"), ("lab", "seat")],
    "cohorts:work": [("officer", "lab"), ("lab", "lab")],
    "cohorts:diary": [("lab", "development")],
    "cohorts:development": [("lab", "development")],
    "cohorts:pilot": [("lab", "test")],
    "cohorts:obstacles": [("officer", "lab"), ("lab", "advice")],
    "cohorts:voices": [("lab", "citizens")],
    "cohorts:round": [("officer", "follow"), ("lab", "report")],
    "cohorts:report": [("lab", "report")],
    "cohorts:plan": [("lab", "spread")],
    "cohorts:session": [("officer", "presentation"), ("lab", "after")],
    "cohorts:place": [("officer", "presentation"), ("lab", "after")],
    "issues:list": [("citizen", "look")],
    "issues:issue": [("citizen", "look")],
    "issues:say": [("citizen", "say")],
    "issues:activity": [("citizen", "join")],
    "public:statistics": [("citizen", "data")],
    "public:open_data": [("citizen", "data")],
    "papers:list": [("officer", "papers")],
    "papers:wording": [("admin", "words")],
    "papers:inspections": [("auditor", "papers")],
    "outbox:words_list": [("admin", "letters")],
    "outbox:list": [("officer", "mails"), ("admin", "queues")],
    "outbox:announcements": [("officer", "mails")],
    "reminders:reminders": [("officer", "mails"), ("admin", "queues")],
    "offdays:days": [("admin", "queues")],
    "proposals:form_versions": [("admin", "form")],
    "years:year": [("admin", "year")],
    "years:open": [("admin", "year")],
    "explained:ask": [("admin", "who-may")],
    "queues:queues": [("admin", "queues")],
    "reads:log": [("auditor", "log"), ("data-protection", "log")],
    "privacy:requests": [("data-protection", "requests")],
    "privacy:office": [("data-protection", "start")],
    "privacy:erase": [("data-protection", "erase")],
    "privacy:retention": [("data-protection", "retention")],
    "privacy:activities": [("data-protection", "record")],
    "privacy:notices": [("data-protection", "notices")],
    "privacy:breaches": [("data-protection", "breach")],
}


def of(request, worn):
    """The address of the heading that tells of the page of this request."""
    told = PLACES.get(name_of(request))
    if not told:
        return ALL
    own = set().union(*(BY_HAT.get(hat, ()) for hat in worn))
    guide, anchor = next((place for place in told if place[0] in own), told[-1])
    return f"{reverse('guides:guide', args=[guide])}#{anchor}"


def name_of(request):
    """The name of the page: of the one that somebody came from, where they ask the office."""
    match = request.resolver_match
    if match and match.view_name == "proposals:ask":
        match = resolved(request.GET.get("from", ""))
    return match.view_name if match else ""


def resolved(path):
    try:
        return resolve(path)
    except Resolver404:
        return None
