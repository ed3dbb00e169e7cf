"""What is asked of a reconciliation: counts by class, things side by side, questions of a unit."""

from typing import Any

from django.db.models import Count, QuerySet
from django.utils.translation import gettext_lazy as _

from jianfu.engine.schema.inputs import BY_CODE
from jianfu.web.base.actor import Actor
from jianfu.web.base.permissions import Permission
from jianfu.web.base.prefix import under
from jianfu.web.census.models import Campaign, ImportBatch, Match, MatchDecision, Question, SourceRow
from jianfu.web.census.queries import importing, mine
from jianfu.web.registry.models import Asset

# Names of compared keys as the columns people know.
COLUMN_OF = {"folded": "name", "uid": "platform_id", "filing_key": "filing_no"}


def matches(actor: Actor) -> QuerySet[Match]:
    """Return the results the actor may see: of units in scope, and of no unit where the whole campaign is."""
    inside = actor.scope(Permission.CENSUS_VIEW, "unit__")
    whole = actor.scope(Permission.CENSUS_COORDINATE, "campaign__scope__")
    return Match.objects.filter(inside | whole).select_related("unit", "campaign", "asset")


def counted(actor: Actor, campaign: Campaign) -> list[dict[str, Any]]:
    """Return how many things there are of each class, in the order of the classes."""
    rows = matches(actor).filter(campaign=campaign).values_list("kind").annotate(n=Count("pk"))
    found = dict(rows)
    return [{"kind": kind.value, "label": kind.label, "count": found.get(kind.value, 0)} for kind in Match.Kind]


def sources(campaign: Campaign) -> list[dict[str, Any]]:
    """Return how many rows each outside source has given."""
    rows = dict(SourceRow.objects.filter(campaign=campaign).values_list("source").annotate(n=Count("pk")))
    return [{"label": each.label, "count": rows.get(each.value, 0)} for each in SourceRow.Source]


def side_by_side(match: Match) -> dict[str, Any]:
    """Return a result as a table: a line a column, a cell a source, and whether the cells differ."""
    names = [{"record": each, "source": _source(each), "key": each.partition("|")[2]} for each in match.records]
    codes = [code for code in BY_CODE["assets"].codes if any(code in said for said in match.records.values())]
    codes += [code for code in ("unit_id",) if any(code in said for said in match.records.values())]
    differing = {COLUMN_OF.get(code, code) for code in match.differing}
    lines = [
        {
            "label": importing.label("assets", {"unit_id": "sponsor_unit_id"}.get(code, code)),
            "cells": [importing.shown("assets", code, said.get(code)) for said in match.records.values()],
            "differs": code in differing,
        }
        for code in codes
    ]
    return {"match": match, "names": names, "lines": lines}


def _source(record: str) -> str:
    labels = {"register": str(_("登记库和申报")), **{each.value: str(each.label) for each in SourceRow.Source}}
    return labels.get(record.partition("|")[0], "")


def waiting(actor: Actor, campaign: Campaign, kind: str) -> QuerySet[Match]:
    """Return results of a class that nobody has decided yet."""
    decided = MatchDecision.objects.filter(campaign=campaign).values("key")
    return matches(actor).filter(campaign=campaign, kind=kind).exclude(key__in=decided).order_by("pk")


def questions(actor: Actor) -> QuerySet[Question]:
    """Return the questions to units the actor answers for, open ones first."""
    inside = actor.scope(Permission.CENSUS_VIEW, "unit__")
    return Question.objects.filter(inside).select_related("unit", "campaign").order_by("answer", "pk")


def to_answer(actor: Actor) -> QuerySet[Question]:
    """Return the open questions that the actor may answer; a frozen or closed campaign waits for none."""
    inside = actor.scope(Permission.CENSUS_DECLARE, "unit__")
    return Question.objects.filter(inside, answer=Question.Answer.OPEN, campaign__state__in=mine.RUNNING)


def candidates(actor: Actor) -> QuerySet[ImportBatch]:
    """Return imports that can be taken as a source: checked, not yet in the register."""
    states = (ImportBatch.State.CHECKED, ImportBatch.State.PREVIEWED)
    return importing.visible(actor).filter(state__in=states).order_by("-pk")[:50]


def size(campaign: Campaign) -> int:
    """Return how many rows a reconciliation of the campaign lays over each other."""
    registered = Asset.objects.filter(under("sponsor__path", campaign.scope.path)).count()
    return registered + SourceRow.objects.filter(campaign=campaign).count()
