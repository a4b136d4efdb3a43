"""Whole pages, each with a layout or a damage of its own. People and companies are invented."""

from pathlib import Path

import pytest

from kg.model import Article, ArticleKind, NewskgError, Page, Settings
from kg.reading import read
from kg.reading.flat import from_text


def page(text: str, name: str = "page.txt", settings: Settings | None = None) -> Page:
    return from_text(text, "utf-8", Path(name), settings or Settings())


def body(article: Article) -> str:
    return article.text[article.body[0] : article.body[1]]


LETTER_SPACED = """ 湘江晚报 3月 2日讯（全媒体记者

柳 青 通讯员 谭 越）今 天 ，记 者 从 市 水

利 局 获 悉 ，全 市 二 百 一 十 座 病 险 水 库

除险加固工程全部完工，比计划提前

两个月。

据介绍，工程总投资 6.3 亿元，惠及

37 个 乡 镇 。每 座 水 库 都 装 上 了 雨 量 监

测和视频设备。

病险水库“健康上岗”
三十七个乡镇受益

"""


def test_a_letter_spaced_column_with_its_headline_behind_it() -> None:
    (article,) = page(LETTER_SPACED).articles
    assert article.headline == "病险水库“健康上岗”"
    assert article.decks == ("三十七个乡镇受益",)
    assert article.dateline == "湘江晚报3月2日讯"
    assert article.date == "03-02"
    assert article.reporters == ("柳青",)
    assert article.correspondents == ("谭越",)
    assert body(article).startswith("今天，记者从市水利局获悉，全市二百一十座病险水库除险加固工程全部完工")
    assert body(article).endswith("每座水库都装上了雨量监测和视频设备。")


def test_every_character_leads_back_to_the_page() -> None:
    read_page = page(LETTER_SPACED)
    (article,) = read_page.articles
    assert len(article.source) == len(article.text)
    for char, position in zip(article.text, article.source, strict=True):
        assert position == -1 or read_page.text[position] == char
    assert sum(position == -1 for position in article.source) < 12


def test_text_holds_kicker_headline_deck_byline_and_body_a_line_each() -> None:
    text = """县域经济观察

# 小土豆闯出大市场

## ——定西市安定区马铃薯产业调查

甘肃日报记者 祁连生

在安定区的田头，收获机一趟跑完，土豆就铺满了垄沟。

去年，全区加工马铃薯一百二十万吨，产值超过四十亿元。
"""
    (article,) = page(text).articles
    assert article.text.split("\n") == [
        "县域经济观察",
        "小土豆闯出大市场",
        "——定西市安定区马铃薯产业调查",
        "甘肃日报记者 祁连生",
        "在安定区的田头，收获机一趟跑完，土豆就铺满了垄沟。",
        "去年，全区加工马铃薯一百二十万吨，产值超过四十亿元。",
    ]
    assert article.kind is ArticleKind.FEATURE
    assert article.kickers == ("县域经济观察",)
    assert article.decks == ("——定西市安定区马铃薯产业调查",)
    assert body(article).startswith("在安定区")


def test_headlines_in_a_group_at_the_end_go_to_what_they_speak_of() -> None:
    text = """本报讯（记者 石小川）昨日，全市首批氢能公交车在滨江车站投入运营，三十辆新车往返码头和高铁站。

市公交集团介绍，氢能公交加一次氢能跑四百公里，冬天也不怕续航缩水。

本报讯（记者 郝一鸣）我市今年种植油菜四十八万亩，花期到四月上旬，沿江各村推出赏花线路十二条。

市农业农村局提醒，进入花田请走步道，不要攀折花枝。

本报讯（记者 冷 月）市图书馆古籍修复室昨起向公众开放，市民预约后可以观看修复师补书页、做函套。

馆里现存古籍九千册，其中明代刻本二十一种。

四十八万亩油菜花等你来

古籍修复室向公众开放

首批氢能公交车上路
"""
    found = {article.headline: article for article in page(text).articles}
    assert found.keys() == {"首批氢能公交车上路", "四十八万亩油菜花等你来", "古籍修复室向公众开放"}
    assert found["首批氢能公交车上路"].reporters == ("石小川",)
    assert found["四十八万亩油菜花等你来"].reporters == ("郝一鸣",)
    assert found["古籍修复室向公众开放"].reporters == ("冷月",)


