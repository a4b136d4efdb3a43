import pytest

from kg.reading.bylines import parse


@pytest.mark.parametrize(
    ("text", "reporters", "correspondents", "photographers"),
    [
        ("湘江晚报全媒体记者 柳小川 安 然 通讯员 高 远", ("柳小川", "安然"), ("高远",), ()),
        ("全媒体记者\n万永\n年 通讯员 黄小权", ("万永年",), ("黄小权",), ()),
        ("记 者 李 小 明 通 讯 员 王 大 力", ("李小明",), ("王大力",), ()),
        ("记者 张三丰、李小四 通讯员 王五六", ("张三丰", "李小四"), ("王五六",), ()),
        ("记者/莫晓岚 通讯员/粤海宣", ("莫晓岚",), ("粤海宣",), ()),
        ("记者李岩通讯员欧阳小英", ("李岩",), ("欧阳小英",), ()),
        ("本报记者 谭诚文", ("谭诚文",), (), ()),
        ("本报记者 古丽加娜提 格桑旺堆", ("古丽加娜提", "格桑旺堆"), (), ()),
        ("新华日报·交汇点记者 戚 风", ("戚风",), (), ()),
        ("本报首席记者 方 圆 见习记者 白 桦", ("方圆", "白桦"), (), ()),
        ("□ 本报记者 张小花", ("张小花",), (), ()),
        ("记者 敖日格勒 通讯员 呼格吉勒", ("敖日格勒",), ("呼格吉勒",), ()),
        ("□ 铁 林", ("铁林",), (), ()),
        ("南方日报记者 张小花 发自北京", ("张小花",), (), ()),
        ("本报记者 王大力 摄", (), (), ("王大力",)),
        ("王建军 李 敏 摄影报道（华中图片库）", (), (), ("王建军", "李敏")),
        ("新华社发（秦月明 摄）", (), (), ("秦月明",)),
        ("文/图 记者 张小花", ("张小花",), (), ()),
        ("张小花/文 李小龙/图", ("张小花",), (), ("李小龙",)),
        ("本报记者 张小花 文/图", ("张小花",), (), ("张小花",)),
        ("通讯员 阿不都·热合曼 记者 买买提·艾力", ("买买提·艾力",), ("阿不都·热合曼",), ()),
    ],
)
def test_names_and_roles(
    text: str, reporters: tuple[str, ...], correspondents: tuple[str, ...], photographers: tuple[str, ...]
) -> None:
    byline = parse(text)
    assert byline is not None
    assert byline.reporters == reporters
    assert byline.correspondents == correspondents
    assert byline.photographers == photographers


@pytest.mark.parametrize(
    "text",
    [
        "推进高质量发展",
        "今天，记者从省水利厅获悉",
        "记者在现场看到",
        "市委书记张大明",
        "来源：新华社",
        "编辑同志：",
        "洛南县政协提案办理情况整理",
        "某大学王小明",
        "（完）",
    ],
)
def test_what_is_no_byline(text: str) -> None:
    assert parse(text) is None


def test_a_list_of_names_needs_leave() -> None:
    assert parse("柳小川 安 然") is None
    byline = parse("柳小川 安 然", roleless=True)
    assert byline is not None
    assert byline.reporters == ("柳小川", "安然")
    assert parse("金属界的面点师", roleless=True) is None
    assert parse("图略", roleless=True) is None


def test_the_paper_and_the_commentator() -> None:
    byline = parse("秦岭日报评论员 石 峰")
    assert byline is not None
    assert byline.paper == "秦岭日报"
    assert byline.commentator


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("本报记者 鲁青 通讯员 吉克阿依", ("鲁青", "吉克阿依")),
        ("本报记者 乌云其其格 白 桦", ("乌云其其格", "白桦")),
        ("本报记者 王倩 麦麦提江·吐尔逊", ("王倩", "麦麦提江·吐尔逊")),
        ("记者 才让多杰 通讯员 刘雨柏", ("才让多杰", "刘雨柏")),
        ("本报记者 苏 木 郗 文", ("苏木", "郗文")),
    ],
)
def test_names_of_the_peoples_and_names_that_end_like_roles(line: str, names: tuple[str, ...]) -> None:
    byline = parse(line)
    assert byline is not None
    assert byline.names == names


@pytest.mark.parametrize(
    "line",
    ["记者问丁克镇下一步怎么走，他翻开蓝", "——本报记者对话青石街道党工委书记", "记者：留学归国人员、外籍人"],
)
def test_sentences_of_reporters_are_no_bylines(line: str) -> None:
    assert parse(line) is None
