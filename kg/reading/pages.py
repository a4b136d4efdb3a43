"""One page from a file, whatever its format."""

import sys
from pathlib import Path

from kg.model import NewskgError, Page, Settings
from kg.reading import decoding, records, web
from kg.reading.files import HTML_SUFFIXES, PDF_SUFFIXES, RECORD_SUFFIXES, STANDARD_INPUT
from kg.reading.flat import from_text


def read(path: Path, settings: Settings) -> Page:
    """The page in the file at `path` ("-": standard input, in whatever format its beginning shows).

    Raises NewskgError, in one line with the remedy, for a file that cannot be read, is empty or binary, is in
    no known encoding, has no article in it, or is a PDF of pictures.
    """
    try:
        data = sys.stdin.buffer.read() if path == STANDARD_INPUT else path.read_bytes()
    except OSError as error:
        raise NewskgError(
            f"{path}: cannot be read ({error.strerror}); check the path and its permissions"
        ) from error
    suffix = path.suffix.lower()
    if suffix in PDF_SUFFIXES or data.startswith(b"%PDF-"):
        from kg.reading import pdf  # loads a library that other formats do not need

        return pdf.from_pdf(data, path, settings)
    if suffix in HTML_SUFFIXES or web.is_html(data):
        return web.from_html(*decoding.decode(data, str(path), web.charset(data)), path, settings)
    text, encoding = decoding.decode(data, str(path))
    if suffix in RECORD_SUFFIXES or (path == STANDARD_INPUT and text.lstrip().startswith('{"')):
        return records.from_records(text, encoding, path, settings)
    return from_text(text, encoding, path, settings)
