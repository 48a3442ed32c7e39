"""The page on which people make a document by a sample: fill in, look at it as a page, have it checked, take the .docx file."""

from typing import Any

from flask import abort, render_template, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from core import clock
from core.children import Rejected
from core.responses import docx
from law import register
from law.layout.document import Document
from law.layout.fields import DocumentFault
from law.layout.page import render_page
from law.layout.reading import document_of
from lookup.making import domain
from lookup.making.forms import MakeForm
from lookup.samples.domain import Sample
from lookup.samples.reading import load
from lookup.soi import looking, presenting
from lookup.soi.access import checkers
from lookup.views import bp

TAKE = "tai"
_FIELD_OF = {"signer": "authorities", "recipients": "recipients", "drafter": "copies", "attached_text": "attached_body",
             "appendix": "appendices", "paper_copy": "copy_organ_name", "secretary": "secretary_full_name", "issued_date": "issued_on"}  # fmt: skip


@bp.route("/soan-mau/<string:sample_id>", methods=["GET", "POST"])
@checkers
def make_document(sample_id: str) -> ResponseReturnValue:
    """Make a document of the sample's type."""
    sample = load().get(sample_id)
    if sample is None or not sample.can_be_made:
        abort(404)
    form = MakeForm(data=domain.fields_of(sample.document))
    form.leave_out(sorted(domain.unused(sample.document)))
    if request.method == "GET":
        return _page(sample, form), 200
    made = _made(sample, form) if form.validate() else None
    if made is None:
        return _page(sample, form), 422
    if request.form.get("viec") == TAKE:
        return docx(_file(made), made.type_and_subject[:80])
    return _page(sample, form, preview=made), 200


def _made(sample: Sample, form: MakeForm) -> Document | None:
    """The document; None where the form says what is wrong with it."""
    try:
        return document_of(domain.data_of(form.typed(), sample.document))
    except DocumentFault as fault:
        place = fault.path.split(".")[0].split("[")[0]
        name = place if place in form else _FIELD_OF.get(place, "body")
        form.refuse(name if name in form else "body", f"Chưa đọc được: {fault.message}.")
    except ValueError as torn:
        name = next((one for one in ("body", "attached_body", "appendices") if _is_torn(form, one)), "body")
        form.refuse(name, str(torn))
    return None


def _is_torn(form: MakeForm, name: str) -> bool:
    try:
        (domain.appendices_of if name == "appendices" else domain.body_of)(form.text(name) if name in form else "")
    except ValueError:
        return True
    return False


def _file(document: Document) -> bytes:
    # Imported at need: most processes never write a .docx file, and python-docx is a big guest.
    from law.layout.word.writer import write_docx

    return write_docx(document)


def _page(sample: Sample, form: MakeForm, preview: Document | None = None) -> str:
    shown = _checked(preview) if preview else None
    return render_template(
        "lookup/make.html",
        sample=sample,
        form=form,
        page=Markup(render_page(preview)) if preview else None,  # noqa: S704  every typed text is escaped there
        shown=shown,
        register=register.load(),
        breadcrumbs=[
            ("Tra cứu", url_for("lookup.texts")),
            ("Mẫu văn bản", url_for("lookup.samples")),
            (sample.title, url_for("lookup.sample", sample_id=sample.key)),
            ("Soạn theo mẫu", None),
        ],
    )


def _checked(document: Document) -> list[presenting.Shown] | None:
    """What the checker finds in the file; None where it could not look."""
    try:
        found: dict[str, Any] = looking.look(_file(document), "soan.docx", clock.today())
    except (Rejected, looking.Busy):
        return None
    return presenting.findings(found["report"])
