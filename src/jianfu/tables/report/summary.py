"""The report in plain words: what came in, what was found, what could not be judged, what to do next."""

from jianfu.engine.detection.rule import Text
from jianfu.tables.report import wording
from jianfu.tables.report.facts import ReportFacts
from jianfu.tables.report.wording import number, say


def sentences(facts: ReportFacts) -> list[Text]:
    """Return the summary's sentences, in order."""
    told, totals = facts.told, facts.totals
    lines = [
        say(
            "summary.received",
            files=len(told.inputs),
            rows=told.received,
            accepted=told.accepted,
            rejected=told.rejected,
            entries=totals.accepted,
            twice=totals.counted_elsewhere,
            things=totals.whole.entries,
        ),
        _found(facts),
        say("summary.unknown", entries=totals.whole.unknown, unknown=facts.unknown)
        if facts.unknown
        else say("summary.unknown_none"),
    ]
    if facts.exempt:
        lines.append(say("summary.exempt", exempt=facts.exempt))
    if facts.not_evaluated:
        lines.append(say("summary.not_evaluated", rules=len(facts.not_evaluated)))
    return [*lines, say("summary.decides")]


def to_confirm(facts: ReportFacts) -> int:
    """Return how many hits must be confirmed by sampling before anything is done about them."""
    return sum(rule.confirm for rule in facts.rules)


def next_steps(facts: ReportFacts) -> list[Text]:
    """Return what to do next, most basic first; one sentence saying so where nothing calls for action."""
    told, steps = facts.told, []
    if told.rejected:
        steps.append(say("next.rejected", rows=told.rejected))
    if told.missing_evidence:
        worst = max(told.missing_evidence, key=lambda item: item.unknown)
        steps.append(say("next.evidence", measure=worst.name, unknown=worst.unknown))
    confirm = [rule.rule for rule in facts.rules if rule.needs_confirmation and rule.hits]
    if confirm:
        names = [Text(f"{rule.id}（{rule.name.zh}）", f"{rule.id} ({rule.name.en})") for rule in confirm]
        steps.append(say("next.confirm", rules=wording.joined(names)))
    doubtful = sum(rule.confirm for rule in facts.rules if not rule.needs_confirmation)
    if doubtful:
        steps.append(say("next.doubtful", hits=doubtful))
    if facts.hits > to_confirm(facts):
        steps.append(say("next.verify", hits=facts.hits - to_confirm(facts)))
    return steps or [say("next.nothing")]


def _found(facts: ReportFacts) -> Text:
    if not facts.hits:
        return say("summary.found_none", unknown=facts.unknown)
    whole = facts.totals.whole
    per_100 = number(whole.hit_per_100, 1)
    found = say("summary.found", hit=whole.hit, per_100=per_100, hits=facts.hits)
    if not to_confirm(facts):
        return found
    doubt = say("summary.confirm", confirm=to_confirm(facts), only=whole.confirm)
    return Text(found.zh + doubt.zh, f"{found.en} {doubt.en}")
