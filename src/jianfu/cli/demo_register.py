"""A demonstration's register: the made-up county and province, a census under way, and one account per role.

It goes the ways a user goes: units are founded, spreadsheets imported, tables handed in and signed, a baseline frozen.
"""

import os
import shutil
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow.parquet as pq
import typer

from jianfu.cli.unable import Unable
from jianfu.cli.web import django_ready, prepare

if TYPE_CHECKING:
    from jianfu.web.base.actor import Actor

AS_OF = date(2026, 9, 1)
COUNTY_TOP, COUNTY, BUREAU = "YZ001", "QH002", "QH005"
PROVINCE_TOP = "U320000001"
IMPORTED = ("应用程序", "assets", "服务功能", "functions", "群组对象", "audiences")
REASON = "演示数据"
ANSWERED = 150

# Role, and the units it is held at. Those of the province hold it at the top of both trees.
ROLES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("provincial_lead", (PROVINCE_TOP, COUNTY_TOP)),
    ("coordinator", (COUNTY_TOP,)),
    ("clerk", (BUREAU,)),
    ("reviewer", (BUREAU,)),
    ("responsible", (BUREAU,)),
    ("operator", (BUREAU,)),
    ("cyberspace", (PROVINCE_TOP, COUNTY_TOP)),
    ("openness", (PROVINCE_TOP, COUNTY_TOP)),
    ("data_service", (PROVINCE_TOP, COUNTY_TOP)),
    ("telecom", (PROVINCE_TOP, COUNTY_TOP)),
    ("inspector", (COUNTY_TOP,)),
    ("discipline", (PROVINCE_TOP, COUNTY_TOP)),
    ("supervisor", (BUREAU,)),
    ("evaluator", (COUNTY_TOP,)),
    ("administrator", (PROVINCE_TOP, COUNTY_TOP)),
)


class UnableToFill(Unable):
    """A demonstration's data may not go into a register that is in earnest."""


@dataclass(frozen=True, slots=True)
class Account:
    """An account of the demonstration: its name, its role in both languages, and its password."""

    username: str
    role: str
    password: str


def demo_environment(data: Path) -> None:
    """Set this process, and those it starts, up for a demonstration whose data lie in that folder."""
    os.environ |= {"JIANFU_MODE": "demo", "JIANFU_DATA": str(data.resolve()), "JIANFU_HTTPS": "no"}
    os.environ.pop("DATABASE_URL", None)


def fill(data: Path, submissions: Iterable[Path], say: Callable[[str, str], None]) -> list[Account]:
    """Make the demonstration's register anew in a folder and return its accounts.

    ``say`` is told each step in Chinese and English. Raises UnableToFill outside demo mode, or where a submission is
    not there; then nothing was touched.
    """
    submissions = tuple(submissions)
    if missing := [str(path) for path in submissions if not path.is_dir()]:
        raise UnableToFill(
            zh=f"没有报送材料：{'、'.join(missing)}。", en=f"There is no submission: {', '.join(missing)}."
        )
    demo_environment(data)
    shutil.rmtree(data, ignore_errors=True)
    django_ready()
    refuse_in_earnest()
    prepare()
    at = datetime.now(UTC)
    say("建立单位和账号", "founding units, making accounts")
    _found_units(submissions, at)
    accounts = _make_accounts()
    for submission in submissions:
        say(f"导入 {submission.name}", f"importing {submission.name}")
        _import(submission, at)
    say("开展一次排查", "holding a census")
    _hold_census(at)
    say("放上几件待办的事", "putting work on desks")
    _put_work_on_desks(at)
    return accounts


def refuse_in_earnest() -> None:
    """Raise UnableToFill where the settings are not those of a demonstration."""
    from django.conf import settings

    if not settings.DEMO:
        raise UnableToFill(
            zh="演示数据和演示账号只能放进演示方式的登记库（JIANFU_MODE=demo）。",
            en="Demonstration data and accounts go into a register in demo mode only (JIANFU_MODE=demo).",
        )


