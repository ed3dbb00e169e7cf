"""What is right about the made-up groups, rule by rule."""

from dataclasses import dataclass

import numpy as np

from jianfu.engine.synth import group, notice
from jianfu.engine.synth.account_truth import causes_of_silence, silence_untold, traps_of_silence
from jianfu.engine.synth.audience import Audience
from jianfu.engine.synth.cell import Numbers
from jianfu.engine.synth.exemption import Exemptions
from jianfu.engine.synth.group import BLANK, GIVEN, NONE, Groups
from jianfu.engine.synth.kleene import NO, OPEN, YES, both, either, known
from jianfu.engine.synth.notice import Notices
from jianfu.engine.synth.places import VILLAGE
from jianfu.engine.synth.truth import Verdicts, verdicts
from jianfu.engine.synth.units import Units

AFTER_DONE, DEAD, LOUD, LAYERS = 7, 90, 200, 3
OBSERVED_RULES = {
    "G-04": "groups_per_person",
    "G-11": "unbacked_demands",
    "G-15": "at_all_notices",
    "G-16": "proof_demands",
    "G-17": "roster_certified",
    "G-18": "owner_rank_ok",
    "G-19": "forced_membership",
    "G-20": "secret_matter",
}


@dataclass(frozen=True, slots=True)
class Case:
    """Groups with all that is said about them."""

    groups: Groups
    audience: Audience
    notices: Notices
    granted: Exemptions
    units: Units
    today: int

    @property
    def stands(self) -> Numbers:
        """Return whether each group stands: yes unless stated dissolved."""
        return known(self.groups.entry.life.stands)


def told(case: Case) -> list[Verdicts]:
    """Return the verdicts of all rules on groups."""
    return [*_plain(case), _number(case), _done(case), _dead(case), _twins(case), _load(case), _rebound(case),
            *_observed(case), *_notices(case)]  # fmt: skip


def _statement(said: Numbers) -> Numbers:
    """Return yes where 无 is stated, no where a number is given, open where the cell is empty."""
    return known(said == NONE, said == BLANK)


def _plain(case: Case) -> list[Verdicts]:
    """Rules on one statement of the group: approval, filing, sort, check-in, form of the name."""
    made = case.groups
    duty = made.sub_kinds == group.DUTY
    rules = (
        (
            "G-01",
            _statement(made.approval),
            {"no_approval_told": made.approval == BLANK, "unapproved": made.approval == NONE},
        ),
        ("G-02", _statement(made.filing), {"no_filing_told": made.filing == BLANK, "unfiled": made.filing == NONE}),
        ("G-08", known(made.sub_kinds == group.TOKEN), {"token_group": made.sub_kinds == group.TOKEN}),
        ("G-09", known(made.sub_kinds == group.CHAT), {"chat_group": made.sub_kinds == group.CHAT}),
        (
            "G-10",
            _demand(made),
            {"check_in": made.checkin == 0, "standing_demand": _look(made, "standing_demand") == YES},
        ),
        ("G-23", known(made.off_form), {"off_form_name": made.off_form}),
    )
    return [
        verdicts(
            rule,
            both(case.stands, breach),
            waived=case.granted.waives(rule),
            causes=causes,
            exempt_kind=duty if rule == "G-10" else None,
        )
        for rule, breach, causes in rules
    ]


def _demand(made: Groups) -> Numbers:
    """Tell whether the group has a standing demand: seen in it, or a check-in among its features; one no is enough."""
    seen, told = _look(made, "standing_demand"), known(made.checkin == 0, made.checkin == 2)
    return np.where(seen == YES, YES, np.where(told == OPEN, seen, told))


def _look(made: Groups, code: str) -> Numbers:
    return next(look.breach for look in made.looks if look.code == code)


def _number(case: Case) -> Verdicts:
    return verdicts(
        "G-03",
        both(case.stands, known(_of_sponsor(case) > 1)),
        waived=case.granted.waives("G-03"),
        causes={},
    )


def _of_sponsor(case: Case) -> Numbers:
    """Count the groups of each one's sponsor that are not stated dissolved."""
    entry = case.groups.entry
    return np.bincount(entry.sponsors, weights=entry.life.stands)[entry.sponsors]


def _done(case: Case) -> Verdicts:
    """G-05: the matter done more than a week ago, or temporary and stating no end."""
    made = case.groups
    late = (made.done == GIVEN) & (case.today - made.done_on > AFTER_DONE)
    past = known(late, made.done == BLANK)
    endless = both(known(made.temporary, made.no_temporary), known(made.end == NONE, made.end == BLANK))
    return verdicts(
        "G-05",
        both(case.stands, either(past, endless)),
        waived=case.granted.waives("G-05"),
        causes={"past_its_matter": late, "endless_temporary": endless == YES},
        traps={"just_done": (made.done == GIVEN) & ~late},
    )


def _dead(case: Case) -> Verdicts:
    entry = case.groups.entry
    untold = silence_untold(entry.seen, entry.no_opening)
    return verdicts(
        "G-06",
        both(known(entry.life.alive, entry.life.untold), known(entry.seen.silence >= DEAD, untold)),
        waived=case.granted.waives("G-06"),
        partial=entry.seen.partial,
        exempt_kind=case.groups.sub_kinds == group.DUTY,
        causes=causes_of_silence(entry.seen, untold, entry.life.untold),
        traps=traps_of_silence(entry.seen),
    )


