"""The page with the slips of first passwords. It is the answer to the very request that made them.

The phrases stand on this page and nowhere else: printing is the browser's, and the PDF is made from what the page
sends back. A page that was closed too early means new phrases, never a stored secret.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import render_template
from flask.typing import ResponseReturnValue

from accounts.service import Slip

MOST = 500


def answer_with_slips(slips: Sequence[Slip], back_url: str) -> ResponseReturnValue:
    """The page of these slips, for any view that has just given first passwords."""
    return render_template("accounts/slips.html", slips=slips, back_url=back_url)


def slips_from_form(form: Mapping[str, Any]) -> list[Slip]:
    """The slips that a slips page sends back for its PDF."""
    columns = [form.getlist(name) for name in ("full_name", "agency", "user_name", "phrase_password")]  # type: ignore[attr-defined]  # werkzeug's MultiDict
    return [Slip(*(str(value)[:200] for value in row)) for row in list(zip(*columns, strict=False))[:MOST]]
