"""The tools of each phase of the lab (section 6.4): what they are for, in a sentence."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from cohorts.states import Phase


@dataclass(frozen=True)
class Method:
    """A tool that teams use in a phase."""

    key: str
    label: str
    use: str


METHODS = {
    Phase.ORIENTATION: (
        Method("charter", _("Team charter"), _("Agree on goal, roles and how to work together.")),
        Method("stakeholders", _("Stakeholder map"), _("Who is touched, who decides, who helps.")),
    ),
    Phase.EMPATHIZE: (
        Method("interview", _("Interview"), _("Let people tell how it is for them.")),
        Method("observation", _("Observation"), _("See what people do where they do it.")),
        Method("persona", _("Persona"), _("Put typical users into a few faces.")),
        Method("journey", _("Journey map"), _("Follow the service step by step as users live it.")),
        Method("data_review", _("Data review"), _("Read what registers and reports already know.")),
    ),
    Phase.DEFINE: (
        Method("affinity", _("Affinity diagram"), _("Sort what was heard into groups.")),
        Method("root_cause", _("Root cause"), _("Ask why until the cause is found.")),
        Method("hmw", _("How might we"), _("Turn the cause into an open question.")),
        Method("canvas", _("Policy canvas"), _("Put question, users and measures on one sheet.")),
    ),
    Phase.IDEATE: (
        Method("brainstorm", _("Brainstorming"), _("Many ideas first, judgement later.")),
        Method("impact_effort", _("Impact and effort"), _("What it brings, what it costs.")),
        Method("evidence_scan", _("Evidence scan"), _("Look at what worked elsewhere.")),
    ),
    Phase.PROTOTYPE: (
        Method("storyboard", _("Storyboard"), _("Tell the new service in pictures.")),
        Method("blueprint", _("Service blueprint"), _("What happens behind the counter.")),
        Method("mockup", _("Mock-up"), _("A rough thing that people can try.")),
        Method("draft_rule", _("Draft rule"), _("Write the rule as it might be.")),
    ),
    Phase.TEST: (
        Method("pilot", _("Pilot"), _("Try it in one area under real conditions.")),
        Method("comparison", _("Before and after, or A and B"), _("Measure what it changes.")),
        Method("user_test", _("User test"), _("Watch people use it without help.")),
    ),
    Phase.SYNTHESIZE: (
        Method("brief", _("Policy brief"), _("The proposal in two pages for who decides.")),
        Method("costing", _("Costing"), _("What one area costs, and who pays.")),
        Method("scale_plan", _("Scale-out plan"), _("What stays, what may change, who goes next.")),
    ),
}  # fmt: skip