def test_a_headline_that_fits_nothing_is_left_over() -> None:
    text = """本报讯（记者 石小川）昨日，全市首批氢能公交车在滨江车站投入运营，三十辆新车往返码头和高铁站。

首批氢能公交车上路

（上接1版）市委强调，各县区要把防汛责任落实到堤段和岗位，确保安全度汛。

名家书画作品展今起展出
"""
    read_page = page(text)
    assert [article.headline for article in read_page.articles] == ["首批氢能公交车上路", None]
    assert "名家书画作品展今起展出" in read_page.leftovers


def test_a_continuation_keeps_its_mark_and_has_no_headline() -> None:
    text = """▲ ▲（紧接 2版①）正在扩建的三号码头上，六台岸桥同时作业，海铁联运专列直接开到了船边。

今年前两个月，港口完成集装箱吞吐量三十一万标箱。

本报讯（记者 辛 夷）昨天，全市义务植树活动在北山举行，两千名志愿者种下松苗一万株。

两千人上山种树
"""
    tail, news = page(text).articles
    assert tail.kind is ArticleKind.CONTINUATION
    assert tail.continued_from == "紧接2版①"
    assert tail.headline is None
    assert body(tail).startswith("正在扩建的三号码头上")
    assert news.headline == "两千人上山种树"


def test_a_closing_byline_in_brackets_needs_no_role() -> None:
    text = """“进一扇门，办所有事”

“以前要跑四个窗口，现在一次就办好了。”近日，在盐都区政务服务中心，市民赵先生拿到了新办的执照。

该区把三十七个事项归并到一个综合窗口，材料减少六成。（丁 然 杭小雨 万里云）

校园来了“急救老师”

近日，盐都区红十字会的志愿者走进十二所中学，教学生心肺复苏和海姆立克急救法。

“学会了，关键时刻能救命。”一名初二学生说。（韦 一）
"""
    first, second = page(text).articles
    assert first.reporters == ("丁然", "杭小雨", "万里云")
    assert body(first).endswith("材料减少六成。")
    assert first.headline == "“进一扇门，办所有事”"
    assert second.reporters == ("韦一",)
    assert second.headline == "校园来了“急救老师”"


def test_letters_have_their_proposers_and_the_columns_byline() -> None:
    text = """金点子选登

给老旧小区装上充电棚

建议人：合肥市庐阳区 居民 姚小满

老旧小区电动车飞线充电很危险，建议利用边角空地搭建充电棚，由街道统一管理。

让夜班公交多跑一小时

建议人：安徽建筑大学 乔木林

开发区很多工厂夜里十一点下班，末班车已经没有了，建议把三条线路的末班车延后一小时。

（本报记者 秋 实 整理）
"""
    first, second = page(text).articles
    assert [first.headline, second.headline] == ["给老旧小区装上充电棚", "让夜班公交多跑一小时"]
    assert first.kind is second.kind is ArticleKind.SUGGESTION
    assert first.reporters == second.reporters == ("秋实",)
    assert body(second).endswith("末班车延后一小时。")


def test_a_commentary_has_its_writer_under_the_headline() -> None:
    text = """秦岭时评

少一些“材料接力” 多一些实地看看

□ 铁 林

一份材料层层转、级级抄，最后连数字都对不上，这样的“接力”该停一停了。

走到田间地头，问一问、看一看，材料自然就实了。
"""
    (article,) = page(text).articles
    assert article.kind is ArticleKind.COMMENTARY
    assert article.headline == "少一些“材料接力” 多一些实地看看"
    assert article.kickers == ("秦岭时评",)
    assert article.reporters == ("铁林",)


@pytest.mark.parametrize(
    ("credit", "names"),
    [
        ("本报记者 云 帆 摄", ("云帆",)),
        ("新华社发（云 帆 摄）", ("云帆",)),
        ("云帆 路遥远 摄影报道（华东图片库）", ("云帆", "路遥远")),
        ("（云帆 摄）", ("云帆",)),
        ("图/云帆", ("云帆",)),
    ],
)
@pytest.mark.parametrize("line_break", ["", "\n"])
def test_a_photograph_has_its_credit(credit: str, names: tuple[str, ...], line_break: str) -> None:
    text = f"""湿地迎来越冬候鸟

11月8日，成群的豆雁在鄱阳湖畔的永修县吴城镇觅食。近年来，当地退田还湖，候鸟越来越多。{line_break}{credit}
"""
    (article,) = page(text).articles
    assert article.kind is ArticleKind.PHOTO
    assert article.photographers == names
    assert article.headline == "湿地迎来越冬候鸟"
    assert article.date == "11-08"
    assert body(article).endswith("候鸟越来越多。")


