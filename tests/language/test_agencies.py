"""What names of agencies are made of, and the full names they stand for."""

import pytest

from kg.language.organisations import full, outer, parse
from kg.model import EntityType

PROVINCE, CITY, COUNTY = EntityType.PROVINCE, EntityType.CITY, EntityType.COUNTY


@pytest.mark.parametrize(
    ("surface", "jurisdiction", "body", "units"),
    [
        ("省人社厅", "省", "人力资源和社会保障厅", ()),
        ("长沙市住建局", "长沙市", "住房和城乡建设局", ()),
        ("县发改局", "县", "发展和改革局", ()),
        ("自治区发展改革委", "自治区", "发展和改革委员会", ()),
        ("市场监督管理局", "", "市场监督管理局", ()),
        ("省财政厅社会保障处", "省", "财政厅", ("社会保障处",)),
        ("省委", "省", "委员会", ()),
        ("中共四川省委", "四川省", "委员会", ()),
        ("岳阳市委深化改革办", "岳阳市", "委员会", ("全面深化改革委员会办公室",)),
        ("恩施州委宣传部", "恩施州", "委员会", ("宣传部",)),
        ("市政府办", "市", "人民政府", ("办公室",)),
        ("省人大常委会法工委", "省", "人民代表大会常务委员会", ("法制工作委员会",)),
        ("省十四届人大", "省", "人民代表大会", ()),
        ("国家医保局", "", "国家医疗保障局", ()),
        ("武警湖南总队", "湖南", "总队", ()),
        ("团省委", "省", "委员会", ()),
        ("市重点项目办公室", "市", "重点项目办公室", ()),
    ],
)
def test_parts(surface: str, jurisdiction: str, body: str, units: tuple[str, ...]) -> None:
    agency = parse(surface)
    assert agency is not None
    assert (agency.jurisdiction, agency.body, agency.units) == (jurisdiction, body, units)


@pytest.mark.parametrize(
    ("surface", "jurisdiction", "level", "name"),
    [
        ("省委", "湖南省", PROVINCE, "中国共产党湖南省委员会"),
        ("省委办公厅", "浙江省", PROVINCE, "中国共产党浙江省委员会办公厅"),
        ("省政府", "江西省", PROVINCE, "江西省人民政府"),
        ("省政府办公厅", "江西省", PROVINCE, "江西省人民政府办公厅"),
        ("市政府办公室", "九江市", CITY, "九江市人民政府办公室"),
        ("省政府办", "江西省", PROVINCE, "江西省人民政府办公厅"),
        ("市纪委监委", "宜昌市", CITY, "中国共产党宜昌市纪律检查委员会、宜昌市监察委员会"),
        ("省监委", "河北省", PROVINCE, "河北省监察委员会"),
        ("省国资委", "山东省", PROVINCE, "山东省人民政府国有资产监督管理委员会"),
        ("县人大常委会", "道县", COUNTY, "道县人民代表大会常务委员会"),
        ("省政协", "湖北省", PROVINCE, "中国人民政治协商会议湖北省委员会"),
        ("省法院", "广东省", PROVINCE, "广东省高级人民法院"),
        ("市法院", "梅州市", CITY, "梅州市中级人民法院"),
        ("市法院", "重庆市", CITY, "重庆市高级人民法院"),
        ("区法院", "长沙市岳麓区", COUNTY, "长沙市岳麓区人民法院"),
        ("县检察院", "于都县", COUNTY, "于都县人民检察院"),
        ("市公安局", "曲靖市", CITY, "曲靖市公安局"),
        ("省军区", "贵州省", PROVINCE, "贵州省军区"),
        ("市工商联", "温州市", CITY, "温州市工商业联合会"),
        ("省总工会", "陕西省", PROVINCE, "陕西省总工会"),
        ("团市委", "咸阳市", CITY, "中国共产主义青年团咸阳市委员会"),
        ("市妇联", "延安市", CITY, "延安市妇女联合会"),
        ("市税务局", "宁德市", CITY, "国家税务总局宁德市税务局"),
        ("省委社会工作部", "甘肃省", PROVINCE, "中国共产党甘肃省委员会社会工作部"),
        ("区交通局", "岳阳市云溪区", COUNTY, "岳阳市云溪区交通运输局"),
        ("教育部", "", PROVINCE, "教育部"),
        ("财政部办公厅", "", PROVINCE, "财政部办公厅"),
        ("武警贵州总队", "贵州省", PROVINCE, "武警贵州省总队"),
    ],
)
def test_full_name(surface: str, jurisdiction: str, level: EntityType, name: str) -> None:
    agency = parse(surface)
    assert agency is not None
    assert full(agency, jurisdiction, level) == name


@pytest.mark.parametrize("surface", ["会议", "省人大代表", "长沙", "群众", "开发", "市民", "省", ""])
def test_no_agency(surface: str) -> None:
    assert parse(surface) is None


def test_outer_is_the_agency_of_a_unit() -> None:
    unit = parse("省财政厅社会保障处")
    assert unit is not None
    agency = outer(unit)
    assert agency is not None
    assert full(agency, "湖南省", PROVINCE) == "湖南省财政厅"
    assert outer(agency) is None
