"""Campaigns, declarations of units, sign-offs, digests, and the frozen baseline with what was found late."""

from jianfu.web.census.models.baseline import Baseline, BaselineEntry, LateFind
from jianfu.web.census.models.campaign import Campaign
from jianfu.web.census.models.declaration import Declaration, DeclarationRow, SignOff
from jianfu.web.census.models.digest import Digest
from jianfu.web.census.models.importing import ImportBatch, ImportMapping
from jianfu.web.census.models.reconciliation import Match, MatchDecision, Question, SourceRow

__all__ = [
    "Baseline",
    "BaselineEntry",
    "Campaign",
    "Declaration",
    "DeclarationRow",
    "Digest",
    "ImportBatch",
    "ImportMapping",
    "LateFind",
    "Match",
    "MatchDecision",
    "Question",
    "SignOff",
    "SourceRow",
]