def test_a_passage_cut_in_the_middle_finds_its_end_far_away() -> None:
    text = """# 高原蓝莓卖到海外

本报记者 卓 玛

在易门县的蓝莓基地里，工人们正在给果实分级。今年，基地首次拿到出口订单，蓝莓经过预冷和气调包

# 地铁五号线年底通车

本报记者 段 飞

昨天，地铁五号线最后一段轨道铺设完成，工程转入设备调试阶段。

五号线全长二十六公里，设站二十二座，预计年底通车。

装，七十二小时就能摆上新加坡的货架。

基地负责人说，蓝莓出口价格是国内的两倍，明年还要扩种五百亩。
"""
    berries, metro = page(text).articles
    assert "气调包装，七十二小时" in body(berries).replace("\n", "")
    assert body(berries).endswith("明年还要扩种五百亩。")
    assert body(metro).endswith("预计年底通车。")


def test_repeated_passages_are_read_once() -> None:
    paragraph = "记者在现场看到，二十多台挖掘机沿着河道一字排开，清淤泥浆被直接送往砖厂制砖。"
    text = f"""清出一河碧水

本报记者 江 澜

入冬以来，通州区启动新一轮河道清淤。

{paragraph}

{paragraph}

明年汛期之前，全区四十条河道将全部完成整治。
"""
    (article,) = page(text).articles
    assert body(article).count("挖掘机") == 1


def test_section_headings_belong_to_the_body() -> None:
    text = """# 老茶山里的年轻人

本报记者 温 良

翻过两道山梁，才能看到勐海县那片三百年的古茶园。

## 把直播间搬进茶园

二十六岁的岩温在茶树下架起手机，一边采茶一边讲解。

## 让老手艺有新传人

村里请来老师傅，手把手教年轻人炒茶、揉捻、晒青。
"""
    (article,) = page(text).articles
    assert article.headline == "老茶山里的年轻人"
    assert body(article).split("\n")[1] == "把直播间搬进茶园"
    assert body(article).split("\n")[3] == "让老手艺有新传人"


def test_damaged_characters_are_mended_and_the_rest_stays_as_printed() -> None:
    text = (
        "⼈⺠医院新⻔诊楼启⽤\n\n本报讯（记者 ⻢⼩⽟）昨⽇，市⼈⺠医院新⻔诊楼启⽤，设床位１２００张，"
        "\ue5e5可停⻋８００辆，病⼾可网上挂号。\n\n院⽅說，急診與兒科同日遷入。\n"
    )
    (article,) = page(text).articles
    assert article.headline == "人民医院新门诊楼启用"
    assert article.reporters == ("马小玉",)
    assert "设床位1200张，可停车800辆，病户可网上挂号。" in body(article)
    assert "院方說，急診與兒科同日遷入。" in body(article)


def test_the_head_of_the_page_gives_the_year_and_is_no_article() -> None:
    text = """2024年1月3日 星期三 责任编辑 甘 露 版式编辑 何 必

04 要闻

平凉新增两条货运班列

本报平凉12月31日讯（记者 关 山）今天，平凉至钦州、平凉至霍尔果斯两条货运班列首发，全年计划开行一百列。
"""
    read_page = page(text)
    (article,) = read_page.articles
    assert read_page.date == "2024-01-03"
    assert article.date == "2023-12-31"
    assert article.place == "平凉"
    assert article.headline == "平凉新增两条货运班列"


def test_half_width_punctuation() -> None:
    text = """“小巷管家”管好大小事

记者 苗 圃 通讯员 申 屠

天刚亮,白下路社区的“小巷管家”就开始巡街:看井盖、问冷暖、劝停车。

“谁家漏水了,喊一声就到!”居民说。
"""
    (article,) = page(text).articles
    assert article.reporters == ("苗圃",)
    assert article.headline == "“小巷管家”管好大小事"
    assert body(article).startswith("天刚亮,")


