"""What is right about the made-up accounts, rule by rule."""

import numpy as np

from jianfu.engine.synth import account
from jianfu.engine.synth.account import Accounts
from jianfu.engine.synth.activity import BLANK_LOOK, KINDS, NO_DATE, NO_LOOK, SAVED, STALE, Activity
from jianfu.engine.synth.cell import Numbers
from jianfu.engine.synth.entry import SUSPENDED
from jianfu.engine.synth.exemption import Exemptions
from jianfu.engine.synth.kleene import both, either, known
from jianfu.engine.synth.truth import Verdicts, verdicts

IDLE_FAIL, WARN, SUSPECT, ZOMBIE, HARD, SHELL_AGE = 14, 7, 60, 90, 365, 30

OBSERVED_RULES = {
    "NM-08": "grave_errors",
    "NM-09": "broken_functions",
    "NM-10": "faked_popularity",
    "NM-11": "off_mission_items",
    "NM-18": "assigned_likes",
    "NM-19": "name_irregular",
}


def told(made: Accounts, granted: Exemptions) -> list[Verdicts]:
    """Return the verdicts of all rules on accounts."""
    return [*_idle(made, granted), _shell(made, granted), *_standing(made, granted), *_observed(made, granted)]


def life_known(made: Accounts) -> Numbers:
    """Return whether the account lives: yes, no, or open where state and closing day are left empty."""
    life = made.entry.life
    return known(life.alive, life.untold)


def silence_untold(seen: Activity, no_opening: Numbers) -> Numbers:
    """Tell where the silence cannot be counted: no date, no look, or never active and no opening day."""
    return seen.removed | (seen.never & no_opening)


def _idle(made: Accounts, granted: Exemptions) -> list[Verdicts]:
    seen, life = made.entry.seen, life_known(made)
    untold = silence_untold(seen, made.entry.no_opening)
    posting = both(life, known(made.types != account.SERVICE, made.no_type))
    silent = seen.silence
    rules = (
        ("NM-01", posting, silent > IDLE_FAIL),
        ("NM-02", posting, (silent >= WARN) & (silent <= IDLE_FAIL)),
        ("NM-03", life, silent >= SUSPECT),
        ("NM-04", life, silent >= ZOMBIE),
        ("NM-06", life, silent >= HARD),
    )
    return [
        verdicts(
            rule,
            both(applies, known(idle, untold)),
            waived=granted.waives(rule),
            partial=seen.partial,
            causes=causes_of_silence(seen, untold, made.entry.life.untold) | {"no_account_type": made.no_type},
            traps=_traps(made, idle) if rule == "NM-01" else traps_of_silence(seen),
        )
        for rule, applies, idle in rules
    ]


def causes_of_silence(seen: Activity, untold: Numbers, life_untold: Numbers) -> dict[str, Numbers]:
    """Name why an entry is idle, or why that cannot be told."""
    return {
        "life_untold": life_untold,
        "no_last_activity": seen.way == NO_DATE,
        "no_observation_day": seen.way == NO_LOOK,
        "blank_observation": seen.way == BLANK_LOOK,
        "no_opening_day": untold,
        **{name: seen.kind == number for number, name in enumerate(KINDS)},
    }


def traps_of_silence(seen: Activity) -> dict[str, Numbers]:
    """Name the lively entries that one of their sources calls silent."""
    return {"stale_declaration": seen.way == STALE, "seen_by_partial_source": seen.way == SAVED}


def _traps(made: Accounts, idle: Numbers) -> dict[str, Numbers]:
    seen = made.entry.seen
    quiet = (
        (made.types == account.SERVICE)
        & idle
        & ~seen.removed
        & made.entry.life.alive
        & ~made.entry.life.untold
        & ~made.no_type
    )
    return {"quiet_service": quiet, **traps_of_silence(seen)}


