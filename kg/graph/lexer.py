"""SPARQL text as tokens: enough of its grammar to tell keywords from what only looks like them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

# The order matters: a comment before all, an IRI before a comparison, a long string before a short one.
TOKEN = re.compile(
    r"""
    (?P<space>\s+)
  | (?P<comment>\#[^\n]*)
  | (?P<iri><(?:[^<>"{}|^`\\\s]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*>)
  | (?P<long>"{3}(?:\\.|(?!"{3}).)*"{3}|'{3}(?:\\.|(?!'{3}).)*'{3})
  | (?P<string>"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*')
  | (?P<variable>[?$]\w+)
  | (?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
  | (?P<name>[\w.-]*:(?:(?:[\w:]|%[0-9A-Fa-f]{2}|\\.)(?:\.*(?:[\w:-]|%[0-9A-Fa-f]{2}|\\.))*)?)
  | (?P<word>[^\W\d]\w*)
  | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_OPENING, _CLOSING = ("{", "(", "["), ("}", ")", "]")


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of SPARQL: `kind` names the group of TOKEN, `depth` counts the brackets it stands in."""

    kind: str
    text: str
    start: int
    depth: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def keyword(self) -> str:
        """What the parser could take for a keyword here, in capitals: it needs no space behind one, so that
        SERVICE:x is one too."""
        return self.text.partition(":")[0].upper() if self.kind in ("word", "name") else ""


def tokens(text: str) -> Iterator[Token]:
    """The tokens of `text`, without comments and white space. A closing bracket stands outside its pair."""
    depth = 0
    for match in TOKEN.finditer(text):
        kind = match.lastgroup or "other"
        found = match[0]
        if kind == "other":
            depth -= found in _CLOSING
            yield Token(kind, found, match.start(), depth)
            depth += found in _OPENING
        elif kind not in ("space", "comment"):
            yield Token(kind, found, match.start(), depth)


def position(text: str, index: int) -> str:
    """Where in `text` the character at `index` is, in words."""
    line = text.count("\n", 0, index) + 1
    return f"line {line}, column {index - text.rfind(chr(10), 0, index)}"
