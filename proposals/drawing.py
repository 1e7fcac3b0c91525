"""The transition diagram, drawn from the machine itself."""

from proposals.lifecycle import Lifecycle
from proposals.lifecycle.choosing import Choosing
from proposals.lifecycle.driving import Driving
from proposals.lifecycle.intake import Intake
from proposals.lifecycle.leaving import Leaving
from proposals.states import TERMINAL, State

HEAD = """# The way of a proposal

Drawn from `proposals/lifecycle` by `manage.py draw_lifecycle`; do not edit by hand.
T33 (an administrator's correction) leads from any state to any that is not an end, and is left out.

```mermaid
stateDiagram-v2
    direction LR
"""
LEFT_OUT = "admin_correct"


def transitions():
    """(source, target, T-number, name) of every transition, in the order of the table."""
    for part in (Intake, Choosing, Driving, Leaving):
        for name, method in vars(part).items():
            machine = getattr(method, "_django_fsm", None)
            if machine and name != LEFT_OUT:
                number = method.__doc__.partition(":")[0]
                for found in machine.transitions.values():
                    yield State(found.source), State(found.target), number, name


def diagram():
    """The page with the diagram, and the list of what each transition needs."""
    lines = ["    [*] --> draft: T01 create"]
    lines += [
        f"    {source} --> {target}: {number} {name}"
        for source, target, number, name in sorted(transitions(), key=lambda row: row[2])
    ]
    lines += [f"    {state} --> [*]" for state in State if state in TERMINAL]
    return HEAD + "\n".join(lines) + "\n```\n\n" + table()


def table():
    """One line for each transition: what it does, in the words of the machine."""
    rows = {}
    for _source, _target, number, name in sorted(transitions(), key=lambda row: row[2]):
        words = getattr(Lifecycle, name).__doc__.partition(": ")[2].strip()
        rows[number] = f"| {number} | `{name}` | {words} |"
    return "| | Transition | What it means |\n|---|---|---|\n" + "\n".join(rows.values()) + "\n"
