import hashlib
from pathlib import Path

STATIC = Path(__file__).resolve().parents[3] / "src/jianfu/web/base/static/base"


def test_what_others_wrote_is_unchanged() -> None:
    folder = STATIC / "vendor/htmx"
    sums = dict(reversed(line.split()) for line in (folder / "SHA256SUMS").read_text("utf-8").splitlines())
    assert sums == {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in sums}
    assert sums["htmx.min.js"] in (folder / "README.md").read_text("utf-8")
