"""A case goes on by itself until nothing of it moves any more."""

from console.office import until_nothing_moves, worker_topics

CODE = "14051234567890"


class Bells:
    """Rings what is in it, once each."""

    def __init__(self, *bells: str) -> None:
        self.bells = list(bells)
        self.heard: list[str] = []

    def ring(self, _: str) -> int:
        self.heard += self.bells
        rung, self.bells = len(self.bells), []
        return rung


def test_what_one_act_starts_the_others_finish() -> None:
    bells, texts = Bells("request-registered"), Bells()
    tasks = {"request-registered": ["check-eligibility", "calculate-cost"]}

    def work(_: str) -> int:
        done = [task for bell in bells.heard for task in tasks.pop(bell, [])]
        texts.bells += done
        return len(done)

    # Texts come first here, so that only another round can send them.
    assert until_nothing_moves(CODE, (texts.ring, bells.ring, work)) == 1 + 2 + 2
    assert texts.heard == ["check-eligibility", "calculate-cost"]


def test_a_case_in_which_nothing_waits_is_left_as_it_is() -> None:
    asked: list[str] = []

    def nothing(code: str) -> int:
        asked.append(code)
        return 0

    assert until_nothing_moves(CODE, (nothing, nothing)) == 0
    assert asked == [CODE, CODE]


def test_every_worker_registers_its_topic() -> None:
    assert {"check-eligibility", "send-notice", "reconcile-debt"} <= set(worker_topics())
