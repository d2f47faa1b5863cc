"""Which agency a name means."""

from __future__ import annotations

import pytest

from generator.importers.known import Known
from generator.importers.recognising.agencies import AgencyNames
from generator.models.agency import Agency, Name
from generator.models.region import Region

REGIONS = (
    ("320000", "江苏省", None),
    ("321300", "宿迁市", "320000"),
    ("321322", "沭阳县", "321300"),
    ("350000", "福建省", None),
    ("3501Z1", "平潭综合实验区", "350000"),
    ("350128", "平潭县", "350000"),
    ("510900", "遂宁市", None),
    ("510904", "安居区", "510900"),
    ("620500", "天水市", None),
    ("620502", "秦州区", "620500"),
)
AGENCIES = (
    ("shuyang", "government", "321322", ("沭阳县人民政府", "")),
    ("pingtan-zone", "government", "3501Z1", ("平潭综合实验区管理委员会", "平潭综合实验区管委会")),
    ("pingtan-zone-office", "department", "3501Z1", ("平潭综合实验区管委会办公室", "区管委会办公室")),
    ("pingtan-zone-finance", "department", "3501Z1", ("平潭综合实验区财政金融局", "区财政金融局")),
    ("pingtan-county", "government", "350128", ("平潭县人民政府", "")),
    ("anju-ecology", "department", "510904", ("遂宁市安居生态环境局", "")),
    ("anju-cooperation", "department", "510904", ("遂宁市安居区经济合作局", "区经合局")),
    ("tianshuijun", "township", "620502", ("天水市秦州区天水郡街道办事处", "天水郡街道")),
)


@pytest.fixture(scope="module")
def names() -> AgencyNames:
    regions = {code: Region(code=code, name=name, parent=parent) for code, name, parent in REGIONS}
    agencies = {
        id_: Agency(id=id_, path=f"{id_}.toml", kind=kind, region=region, names=(Name(name=name, short=short),))
        for id_, kind, region, (name, short) in AGENCIES
    }
    return AgencyNames(Known(agencies, regions))


@pytest.mark.parametrize(
    ("text", "id_"),
    [
        ("平潭综合实验区管委会办公室", "pingtan-zone-office"),
        ("福建省平潭综合实验区管委会办公室", "pingtan-zone-office"),
        ("区管委会办公室", "pingtan-zone-office"),
        ("平潭综合实验区", "pingtan-zone"),
        ("平潭综合实验区管委会", "pingtan-zone"),
        ("平潭县", "pingtan-county"),
        ("平潭縣政府", "pingtan-county"),
        ("宿迁市沭阳县人民政府", "shuyang"),
        ("安居生态环境局", "anju-ecology"),
        ("安居区生态环境局", "anju-ecology"),
        ("秦州区天水郡街道", "tianshuijun"),
        ("秦 州 区 天 水 郡 街 道 办 事 处", "tianshuijun"),
    ],
)
def test_an_agency_is_known_by_any_of_its_names_with_its_regions_or_without(
    names: AgencyNames, text: str, id_: str
) -> None:
    found = names.find(text)
    assert found is not None
    assert (found.agency.id, found.agency.known, found.sure) == (id_, True, True)


@pytest.mark.parametrize(
    ("text", "id_"),
    [
        ("沐阳县人民政府", "shuyang"),
        ("宿迁市沐阳县人民政府", "shuyang"),
        ("平潭综合实验区财政全融局", "pingtan-zone-finance"),
        ("安居区经合局", "anju-cooperation"),
    ],
)
def test_a_slip_of_a_scan_or_a_short_form_nobody_declared_is_a_doubt(names: AgencyNames, text: str, id_: str) -> None:
    found = names.find(text)
    assert found is not None
    assert (found.agency.id, found.sure) == (id_, False)


@pytest.mark.parametrize(
    ("text", "kind", "region", "id_"),
    [
        ("平潭县教育局", "department", "350128", "pingtanxian-jiaoyuju"),
        ("遂宁市生态环境局", "department", "510900", "suiningshi-shengtaihuanjingju"),
        ("沭阳县桑墟镇人民政府", "township", "321322", "shuyangxian-sangxuzhen-renminzhengfu"),
        ("宿迁市", "government", "321300", "suqianshi-renminzhengfu"),
        ("杭州市上城区人民政府", "government", "", "hangzhoushi-shangchengqu-renminzhengfu"),
    ],
)
def test_an_unknown_agency_is_proposed_with_kind_and_region(
    names: AgencyNames, text: str, kind: str, region: str, id_: str
) -> None:
    found = names.find(text)
    assert found is not None
    agency = found.agency
    assert (agency.known, agency.kind, agency.region, agency.id) == (False, kind, region, id_)


def test_the_agency_of_a_title_is_not_given_up_for_an_issuer_that_is_known(names: AgencyNames) -> None:
    found = names.find("平潭县教育局", ["平潭县人民政府"])
    assert found is not None
    assert found.agency.name == "平潭县教育局"


def test_an_issuer_counts_where_the_title_names_nobody_but_an_office_may_act_for_another(names: AgencyNames) -> None:
    by_street, by_office = names.find("", ["天水郡街道"]), names.find("", ["平潭综合实验区管委会办公室"])
    assert by_street is not None
    assert by_office is not None
    assert (by_street.agency.id, by_street.sure) == ("tianshuijun", True)
    assert by_office.sure is False
    assert names.find("", ["某某网站"]) is None


def test_neighbouring_places_are_no_slips_of_one_another() -> None:
    regions = {"1": Region(code="330102", name="上城区")}
    agency = Agency(id="east", path="", kind="department", region="330102", names=(Name(name="东湖区财政局"),))
    found = AgencyNames(Known({"east": agency}, regions)).find("南湖区财政局")
    assert found is not None
    assert not found.agency.known


def test_a_place_that_was_proposed_as_an_agency_is_found_again_and_not_proposed_twice() -> None:
    first = AgencyNames(Known()).find("某某实验区")
    assert first
    known = Agency(
        id=first.agency.id,
        path="x.toml",
        kind="government",
        region="0000ZZ",
        names=(Name(name=first.agency.name),),
    )

    again = AgencyNames(Known({known.id: known})).find("某某实验区")

    assert again
    assert (again.agency.id, again.agency.known, again.sure) == (first.agency.id, True, True)
