"""Makes divisions.tsv.gz, the gazetteer's data, from public tables.

    python -m kg.language.divisions.compile ok_data_level4.csv history.json diff.json CoreNatureDictionary.txt

The current divisions are from xiangyuecn/AreaCity-JsSpider-StatsGov (ok_data_level4.csv, MIT, release
2023.240319.250114); the abolished counties and their successors from mumuy/data_location (history.json and
diff.json, MIT); which short forms are also ordinary words from HanLP 1.x (CoreNatureDictionary.txt,
Apache-2.0).

The table has a line of comment and then code, name, short form, flags, successors, with tabs. Codes are
those of GB/T 2260 and, with nine digits, of townships in GB/T 10114. Flags: w the short form is also a word,
f the division is no more.
"""

import csv
import gzip
import json
import sys
from pathlib import Path

TARGET = Path(__file__).with_name("divisions.tsv.gz")
SOURCE = (
    "# code name short flags successors; xiangyuecn/AreaCity-JsSpider-StatsGov 2023.240319.250114 (MIT), "
    "mumuy/data_location (MIT), word flags from HanLP 1.x (Apache-2.0)"
)
TOWNSHIPS = ("镇", "乡", "街道", "苏木", "地区")
MUNICIPALITIES = ("11", "12", "31", "50")
NAMES = ("n", "nz", "nr", "nrf", "nrt", "ns", "nsf", "nt", "ntc", "g", "x")
ENDINGS = (
    "特别行政区",
    "自治区",
    "自治州",
    "自治县",
    "自治旗",
    "地区",
    "林区",
    "特区",
    "省",
    "市",
    "盟",
    "州",
    "县",
    "区",
    "旗",
)


def current(table: Path) -> dict[str, tuple[str, str]]:
    """Code to (name, short form) of the divisions there are."""
    found: dict[str, tuple[str, str]] = {}
    with table.open(encoding="utf-8-sig", newline="") as lines:
        for row in csv.DictReader(lines):
            number, name, short = row["id"], row["ext_name"], row["name"]
            if number.startswith("91"):
                continue
            if row["deep"] in "01":
                code = number.ljust(6, "0") if len(number) <= 6 else number[:6]
                if row["deep"] == "1" and number[:2] in (*MUNICIPALITIES, "81", "82"):
                    continue
            elif row["deep"] == "2":
                code = number[:6]
                if code in found or number[:2] in ("71", "81", "82") or not name.endswith(ENDINGS):
                    continue
            else:
                code = number
                if not name.endswith(TOWNSHIPS) or len(name) < 3 or number[:2] == "71":
                    continue
                short = ""
            found[code] = (name, "" if short == name else short)
    return found


def former(
    names: Path, changes: Path, now: dict[str, tuple[str, str]]
) -> dict[str, tuple[str, tuple[str, ...]]]:
    """Code to (name, successors' codes) of cities and counties that are no more under that name."""
    history: dict[str, str] = json.loads(names.read_text(encoding="utf-8"))
    successors: dict[str, list[str]] = json.loads(changes.read_text(encoding="utf-8"))
    living = {(code[:2], name) for code, (name, _) in now.items()}
    found = {}
    for code, name in sorted(history.items()):
        plain = (
            name.endswith(("县", "市", "区", "旗", "地区", "盟", "州")) and len(name) > 2 and name != "市辖区"
        )
        zone = name.endswith(("新区", "开发区", "管理区", "园区", "工业区", "办事处"))
        if code in now or (code[:2], name) in living or not plain or zone or "直辖" in name:
            continue
        ends = _ends(code, successors, now, set())
        found[code] = (name, tuple(sorted(ends)))
    return found


def _ends(
    code: str, successors: dict[str, list[str]], now: dict[str, tuple[str, str]], seen: set[str]
) -> set[str]:
    ends: set[str] = set()
    for following in successors.get(code, []):
        if following in now:
            ends.add(following)
        elif following not in seen:
            ends |= _ends(following, successors, now, seen | {code})
    return ends


def words(dictionary: Path) -> set[str]:
    """Words of the language, of at least two characters, that are no proper names in the dictionary."""
    found = set()
    for line in dictionary.read_text(encoding="utf-8").splitlines():
        word, *tags = line.split("\t")
        counts = {tags[i]: int(tags[i + 1]) for i in range(0, len(tags) - 1, 2)}
        plain = sum(n for tag, n in counts.items() if tag == "n" or tag not in NAMES)
        if len(word) > 1 and plain >= 8 and plain * 3 >= sum(counts.values()):
            found.add(word)
    return found


def short_form(name: str) -> str:
    """A former division's name without its generic word: 望城县 → 望城."""
    for ending in ENDINGS:
        if name.endswith(ending) and len(name) - len(ending) >= 2:
            return name[: -len(ending)]
    return ""


def compile_table(table: Path, names: Path, changes: Path, dictionary: Path) -> str:
    now = current(table)
    plain_words = words(dictionary)
    lines = [SOURCE]
    for code, (name, short) in sorted(now.items()):
        lines.append("\t".join((code, name, short, "w" if short in plain_words else "", "")).rstrip("\t"))
    for code, (name, ends) in sorted(former(names, changes, now).items()):
        short = short_form(name)
        flags = "fw" if short in plain_words else "f"
        lines.append("\t".join((code, name, short, flags, " ".join(ends))).rstrip("\t"))
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    if len(sys.argv) != 5:
        sys.exit((__doc__ or "").split("\n\n")[1])
    content = compile_table(*(Path(argument) for argument in sys.argv[1:]))
    TARGET.write_bytes(gzip.compress(content.encode("utf-8"), 9, mtime=0))
