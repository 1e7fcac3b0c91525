"""The words of the training: halves of a day, how people attended, what a person has reached."""

from django.db import models
from django.utils.translation import gettext_lazy as _

LATE_AFTER = 30  # minutes into a half
SCALE = range(1, 6)
FEWEST_ANSWERS = 3  # fewer answers than these would show who gave them


class Half(models.TextChoices):
    """A day is attended by halves (section 6.5)."""

    MORNING = "morning", _("Morning")
    AFTERNOON = "afternoon", _("Afternoon")


class Attended(models.TextChoices):
    """How a person attended one half."""

    PRESENT = "PRESENT", _("Present")
    LATE = "LATE", _("Came late")
    LEAVE = "LEAVE", _("On leave")
    ABSENT = "ABSENT", _("Did not come")
    SUBSTITUTE = "SUBSTITUTE", _("Sent a substitute")

    @property
    def tone(self):
        return ATTENDED_LOOK[self][0]

    @property
    def icon(self):
        return ATTENDED_LOOK[self][1]


ATTENDED_LOOK = {
    Attended.PRESENT: ("good", "check"),
    Attended.LATE: ("wait", "clock"),
    Attended.LEAVE: ("still", "calendar"),
    Attended.ABSENT: ("stop", "x"),
    Attended.SUBSTITUTE: ("work", "users"),
}
EARNING = (Attended.PRESENT, Attended.LATE)  # a substitute does not earn hours
ANNOUNCED = (Attended.LEAVE, Attended.SUBSTITUTE)  # what people may say of themselves


class Source(models.TextChoices):
    """Where an entry of the attendance comes from."""

    QR = "QR", _("QR code")
    HAND = "HAND", _("By hand")
    LIST = "LIST", _("List of an online meeting")
    SELF = "SELF", _("The person's own word")


class Competence(models.TextChoices):
    """What the workshops build: working across agencies (R-39)."""

    INTEGRATION = "INTEGRATION", _("Working across agencies and levels")
    PEOPLE = "PEOPLE", _("Understanding people and their problems")
    DESIGN = "DESIGN", _("Designing and testing a prototype")
    EVIDENCE = "EVIDENCE", _("Using data and evidence")
    POLICY = "POLICY", _("Turning results into policy")
    SPREADING = "SPREADING", _("Telling results and spreading them")


class Moment(models.TextChoices):
    """When a person rates their own competence."""

    BEFORE = "BEFORE", _("Before the lab")
    AFTER = "AFTER", _("After the lab")


class Question(models.TextChoices):
    """What the evaluation of a session asks, each from 1 to 5."""

    CONTENT = "CONTENT", _("The content was useful")
    METHOD = "METHOD", _("The speakers and methods helped me learn")
    USE = "USE", _("I can use it in my work")
    SETTING = "SETTING", _("Place, time and organisation were good")
    OVERALL = "OVERALL", _("Overall I am satisfied")


class Stage(models.TextChoices):
    """How far a participant has come in the course (section 6.5)."""

    ENROLLED = "enrolled", _("Enrolled")
    IN_PROGRESS = "in_progress", _("Taking part")
    COMPLETED = "completed", _("Course completed")
    INCOMPLETE = "incomplete", _("Course not completed")
    WITHDRAWN = "withdrawn", _("Left the course")
    REPLACED = "replaced", _("Replaced by somebody else")

    @property
    def tone(self):
        return STAGE_LOOK[self][0]

    @property
    def icon(self):
        return STAGE_LOOK[self][1]


STAGE_LOOK = {
    Stage.ENROLLED: ("still", "ring"),
    Stage.IN_PROGRESS: ("work", "half"),
    Stage.COMPLETED: ("good", "check"),
    Stage.INCOMPLETE: ("stop", "alert"),
    Stage.WITHDRAWN: ("still", "x"),
    Stage.REPLACED: ("still", "undo"),
}


class Award(models.TextChoices):
    """What a certificate says (PD-25)."""

    COMPLETION = "COMPLETION", _("Certificate of completion")
    APPRECIATION = "APPRECIATION", _("Certificate of appreciation")
    THANKS = "THANKS", _("Certificate of thanks")
