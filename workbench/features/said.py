"""Which steps of the features does nobody define, and which definitions does no feature say?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from workbench.features.definitions import Definition, nearest
from workbench.features.faults import Fault, saying
from workbench.features.files import Feature, Kind

KEYWORDS = {"given": "با فرض", "when": "وقتی", "then": "آنگاه", None: "*"}


@dataclass(frozen=True)
class Said:
    """A step as it is played, and the definitions that fit its text."""

    feature: Feature
    line: int
    kind: Kind | None
    text: str
    fitting: tuple[Definition, ...]

    @property
    def defined(self) -> tuple[Definition, ...]:
        """Those that fit its keyword too."""
        return tuple(one for one in self.fitting if self.kind is None or one.kind in (None, self.kind))


def of_steps(features: Sequence[Feature], definitions: Sequence[Definition]) -> Iterator[Fault]:
    """Steps that nobody defines, that two definitions fit, or that stand under another keyword."""
    played = _said(features, definitions)
    texts = {step.text for step in played}
    for step in played:
        if len(step.defined) != 1:
            yield saying(step.feature.path)(step.line, *_told(step, definitions, texts))


def of_unsaid(features: Sequence[Feature], definitions: Sequence[Definition]) -> Iterator[Fault]:
    """Definitions that no feature says."""
    used = {one for step in _said(features, definitions) for one in step.defined}
    for one in definitions:
        if one not in used:
            what = f"گام «{one.pattern}» را هیچ مثالی نمی‌گوید."
            yield Fault(one.file, one.line, what, "آن را به کار ببرید یا بردارید.")


def _said(features: Sequence[Feature], definitions: Sequence[Definition]) -> list[Said]:
    return [
        Said(one, line, kind, text, tuple(definition for definition in definitions if definition.fits(text)))
        for one in features
        for line, kind, text in _played(one)
    ]


def _played(one: Feature) -> Iterator[tuple[int, Kind | None, str]]:
    for scenario in one.scenarios:
        yield from ((step.line, step.kind, step.text) for step in scenario.background)
        yield from ((step.line, step.kind, text) for step, text in scenario.played())


def _told(step: Said, definitions: Sequence[Definition], texts: set[str]) -> tuple[str, str]:
    if step.defined:
        places = "، ".join(f"{one.file}:{one.line}" for one in step.defined)
        return f"«{step.text}» با چند گام می‌خواند: {places}.", "یکی را در پایتون دگرگون کنید."
    if step.fitting:
        keyword = KEYWORDS[step.fitting[0].kind]
        return f"«{step.text}» با این کلیدواژه گفته نمی‌شود.", f"آن را با «{keyword}» بگویید."
    near = "، ".join(f"«{one}»" for one in nearest(step.text, definitions, texts))
    return f"گام «{step.text}» را کسی نمی‌شناسد.", f"نزدیک‌ترین گام‌ها: {near}."
