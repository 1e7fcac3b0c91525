"""The sentences of the optimiser: why a judge reads a proposal, which rule stands in the way."""

from django.utils.translation import gettext as _

from selection.matching import explaining


def reasons(words, region=""):
    """One sentence for a pair, from what ``explaining.why`` answered."""
    known = {
        explaining.SCORED: _("has begun to score it"),
        explaining.KEPT: _("reads it today"),
        explaining.EVERYONE: _("everyone reads everything"),
        explaining.THEME: _("knows its theme"),
        explaining.REGION: _("knows the region %(region)s") % {"region": region},
        explaining.OUTSIDE: _("comes from outside its region"),
        explaining.LOAD: _("evens out the load"),
    }
    said = [str(known[word]) for word in words if word in known]
    if len(said) > 1:
        said[-1] = _("and %(reason)s") % {"reason": said[-1]}
    whole = _("%(reasons)s.") % {"reasons": _(", ").join(said)}
    return whole[0].upper() + whole[1:]


def sentence(trouble, names):
    """What is wrong, with the names of the seats."""
    facts = {
        "code": trouble.code,
        "name": names.get(trouble.number, trouble.number),
        "count": trouble.count,
        "needed": trouble.needed,
        "groups": _groups(trouble, names),
    }
    return _sentences(bool(trouble.number))[trouble.rule] % facts


def advised(trouble, names):
    """What is wrong, and what to change so that there is an answer."""
    return " ".join(filter(None, [sentence(trouble, names), _advice().get(trouble.rule)]))


def _groups(trouble, names):
    return " | ".join(
        ", ".join(str(names.get(number, number)) for number in group) for group in trouble.groups
    )


def _sentences(is_about_one):
    """The sentence of each rule; with a seat the agency rule names who is too many."""
    of_agency = (
        _("%(code)s: %(name)s is of the same agency as another reader.")
        if is_about_one
        else _("%(code)s: enough readers are found only with two of one agency.")
    )
    return {
        "hands": _(
            "The judges together can take %(count)d readings, but %(needed)d are asked for."
        ),
        "readers": _("%(code)s has %(count)d of %(needed)d readers."),
        "expert": _("%(code)s: no reader knows its theme."),
        "outside": _("%(code)s: no reader comes from outside its region."),
        "agency": of_agency,
        "conflict": _("%(code)s: %(name)s has an interest here or must declare first."),
        "ceiling": _("%(name)s would read %(count)d proposals, more than %(needed)d."),
        "floor": _("%(name)s would read %(count)d proposals, fewer than %(needed)d."),
        "comparable": _(
            "The readers fall into %(count)d groups that share no proposal, so that their"
            " points cannot be compared: %(groups)s."
        ),
        "time": _("No answer was found in time."),
        "right": _("Who asked may no longer choose readers."),
        "nothing": _("Eligible proposals and a committee are needed first."),
        "unknown": _("The optimiser found neither an answer nor a reason."),
    }


def _advice():
    loosen = _("Loosen a rule and compute again.")
    return {
        "hands": _("Allow more proposals for each judge, or ask for fewer readers."),
        "readers": _("Settle its conflicts, appoint more experts, or ask for fewer readers."),
        "expert": _("Enter what members are expert in, or make this rule a wish."),
        "outside": _("Appoint a member from elsewhere, or make this rule a wish."),
        "agency": _("Appoint members of other agencies, or ask for fewer readers."),
        "ceiling": _("Allow more proposals for each judge."),
        "floor": _("Ask for fewer proposals for each judge."),
        "comparable": _("Ask for more readers for each proposal, or settle conflicts."),
        "time": loosen,
        "unknown": loosen,
    }
