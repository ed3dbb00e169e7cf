"""Bring what was signed into the register: many entries in one transaction, one audit entry each.

``declared_on`` is the day an entry was first declared and is set once: a baseline rests on it.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from jianfu.web.base.actions import audit
from jianfu.web.base.actions.audit import Deed
from jianfu.web.base.actor import Actor
from jianfu.web.base.search import text_for
from jianfu.web.census.actions.unable import UnableToSign
from jianfu.web.census.models import Declaration, DeclarationRow
from jianfu.web.census.queries.columns import CODES, NONE, OBSERVED, value_of, values_of
from jianfu.web.census.queries.content import Line
from jianfu.web.registry.models import Asset, AssetName, Observation
from jianfu.web.units.models import Unit

SOURCE = "自报"  # data of the field: one of the sources of domain.md (b1)
_NAMED = {"name": AssetName.Kind.NAME, "platform_id": AssetName.Kind.PLATFORM_ID, "url": AssetName.Kind.URL}
Kind = DeclarationRow.Kind


@transaction.atomic
def apply_to_register(
    *, declaration: Declaration, lines: Sequence[Line], by: Actor, at: datetime, request_id: str = ""
) -> int:
    """Apply a signed table: new entries are made, corrected ones changed, those gone closed, the rest noted as declared.

    Returns how many entries were new or changed. The caller holds the transaction and has checked the signature.
    """
    known = [(line, line.asset.pk) for line in lines if line.asset is not None]
    locked = Asset.objects.select_for_update().in_bulk([pk for _line, pk in known])
    unit, deeds = declaration.unit.unit_id, []
    for line, pk in known:
        deeds.append(_change(locked[pk], _changes(line, at=at), unit=unit, at=at))
    _note_declared([pk for _line, pk in known], at=at)
    made = _make([line for line in lines if line.asset is None], declaration, at=at)
    deeds += [
        Deed("registry.create", "asset", asset.asset_id, None, values_of(asset), unit=unit, reason=str(declaration))
        for asset in made
    ]
    _keep_history([(line, locked[pk]) for line, pk in known], made, at=at)
    audit.write(by=by, at=at, deeds=deeds, request_id=request_id)
    return sum(deed.action != "census.confirm" for deed in deeds)


def _changes(line: Line, *, at: datetime) -> dict[str, Any]:
    """Return what a signed line changes of its entry."""
    if line.kind == Kind.GONE:
        return {"state": "closed", "closed_on": timezone.localdate(at).isoformat()}
    return {code: after for code, _before, after in line.differences} if line.kind == Kind.CHANGE else {}


def _change(asset: Asset, values: Mapping[str, Any], *, unit: str, at: datetime) -> Deed:
    """Change one entry and return what the audit says of it; without values it was confirmed."""
    if not values:
        return Deed("census.confirm", "asset", asset.asset_id, unit=unit)
    before = {code: value_of(asset, code) for code in values}
    for code, value in values.items():
        put(asset, code, value)
    _stamp(asset, set(values), at=at)
    asset.save()
    return Deed("registry.change", "asset", asset.asset_id, before, values, unit=unit)


def _note_declared(pks: Iterable[int], *, at: datetime) -> None:
    today = timezone.localdate(at)
    Asset.objects.filter(pk__in=pks, declared_on=None).update(declared_on=today, declared_source=SOURCE)


def put(asset: Asset, code: str, value: Any) -> None:
    """Set a column of an entry from a JSON value; ``none`` is kept as stated, None as missing evidence."""
    field = Asset._meta.get_field(code)
    stated = [each for each in asset.stated_none if each != code]
    asset.stated_none = [*stated, code] if value == NONE else stated
    if value is None or value == NONE:
        value = None if field.null else ([] if field.get_default() == [] else "")
    setattr(asset, code, field.to_python(value) if value not in (None, []) else value)


def _stamp(asset: Asset, changed: set[str], *, at: datetime) -> None:
    """Say of an entry when it was declared, observed and changed."""
    today = timezone.localdate(at)
    if asset.declared_on is None:
        asset.declared_on, asset.declared_source = today, SOURCE
    if changed & set(OBSERVED) and "observed_on" not in changed:
        asset.observed_on, asset.activity_source = today, SOURCE
    if changed:
        asset.search, asset.changed_at = text_for(asset.name), at
        asset.version += 1


def _make(lines: Iterable[Line], declaration: Declaration, *, at: datetime) -> list[Asset]:
    made = [_new(line, declaration.unit, at=at) for line in lines]
    taken = set(
        Asset.objects.filter(asset_id__in=[asset.asset_id for asset in made]).values_list("asset_id", flat=True)
    )
    if taken:
        raise UnableToSign(
            zh=f"新增条目的编号 {sorted(taken)[0]} 在登记库已有。请退回填报员核对是否同一条目。",
            en=f"The register already has {sorted(taken)[0]}. Return the table, so that the clerk checks whether it is one.",
        )
    Asset.objects.bulk_create(made, batch_size=500)
    _link(lines, made)
    return made


def _link(lines: Iterable[Line], made: Sequence[Asset]) -> None:
    rows = [line.row for line in lines if line.row is not None]
    for row, asset in zip(rows, made, strict=True):
        row.asset = asset
    DeclarationRow.objects.bulk_update(rows, ["asset"], batch_size=500)


def _new(line: Line, unit: Unit, *, at: datetime) -> Asset:
    values = {code: value for code, value in line.values.items() if code in CODES}
    asset = Asset(sponsor=unit, created_at=at, changed_at=at, version=0)
    for code, value in values.items():
        put(asset, code, value)
    asset.asset_id = str(line.values.get("asset_id") or number_for(values, line))
    asset.region_code = asset.region_code or unit.region_code
    asset.state = asset.state or "active"
    _stamp(asset, set(values), at=at)
    return asset


def number_for(values: Mapping[str, Any], line: Line) -> str:
    """Return the number of a new entry: platform and platform account as the contract says, else one of ours."""
    platform, account = values.get("platform"), values.get("platform_id")
    if platform and account and NONE not in (platform, account):
        return f"{platform}:{account}"[:80]
    return f"D-{line.row.pk if line.row is not None else 0}"


def _keep_history(known: Sequence[tuple[Line, Asset]], made: Sequence[Asset], *, at: datetime) -> None:
    """Keep what was borne before and what was observed now."""
    today = timezone.localdate(at)
    changed = [(line, asset) for line, asset in known if line.kind == Kind.CHANGE]
    names = [
        AssetName(asset=asset, kind=_NAMED[code], value=str(before), until=today)
        for line, asset in changed
        for code, before, _after in line.differences
        if code in _NAMED and before not in (None, NONE)
    ]
    AssetName.objects.bulk_create(names)
    seen = [
        *((asset, {code for code, _before, _after in line.differences}) for line, asset in changed),
        *((asset, set(OBSERVED)) for asset in made),
    ]
    Observation.objects.bulk_create(
        [each for asset, codes in seen for each in _observations(asset, codes, today)], ignore_conflicts=True
    )


def _observations(asset: Asset, codes: set[str], today: date) -> Iterable[Observation]:
    for code in OBSERVED:
        if code in codes and (value := value_of(asset, code)) is not None:
            yield Observation(
                asset=asset, measure=code, value=str(value), observed_on=asset.observed_on or today,
                source=asset.activity_source or SOURCE,
            )  # fmt: skip
