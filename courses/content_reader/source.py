"""The files of a bundle as the readers open them, and the names that may be given only once."""

from courses.content_reader.bundles import Bundle
from courses.content_reader.problems import Problem
from courses.content_reader.prose import Desk, Written
from courses.content_reader.tables import Table, TableFile


class Source:
    """One bundle being read. What is missing is noted on the desk and read as if it were empty."""

    def __init__(self, bundle: Bundle, desk: Desk) -> None:
        self.bundle = bundle
        self.desk = desk
        self._named: dict[tuple[str, str], Table] = {}

    def tables(self, path: str) -> TableFile:
        """A TOML file."""
        return TableFile(self.bundle.show(path), self._text(path), self.desk.problems)

    def markdown(self, path: str, *, explains_terms: bool = False) -> Written:
        """A Markdown file."""
        text = self._text(path)
        if path in self.bundle.files and not text.strip():
            self.problem(path, "tệp này đang để trống")
        return Written(text, self.bundle.show(path), 1, explains_terms=explains_terms)

    def has(self, path: str) -> bool:
        """Whether the bundle holds this file."""
        return path in self.bundle.files

    def names_in(self, folder: str, suffix: str) -> set[str]:
        """Names of the files directly inside a folder that end so."""
        inside = (path.removeprefix(f"{folder}/") for path in self.bundle.files if path.startswith(f"{folder}/"))
        return {name for name in inside if "/" not in name and name.endswith(suffix)}

    def problem(self, path: str, message: str) -> None:
        """Note a fault of a whole file."""
        self.desk.problems.append(Problem(self.bundle.show(path), 0, "", message))

    def name(self, kind: str, identifier: str, table: Table) -> None:
        """Remember where a thing with an id stands; a second one of the same kind is noted."""
        first = self._named.setdefault((kind, identifier), table)
        if first is not table and identifier:
            table.problem(f"id {identifier!r} đã dùng ở {first.file.path}:{first.line}", "id")

    def table_of(self, kind: str, identifier: str) -> Table:
        """The table that was named."""
        return self._named[(kind, identifier)]

    def _text(self, path: str) -> str:
        if path not in self.bundle.files:
            self.problem(path, "thiếu tệp này")
            return ""
        return self.bundle.files[path].decode("utf-8")
