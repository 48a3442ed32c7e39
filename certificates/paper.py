"""The certificate as a page: frozen facts to HTML and PDF. Called once for each certificate."""

import base64
import io
from datetime import date
from urllib.parse import urlsplit

from flask import current_app

from certificates.document_types import document_types
from certificates.domain.codes import grouped
from certificates.domain.facts import Facts
from core.printing import render_pdf
from law.vietnamese import official_date, short_date

SHEETS = ("certificates/paper.css",)
LONG_NAME, LONGEST_NAME = 30, 46  # letters that still fit on one line in the two larger sizes
FULL = 230  # letters of all variable words above which the smaller size is used


def html(facts: Facts) -> str:
    """The whole page of one certificate."""
    # Without the context processors of requests: a paper depends on its facts alone.
    template = current_app.jinja_env.get_template("certificates/paper.html")
    return template.render(
        facts=facts,
        kind=document_types()[facts.type_code],
        code=grouped(facts.code),
        qr=qr(facts.verify_url),
        verify_at=verify_at(facts.public_url),
        days=_days(facts.training.starts_on, facts.training.ends_on),
        decision_date=official_date(facts.decision.signed_on),
        issue_date=official_date(facts.issued_on),
        holder_size=_size(facts.holder.full_name),
        is_full=_letters(facts) > FULL,
    )


def pdf(facts: Facts) -> bytes:
    """The PDF (PDF/UA-1) of one certificate; the same facts give the same bytes. Raises PrintingFailed."""
    return render_pdf(html(facts), sheets=SHEETS, variant="pdf/ua-1")


def qr(address: str) -> str:
    """A QR code as a grey picture in a data address: WeasyPrint takes any other kind of picture apart and packs it again.

    Six points a module: at least 200 points wide.
    """
    # Needed by the job worker only; a web process is smaller without them.
    import segno
    from PIL import Image

    rows = list(segno.make(address, error="m", micro=False).matrix_iter(border=1))
    code = Image.frombytes("L", (len(rows), len(rows)), bytes(0 if dark else 255 for row in rows for dark in row))
    file = io.BytesIO()
    code.resize((6 * code.width, 6 * code.height), Image.Resampling.NEAREST).save(file, format="PNG")
    return f"data:image/png;base64,{base64.b64encode(file.getvalue()).decode()}"


def verify_at(public_url: str) -> str:
    """What stands in print beside the QR, so that a swapped QR is noticed: the host and the path."""
    parts = urlsplit(public_url)
    return f"{parts.netloc}{parts.path}/xac-minh"


def _days(first: date, last: date) -> str:
    if first == last:
        return f"ngày {short_date(first)}"
    return f"từ ngày {short_date(first)} đến ngày {short_date(last)}"


def _size(full_name: str) -> str:
    if len(full_name) > LONGEST_NAME:
        return " is-longest"
    return " is-long" if len(full_name) > LONG_NAME else ""


def _letters(facts: Facts) -> int:
    holder, training = facts.holder, facts.training
    words = (holder.position, holder.agency, training.course, training.class_name, training.place)
    return sum(len(word) for word in words)
