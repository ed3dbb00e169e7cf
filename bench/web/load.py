"""Twenty people asking a web server, or a database, at once: ``answer times``.

Each has a connection of his own and asks again after a pause drawn from a fixed seed, or at once. An answer counts from
the first byte sent to the last one read; an answer that is not the one wanted ends the measurement.
"""

import http.client
import threading
import time
from collections.abc import Callable, Sequence
from random import Random

USERS = 20
WARM_UP = 2  # answers of each person that are not counted
Ask = Callable[[int], None]


class UnableToMeasure(Exception):
    """An answer was not the one wanted."""


def times(asks: Sequence[Callable[[Random], Ask]], *, seconds: float, pause: float) -> list[float]:
    """Return the milliseconds of every answer in so many seconds; each person pauses *pause* seconds on average.

    ``asks`` gives one maker a person: called in his thread with his own chance, it returns what asks once.
    """
    found: list[list[float]] = [[] for _ in asks]
    faults: list[BaseException] = []
    ready = threading.Barrier(len(asks))

    def live(number: int) -> None:
        chance = Random(number)
        try:
            ask = asks[number](chance)
            for turn in range(WARM_UP):
                ask(turn)
            ready.wait()
            end = time.perf_counter() + seconds
            time.sleep(chance.uniform(0, 2 * pause))
            turn = WARM_UP
            while time.perf_counter() < end:
                started = time.perf_counter()
                ask(turn)
                found[number].append((time.perf_counter() - started) * 1000)
                time.sleep(chance.uniform(0, 2 * pause))
                turn += 1
        except BaseException as fault:  # noqa: BLE001  # told by the caller's thread
            faults.append(fault)
            ready.abort()

    threads = [threading.Thread(target=live, args=(number,)) for number in range(len(asks))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if faults:
        raise UnableToMeasure(str(faults[0])) from faults[0]
    return [each for one in found for each in one]


def asker(port: int, cookie: str, paths: Sequence[str]) -> Callable[[Random], Ask]:
    """Return a maker of a person who asks a web server for one of the paths, at random."""

    def make(chance: Random) -> Ask:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)

        def ask(_turn: int) -> None:
            path = chance.choice(paths)
            connection.request("GET", path, headers={"Cookie": cookie, "Accept-Language": "zh-CN"})
            answer = connection.getresponse()
            body = answer.read()
            if answer.status != http.client.OK or b"</html>" not in body[-200:]:
                raise UnableToMeasure(f"{path}: {answer.status}")

        return ask

    return make
