"""Runs the model test. `Scripts/model.sh --help` says how."""

from __future__ import annotations

import argparse
import os
import random
import signal
import sys
import time
from pathlib import Path
from typing import Callable

from hypothesis import HealthCheck, Phase, Verbosity, seed, settings
from hypothesis.errors import Flaky
from hypothesis.stateful import run_state_machine_as_test

import engines
import postgres
from machine import PanelMachine
from panel import Panel, offers_databases
from planted import FAULTS
from table import Table

SERVERS_ON_POSTGRES = 2


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="Scripts/model.sh",
        description="Plays random operations on real servers and on a model; all must agree on every answer.",
    )
    parser.add_argument("--binary", type=Path, default=Path(".build/debug/panel"), help="the program (%(default)s)")
    parser.add_argument("--engines", help="sqlite, postgres, with a comma between; default: what the program has")
    parser.add_argument(
        "--postgres",
        metavar="URL",
        default=os.environ.get("MODEL_POSTGRES"),
        help="a PostgreSQL to use, with {database} for the database's name; else one is started (MODEL_POSTGRES)",
    )
    parser.add_argument("--examples", type=int, default=150, help="how many lives to play (%(default)s)")
    parser.add_argument("--steps", type=int, default=40, help="most operations of a life (%(default)s)")
    parser.add_argument("--seed", type=int, default=1, help="what decides everything (%(default)s)")
    parser.add_argument("--random", action="store_true", help="take any seed, and say which")
    parser.add_argument("--plant", choices=sorted(FAULTS), help="make the model wrong, to see the test fail")
    parser.add_argument("--no-shrink", action="store_true", help="show a failure as it was found, not the least one")
    parser.add_argument("--verbose", action="store_true", help="print every operation")
    chosen = parser.parse_args()
    if chosen.random:
        chosen.seed = random.SystemRandom().randrange(2**32)
    return chosen


def names(chosen: argparse.Namespace) -> list[str]:
    """The engines to test. What is asked for by name must be there; what is not asked for may be missing."""
    known = ["sqlite", "postgres"]
    if chosen.engines:
        wanted = chosen.engines.split(",")
        if not wanted or set(wanted) - set(known):
            raise SystemExit(f"model: the engines are {', '.join(known)}")
        if "postgres" in wanted and not offers_databases(chosen.binary):
            raise SystemExit(f"model: {chosen.binary} serve has no --database")
        return list(wanted)
    if not offers_databases(chosen.binary):
        return ["sqlite"]
    if not chosen.postgres and not postgres.is_installed():
        print("model: PostgreSQL is not installed here, and is left out")
        return ["sqlite"]
    return known


def play(chosen: argparse.Namespace, makers: dict[str, Callable[[Path], list[Panel]]]) -> bool:
    """Plays all examples. Prints what is wrong, and returns whether nothing is."""
    fleet = engines.Fleet(makers)
    PanelMachine.fleet = fleet
    if chosen.plant:
        FAULTS[chosen.plant]()
    rules = settings(
        max_examples=chosen.examples,
        stateful_step_count=chosen.steps,
        deadline=None,
        database=None,
        phases=[Phase.generate] if chosen.no_shrink else [Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
        verbosity=Verbosity.debug if chosen.verbose else Verbosity.normal,
        print_blob=False,
        report_multiple_bugs=False,
    )
    try:
        run_state_machine_as_test(seed(chosen.seed)(PanelMachine), settings=rules)
    except engines.Disagreement as disagreement:
        # Hypothesis hangs the operations that are left after shrinking to the error.
        notes = "\n".join(getattr(disagreement, "__notes__", []))
        print(f"\n{disagreement}\n\n{notes}\n")
        print(f"replay: {replay(chosen)}")
        return False
    except Flaky as flaky:
        Table.disagreements.append(repr(flaky))
    finally:
        fleet.replace()
    if not Table.disagreements:
        return True
    # Hypothesis passes over what goes wrong at the end of a life that it gave up, and knows what does not happen again
    # for flaky only. Once is enough.
    print(f"\n{Table.disagreements[0]}\n\nIt did not happen again when it was tried, or not in the same way.")
    print(f"replay: {replay(chosen)}")
    return False


def replay(chosen: argparse.Namespace) -> str:
    """The command that plays the same again."""
    options = [("--seed", chosen.seed), ("--examples", chosen.examples), ("--steps", chosen.steps)]
    options += [("--engines", chosen.engines), ("--plant", chosen.plant), ("--binary", chosen.binary)]
    return "Scripts/model.sh " + " ".join(f"{name} {value}" for name, value in options if value)


def main() -> int:
    chosen = arguments()
    if not chosen.binary.is_file():
        raise SystemExit(f"model: there is no {chosen.binary}; build it, or name another with --binary")
    chosen.binary = chosen.binary.resolve()
    started = time.monotonic()
    # So that what was started is stopped too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    makers: dict[str, Callable[[Path], list[Panel]]] = {}
    cluster: postgres.Cluster | None = None
    databases: postgres.Databases | None = None
    try:
        for name in names(chosen):
            if name == "sqlite":
                makers[name] = engines.sqlite(chosen.binary)
            else:
                template = chosen.postgres
                if template is None:
                    cluster = postgres.Cluster()
                    template = cluster.template
                databases = postgres.Databases(template)
                makers[name] = engines.postgres(chosen.binary, databases.make, SERVERS_ON_POSTGRES)
        agreed = play(chosen, makers)
    finally:
        if cluster is not None:
            cluster.stop()
        elif databases is not None:
            databases.drop_all()
    seconds = round(time.monotonic() - started)
    took = f"{Table.examples} lives, {Table.operations} operations, seed {chosen.seed}, {seconds} s"
    print(f"model: {', '.join(makers)}: {'all agree' if agreed else 'FAILED'} ({took})")
    return 0 if agreed else 1


if __name__ == "__main__":
    sys.exit(main())
