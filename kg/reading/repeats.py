"""Passages that a page holds twice, as OCR of its overlapping strips makes them."""

from kg.reading.cuts import is_cut
from kg.reading.layout import FINAL, Block


def once(blocks: list[Block], page: str) -> tuple[list[Block], list[Block]]:
    """The blocks without those that repeat another, whole or by its end or beginning, as OCR of overlapping
    strips of a page does, and those. Of two equal ones the one stays that goes on in the next block."""
    texts = [block.text for block in blocks]
    seen: dict[str, int] = {}
    dropped: set[int] = set()
    for i, text in enumerate(texts):
        if len(text) < 12:
            continue
        first = seen.setdefault(text, i)
        if first != i:
            goes_on = not FINAL.search(text) and i + 1 < len(texts) and is_cut(text, texts[i + 1], page)
            dropped.add(first if goes_on else i)
            seen[text] = i if goes_on else first
    whole = "\n".join(texts)
    for i, (block, text) in enumerate(zip(blocks, texts, strict=True)):
        if i in dropped or block.level:
            continue
        if len(text) >= 20:
            if whole.count(text) < 2:
                continue
            near = (j for j in range(max(0, i - 12), min(i + 13, len(texts))) if j != i and j not in dropped)
            if any(len(texts[j]) > len(text) and text in texts[j] for j in near):
                dropped.add(i)
        elif len(text) >= 3 and FINAL.search(text) and _is_tail(text, texts[max(0, i - 4) : i]):
            dropped.add(i)
    if not dropped:
        return blocks, []
    return [block for i, block in enumerate(blocks) if i not in dropped], [blocks[i] for i in sorted(dropped)]


def _is_tail(text: str, before: list[str]) -> bool:
    return any(len(other) > len(text) + 10 and other.endswith(text) for other in before)
