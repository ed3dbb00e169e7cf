"""Division codes as the places they stand for: a code covers every code that begins with its significant digits.

*Source:* the statistical division codes: two digits each for province, city, county; three each for town and village.
"""

LENGTHS = (2, 4, 6, 9, 12)


def place(code: str | None) -> str | None:
    """Return a code's significant digits (``320000`` is ``32``); null for a missing code, empty for the whole nation.

    A code that is not made of digits stands for itself.
    """
    if not code or code == "none":
        return None
    if not code.isdigit():
        return code
    if not code.strip("0"):
        return ""
    ends = [length for length in LENGTHS if length <= len(code)]
    for longer, shorter in zip(reversed(ends), reversed([0, *ends[:-1]]), strict=True):
        if code[shorter:longer].strip("0"):
            return code[:longer]
    return code


def covering(spot: str) -> list[str]:
    """Return the places that cover a place, the nearest first: itself, what lies above it, and the nation."""
    above = [spot[:length] for length in reversed(LENGTHS) if length < len(spot)] if spot.isdigit() else []
    return [spot, *above, *([""] if spot else [])]
