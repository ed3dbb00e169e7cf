"""Which entry of a cluster should stay: an order of facts, each of which decides where those before it tie."""

ORDERS = {
    "alive": "CASE WHEN e.alive THEN 0 ELSE 1 END",
    "opened_on": "e.opened_on",
    "certification": "CASE WHEN e.certification = 'certified' THEN 0 ELSE 1 END",
    "use": "-greatest(e.followers, e.mau, e.installs)",
    "asset_id": "e.asset_id",
}
"""Facts a survivor may be chosen by, as SQL that puts the better first; nulls come last.

alive: not stated closed; opened_on: the earliest; certification: certified; use: most followers, monthly users or
installs, whichever is known and largest; asset_id: the smallest.
"""


class UnableToOrderSurvivors(Exception):
    """The order asked for names a fact that a survivor cannot be chosen by."""

    def __init__(self, name: str) -> None:
        known = ", ".join(ORDERS)
        self.zh = f"留存顺序里的“{name}”无法识别。可用的有：{known}。"
        self.en = f"A survivor cannot be chosen by “{name}”. Known: {known}."
        super().__init__(f"{self.zh}\n{self.en}")


def survivors(order: tuple[str, ...], members: str) -> str:
    """Return SQL for (cluster_id, asset_id, survivor) from table *members* (cluster_id, asset_id) and ``entries``.

    A fact not known never wins against one known. The smallest id decides what *order* leaves open. Raises
    UnableToOrderSurvivors.
    """
    for name in order:
        if name not in ORDERS:
            raise UnableToOrderSurvivors(name)
    facts = [ORDERS[name] for name in dict.fromkeys((*order, "asset_id"))]
    best_first = ", ".join(f"{fact} ASC NULLS LAST" for fact in facts)
    return f"""
    SELECT m.cluster_id, m.asset_id,
      row_number() OVER (PARTITION BY m.cluster_id ORDER BY {best_first}) = 1 AS survivor
    FROM {members} m JOIN entries e ON e.asset_id = m.asset_id"""
