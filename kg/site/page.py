"""The frame of every page: templates, security policy, links, and text made safe to look at."""

from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, pass_context
from jinja2.runtime import Context

from kg.site import markup
from kg.site.characters import visible
from kg.site.records import Records, token
from kg.site.words import day, span, words

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


def environment(records: Records, title: str) -> Environment:
    """The templates, with what every page shows."""
    env = Environment(
        loader=PackageLoader("kg.site"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )

    @pass_context
    def search(context: Context, name: str, **options: object) -> Any:
        macro: Any = context.environment.get_template("search.html").module
        return macro.search(name, **options)

    env.globals.update(
        site=visible(title),
        policy=POLICY,
        sections=SECTIONS,
        stories_total=f"{len(records.stories):,}",
        triples_total=f"{records.triples:,}",
        facts_total=f"{len(records.facts):,}",
        family=markup.family,
        type_word=lambda thing: words().types[thing.type].word,
        link=markup.link,
        links=markup.links,
        kind=markup.kind,
        quotes=markup.quotes,
        search=search,
        day=day,
        span=span,
        token=token,
    )
    return env


def render(env: Environment, template: str, path: str, **values: object) -> str:
    """One page. `path` is where it will stand, so that its links lead home."""
    return env.get_template(template).render(root="../" * path.count("/"), here=path, **values)