def _found_units(submissions: Iterable[Path], at: datetime) -> None:
    import tempfile

    from jianfu.tables import submission
    from jianfu.tables.options import ReadOptions
    from jianfu.web.base.actor import SYSTEM
    from jianfu.web.units.actions import stock

    for path in submissions:
        with tempfile.TemporaryDirectory() as staging:
            read = submission.read(
                inputs=[path], staging=Path(staging), options=ReadOptions(as_of=AS_OF), progress=lambda *_: None
            )
            rows: list[Mapping[str, Any]] = pq.read_table(read.clean / "units.parquet").to_pylist()
        stock.bring_in(rows=rows, by=SYSTEM, at=at, reason=REASON)


def _make_accounts() -> list[Account]:
    import secrets

    from jianfu.web.base.models import User
    from jianfu.web.base.permissions import ROLE_NAMES, Role
    from jianfu.web.base.search import text_for
    from jianfu.web.units.models import Grant, Unit

    password = secrets.token_urlsafe(9)
    units = {unit.unit_id: unit for unit in Unit.objects.all()}
    made = []
    for role, held_at in ROLES:
        name = f"demo-{role.replace('_', '-')}"
        user = User(username=name, name=f"演示·{ROLE_NAMES[Role(role)]}", is_demonstration=True)
        user.search = text_for(user.name, user.username)
        user.set_password(password)
        user.save()
        for unit_id in held_at:
            if unit := units.get(unit_id):
                Grant.objects.create(user=user, role=role, unit=unit, since=AS_OF - timedelta(days=30))
        made.append(Account(user.username, role, password))
    return made


def _actor(username: str) -> "Actor":
    from jianfu.web.base.models import User
    from jianfu.web.units import queries

    user: User = User.objects.get(username=username)
    return queries.actor_of(user, as_of=datetime.now(UTC).date())


def _import(submission: Path, at: datetime) -> None:
    """Bring a submission's entries, functions and audiences in through the import, rows at fault left out."""
    from django.core.files.uploadedfile import SimpleUploadedFile

    from jianfu.web.census.actions import importing, importing_finish
    from jianfu.web.census.models import ImportBatch
    from jianfu.web.units.models import Unit

    tops = {unit.unit_id: unit for unit in Unit.objects.filter(unit_id__in=(COUNTY_TOP, PROVINCE_TOP))}
    top = tops[PROVINCE_TOP if submission.name == "submission" else COUNTY_TOP]
    by = _importer(top)
    given = [
        SimpleUploadedFile(path.name, path.read_bytes())
        for path in sorted(submission.iterdir())
        if path.name.startswith(IMPORTED) and path.suffix in importing.KINDS
    ]
    batch = importing.upload(given=given, unit=top, by=by, at=at)
    importing.take_in(batch=batch, by=by, at=at)
    batch = ImportBatch.objects.get(pk=batch.pk)
    importing_finish.commit(batch=batch, version=batch.version, reason=REASON, good_only=True, by=by, at=at)


def _importer(top: Any) -> "Actor":
    """Return a coordinator over a whole tree, who exists for the length of the import."""
    from jianfu.web.base.actor import Actor, Held
    from jianfu.web.base.models import User
    from jianfu.web.base.permissions import Role

    user = User.objects.get(username="demo-coordinator")
    held = Held(Role.COORDINATOR, top.pk, top.unit_id, top.path, top.region_prefix, top.line)
    return Actor(user.pk, user.name, (held,))


def _hold_census(at: datetime) -> None:
    """Open a campaign in each tree, and let some of its units answer."""
    from jianfu.web.census.actions import campaign as campaigns
    from jianfu.web.census.models import Campaign
    from jianfu.web.units.models import Unit

    lead = _actor("demo-provincial-lead")
    today = at.date()
    for top, name in ((PROVINCE_TOP, "2026年第三季度排查"), (COUNTY_TOP, "清河县拉网式排查（演示）")):
        if not (scope := Unit.objects.filter(unit_id=top).first()):
            continue
        drawn = Campaign(
            name=name, scope=scope, categories=["new_media", "app", "work_group"], packs=["national", "jiangsu"],
            opens_on=today - timedelta(days=20), due_on=today + timedelta(days=10), note="请核对预填的条目。",
        )  # fmt: skip
        drawn = campaigns.draw_up(campaign=drawn, by=lead, at=at)
        campaigns.open_campaign(campaign=drawn, by=lead, at=at)
        _answer(drawn, at)


