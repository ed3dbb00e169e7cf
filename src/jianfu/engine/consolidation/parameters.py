"""What a plan is asked: costs, targets, which words protect an entry, what each rule proposes."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from jianfu.engine.detection.rule import Remedy, Rule
from jianfu.engine.optimisation.solver import NODE_LIMIT

Progress = Callable[[str, float], None]
"""Told the stage's name and the share of it done, 0 to 1."""

PROTECTED = (
    "应急",
    "值班",
    "防汛",
    "抗旱",
    "防火",
    "征兵",
    "招考",
    "无障碍",
    "长者",
    "适老",
    "老年",
    "少数民族",
    "盲人",
)
"""Words in a name, purpose or sub-kind of entries that are quiet by season, for emergencies, or for particular people
(domain.md c1, k: *[I]*). They keep an entry from being closed without a person's decision; they never close one."""


@dataclass(frozen=True, slots=True)
class PlanParameters:
    """The parameters of a plan.

    *keep_cost* stands for an entry whose own is not given; *move_cost* is added for each function moved. *at_most*
    lists limits on closings and *reach* targets in percent, a scenario each. *marginal* is how many entries are named
    that a higher target would force. *remedies* gives what each rule proposes where it says so itself.
    """

    keep_cost: float = 1.0
    move_cost: float = 0.01
    at_most: tuple[int, ...] = (10, 50)
    reach: tuple[int, ...] = (60, 80)
    marginal: int = 10
    protected: tuple[str, ...] = PROTECTED
    node_limit: int | None = NODE_LIMIT
    remedies: Mapping[str, Remedy] = field(default_factory=dict)


def remedies_of(rules: Iterable[Rule]) -> dict[str, Remedy]:
    """Return what the rules themselves propose; a rule that says nothing goes by its severity."""
    return {rule.id: rule.remedy for rule in rules if rule.remedy}
