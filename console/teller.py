"""How is a story told in a terminal, in Persian? In plain lines.

Some terminals turn them right to left, some do not. So nothing stands to the right of a text, no frame and no
column, and each line is whole in itself.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn
from rich.text import Text

from domain.money import Line
from domain.persian import TEHRAN, digits, long_date, rials
from gateways.sms_simulator import Message

EXAMPLE = "نرخ نمونه"


class Teller:
    """Tells what happens, under a bar that shows how far the story has come."""

    def __init__(self, console: Console, steps: int) -> None:
        self._console, self._steps, self._step = console, steps, 0
        self._progress = Progress(
            SpinnerColumn(), BarColumn(20), TextColumn("{task.description}"), console=console, transient=True
        )
        self._bar = self._progress.add_task("", total=steps)

    @contextmanager
    def telling(self) -> Iterator[None]:
        """Shows the bar while the story lasts."""
        with self._progress:
            yield

    def doing(self, what: str) -> None:
        """Says beside the bar what takes its time now."""
        self._progress.update(self._bar, description=what)

    def step(self, title: str, clauses: str, moment: datetime) -> None:
        """Begins the next step, with the clauses that it carries out and the moment at which it begins."""
        self._step += 1
        self._progress.update(self._bar, completed=self._step - 1, description=title)
        self._console.print()
        self._say(
            f"گام {digits(self._step)} از {digits(self._steps)}: {title} (بند {digits(clauses)})", "bold"
        )
        local = moment.astimezone(TEHRAN)
        self._say(f"{long_date(local)}، ساعت {digits(f'{local:%H:%M}')}", "dim")

    def say(self, text: str) -> None:
        """One sentence of the story."""
        self._say(f"  {text}")

    def lines(self, title: str, lines: Iterable[Line], total: int) -> None:
        """An account, line by line, with how each amount came about."""
        self._say(f"  {title}:")
        for line in lines:
            self._say(f"    {line.label}: {rials(line.amount)}")
            for explanation in _explained(line):
                self._say(f"      {explanation}", "dim")
        self._say(f"    جمع: {rials(total)}", "bold")

    def sms(self, messages: Iterable[Message]) -> None:
        """Texts as they were sent."""
        for message in messages:
            self._say(f"  پیامک به {digits(message.receptor)}:", "cyan")
            self._say(f"    {message.text}", "cyan")

    def end(self, text: str) -> None:
        """The last sentence."""
        self._console.print()
        self._say(text, "bold green")

    def _say(self, text: str, style: str = "") -> None:
        self._console.print(Text(text, style), soft_wrap=True)


def _explained(line: Line) -> Iterator[str]:
    how = (line.formula, line.rounding, EXAMPLE if line.example else "")
    yield "؛ ".join(part for part in how if part)
    yield "، ".join(f"{name}: {value}" for name, value in line.inputs.items())