@pytest.mark.parametrize(
    ("data", "complaint"),
    [
        (b"", "empty"),
        (b" \n\n ", "empty"),
        (bytes(range(256)) * 20, "binary"),
        ("版面目录\n\n今日八版\n".encode(), "no article"),
    ],
)
def test_what_is_no_page_is_refused_in_one_line(tmp_path: Path, data: bytes, complaint: str) -> None:
    file = tmp_path / "page.txt"
    file.write_bytes(data)
    with pytest.raises(NewskgError) as error:
        read(file, Settings())
    assert complaint in str(error.value)
    assert str(file) in str(error.value)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "2024-03-02_05.txt"
    file.write_bytes(LETTER_SPACED.encode(encoding))
    read_page = read(file, Settings())
    assert read_page.text == LETTER_SPACED
    assert read_page.id == "2024-03-02_05"
    assert read_page.articles[0].id == "2024-03-02_05-01"
    assert read_page.articles[0].date == "2024-03-02"


def test_a_byline_in_two_lines() -> None:
    text = """把山货卖到山外

湘江晚报全媒体记者
柳 青 谭 越

秀山县的电商仓库里，打包机一刻不停。

药农说，黄连的价钱比去年高了两成。
"""
    (article,) = page(text).articles
    assert article.headline == "把山货卖到山外"
    assert article.reporters == ("柳青", "谭越")


def test_a_photograph_of_an_agency_without_names() -> None:
    text = """9月3日，工人在宁波舟山港检修桥吊。新华社发

本报讯（记者 柳 青）昨天，全市中小学开学，新建的十二所学校同时启用。
"""
    photo, news = page(text).articles
    assert photo.kind is ArticleKind.PHOTO
    assert body(photo) == "9月3日，工人在宁波舟山港检修桥吊。"
    assert news.kind is ArticleKind.NEWS


def test_an_unsigned_dateline_has_its_headline() -> None:
    text = """全省高考今日开考

本报讯 今天上午，全省高考开考，三十八万名考生走进考场。

各地交警在考点周边设置静音区。
"""
    (article,) = page(text).articles
    assert article.headline == "全省高考今日开考"
    assert article.dateline == "本报讯"
    assert body(article).startswith("今天上午")


def test_a_brief_has_its_headline_in_line() -> None:
    text = """**赫章：千亩韭菜花开** 本报讯（记者 陈 雪）连日来，韭菜花竞相开放，引来大批游客。

黎平老林场变身康养地 本报讯（通讯员 杨 代）黎平县老林场引入民宿和步道，今年接待游客六万人次。
"""
    first, second = page(text).articles
    assert (first.headline, first.reporters) == ("赫章：千亩韭菜花开", ("陈雪",))
    assert (second.headline, second.correspondents) == ("黎平老林场变身康养地", ("杨代",))


def test_an_interview_is_no_list_of_bylines() -> None:
    text = """“窗口多笑一笑，企业少跑一跑”

本报记者 袁 野 通讯员 郝 帆

记者：新年伊始，新区印发了十条措施，您最看重哪一条？

陈主任：材料只交一次这一条。

记者：难在哪里？

陈主任：难在把各家的数据并到一起。
"""
    (article,) = page(text).articles
    assert article.headline == "“窗口多笑一笑，企业少跑一跑”"
    assert (article.reporters, article.correspondents) == (("袁野",), ("郝帆",))
    assert body(article).count("记者：") == 2


def test_a_series_of_headings_alike_in_length_are_sections() -> None:
    text = """答好山区发展“三道题”

——本报记者走基层见闻

山城日报记者 阚 莹

新春的田野里已是一派忙碌，怎样把饭碗端得更牢，山区正在作答。

粮食增产靠什么

在中江县的高标准农田里，无人机来回穿梭，喷洒除草剂，每亩节约人工费八十元。

产业链条怎么延

走进泡菜城，自动化生产线把青菜清洗、切分、装袋，三秒钟出一包，销往六十多个国家。

村庄环境如何美

茶山竹海间，陶艺工坊和民宿错落分布，污水经过湿地净化后用来浇花。

（参与采写记者 唐 泽 李 淼）
"""
    (article,) = page(text).articles
    assert article.reporters == ("阚莹", "唐泽", "李淼")
    assert body(article).count("\n") == 6


