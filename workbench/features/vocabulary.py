"""Which steps may an analyst use, and how does each look in a scenario? The list in `features/README.md`."""

from collections.abc import Iterable, Iterator, Sequence

from workbench.features.definitions import Definition
from workbench.features.files import Feature

BEGIN, END = "<!-- steps: begin -->", "<!-- steps: end -->"
HEADINGS = {"given": "با فرض", "when": "وقتی", "then": "آنگاه"}


def written(text: str, definitions: Sequence[Definition], features: Iterable[Feature]) -> str:
    """The document with the steps of today between its marks."""
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    said = sorted(
        {played for one in features for scenario in one.scenarios for _, played in scenario.played()}
    )
    return "\n".join([f"{before}{BEGIN}", *_lines(definitions, said), f"{END}{after}"])


def _lines(definitions: Sequence[Definition], said: Sequence[str]) -> Iterator[str]:
    for kind, heading in HEADINGS.items():
        yield from ("", f"### {heading}", "", "| گام | نمونه |", "| --- | --- |")
        yield from sorted({_row(one, said) for one in definitions if one.kind == kind})
    yield ""


def _row(definition: Definition, said: Sequence[str]) -> str:
    """The step, its values where they are a closed list, and a sentence of the features that says it."""
    values = (
        f"<br>… یکی از: {'، '.join(f'«{value}»' for value in definition.values)}" if definition.values else ""
    )
    example = next((one for one in said if definition.fits(one)), "") if "…" in definition.pattern else ""
    return f"| {definition.pattern}{values} | {example} |"
