"""Place prefixes in the names of units: 江苏省泰州市水务局 is 泰州市水务局 and, where nothing else is, 水务局.

Townships are left alone: 某某镇人民政府 without its town names nobody.
"""

import re

_PLACE = re.compile(
    r"[^省市县区局厅委办院部处所校]{2,7}?(?:自治区|自治州|自治县|自治旗|省|市|州(?!市|区|县)|盟|地区|县|区|旗)"
    r"|[^省市县区局厅委办院部处所校]县"
)
_SHORTEST_REST = 2


def without_places(name: str) -> tuple[str, ...]:
    """Return the folded name with its leading places taken off one after another, longest form first.

    The name itself is not among them; a name without a leading place gives nothing.
    """
    forms: list[str] = []
    rest = name
    while (place := _PLACE.match(rest)) and len(rest) - place.end() >= _SHORTEST_REST:
        rest = rest[place.end() :]
        forms.append(rest)
    return tuple(forms)
