"""Remind in one digest a person and day, never one letter a table, and never outside working hours."""

import logging
from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from jianfu.engine.census.quiet import next_open
from jianfu.web.base.actions import audit
from jianfu.web.base.actions.audit import Deed
from jianfu.web.base.actor import Actor, Reach
from jianfu.web.base.permissions import PERMISSIONS, Permission
from jianfu.web.census.actions.unable import UnableToOpen
from jianfu.web.census.models import Campaign, Declaration, Digest
from jianfu.web.census.queries.mine import open_in
from jianfu.web.units.models import Grant, PostHolding

LOG = logging.getLogger("jianfu.census")
State = Declaration.State
DAY = timedelta(days=1)


@transaction.atomic
def remind(*, campaign: Campaign, by: Actor, at: datetime, request_id: str = "") -> tuple[int, int]:
    """Put every open table of the actor's units into the digests of those who see to it.

    Returns how many people were reminded and how many tables have nobody to remind. A person reminded twice on a day
    has one digest still.
    """
    must_take_answers(campaign)
    rows = Declaration.objects.filter(
        by.scope(Permission.CENSUS_COORDINATE, "unit__"),
        campaign=campaign,
        state__in=(State.NOT_BEGUN, State.WORKING, State.HANDED_IN),
    )
    tables = list(rows.only("pk", "unit_id", "state", "person_id", "delegated_to_id", "post_id"))
    people, left = _who(tables, as_of=timezone.localdate(at))
    _keep(people, at=at)
    said = {"people": len(people), "tables": len(tables), "nobody": left}
    deed = Deed("census.remind", "campaign", str(campaign.pk), after=said, unit=campaign.scope.unit_id)
    audit.write(by=by, at=at, deeds=[deed], request_id=request_id)
    return len(people), left


def must_take_answers(campaign: Campaign) -> None:
    """Raise UnableToOpen unless the campaign takes answers, of which people can be reminded."""
    if not campaign.takes_answers:
        raise UnableToOpen(
            zh=f"“{campaign}”不在填报期，无需催办。",
            en=f"“{campaign}” takes no answers; nothing to remind of.",
        )


def send_due(*, at: datetime) -> int:
    """Send one letter for each digest of the day whose time has come, where mail is set up; return how many were sent.

    Who has nothing left to do by then is not written to. A letter that the server refuses is tried again the next time;
    what was not sent on its day is not sent at all, for the day's own digest says the same.
    """
    here = timezone.localtime(at)
    if not mail_is_set_up() or next_open(here) != here:
        return 0
    waiting = Digest.objects.filter(mailed_at=None, send_after__lte=at, send_after__gt=at - DAY)
    sent = 0
    for digest in waiting.exclude(person__email="").filter(person__is_active=True).select_related("person"):
        count = open_in(digest).count()
        sent += count and _sent(digest, count, at=at)
    return sent


def _sent(digest: Digest, count: int, *, at: datetime) -> int:
    """Write to one person; 0 where another process did so first, or the server refused."""
    mine = Digest.objects.filter(pk=digest.pk, mailed_at=None)
    if not mine.update(mailed_at=at):
        return 0
    subject = _("减负：有 %(count)d 张申报表待您办理") % {"count": count}
    body = _("请登录后在“我的申报”中查看。每人每天最多一封提醒。")
    try:
        send_mail(subject, body, None, [digest.person.email])
    except OSError as error:  # SMTPException is one
        LOG.warning("letter not sent", extra={"error": type(error).__name__})
        Digest.objects.filter(pk=digest.pk).update(mailed_at=None)
        return 0
    return 1


def mail_is_set_up() -> bool:
    """Tell whether letters can be sent: a mail host was named, or tests take them."""
    return settings.EMAIL_HOST not in ("", "localhost") or settings.EMAIL_BACKEND.endswith("locmem.EmailBackend")


def _who(tables: Iterable[Declaration], *, as_of: date) -> tuple[dict[int, list[int]], int]:
    """Return for each person the tables to see to, and how many tables have nobody."""
    tables = list(tables)
    holders = _holders({table.post_id for table in tables if table.post_id}, as_of)
    roles = {permission: _granted({table.unit_id for table in tables}, permission, as_of)
             for permission in (Permission.CENSUS_DECLARE, Permission.CENSUS_SIGN)}  # fmt: skip
    people: dict[int, list[int]] = defaultdict(list)
    left = 0
    for table in tables:
        if table.state == State.HANDED_IN:
            found = roles[Permission.CENSUS_SIGN].get(table.unit_id, set())
        else:
            named = table.delegated_to_id or table.person_id
            found = {named} if named else holders.get(table.post_id or 0, set())
            found = found or roles[Permission.CENSUS_DECLARE].get(table.unit_id, set())
        left += not found
        for person in found:
            people[person].append(table.pk)
    return dict(people), left


def _in_force(as_of: date) -> Q:
    return Q(since__lte=as_of) & (Q(until=None) | Q(until__gte=as_of))


def _holders(posts: set[int], as_of: date) -> dict[int, set[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    for post, user in PostHolding.objects.filter(_in_force(as_of), post__in=posts).values_list("post_id", "user_id"):
        found[post].add(user)
    return found


def _granted(units: set[int], permission: Permission, as_of: date) -> dict[int, set[int]]:
    """Return who holds such a role at each unit itself; whoever holds it above is not the one who fills in."""
    roles = [role.value for role, given in PERMISSIONS.items() if permission in given]
    grants = Grant.objects.filter(_in_force(as_of), role__in=roles).exclude(reach=Reach.LINE.value)
    found: dict[int, set[int]] = defaultdict(set)
    for unit, user in grants.values_list("unit_id", "user_id"):
        if unit in units:
            found[unit].add(user)
    return found


def _keep(people: dict[int, list[int]], *, at: datetime) -> None:
    """Make or lengthen the digests of the day."""
    here = timezone.localtime(at)
    opens = next_open(here)
    today = {digest.person_id: digest for digest in Digest.objects.filter(on=here.date(), person__in=people)}
    for person, digest in today.items():
        digest.declarations = sorted({*digest.declarations, *people[person]})
    Digest.objects.bulk_update(today.values(), ["declarations"], batch_size=500)
    Digest.objects.bulk_create(
        [
            Digest(person_id=person, on=here.date(), declarations=sorted(tables), send_after=opens, made_at=at)
            for person, tables in people.items()
            if person not in today
        ],
        batch_size=1000,
    )
