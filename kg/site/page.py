"""The frame of every page: templates, security policy, links, and text made safe to look at."""

import re
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, pass_context
from jinja2.runtime import Context

from kg.site.records import Records, Thing, token
from kg.site.words import day, words

# Marks that turn the direction of writing, and control characters: they could make a name look like another.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]+"
)

_POLICY = (
    "default-src 'none'; script-src 'self'{script}; style-src 'self'{style}; img-src 'self' data: blob:; "
    "font-src 'self'; connect-src 'none'; worker-src {worker}; base-uri 'none'; form-action 'none'"
)
POLICY = _POLICY.format(script="", style="", worker="'none'")
ENGINE_POLICY = _POLICY.format(script=" 'wasm-unsafe-eval'", style="", worker="blob:")
CANVAS_POLICY = _POLICY.format(script="", style=" 'unsafe-inline'", worker="'none'")  # vis sets styles

SECTIONS = (
    ("graph.html", "关系图"),
    ("path.html", "路径"),
    ("timeline.html", "时间"),
    ("map.html", "地方"),
    ("sparql.html", "查询"),
    ("about.html", "说明"),
)


def visible(value: object) -> object:
    """A value as it is shown: text without control characters and marks of direction."""
    return _UNSEEN.sub("", value) if type(value) is str else value


def environment(records: Records, title: str) -> Environment:
    """The templates, with what every page shows."""
    known = words()
    env = Environment(
        loader=PackageLoader("kg.site"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=visible,
    )

    def family(thing: Thing) -> str:
        return known.types[thing.type].family

    @pass_context
    def search(context: Context, name: str, **options: object) -> Any:
        macro: Any = context.environment.get_template("search.html").module
        return macro.search(name, **options)

    env.globals.update(
        site=title,
        policy=POLICY,
        sections=SECTIONS,
        stories_total=f"{len(records.stories):,}",
        triples_total=f"{records.triples:,}",
        facts_total=f"{len(records.facts):,}",
        family=family,
        type_word=lambda thing: known.types[thing.type].word,
        search=search,
        day=day,
        token=token,
    )
    return env


def render(env: Environment, template: str, path: str, **values: object) -> str:
    """One page. `path` is where it will stand, so that its links lead home."""
    return env.get_template(template).render(root="../" * path.count("/"), here=path, **values)
