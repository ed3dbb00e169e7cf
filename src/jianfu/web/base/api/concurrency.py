"""Nobody overwrites what another changed: a row's version is its ETag, and a change names the one it was made upon."""

from django.http import HttpRequest, HttpResponse

from jianfu.web.base.api.errors import problem


def tag_of(version: int) -> str:
    """Return the ETag of a version."""
    return f'"{version}"'


def unless_current(request: HttpRequest, version: int) -> HttpResponse | None:
    """Return why a change is refused: 428 without If-Match, 412 upon another version; None where it may go on."""
    said = request.headers.get("If-Match", "")
    if not said:
        return problem(
            428, code="if_match_needed",
            zh="修改须带 If-Match，写明所依据的 ETag。请先读取该条目。",
            en="A change needs If-Match with the ETag it was made upon. Read the entry first.",
        )  # fmt: skip
    if said.strip() not in {tag_of(version), "*"}:
        return problem(
            412, code="changed_meanwhile",
            zh="您读取之后已有他人修改。请重新读取后再改。",
            en="Somebody changed it since you read it. Read it again and change it then.",
        )  # fmt: skip
    return None


def unchanged(request: HttpRequest, version: int) -> bool:
    """Tell whether the asker holds this version already (If-None-Match)."""
    return tag_of(version) in {part.strip() for part in request.headers.get("If-None-Match", "").split(",")}
