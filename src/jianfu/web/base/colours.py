"""The colours of the design, read from the one file that states them."""

import re
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "static/base/tokens.css"


@cache
def colours() -> tuple[tuple[str, str], ...]:
    """Return the name and value of every colour token, in the file's order."""
    return tuple(re.findall(r"--([a-z-]+): (#[0-9a-f]{3,6});", FILE.read_text("utf-8")))