def _shell(made: Accounts, granted: Exemptions) -> Verdicts:
    """NM-05: open for 30 days and nothing in it, ever or lately."""
    seen, entry = made.entry.seen, made.entry
    age = seen.looked - seen.opened
    old = known(age >= SHELL_AGE, entry.no_opening | (seen.way == NO_LOOK))
    hollow = both(known(made.posts == 0, made.no_figures), known(made.followers == 0, made.no_figures))
    unseen = np.isin(seen.way, (NO_DATE, BLANK_LOOK)) & (made.no_figures | (made.posts == 0))
    never = known(seen.never, unseen)
    return verdicts(
        "NM-05",
        both(life_known(made), old, either(hollow, never)),
        waived=granted.waives("NM-05"),
        partial=seen.partial,
        causes=causes_of_silence(seen, entry.no_opening, entry.life.untold),
        traps={"newly_opened": seen.never & (age < SHELL_AGE)},
    )


def _standing(made: Accounts, granted: Exemptions) -> list[Verdicts]:
    """Rules on what the account is: works, deregistered, alone on its platform, filed, certified."""
    life = made.entry.life
    stands = known(life.stands)
    filing = made.filing
    unfiled = np.isin(filing, (account.UNFILED, account.HIDDEN, account.NOT_SEEN))
    return [
        verdicts(
            "NM-07",
            both(stands, known(made.interaction == 0, made.no_interaction)),
            waived=granted.waives("NM-07"),
            causes={"no_interaction": made.no_interaction},
        ),
        verdicts(
            "NM-12",
            known(life.state == SUSPENDED, life.untold),
            waived=granted.waives("NM-12"),
            causes={"life_untold": life.untold, "suspended_not_deregistered": life.state == SUSPENDED},
        ),
        verdicts(
            "NM-13",
            both(stands, known(_on_platform(made) > 1, made.no_platform)),
            waived=granted.waives("NM-13"),
            causes={"no_platform": made.no_platform, **_roles(made)},
            traps={"first_one_closed": made.roles == account.AGAIN},
        ),
        verdicts(
            "NM-15",
            both(stands, known(unfiled, filing == account.NOT_SAID)),
            waived=granted.waives("NM-15"),
            partial=filing == account.NOT_SEEN,
            causes={"unfiled": filing == account.UNFILED, "hidden": filing == account.HIDDEN},
            traps={"found_in_national_system": filing == account.FOUND},
        ),
        verdicts(
            "NM-16",
            both(stands, known(made.certification != account.CERTIFIED, made.no_certification)),
            waived=granted.waives("NM-16"),
            causes={
                "no_certification": made.no_certification,
                "uncertified": made.certification == account.UNCERTIFIED,
                "mismatch": made.certification == account.MISMATCH,
            },
        ),
    ]


def _on_platform(made: Accounts) -> Numbers:
    """Count the accounts of each one's sponsor on its platform that are not stated closed."""
    key = made.entry.sponsors * len(account.PLATFORMS) + made.platforms
    counted = made.entry.life.stands & ~made.no_platform
    return np.asarray(np.bincount(key, weights=counted, minlength=int(key.max()) + 1)[key])


def _roles(made: Accounts) -> dict[str, Numbers]:
    names = {account.DOUBLE: "same_platform_double", account.AGAIN: "registered_again", account.COPY: "declared_twice"}
    own = {name: made.roles == role for role, name in names.items()}
    mates = np.zeros(len(made), bool)
    mates[made.mates[made.mates >= 0]] = True
    return own | {"has_a_double": mates}


def _observed(made: Accounts, granted: Exemptions) -> list[Verdicts]:
    looks = {look.code: look for look in made.looks}
    return [
        verdicts(
            rule,
            both(known(made.entry.life.stands), looks[code].breach),
            waived=granted.waives(rule),
            causes={"not_looked_at": looks[code].missing},
        )
        for rule, code in OBSERVED_RULES.items()
    ]
