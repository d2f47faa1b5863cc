"""DOC, the binary format of Word until 2003, and RTF: another program on this computer converts them."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path
from typing import Final

from generator.importers.readers.bounds import LARGEST_FILE, LONGEST_CONVERSION, check_size
from generator.importers.readers.charsets import decode
from generator.importers.readers.docx import read_docx
from generator.importers.readers.parts import Parts
from generator.importers.readers.text import read_text
from generator.importers.readers.unreadable import Unreadable

_OFFICE: Final = ("soffice", "libreoffice")
_TEXT_PROGRAMS: Final = (("antiword", "-m", "UTF-8.txt", "-w", "0"), ("catdoc", "-d", "utf-8", "-w"))


def read_doc(content: bytes) -> Parts:
    """The parts of a DOC or RTF: through LibreOffice if it is installed, else antiword or catdoc, which lose tables.

    Raises:
        Unreadable: none of them is installed, or it can't convert the file in time.
    """
    with tempfile.TemporaryDirectory(prefix="yangguang-") as folder:
        source = Path(folder, "document.doc")
        source.write_bytes(content)
        for name in _OFFICE:
            if program := shutil.which(name):
                return read_docx(_converted(program, source))
        for name, *options in _TEXT_PROGRAMS:
            if program := shutil.which(name):
                return read_text(decode(_run([program, *options, str(source)], source.parent)))
    raise Unreadable("import-program-missing")


def _converted(program: str, source: Path) -> bytes:
    """The file as DOCX; a settings folder of its own keeps the program apart from one that is open on the desktop."""
    settings = f"-env:UserInstallation={(source.parent / 'settings').as_uri()}"
    _run(
        [program, settings, "--headless", "--convert-to", "docx", "--outdir", str(source.parent), str(source)],
        source.parent,
    )
    made = source.with_suffix(".docx")
    if not made.is_file():
        raise Unreadable("import-not-converted", found=Path(program).name)
    check_size(made.stat().st_size, LARGEST_FILE)
    return made.read_bytes()


def _run(command: list[str], folder: Path) -> bytes:
    """What a program writes; after `LONGEST_CONVERSION` it is ended with all it has started."""
    name = Path(command[0]).name
    try:
        program = subprocess.Popen(  # noqa: S603  # the program is found on the user's own path
            command,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as error:
        raise Unreadable("import-not-converted", found=name) from error
    with program:
        try:
            output, _ = program.communicate(timeout=LONGEST_CONVERSION)
        except subprocess.TimeoutExpired as error:
            _end(program)
            raise Unreadable("import-too-slow", most=f"{LONGEST_CONVERSION:g}") from error
    if program.returncode:
        raise Unreadable("import-not-converted", found=name)
    check_size(len(output), LARGEST_FILE)
    return output


def _end(program: subprocess.Popen[bytes]) -> None:
    if hasattr(os, "killpg"):
        os.killpg(program.pid, signal.SIGKILL)
    else:
        program.kill()
