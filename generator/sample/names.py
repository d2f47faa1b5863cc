"""Names of made-up places: unlike those of provinces, cities and counties in China, and each different."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

_STEMS: Final = "甲jia 乙yi 丙bing 丁ding 戊wu 己ji 庚geng 辛xin 壬ren 癸gui"
_BRANCHES: Final = "子zi 丑chou 寅yin 卯mao 辰chen 巳si 午wu 未wei 申shen 酉you 戌xu 亥hai"
_FIRST: Final = (
    "霁ji 霓ni 霏fei 雯wen 霭ai 飒sa 曦xi 暄xuan 晞xi 昕xin 晗han 曜yao 旻min 昙tan 暮mu 晦hui 宵xiao 籁lai "
    "笙sheng 箫xiao 筝zheng 琴qin 瑟se 磬qing 笛di 葭jia 蘅heng 荇xing 苕tiao 菡han 萏dan 薇wei 蕙hui 梓zi "
    "檀tan 鸢yuan 鹂li 鹭lu 玄xuan 素su 绯fei 皓hao 黛dai 缃xiang 珀po 玑ji 璇xuan 玳dai 璎ying 珞luo 琉liu "
    "弦xian 翰han 毫hao 笺jian 篆zhuan 帛bo 绮qi 纨wan 缎duan 弈yi 棋qi 樨xi 榛zhen 棠tang 茗ming 荻di 萤ying "
    "蝉chan 麟lin 螭chi"
)
_SECOND: Final = (
    "汀ting 渚zhu 洲zhou 浦pu 溪xi 涧jian 泽ze 渊yuan 潭tan 湾wan 津jin 渡du 屿yu 矶ji 岬jia 峦luan 岫xiu "
    "岭ling 坡po 原yuan 野ye 坪ping 坞wu 垅long 墟xu 里li 庄zhuang 营ying 驿yi 亭ting 阁ge 台tai 榭xie 轩xuan "
    "廊lang 桥qiao 陌mo 阡qian 畴chou 圃pu 苑yuan 林lin 麓lu 谷gu 壑he 崖ya 岩yan 石shi 沙sha 泉quan 川chuan "
    "湖hu 波bo 澜lan 涛tao 汐xi 源yuan 流liu 塘tang 堰yan 井jing 村cun 寨zhai 堡bao 关guan 门men 郭guo 邑yi "
    "田tian 滩tan 港gang 冈gang 峰feng 丘qiu 陵ling 池chi 沟gou 岗gang 甸dian"
)
_CITY: Final = "州zhou 宁ning 安an 昌chang 阳yang 城cheng 江jiang 山shan 兴xing 和he"


@dataclass(frozen=True, slots=True)
class PlaceName:
    """The name of a place without the word for its kind, in Chinese and as it is spelt in English."""

    chinese: str
    english: str


def _characters(text: str) -> tuple[PlaceName, ...]:
    return tuple(PlaceName(word[0], word[1:]) for word in text.split())


STEMS: Final = _characters(_STEMS)
BRANCHES: Final = _characters(_BRANCHES)
FIRST: Final = _characters(_FIRST)
SECOND: Final = _characters(_SECOND)
CITY: Final = _characters(_CITY)


def province_name(number: int) -> PlaceName:
    """The name of a province: sixty of them, in the order of the cycle of stems and branches."""
    return _joined(STEMS[number % len(STEMS)], BRANCHES[number % len(BRANCHES)])


def city_name(number: int) -> PlaceName:
    """The name of a city, one for each number below the product of both lists."""
    return _paired(number, FIRST, CITY)


def county_name(number: int) -> PlaceName:
    """The name of a county, one for each number below the product of both lists."""
    return _paired(number, FIRST, SECOND)


def township_name(county: int, number: int) -> PlaceName:
    """The name of a township, one for each number in a county."""
    return _joined(FIRST[(county * 11 + number * 7) % len(FIRST)], SECOND[(county * 5 + number * 13) % len(SECOND)])


def _paired(number: int, first: tuple[PlaceName, ...], second: tuple[PlaceName, ...]) -> PlaceName:
    """Each pair once, and neighbours that differ in both characters."""
    lap, place = divmod(number, len(first))
    return _joined(first[place], second[(place + lap) % len(second)])


def _joined(first: PlaceName, second: PlaceName) -> PlaceName:
    return PlaceName(first.chinese + second.chinese, (first.english + second.english).capitalize())