def test_numbered_headings_are_sections() -> None:
    text = """关于推进城市更新的实施意见

为改善人居环境，现就推进城市更新提出如下意见。

一、总体要求

坚持留改拆并举，以保留利用提升为主，防止大拆大建。

二、重点任务与项目安排

实施老旧小区改造和地下管网更新，补齐公共服务短板。

（一）改造老旧小区

到明年底，完成二十一世纪以前建成小区的改造。
"""
    (article,) = page(text).articles
    assert article.headline == "关于推进城市更新的实施意见"
    assert body(article).count("\n") == 6


def test_an_agency_feature_names_its_title_behind_the_dateline() -> None:
    text = """新华社西宁6月12日电 题：高原湖泊的新邻居

新华社记者 江 河、白 鹭

清晨的湖面上，一群斑头雁贴着水面飞过。

保护站的监测员说，今年来湖区繁殖的水鸟超过五万只。
"""
    (article,) = page(text).articles
    assert article.headline == "高原湖泊的新邻居"
    assert article.reporters == ("江河", "白鹭")


def test_a_dateline_whose_names_are_cut_into_several_lines() -> None:
    text = """秦东日报 4月 9日讯（全媒体记

者

冉 一舟 通讯员

/ 路 知 遥 ） 今 天 ， 全 市 春 季 招 聘 会 在

体 育 中 心 举 行 ， 二 百 家 企 业 带 来 岗

位六千个。

求职者可以现场面试，也可以扫码投

递简历。

六千个岗位等你来
"""
    (article,) = page(text).articles
    assert (article.reporters, article.correspondents) == (("冉一舟",), ("路知遥",))
    assert body(article).startswith("今天，全市春季招聘会在体育中心举行")


def test_the_tail_of_an_article_may_have_its_headline_again() -> None:
    text = """古渡口的新航线

（上接A1版）过去靠摆渡为生的老船工，如今当上了讲解员。

本报讯（记者 江 澜）昨天，全市首座海绵公园开放，雨水经过花境和砾石净化后流入湖中。

全市首座海绵公园开放
"""
    tail, park = page(text).articles
    assert (tail.headline, tail.kind) == ("古渡口的新航线", ArticleKind.CONTINUATION)
    assert park.headline == "全市首座海绵公园开放"


def test_a_headline_that_asks_has_its_deck_behind_a_dash() -> None:
    text = """本报讯（记者 江 澜）昨天，全市首座海绵公

园开放，雨水经过花境和砾石净化后流入湖中，

周末预计接待市民两万人。

全市首座海绵公园开放

老街改造，老住户去哪里？

——对话青石街道办事处主任

本报记者 温 良

青石街的改造已经半年，一百四十户人家陆续

搬进周转房，街口的早点铺也重新开张。
"""
    _, street = page(text).articles
    assert street.headline == "老街改造，老住户去哪里？"
    assert street.reporters == ("温良",)


def test_empty_lines_part_short_unsigned_articles_where_none_stand_between_paragraphs() -> None:
    text = """永修县早稻插完
本报讯（记者 丁 一）6月10日，永修县二十万亩早稻全部插完，比去年早了
五天。县农技站派人下田，教农民用机器插秧，机插的比例超过八成，人工插
秧只剩山坡上的小块田。
县农业农村局局长周海波介绍，今年全县落实早稻面积二十万亩，发放补贴三
千余万元，农户种粮的积极性比往年更高。

鄱阳湖水位回升
记者从省水文监测中心获悉，受上游来水影响，鄱阳湖星子站水位昨日涨至十
四米，比前一天高出三十厘米，预计未来三天还将继续上涨。

修水县三千亩茶园开园
本报记者 高 远 通讯员 方 圆
6月11日，修水县三千亩茶园开园采摘，茶农忙着采茶。县农业农村局介绍，
今年茶叶产量预计比去年增加两成，产值有望突破三千万元。
在开园仪式上，茶农代表介绍了采茶的经验，来自各地的客商现场签下了订单，
当天的成交额达到六百万元。

九江长江大桥今起夜间检修
九江市公安局交警支队昨日发布通告，九江长江大桥从今天起每晚十点至次日
六点进行检修，期间双向封闭，过往车辆请绕行二桥。
检修预计持续二十天，交警部门将在两端增设警力疏导交通。

婺源篁岭晒秋节开幕
婺源县昨天在篁岭举行晒秋节开幕式，来自全国各地的三千名游客登上晒台，
与村民一同晾晒辣椒和皇菊。县文广旅局介绍，节庆将持续一个月。
"""
    articles = page(text).articles
    assert [article.headline for article in articles] == [
        "永修县早稻插完",
        "鄱阳湖水位回升",
        "修水县三千亩茶园开园",
        "九江长江大桥今起夜间检修",
        "婺源篁岭晒秋节开幕",
    ]
    assert [article.reporters for article in articles] == [("丁一",), (), ("高远",), (), ()]


