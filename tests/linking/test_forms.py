"""Which words may be one name."""

import pytest

from kg.linking.forms import edition, group, is_unit, same_act, same_company, same_institution, same_region
from kg.model import EntityType


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("“读书月”", "第三届全民“读书月”活动"),
        ("“读书月”活动", "第三届全民“读书月”活动"),
        ("碧水攻坚", "碧水攻坚战"),
        ("“多证合一”", "“多证合一”改革"),
        ("跨域通办", "赣鄂跨域通办"),
        ("《意见》", "《关于支持茶产业的意见》"),
        ("“五大工程”", "县域振兴“五大工程”"),
        ("第九届圆桌会", "湖滨城市第九届圆桌会"),
    ],
)
def test_short_and_long_names_of_one_act(short: str, long: str) -> None:
    assert same_act(short, long)


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("第二届“读书月”活动", "第三届全民“读书月”活动"),
        ("“献计”征集通道", "“献计”金点子征集活动"),
        ("“清泉行动”", "“清泉行动”动员大会"),
        ("消费升级", "设备更新和消费升级"),
        ("长沙“清泉”行动", "株洲“清泉”行动"),
        ("产业强链工程", "产业强基工程"),
    ],
)
def test_other_acts(short: str, long: str) -> None:
    assert not same_act(short, long)


def test_a_short_form_that_fits_two_joins_neither() -> None:
    event, names = EntityType.INITIATIVE, ["“六大工程”", "产业提质“六大工程”", "城市更新“六大工程”"]
    leaders = group((event, name) for name in names)
    assert leaders[event, "“六大工程”"] == (event, "“六大工程”")


@pytest.mark.parametrize(
    ("short", "long", "same"),
    [
        ("云麓精密", "湖南云麓精密科技股份有限公司", True),
        ("楚岭集团", "湖北楚岭控股集团有限公司", True),
        ("湖南云麓精密", "湖南云麓精密科技股份有限公司", True),
        ("湖南云麓精密", "湖北云麓精密科技股份有限公司", False),
        ("湖南发展集团", "湖南高速发展集团有限公司", False),
        ("云麓科技有限公司", "湖南云麓科技股份有限公司", False),
        ("科技", "湖南云麓精密科技股份有限公司", False),
        ("粮安集团", "中原粮安集团", True),
        ("建设集团", "中原建设集团", False),
        ("粮安", "中原粮安集团", False),
    ],
)
def test_companies(short: str, long: str, same: bool) -> None:
    assert same_company(short, long) is same


@pytest.mark.parametrize(
    ("short", "long", "same"),
    [
        ("桃岭小学", "德清县桃岭小学", True),
        ("桃岭小学", "德清县莫干山镇桃岭小学", True),
        ("湖南大学", "湖南师范大学", False),
        ("人民医院", "湖南大学附属人民医院", False),
        ("松月湖湿地公园", "湖南松月湖国家湿地公园", True),
    ],
)
def test_institutions(short: str, long: str, same: bool) -> None:
    assert same_institution(short, long) is same


def test_regions() -> None:
    assert same_region("湘赣交界地区", "湘赣边界区域")
    assert not same_region("湘赣交界地区", "湘鄂交界地区")


def test_units() -> None:
    assert is_unit("湖南大学设计艺术学院", "湖南大学")
    assert not is_unit("湖南大学", "湖南大学")
    assert not is_unit("长沙市纪律检查委员会、长沙市监察委员会", "长沙市纪律检查委员会")


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("第十届年会", {"10"}),
        ("十届年会", {"10"}),
        ("2024年清单", {"2024"}),
        ("第二十一次会议", {"21"}),
        ("首届年会", {"1"}),
        ("年会", set()),
    ],
)
def test_editions(name: str, found: set[str]) -> None:
    assert edition(name) == found
