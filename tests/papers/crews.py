"""The crew of booklets within the test's own process: quick, and counted."""

import json

from pyp_portal.papers.booklets import answering, binding, crew, joiner, renderer

TRADES = {"renderer": renderer.DOES, "joiner": joiner.DOES}


class HandHere:
    """Answers like a warm process, without one; notes what it was asked."""

    asked = []

    def __init__(self, trade="renderer"):
        self.does = TRADES[trade]

    def ask(self, do, patience=0, **facts):
        self.asked.append(do)
        answer = json.loads(
            json.dumps(answering.answer(self.does, json.dumps({"do": do, **facts})))
        )
        if "error" in answer:
            raise crew.Failed(answer["error"])
        return answer

    def stop(self):
        self.asked.append("stop")


def work_here(monkeypatch):
    """Let booklets be made in this process; answers the list of what was asked."""
    HandHere.asked = []
    for module in (crew, binding):
        monkeypatch.setattr(module, "Hand", HandHere)
    monkeypatch.setattr(crew, "HANDS", 1)
    return HandHere.asked
