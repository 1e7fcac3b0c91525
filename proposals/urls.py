"""Which path leads to which page of room 1."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from proposals.views import (
    autosaving,
    calls,
    comparing,
    drafting,
    endorsing,
    extending,
    files,
    handing_over,
    kept,
    listing,
    merging,
    neighbours,
    picking,
    queue,
    reassigning,
    records,
    screening,
    submitting,
    typos,
    uploading,
    wording,
)


class DraftPaper(StringConverter):
    """The papers that can be made of a draft."""

    regex = "full|summary|endorsement"


register_converter(DraftPaper, "draftpaper")

app_name = "proposals"
urlpatterns = [
    path("hand-over/<uuid:uid>/", handing_over.pass_on, name="pass_on"),
    path("hand-over/offers/<uuid:uid>/", handing_over.offer, name="hand_over_offer"),
    path("hand-over/offers/<uuid:uid>/accept/", handing_over.accept, name="accept_hand_over"),
    path("hand-over/offers/<uuid:uid>/decline/", handing_over.decline, name="decline_hand_over"),
    path("hand-over/offers/<uuid:uid>/back/", handing_over.take_back, name="take_back_hand_over"),
    path("cases/reassign/", reassigning.cases, name="reassign"),
    path("call/", calls.call, name="call"),
    path("call/<int:fiscal_year>/", calls.call, name="call"),
    path("call/<int:fiscal_year>/attempts/", extending.attempts, name="attempts"),
    path("call/<int:fiscal_year>/more-time/", extending.extensions, name="extensions"),
    path("call/more-time/<uuid:uid>/decide/", extending.decide, name="decide_extension"),
    path("proposals/", listing.index, name="list"),
    path("proposals/export/", listing.export, name="export"),
    path("proposals/export/<uuid:uid>/", listing.export_file, name="export_file"),
    path("proposals/screening/", queue.queue, name="queue"),
    path("proposals/new/", drafting.new, name="new"),
    path("proposals/places/find/", picking.find_places, name="find_places"),
    path("forms/", wording.versions, name="form_versions"),
    path("forms/<int:number>/", wording.version, name="form_version"),
    path("forms/<int:number>/compare/", wording.compare, name="form_compare"),
    path("forms/<int:number>/publish/", wording.publish, name="form_publish"),
    path("forms/<int:number>/discard/", wording.discard, name="form_discard"),
    path("forms/<int:number>/give/", wording.give, name="form_give"),
    path("forms/<int:number>/step/<int:step>/", wording.step, name="form_step"),
    path("forms/<int:number>/step/<int:step>/preview/", wording.preview, name="form_preview"),
    path("proposals/file/<uuid:uid>/", files.file, name="file"),
    path("proposals/file/<uuid:uid>/remove/", files.detach, name="detach"),
    path("proposals/paper/<uuid:uid>/", files.paper, name="paper"),
    path("proposals/<slug:code>/", records.detail, name="detail"),
    path("proposals/<slug:code>/text/", records.text, name="text"),
    path("proposals/<slug:code>/files/", records.files, name="files"),
    path("proposals/<slug:code>/history/", records.history, name="history"),
    path("proposals/<slug:code>/changes/", comparing.changes, name="changes"),
    path("proposals/<slug:code>/similar/", neighbours.similar, name="similar"),
    path("proposals/<slug:code>/preview/", records.preview, name="preview"),
    path("proposals/<slug:code>/make/<draftpaper:kind>/", files.make_paper, name="make_paper"),
    path("proposals/<slug:code>/step/<int:number>/", drafting.step, name="step"),
    path("proposals/<slug:code>/step/<int:number>/autosave/", autosaving.autosave, name="autosave"),
    path("proposals/<slug:code>/step/<int:number>/presence/", autosaving.presence, name="presence"),
    path("proposals/<slug:code>/kept/", kept.kept, name="kept"),
    path("proposals/<slug:code>/kept/<uuid:uid>/", kept.put_back, name="put_back"),
    path("proposals/<slug:code>/review/", drafting.review, name="review"),
    path("proposals/<slug:code>/endorse/", files.endorse, name="endorse"),
    path("proposals/<slug:code>/endorsement/", endorsing.endorsement, name="endorsement"),
    path("endorse/<str:token>/", endorsing.endorse_online, name="endorse_online"),
    path("proposals/<slug:code>/attach/", files.attach, name="attach"),
    path("proposals/<slug:code>/uploads/", uploading.begin, name="begin_upload"),
    path("proposals/<slug:code>/uploads/<uuid:uid>/", uploading.part, name="upload"),
    path(
        "proposals/<slug:code>/uploads/<uuid:uid>/finish/", uploading.finish, name="finish_upload"
    ),
    path("proposals/<slug:code>/uploads/<uuid:uid>/drop/", uploading.drop, name="drop_upload"),
    path("proposals/<slug:code>/submit/", submitting.submit, name="submit"),
    path("proposals/<slug:code>/recall/", submitting.recall, name="recall"),
    path("proposals/<slug:code>/withdraw/", submitting.withdraw, name="withdraw"),
    path("proposals/<slug:code>/receipt/", submitting.receipt, name="receipt"),
    path("proposals/<slug:code>/take/", screening.take, name="take"),
    path("proposals/<slug:code>/hand-over/", queue.hand_over, name="hand_over"),
    path("proposals/<slug:code>/start/", screening.start, name="start_screening"),
    path("proposals/<slug:code>/screening/", screening.screening, name="screening"),
    path("proposals/<slug:code>/return/", screening.send_back, name="return"),
    path("proposals/<slug:code>/eligible/", screening.mark_eligible, name="mark_eligible"),
    path(
        "proposals/<slug:code>/ineligible/",
        screening.propose_ineligible,
        name="propose_ineligible",
    ),
    path("proposals/<slug:code>/extend/", screening.extend, name="extend"),
    path("proposals/<slug:code>/merge/ask/", merging.ask_merger, name="ask_merger"),
    path(
        "proposals/<slug:code>/merge/<uuid:uid>/answer/",
        merging.answer_merger,
        name="answer_merger",
    ),
    path(
        "proposals/<slug:code>/merge/<uuid:uid>/take-back/",
        merging.take_back_merger,
        name="take_back_merger",
    ),
    path("proposals/<slug:code>/merge/", screening.merge, name="merge"),
    path("proposals/<slug:code>/mend/", typos.mend, name="mend"),
    path("proposals/<slug:code>/correct/", screening.correct, name="correct"),
    path("proposals/<slug:code>/decide/<uuid:uid>/", screening.decide, name="decide"),
]
