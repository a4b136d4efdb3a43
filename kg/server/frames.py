"""What the server and its processes say to each other, over a pipe: a JSON head and a body of bytes."""

import json
import struct
from dataclasses import asdict, dataclass
from typing import BinaryIO, TypeVar

_LENGTHS = struct.Struct(">IQ")


@dataclass(frozen=True, slots=True)
class Question:
    """What a process is to do. `act` is one of the functions of kg.server.answers or kg.server.writer.

    `default` and `named` choose graphs, None: as the text says. `accept` is the header, `format` a name that
    outweighs it. `seconds` is after how long the process ends itself, if nobody ends it before.
    """

    act: str
    store: str = ""
    text: str = ""
    base: str = ""
    default: tuple[str, ...] | None = None
    named: tuple[str, ...] | None = None
    accept: str | None = None
    format: str | None = None
    most: int = 0
    seconds: float = 0


@dataclass(frozen=True, slots=True)
class Answer:
    """What becomes of it: the status of the response, its type, and what its headers tell.

    `truncated`: there are as many rows as are sent at most. `notice`: what to know about the answer.
    """

    status: int
    type: str = "text/plain; charset=utf-8"
    truncated: bool = False
    notice: str = ""
    body: bytes = b""


Said = TypeVar("Said", Question, Answer)


def pack(said: Question | Answer, body: bytes = b"") -> bytes:
    """One frame."""
    head = asdict(said)
    body = head.pop("body", body)
    text = json.dumps(head).encode()
    return _LENGTHS.pack(len(text), len(body)) + text + body


def lengths(start: bytes) -> tuple[int, int]:
    """The lengths of head and body that the first bytes of a frame tell."""
    head, body = _LENGTHS.unpack(start)
    return head, body


START = _LENGTHS.size


def unpack_answer(head: bytes, body: bytes) -> Answer:
    return Answer(**json.loads(head), body=body)


def read_question(stream: BinaryIO) -> tuple[Question, bytes] | None:
    """The next question on a pipe, with its body; None where the other side has gone."""
    start = stream.read(START)
    if len(start) < START:
        return None
    head, body = lengths(start)
    fields = json.loads(stream.read(head))
    for name in ("default", "named"):
        fields[name] = None if fields[name] is None else tuple(fields[name])
    return Question(**fields), stream.read(body)
