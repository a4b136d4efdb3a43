"""A Doc comes in; the days, months and years it states go out, as the spans of the group "dates".

去年12月5日，昨天、3月，2021年 in an article of 2024-05-27 → 2023-12-05, 2024-05-26, --03, 2021
"""

from kg.language.dates.component import Dated, dates, read

__all__ = ["Dated", "dates", "read"]
