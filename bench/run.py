"""The benchmarks: ``make bench``, or ``python bench/run.py [--write]``.

Measures the province beside its peers and prints the figures; ``--write`` instead puts the figures of the last runs
(the nation's too, if ``bench/nation.py`` ran) on the page and into ``figures.json``.
"""

import argparse
import json

import figures
import province
from watch import keep_to_two_cores


def main() -> None:
    """Measure, or write down what was measured last."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="write the last figures to bench/README.md")
    if parser.parse_args().write:
        figures.write()
        return
    keep_to_two_cores()
    path = figures.remember("province", province.measured(print))
    print("\n".join(figures.page({"province": json.loads(path.read_text("utf-8"))})))
    print("\nTo put these on the page: python bench/run.py --write")


if __name__ == "__main__":
    main()
