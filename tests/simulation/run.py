"""What does one seed come to?"""

from dataclasses import dataclass
from datetime import timedelta
from random import Random

from console.rehearsal import Stage
from tests.faults import DrawnPlan
from tests.simulation.office import UnreliableOffice, unreliable
from tests.simulation.rest import what_is_wrong
from tests.simulation.world import World

LONGEST_PAUSE = timedelta(minutes=16)  # of the sender between two attempts
LOOKS = 5  # so often a slow bank is asked
TWO_CASES = 0.15


@dataclass(frozen=True)
class Run:
    """One seed: what happened, which faults there were, how the cases ended, and what is wrong."""

    seed: int
    told: tuple[str, ...]
    faults: tuple[str, ...]
    ends: tuple[str, ...]
    wrong: tuple[str, ...]

    def __str__(self) -> str:
        parts = {"happened": self.told, "faults": self.faults, "ends": self.ends, "wrong": self.wrong}
        return "\n".join([f"seed {self.seed}", *(_listed(name, lines) for name, lines in parts.items())])


def simulate(stage: Stage, seed: int) -> Run:
    """Plays the seed to rest; whatever is raised on the way is something wrong, too."""
    random = Random(seed)
    plan = DrawnPlan(Random(f"faults of {seed}"))
    with unreliable(stage, plan) as office:
        world = World(office, random)
        wrong = _played(world, plan)
        ends = () if wrong else tuple(_end(office, case.code) for case in world.cases)
    return Run(seed, tuple(world.told), tuple(plan.drawn), ends, tuple(wrong))


def _played(world: World, plan: DrawnPlan) -> list[str]:
    try:
        world.play(2 if world.random.random() < TWO_CASES else 1)
        _come_to_rest(world, plan)
        return what_is_wrong(world.office, world.cases)
    except Exception as fault:  # noqa: BLE001  a seed that breaks is told like one that ends wrongly
        return [f"{type(fault).__name__}: {fault} at {_place(fault)}"]


def _come_to_rest(world: World, plan: DrawnPlan) -> None:
    """No more faults; what failed is tried again, and the sender's pauses pass."""
    plan.on = False
    for _ in range(LOOKS):
        for case in world.cases:
            world.office.repeat_incidents(case.code)
            case.settle()
        world.office.clock.move(LONGEST_PAUSE)


def _end(office: UnreliableOffice, code: str) -> str:
    with office.office.database.transaction() as records:
        return records.requests.get(code).outcome or "waits"


def _place(fault: BaseException) -> str:
    trace = fault.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else "?"


def _listed(name: str, lines: tuple[str, ...]) -> str:
    return "\n".join([f"  {name}:", *(f"    {line}" for line in lines)])
