"""MHTML: a page of HTML with all it shows in one file, as browsers save it and Word calls it a DOC."""

from __future__ import annotations

import email
import email.policy
from email.message import Message

from generator.importers.readers.bounds import MOST_PARTS
from generator.importers.readers.charsets import decode
from generator.importers.readers.html import read_html
from generator.importers.readers.parts import Parts
from generator.importers.readers.unreadable import Unreadable


def read_mhtml(content: bytes) -> Parts:
    """The parts of the page that such a file holds.

    Raises:
        Unreadable: it holds none, or the page can't be read.
    """
    if content.count(b"\n--") > MOST_PARTS:
        raise Unreadable("import-too-many-parts", found=f"> {MOST_PARTS}", most=f"{MOST_PARTS}")
    message = email.message_from_bytes(content, policy=email.policy.compat32)
    for part in message.walk():
        payload = _page(part)
        if payload:
            return read_html(decode(payload))
    raise Unreadable("import-damaged")


def _page(part: Message) -> bytes:
    payload = part.get_payload(decode=True) if part.get_content_type() == "text/html" else None
    return payload if isinstance(payload, bytes) else b""
