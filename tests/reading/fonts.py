"""A Chinese font of Debian as reportlab can embed it: with the outlines of TrueType."""

import io
from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTCollection
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

NOTO = Path("/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc")  # of fonts-noto-cjk
_FACE = "Noto Serif CJK SC"


def register(name: str, characters: str) -> None:
    """Register, as `name`, the font with the glyphs of these characters."""
    collection = TTCollection(str(NOTO), lazy=True)
    font = next(face for face in collection.fonts if face["name"].getDebugName(4) == _FACE)
    cmap, outlines, metrics = font.getBestCmap(), font.getGlyphSet(), font["hmtx"]
    codes = sorted(ord(char) for char in set(characters) if ord(char) in cmap)
    names = [".notdef", *dict.fromkeys(cmap[code] for code in codes)]
    glyphs = {}
    for glyph in names:
        pen = TTGlyphPen(None)
        outlines[glyph].draw(Cu2QuPen(pen, max_err=4.0, reverse_direction=True))
        glyphs[glyph] = pen.glyph()
    builder = FontBuilder(font["head"].unitsPerEm, isTTF=True)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({code: cmap[code] for code in codes})
    builder.setupGlyf(glyphs)
    builder.setupHorizontalMetrics({glyph: metrics[glyph] for glyph in names})
    builder.setupHorizontalHeader(ascent=font["hhea"].ascent, descent=font["hhea"].descent)
    builder.setupNameTable({"familyName": name, "styleName": "Regular", "psName": name})
    builder.setupOS2(sTypoAscender=font["OS/2"].sTypoAscender, sTypoDescender=font["OS/2"].sTypoDescender)
    builder.setupPost()
    data = io.BytesIO()
    builder.save(data)
    data.seek(0)
    pdfmetrics.registerFont(TTFont(name, data))