def test_sections_behind_empty_lines_stay_with_their_article() -> None:
    text = """一条河的变化
本报记者 方 圆
清晨的修河边，晨练的市民三三两两，水面上白鹭翻飞，岸边的步道一直伸到远处的
湿地公园。十年前，这里还是一片采砂场。
“那时候河水是黄的，谁也不愿意到河边来。”住在河边的退休教师周海波说。

关停采砂场
二〇一六年，修水县下决心关停沿河的采砂场，一共拆除采砂船四十二艘，清理砂石
料场三十一处，县财政为此拿出八千万元。
县水利局局长丁然介绍，采砂场关停后，河床用了三年才慢慢恢复。

渔民上岸
采砂停了，捕鱼也停了。沿河三百户渔民交出渔船，有的进了工业园，有的当上护
鱼员。
“过去靠河吃河，现在是护河吃饭。”护鱼员高远每天巡河二十公里。

白鹭回来了
水清了，白鹭回来了。去年冬天，观鸟协会在修河湿地记录到候鸟一百二十种，比
前年多了十八种。

永修县早稻插完
本报讯（记者 丁 一）6月10日，永修县二十万亩早稻全部插完，比去年早了
五天。县农技站派人下田，教农民用机器插秧，机插的比例超过八成，人工插
秧只剩山坡上的小块田。
县农业农村局局长周海波介绍，今年全县落实早稻面积二十万亩，发放补贴三
千余万元，农户种粮的积极性比往年更高。
"""
    river, rice = page(text).articles
    assert (river.headline, rice.headline) == ("一条河的变化", "永修县早稻插完")
    assert river.text.endswith("比前年多了十八种。")


def test_what_stands_under_a_mark_alone_on_its_line_goes_on_there() -> None:
    text = """本报讯（记者 江 澜）昨天，全市首座海绵公园开放，雨水经过花境和砾石净化后流入湖中。

▲（上接1版①）

公园管理处负责人强调，海绵公园要建好、管好，雨水花园里的花境和砾石每月清洗一次。
"""
    park, tail = page(text).articles
    assert (tail.kind, tail.continued_from) == (ArticleKind.CONTINUATION, "上接1版①")
    assert tail.text.startswith("公园管理处") and park.text.endswith("流入湖中。")


def test_a_deck_behind_a_dash_without_a_dateline_makes_a_feature() -> None:
    text = """山那边的课堂

——一所寄宿学校和它的二十七名教师

本报记者 江 澜

清晨六点四十分，宿舍楼的灯依次亮起，教师挨个房间叫孩子起床，再领他们去操场跑步。
"""
    (school,) = page(text).articles
    assert (school.headline, school.kind) == ("山那边的课堂", ArticleKind.FEATURE)


def test_a_letter_to_the_editors_is_a_suggestion() -> None:
    text = """给老小区的电梯记一本账

编辑同志：

加装电梯，难在装，更难在装完以后。建议社区给每部电梯记一本账，钱从哪里出，写得清清楚楚。
"""
    (letter,) = page(text).articles
    assert letter.kind is ArticleKind.SUGGESTION


def test_the_name_of_a_column_of_commentaries_begins_one() -> None:
    text = """好政策不怕“晒”

本报评论员 江 澜

惠企政策年年发，企业却常说不知道。把政策晒出来，让企业点单，好政策才能落得实在。

一家之言

一份惠企政策，从印发到企业知道，隔着多远？多派几个明白人，多跑几趟，政策就不会走失。

别让“好政策”迷了路
"""
    first, second = page(text).articles
    assert first.headline == "好政策不怕“晒”" and first.text.endswith("落得实在。")
    assert second.headline == "别让“好政策”迷了路" and second.text.endswith("不会走失。")
