"""Keep the names, platform ids and addresses that entries bear, with the days they bore them."""

from datetime import date

from jianfu.web.registry.models import Asset, AssetName

BORNE = tuple(AssetName.Kind.values)


def bear(asset: Asset, *, since: date | None, kinds: tuple[str, ...] = BORNE) -> None:
    """Say that the entry bears what its columns say, from that day (None: nobody knows since when)."""
    for kind in kinds:
        if value := getattr(asset, kind):
            AssetName.objects.get_or_create(asset=asset, kind=kind, value=value, until=None, defaults={"since": since})


def drop(asset: Asset, *, kind: str, value: str, until: date) -> None:
    """Say that the entry bears a value no longer, from that day on; one nobody wrote down is written down now."""
    if not value:
        return
    borne = AssetName.objects.filter(asset=asset, kind=kind, value=value, until=None)
    if not borne.update(until=until):
        AssetName.objects.create(asset=asset, kind=kind, value=value, until=until)


def free(asset: Asset, *, until: date) -> None:
    """Free all that a closed entry bore; others may bear it now."""
    for kind in BORNE:
        drop(asset, kind=kind, value=getattr(asset, kind), until=until)
