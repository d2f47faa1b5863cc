"""The departments a made-up government has, with the names some of them had until the reform of 2018."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

Level = Literal["province", "city", "county"]


@dataclass(frozen=True, slots=True)
class Department:
    """A department: key, words of its name, how often people ask it, how many decisions it takes (0 to 2)."""

    key: str
    name: str
    english: str
    asked: int = 0
    decides: int = 0
    former: str = ""
    former_english: str = ""

    def title(self, level: Level, name: str) -> str:
        """The name of the department at a level: bureaus in cities and counties are departments in a province."""
        if self.key == "office":
            return "人民政府办公厅" if level == "province" else "人民政府办公室"
        if name.endswith("委员会"):
            return name
        return f"{name}厅" if level == "province" else f"{name}局"

    def english_title(self, level: Level, name: str) -> str:
        """The English name of the department at a level."""
        if self.key == "office":
            return "General Office"
        if self.name.endswith("委员会"):
            return f"{name} Commission"
        return f"{name} Department" if level == "province" else f"{name} Bureau"


DEPARTMENTS: Final = (
    Department("finance", "财政", "Finance"),
    Department("natural-resources", "自然资源", "Natural Resources", 2, 1, "国土资源", "Land and Resources"),
    Department("police", "公安", "Public Security", 1, 2),
    Department("education", "教育", "Education", 1),
    Department("housing", "住房和城乡建设", "Housing and Urban-Rural Development", 2, 1),
    Department("office", "办公室", "General Office", 1),
    Department("ecology", "生态环境", "Ecology and Environment", 1, 1, "环境保护", "Environmental Protection"),
    Department("human-resources", "人力资源和社会保障", "Human Resources and Social Security", 1, 1),
    Department("reform", "发展和改革委员会", "Development and Reform", 1, 1),
    Department("agriculture", "农业农村", "Agriculture and Rural Affairs", 1, 1, "农业", "Agriculture"),
    Department("civil-affairs", "民政", "Civil Affairs"),
    Department("transport", "交通运输", "Transport", 1, 2),
    Department("market", "市场监督管理", "Market Regulation", 1, 2, "工商行政管理", "Industry and Commerce"),
    Department("water", "水利", "Water Resources", 0, 1),
    Department("justice", "司法", "Justice", 0, 1),
    Department("industry", "工业和信息化", "Industry and Information Technology"),
    Department("health", "卫生健康委员会", "Health", 1, 2, "卫生和计划生育委员会", "Health and Family Planning"),
    Department("culture", "文化和旅游", "Culture and Tourism", 0, 1, "文化", "Culture"),
    Department("emergency", "应急管理", "Emergency Management", 0, 1, "安全生产监督管理", "Work Safety"),
    Department("audit", "审计", "Audit"),
    Department("statistics", "统计", "Statistics"),
    Department("commerce", "商务", "Commerce"),
    Department("urban-management", "城市管理", "Urban Management", 1, 2),
    Department("forestry", "林业", "Forestry", 0, 1),
    Department("science", "科学技术", "Science and Technology"),
    Department("petitions", "信访", "Letters and Calls", 1),
    Department("sports", "体育", "Sports"),
    Department("data", "大数据管理", "Data Management"),
)

COUNTY_DEPARTMENTS: Final = 24
"""A county has some of the first ones, a city all of these, a province all there are."""