def _answer(campaign: Any, at: datetime) -> None:
    """Let two units in three answer: confirm what is listed or say that there is nothing, hand in, and mostly sign."""
    from jianfu.web.base.actor import Actor, Held
    from jianfu.web.base.models import User
    from jianfu.web.base.permissions import Role
    from jianfu.web.census.models import Declaration

    clerk, chief = (User.objects.get(username=f"demo-{role}") for role in ("clerk", "responsible"))
    tables = Declaration.objects.filter(campaign=campaign).select_related("unit", "campaign").order_by("unit__unit_id")
    each = max(1, len(tables) // ANSWERED)
    for number, table in enumerate(tables[::each]):
        unit = table.unit
        if number % 3 == 2 or unit.unit_id == BUREAU:
            continue

        def as_one(user: Any, role: Role, unit: Any = unit) -> Actor:
            held = Held(role, unit.pk, unit.unit_id, unit.path, unit.region_prefix, unit.line)
            return Actor(user.pk, user.name, (held,))

        _answer_one(table, as_one(clerk, Role.CLERK), as_one(chief, Role.RESPONSIBLE), at, sign=number % 6 != 1)


def _answer_one(table: Any, clerk: "Actor", chief: "Actor", at: datetime, *, sign: bool) -> None:
    from jianfu.web.census.actions import signing
    from jianfu.web.registry.models import Asset

    has_entries = Asset.objects.filter(sponsor=table.unit).exclude(state="closed").exists()
    table = signing.hand_in(
        declaration=table, version=table.version, nothing=not has_entries, confirm_rest=has_entries, by=clerk, at=at
    )
    if sign:
        signing.sign_off(declaration=table, seen_hash=table.content_hash, by=chief, at=at)


def _put_work_on_desks(at: datetime) -> None:
    """Let the bureau's clerk begin a filing, ask for an exemption, and propose a change: each waits for somebody."""
    from jianfu.web.registry.actions import exemption, filing, request
    from jianfu.web.registry.actions.hanging import Doing
    from jianfu.web.registry.models import Asset
    from jianfu.web.units.models import Unit

    clerk, today = _actor("demo-clerk"), at.date()
    own = Asset.objects.filter(sponsor__unit_id=BUREAU).exclude(state="closed").order_by("asset_id")
    app, group = own.filter(category="app").first(), own.filter(category="work_group").first()
    if app is None or group is None:
        return
    filing.start(asset=app, opening=filing.Opening("first", today, "application"), by=clerk, at=at)
    asked = exemption.Asked(["G-06"], "emergency", "县防汛应急预案要求汛期保留值守", today, today + timedelta(days=180))
    exemption.request(asset=group, asked=asked, by=clerk, at=at, reason="汛期值守")
    unit = Unit.objects.get(unit_id=BUREAU)
    doing = Doing(clerk, at, "公众号定位调整")
    request.propose(kind="change", asset=app, unit=unit, content={"purpose": "惠企政策查询和申报"}, doing=doing)


def tell(accounts: Iterable[Account]) -> None:
    """Print the accounts: one password for all, since all of it is made up."""
    from jianfu.web.base.permissions import ROLE_NAMES, Role

    accounts = list(accounts)
    typer.echo(f"演示账号，密码均为 / accounts, password of all: {accounts[0].password}")
    for account in accounts:
        typer.echo(f"  {account.username:<24}{ROLE_NAMES[Role(account.role)]}")


def main(arguments: list[str]) -> int:
    """Fill the register in the first folder from the submissions in the others, and return the exit code."""
    data, *submissions = map(Path, arguments)
    try:
        tell(fill(data, submissions, lambda zh, en: typer.echo(f"{zh} / {en}", err=True)))
    except Unable as error:
        typer.echo(f"{error.zh}\n{error.en}", err=True)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
