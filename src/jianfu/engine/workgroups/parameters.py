"""What a consolidation of work groups is asked for, with defaults and the reasons for them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class GroupParameters:
    """Limits and weights. Costs are counted in groups: keeping one group costs 1.

    *load_cap* (messages/day): a merged group carries no more (G-21). *most_levels*: levels a merged group may span; at
    three G-21 asks for a review. *least_share*: a group joins another audience only if it addressed at least this
    share of it already, or if its issuers are in it too. *irrelevant_weight* (groups per irrelevant reading a day): 200
    unneeded readings a day, a full group's worth, weigh as much as one group. *membership_weight* (groups per unit and
    group): ten further memberships weigh as much as one group, so a unit rather skims 20 unneeded messages a day than
    belongs to one group more. *idle_days*, *done_days*: as in G-06 and G-05. *used_days*: a notice sent within so many
    days shows a group in use. *whole_families*: families of up to so many distinct groups are searched completely.
    """

    load_cap: float = 200.0
    most_levels: int = 2
    least_share: float = 0.5
    irrelevant_weight: float = 0.005
    membership_weight: float = 0.1
    idle_days: int = 90
    done_days: int = 7
    used_days: int = 90
    whole_families: int = 8
    relative_gap: float = 0.005
