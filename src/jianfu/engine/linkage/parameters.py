"""What the decisions about likeness are asked: every threshold, with its reason."""

from dataclasses import dataclass

SURVIVOR_ORDER = ("alive", "opened_on", "certification", "use", "asset_id")
"""What decides which entry of a cluster stays, first to last (see ``survivor``)."""


@dataclass(frozen=True, slots=True)
class LinkParameters:
    """Thresholds of the pair kinds that are facts and overlaps, and the order in which a survivor is chosen.

    Shares are fractions. At or above ``…_proposal`` a pair is proposed, from ``…_review`` on a person looks at it,
    below it nothing is said. What each default rests on is written in docs/linkage-decisions.md.
    """

    function_review: float = 0.5
    function_proposal: float = 0.8
    function_containment: float = 0.8
    functions_shared: int = 2
    audience_review: float = 0.5
    audience_proposal: float = 0.8
    audience_signs: int = 2
    matter_likeness: float = 0.75
    rebound_days: int = 90
    name_likeness: float = 0.8
    most_in_block: int = 30
    survivor_order: tuple[str, ...] = SURVIVOR_ORDER
