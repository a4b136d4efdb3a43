"""PDF pages with a text layer: columns, headlines and reading order from the positions of the characters."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium

from kg.model import NewskgError, Page, Settings
from kg.reading import frames, lettering
from kg.reading.flat import from_text

_LEAST_TEXT = 30  # characters on a page that is not a picture
_TRAILER = 2048  # bytes at the end of a file, in which its end is marked
_MOST_UNKNOWN = 0.3  # share of characters that no program can name


def from_pdf(data: bytes, path: Path, settings: Settings) -> Page:
    """The page in a PDF; several pages of a file follow each other. Offsets count the text that was put
    together from the layer. Raises NewskgError for what is no PDF, is locked or broken, and where there is no
    text but pictures, or none that can be read."""
    text = "\n".join(_pages(data, path))
    shown = [char for char in text if not char.isspace() and char not in "#"]
    if len(shown) < _LEAST_TEXT:
        raise NewskgError(f"{path}: a scanned PDF without text; run OCR over it first")
    unknown = sum(
        "\ue000" <= char <= "\uf8ff" or char in "\ufffd\x00" or char >= "\U000f0000" for char in shown
    )
    if unknown > _MOST_UNKNOWN * len(shown):
        raise NewskgError(f"{path}: its fonts do not say which characters they show; run OCR over it first")
    page = from_text(text, "pdf", path, settings, typeset=True)
    if b"%%EOF" not in data[-_TRAILER:]:
        page = replace(page, remarks=(*page.remarks, "the PDF breaks off; get it again, some may be missing"))
    return page


def _pages(data: bytes, path: Path) -> Iterator[str]:
    """The text of each page."""
    if not data.strip():
        raise NewskgError(f"{path}: the file is empty; remove it or put the page's PDF in its place")
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if error.err_code in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY):
            raise NewskgError(f"{path}: locked with a password; save the PDF without one") from error
        raise NewskgError(f"{path}: not a readable PDF, or a part of one; get or save it again") from error
    try:
        for number in range(len(document)):
            try:
                page = document[number]
                yield "\n".join(frames.markdown(each) for each in lettering.letterings(page))
            except pypdfium2.PdfiumError as error:
                raise NewskgError(f"{path}, page {number + 1}: broken; get or save the PDF again") from error
    finally:
        document.close()