def _twins(case: Case) -> Verdicts:
    """G-07: another live group of the unit with the same matter and audience; a unit's only group has none."""
    made = case.groups
    n = len(made)
    untold = made.no_audience | made.no_matter
    twin = made.parts == group.TWIN
    family = np.where(twin, made.mates, np.arange(n))
    counted = made.entry.life.stands & ~untold
    alike = np.bincount(family, weights=counted, minlength=n)[family]
    several = np.where(_of_sponsor(case) == 1, NO, known(alike > 1, untold))
    return verdicts(
        "G-07",
        both(case.stands, several),
        waived=case.granted.waives("G-07"),
        causes={"no_matter_or_audience": untold, "twin": alike > 1},
        traps={"mate_dissolved": twin},
    )


def _load(case: Case) -> Verdicts:
    """G-21: made by merging, and loud or spanning three levels."""
    made = case.groups
    merged = known(made.merger == GIVEN, made.merger == BLANK)
    loud = known(made.messages > LOUD, made.no_messages)
    layered = known(case.audience.levels >= LAYERS, made.no_audience)
    return verdicts(
        "G-21",
        both(case.stands, merged, either(loud, layered)),
        waived=case.granted.waives("G-21"),
        causes={"overloaded_merger": made.overload > 0},
        traps={"bearable_merger": made.parts == group.MERGED},
    )


def _rebound(case: Case) -> Verdicts:
    """G-22: opened within 90 days of dissolving a group of the unit for the same matter on another platform."""
    made = case.groups
    entry = made.entry
    rebuilt = made.parts == group.REBUILT
    mate = np.maximum(made.mates, 0)
    gap = entry.seen.opened - entry.life.closed_on[mate]
    elsewhere = rebuilt & (made.platforms != made.platforms[mate])
    soon = elsewhere & (gap <= group.REBOUND_DAYS)
    dissolved = ~entry.life.alive & ~entry.life.untold
    has_dissolved = np.bincount(entry.sponsors, weights=dissolved)[entry.sponsors] > 0
    untold = has_dissolved & (entry.no_opening | made.no_platform | made.no_matter)
    return verdicts(
        "G-22",
        both(case.stands, known(soon, untold)),
        waived=case.granted.waives("G-22"),
        causes={"rebound": soon},
        traps={"rebuilt_late": elsewhere, "rebuilt_on_same_platform": rebuilt},
    )


def _observed(case: Case) -> list[Verdicts]:
    looks = {look.code: look for look in case.groups.looks}
    village = case.units.levels[case.groups.entry.sponsors] == VILLAGE
    return [
        verdicts(
            rule,
            both(case.stands, looks[code].breach),
            waived=case.granted.waives(rule),
            causes={"not_looked_at": looks[code].missing},
            exempt_kind=village if rule == "G-18" else None,
        )
        for rule, code in OBSERVED_RULES.items()
    ]


def _notices(case: Case) -> list[Verdicts]:
    """G-12, G-13, G-14: what the notices sent in the group ask, and when; a group without notices is not concerned."""
    said = case.notices
    short = np.isin(said.due_kind, (notice.SHORT, notice.SHORT_URGENT))
    dated = said.due_kind != notice.OPEN_DATE
    calm = known(~said.urgent, said.no_urgent)
    hurried = np.where(dated, both(known(short), calm), OPEN)
    off_hours = both(known(said.sent_kind != notice.IN_HOURS), calm)
    to_all = known(said.reply_all, said.no_reply_all)
    silent = np.bincount(said.groups, minlength=len(case.groups)) == 0
    marked = _any(case, short & said.urgent)
    hurry = _worst(case, hurried)
    only_urgent = marked & (hurry < YES)
    concerned = both(case.stands, known(~silent))
    return [
        verdicts(
            "G-12",
            both(concerned, np.where(only_urgent, YES, hurry)),
            waived=case.granted.waives("G-12"),
            exempt_kind=only_urgent,
            causes={"short_notice": hurry == YES},
        ),
        verdicts(
            "G-13",
            both(concerned, _worst(case, off_hours)),
            waived=case.granted.waives("G-13"),
            causes={"off_hours_notice": _worst(case, off_hours) == YES},
        ),
        verdicts(
            "G-14",
            both(concerned, _worst(case, to_all)),
            waived=case.granted.waives("G-14"),
            causes={"reply_all_notice": _worst(case, to_all) == YES},
        ),
    ]


def _any(case: Case, mask: Numbers) -> Numbers:
    found = np.zeros(len(case.groups), bool)
    found[case.notices.groups[mask]] = True
    return found


def _worst(case: Case, values: Numbers) -> Numbers:
    """Return yes where one notice of the group says yes, open where one is open or there is no notice, else no."""
    any_, n = _any(case, values >= 0), len(case.groups)
    return np.select([_any(case, values == YES), _any(case, values == OPEN), any_], [YES, OPEN, NO], np.full(n, OPEN))
