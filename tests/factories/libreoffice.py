"""LibreOffice as a second pair of eyes: it opens our files and saves them as another kind."""

import atexit
import functools
import shutil
import subprocess
import tempfile
from collections.abc import Iterable
from pathlib import Path


@functools.cache
def _profile() -> str:
    """One profile for all runs of this process: to make a new one takes longer than to convert a letter."""
    folder = tempfile.mkdtemp(prefix="dauden-office-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return f"-env:UserInstallation={Path(folder).as_uri()}"


def convert(files: Iterable[Path], kind: str, into: Path) -> None:
    """Each file as `kind` (`pdf`, `odt`, `docx:MS Word 2007 XML`) in the folder `into`, by one run of LibreOffice."""
    command = ["soffice", "--headless", "--norestore", _profile(), "--convert-to", kind, "--outdir", str(into)]
    subprocess.run([*command, *map(str, files)], check=True, capture_output=True, timeout=120)
