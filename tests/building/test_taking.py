"""What shards have done is taken into the state; two pages never stand at one address."""

from __future__ import annotations

from pathlib import Path

import pytest
from portal_edits import make_portal
from portals import write

from generator.building.shard import Done, Rendered, Task
from generator.building.taking import Taker
from generator.errors import OutputError
from generator.output.directory import DirectoryOutput
from generator.pipeline import build_site
from generator.state import new_state


def page(address: str, content: bytes) -> Rendered:
    return Rendered(address, "en", b"inputs", content, indexed=True, changed=True)


def digests(taker: Taker) -> dict[str, bytes]:
    return dict(taker.connection.execute("SELECT address, digest FROM page"))


def test_a_page_that_is_made_again_takes_the_place_of_the_old_one() -> None:
    taker = Taker(new_state())
    for content in (b"old", b"new"):
        taker.take_pages("prose", "method", [page("method/index.html", content)])
    assert digests(taker) == {"method/index.html": b"new"}


@pytest.mark.parametrize(("kind", "item"), [("form", "method"), ("prose", "other")])
def test_two_pages_with_one_address_are_refused(kind: str, item: str) -> None:
    taker = Taker(new_state())
    taker.take_pages("prose", "method", [page("method/index.html", b"first")])
    with pytest.raises(OutputError) as caught:
        taker.take_pages(kind, item, [page("method/index.html", b"second")])
    assert (caught.value.code, caught.value.values) == ("address-twice", {"address": "method/index.html"})
    assert digests(taker) == {"method/index.html": b"first"}


def test_a_static_file_at_the_address_of_a_page_is_refused_and_the_site_stays(tmp_path: Path) -> None:
    portal = make_portal(tmp_path / "portal")
    build_site(portal, DirectoryOutput(portal / "site"))
    before = (portal / "site/years/index.html").read_bytes()
    write(portal / "content/theme/static/years/index.html", "mine")
    with pytest.raises(OutputError) as caught:
        build_site(portal, DirectoryOutput(portal / "site"))
    assert caught.value.code == "address-twice"
    assert (portal / "site/years/index.html").read_bytes() == before


def test_two_reports_whose_pages_have_one_address_are_refused() -> None:
    taker = Taker(new_state())
    both = [Done(Task("", agency=agency, year=2024), pages=(page("same.html", b"a"),)) for agency in ("one", "other")]
    with pytest.raises(OutputError) as caught:
        taker.take(both)
    assert caught.value.values == {"address": "same.html"}
