import pytest

from kg.reading.marks import CONTINUED, DATELINE, FURNITURE, TO_BE_CONTINUED


@pytest.mark.parametrize(
    ("text", "dateline", "place"),
    [
        ("湖南日报5月27日讯（全媒体记者 柳青）", "湖南日报5月27日讯", None),
        ("本报讯（记者 柳青）", "本报讯", None),
        ("本报成都3月2日电（记者 柳青）", "本报成都3月2日电", "成都"),
        ("本报3月2日长沙讯", "本报3月2日长沙讯", "长沙"),
        ("新华社北京5月27日电（记者 柳青）", "新华社北京5月27日电", "北京"),
        ("据新华社拉萨电 ", "据新华社拉萨电", "拉萨"),
        ("四川日报讯（记者 柳青）", "四川日报讯", None),
        ("湖南日报·新湖南客户端5月27日讯", "湖南日报·新湖南客户端5月27日讯", None),
        ("黔山纪事9月3日讯（记者 柳青）", "黔山纪事9月3日讯", None),
        ("■本报讯记者柳青报道：", "本报讯", None),
    ],
)
def test_datelines(text: str, dateline: str, place: str | None) -> None:
    match = DATELINE.match(text)
    assert match is not None
    assert match["dateline"] == dateline
    assert (match["place"] or match["place2"] or match["place3"] or None) == place


@pytest.mark.parametrize(
    "text", ["本报电话：0731", "网络电信诈骗", "湖南日报记者从", "本报记者 莫兴 通讯员 石磊", "4月2日，记者"]
)
def test_what_is_no_dateline(text: str) -> None:
    assert DATELINE.match(text) is None


@pytest.mark.parametrize(
    "text", ["（上接1版①）", "▲▲（紧接1版②）正在", "（上接第一版）", "▲上接A01版", "(接1版)"]
)
def test_marks_of_continuation(text: str) -> None:
    assert CONTINUED.match(text)


@pytest.mark.parametrize("text", ["▲▲（下转3版①）", "（下转第二版）", "（全文见2版）", "▶2版"])
def test_marks_of_what_is_to_come(text: str) -> None:
    assert TO_BE_CONTINUED.search(text)


@pytest.mark.parametrize(
    ("text", "is_furniture"),
    [
        ("2024年5月28日 星期二", True),
        ("责任编辑 甘露 版式编辑 何必", True),
        ("05 要闻", True),
        ("投稿邮箱：news@example.com", True),
        ("扫码看视频", True),
        ("老街“绣花”功夫绣出新生活 2版", True),
        ("白天24℃ 夜里16℃ 多云转阵雨", True),
        ("首页 > 新闻中心 > 要闻", True),
        ("上一篇：县检察院开展宣传", True),
        ("云岭日报", True),
        ("云岭日报03市县新闻", True),
        ("12综合新闻", True),
        ("要闻02", True),
        ("2024年5月28日星期二要闻", True),
        ("02要闻2024年5月28日星期二责任编辑甘露版式编辑何必", True),
        ("今日云岭2综合新闻2024年5月28日星期二责任编辑：甘露投稿邮箱：tg@example.com", True),
        ("理论周刊|思想云岭|2024年5月28日星期二版式何必", True),
        ("要闻速递| 2024-05-28", True),
        ("中共云岭县委机关报云岭日报社出版", True),
        ("2024年5月28日，云岭大桥通车", False),
        ("云岭日报社主办媒体融合论坛", False),
        ("一句话新闻", False),
        ("30万亩早稻插完", False),
        ("12人获救", False),
        ("云岭日报75周年社庆", False),
        ("鹿鸣湖冬捕开网", False),
        ("两千人上山种树", False),
        ("5月27日，道路通车。", False),
    ],
)
def test_furniture(text: str, is_furniture: bool) -> None:
    assert (FURNITURE.match(text) is not None) == is_furniture


@pytest.mark.parametrize("text", ["国网石桥供电公司书记介绍", "光伏发电（记者", "昨天停电（"])
def test_power_is_no_telegram(text: str) -> None:
    assert not DATELINE.match(text)
