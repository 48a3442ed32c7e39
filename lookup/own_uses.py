"""The register's own pages that cite a provision: words old and new, and conflicts between texts."""

from flask import url_for

from law import register
from law.provision_keys import touches
from lookup.providers import Use, UseKind


def uses_of(key: str) -> list[Use]:
    """Renamed words and conflicts that a change of the provision concerns."""
    loaded = register.load()
    found = []
    for term in loaded.renamed_terms:
        if cites := tuple(cited for cited in term.cites if touches(cited, key)):
            url = url_for("lookup.renamed_terms")
            found.append(Use(UseKind.REGISTER, f"Từ cũ, từ mới: {term.old} và {term.new}", url, cites))
    for conflict in loaded.conflicts.values():
        if cites := tuple(cited for cited in conflict.cites if touches(cited, key)):
            url = url_for("lookup.conflict", slug=conflict.id)
            found.append(Use(UseKind.REGISTER, f"Chỗ chưa khớp: {conflict.title}", url, cites))
    return found
