"""The state of an account's credentials, and getting them back. No password is ever kept here."""

from datetime import date

from django.db import transaction

from jianfu.web.base.actions import audit
from jianfu.web.base.permissions import Permission
from jianfu.web.base.unable import UnableToSave
from jianfu.web.registry.actions.asset import deed_of
from jianfu.web.registry.actions.hanging import Doing
from jianfu.web.registry.actions.permit import permit
from jianfu.web.registry.models import Asset, CredentialRecovery

CREDENTIAL = Permission.CREDENTIAL_CHANGE
GONE = frozenset({Asset.CredentialState.LOST, Asset.CredentialState.STOLEN})


@transaction.atomic
def state(*, asset: Asset, to: str, doing: Doing, on: date, notes: str = "", outcome: str = "") -> Asset:
    """Say who holds the credentials from a day on, and return the entry.

    Lost or stolen opens a recovery; held or handed over ends the one that is open, which needs an outcome. Raises
    UnableToPermit, UnableToSave for a word that is none, or where the outcome is missing.
    """
    asset = doing.begin(asset)
    if to not in Asset.CredentialState.values:
        raise UnableToSave(zh=f"账号密码状态没有“{to}”这一项。", en=f"There is no state “{to}” of credentials.")
    before, asset.credentials = asset.credentials, to
    recovery = CredentialRecovery.objects.select_for_update().filter(asset=asset, ended_on=None).first()
    if to in GONE:
        _keep_open(recovery, asset, doing, on, notes)
    elif recovery:
        _close(recovery, on, outcome)
    asset.save(update_fields=["credentials"])
    after = {"credentials": to, "on": on.isoformat(), **({"outcome": outcome} if outcome else {})}
    return doing.end("registry.credentials", asset, {"credentials": before}, after)


def _keep_open(recovery: CredentialRecovery | None, asset: Asset, doing: Doing, on: date, notes: str) -> None:
    if recovery is None:
        CredentialRecovery.objects.create(
            asset=asset, was=asset.credentials, opened_on=on, opened_by=doing.by.name, notes=notes
        )
    elif notes:
        recovery.notes = f"{recovery.notes}\n{on.isoformat()} {notes}".strip()
        recovery.save(update_fields=["notes"])


def _close(recovery: CredentialRecovery, on: date, outcome: str) -> None:
    if not outcome.strip():
        raise UnableToSave(
            zh="账号正在找回，恢复时须写明结果（如何找回、何时改密）。",
            en="A recovery is open: say how it ended (how it was got back, when the password was changed).",
        )
    if on < recovery.opened_on:
        raise UnableToSave(
            zh=f"找回日期不能早于发现日期（{recovery.opened_on}）。",
            en=f"The day it was got back cannot be before it was missed ({recovery.opened_on}).",
        )
    recovery.ended_on, recovery.outcome = on, outcome
    recovery.save(update_fields=["ended_on", "outcome"])


@transaction.atomic
def read_notes(*, recovery: CredentialRecovery, doing: Doing) -> str:
    """Return the notes of a recovery and write down that they were read. Raises UnableToPermit."""
    asset = recovery.asset
    permit(doing.by, CREDENTIAL, asset.sponsor)
    after = {"recovery": recovery.pk, "opened_on": recovery.opened_on.isoformat()}
    deed = deed_of(
        "registry.read_recovery_notes", asset, None, after, role=doing.by.role_for(CREDENTIAL), reason=doing.reason
    )
    audit.write(by=doing.by, at=doing.at, deeds=[deed], request_id=doing.request_id)
    return recovery.notes
