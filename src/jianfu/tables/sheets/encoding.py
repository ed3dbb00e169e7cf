"""How a text file is encoded: byte order mark, else strict UTF-8, else GB18030, judged over the whole file."""

import codecs
from pathlib import Path

_CHUNK_BYTES = 1 << 22
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def detect(path: Path) -> str:
    """Return the encoding's Python name, or empty text when the file is none of them or holds NUL bytes."""
    with path.open("rb") as file:
        start = file.read(4)
    marked = next((name for mark, name in _MARKS if start.startswith(mark)), "")
    tried = (marked,) if marked else ("utf-8", "gb18030")
    return next((name for name in tried if _decodes(path, name)), "")


def _decodes(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK_BYTES):
                if "\x00" in decoder.decode(chunk):
                    return False
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True
