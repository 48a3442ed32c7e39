"""Pages of the samples: the list, one sample beside its notes, its .docx file. Open to everybody."""

import hashlib
from functools import lru_cache

from flask import Response, abort, render_template, request, url_for
from markupsafe import Markup

from core.access import public
from core.responses import docx
from law import register
from law.layout.page import render_page
from law.provision_keys import touches
from lookup.providers import Use, UseKind
from lookup.samples import domain
from lookup.samples.domain import Sample
from lookup.samples.reading import load
from lookup.views import bp


@bp.get("/mau-van-ban")
@public
def samples() -> str:
    """All samples by model, and the search in them: `?tim=kế hoạch`, `?loai=quyet-dinh`."""
    words = request.args.get("tim", "").strip()[:200]
    kind = request.args.get("loai", "")
    every = load().values()
    found = domain.found(every, words, kind)
    return render_template(
        "lookup/samples.html",
        words=words,
        kind=kind,
        kinds=domain.kinds(every),
        groups=domain.grouped(found),
        count=len(found),
        breadcrumbs=[("Tra cứu", url_for("lookup.texts")), ("Mẫu văn bản", None)],
    )


@bp.get("/mau-van-ban/<string:sample_id>")
@public
def sample(sample_id: str) -> str:
    """One sample: the page, and what each of its parts must be."""
    found = _sample(sample_id)
    return render_template(
        "lookup/sample.html",
        sample=found,
        page=Markup(render_page(found.document, show_zones=True)),  # noqa: S704  every typed text is escaped there
        register=register.load(),
        breadcrumbs=[
            ("Tra cứu", url_for("lookup.texts")),
            ("Mẫu văn bản", url_for("lookup.samples")),
            (found.title, None),
        ],
    )


@bp.get("/mau-van-ban/<string:sample_id>/tep")
@public
def sample_file(sample_id: str) -> Response:
    """The sample as a .docx file; a browser that has it is told that it is the same."""
    found = _sample(sample_id)
    content, digest = _file(sample_id)
    response = docx(content, found.title)
    response.set_etag(digest)
    response.headers["Cache-Control"] = "no-cache"  # it may be kept, and is asked for again each time
    response.make_conditional(request)
    return response


def uses(key: str) -> list[Use]:
    """The samples that a change of the provision concerns; the common notes count once, for the list of all samples."""
    every = load().values()
    cited = [(one, tuple(cite for cite in sorted(one.own_cites) if touches(cite, key))) for one in every]
    found = [
        Use(UseKind.SAMPLE, one.title, url_for("lookup.sample", sample_id=one.key), cites)
        for one, cites in cited
        if cites
    ]
    common = sorted({note.cite for one in every for note in one.common_notes if touches(note.cite, key)})
    if common:
        found.append(Use(UseKind.SAMPLE, "Ghi chú chung của các mẫu", url_for("lookup.samples"), tuple(common)))
    return found


def _sample(sample_id: str) -> Sample:
    found = load().get(sample_id)
    if found is None:
        abort(404)
    return found


@lru_cache(maxsize=64)
def _file(sample_id: str) -> tuple[bytes, str]:
    # Imported at need: most processes never write a .docx file, and python-docx is a big guest.
    from law.layout.word.writer import write_docx

    content = write_docx(load()[sample_id].document)
    return content, hashlib.sha256(content).hexdigest()
