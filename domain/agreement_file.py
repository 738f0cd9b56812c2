"""Do the files of `agreement/` make an agreement, and if not, what is to be done?

Everything that is wrong is told at once, with file, line, key and remedy; nothing is guessed or filled in.
"""

from collections.abc import Iterator, Mapping
from itertools import pairwise, product
from pathlib import Path
from typing import Annotated, get_args

from pydantic import AfterValidator, ValidationInfo, field_validator

from domain.agreement import (
    AfterTheEnd,
    Agreement,
    AskKind,
    ChannelRights,
    ClauseText,
    CompanyCode,
    Deadline,
    DebtCollection,
    Declaration,
    DocumentRules,
    DocumentsNeeded,
    ErrorLimit,
    FeeRule,
    MostCalls,
    MostVisits,
    NoticeTemplate,
    OwnVisits,
    PointWeights,
    PublicForm,
    PublicItem,
    PublicKey,
    RemindedKind,
    Reminders,
    Renewal,
    Retention,
    ServiceFacts,
    StandsFor,
    StepTarget,
    Target,
    Validity,
    Warnings,
)
from domain.calendar_file import CalendarFile
from domain.entries import one_each
from domain.figures import as_written
from domain.model import Frozen
from domain.notices import KEYS
from domain.persian import jalali_year
from domain.requests import Channel, Outcome, PersonKind, Relation, may_act
from domain.tariff import TariffBook
from domain.toml_file import AgreementError, Problem, read
from domain.visits import VisitPurpose

__all__ = ["AgreementError", "load"]


class ValidityFile(Frozen):
    """`validity.toml`."""

    validity: Validity
    renewal: tuple[Renewal, ...] = ()
    after: AfterTheEnd

    @field_validator("renewal")
    @classmethod
    def _follow_each_other(cls, renewals: tuple[Renewal, ...], info: ValidationInfo) -> tuple[Renewal, ...]:
        first = [info.data["validity"]] if "validity" in info.data else []
        for earlier, later in pairwise([*first, *renewals]):
            if later.valid_from <= earlier.until:
                raise ValueError(
                    f"two periods hold on {as_written(later.valid_from)}; let each begin after the one before"
                )
        return renewals


class ServiceFile(Frozen):
    """`service.toml`."""

    service: ServiceFacts
    target: Target
    company_code: CompanyCode
    error_limit: ErrorLimit
    point_weights: PointWeights
    warnings: Warnings
    declaration: Declaration


class StepsFile(Frozen):
    """`steps.toml`."""

    step: Annotated[tuple[StepTarget, ...], AfterValidator(one_each("id"))]
    collection: DebtCollection
    deadline: Annotated[tuple[Deadline, ...], AfterValidator(one_each("kind", expected=get_args(AskKind)))]
    reminders: Annotated[
        tuple[Reminders, ...], AfterValidator(one_each("kind", expected=get_args(RemindedKind)))
    ]


class ChannelsFile(Frozen):
    """`channels.toml`."""

    channel: Annotated[tuple[ChannelRights, ...], AfterValidator(one_each("id", expected=Channel))]


class NoticesFile(Frozen):
    """`notices.toml`."""

    notice: Annotated[tuple[NoticeTemplate, ...], AfterValidator(one_each("key", expected=KEYS))]


REPRESENTED = [
    f"{relation} {person}" for person, relation in product(PersonKind, Relation) if may_act(relation, person)
]


class DocumentsFile(Frozen):
    """`documents.toml`."""

    needed: Annotated[
        tuple[DocumentsNeeded, ...], AfterValidator(one_each("relation", "person", expected=REPRESENTED))
    ]
    instead: Annotated[tuple[StandsFor, ...], AfterValidator(one_each("kind"))] = ()

    def rules(self) -> DocumentRules:
        """Make the rules that documents are judged by."""
        return DocumentRules(
            needed={(rule.relation, rule.person): rule for rule in self.needed},
            stands_for={rule.kind: rule.stands_for for rule in self.instead},
        )


class EndsFile(Frozen):
    """`ends.toml`."""

    end: Annotated[tuple[FeeRule, ...], AfterValidator(one_each("outcome", expected=Outcome))]


class RetentionFile(Frozen):
    """`retention.toml`."""

    retention: Annotated[tuple[Retention, ...], AfterValidator(one_each("outcome", expected=Outcome))]


class VisitsFile(Frozen):
    """`visits.toml`."""

    visits: Annotated[tuple[MostVisits, ...], AfterValidator(one_each("purpose", expected=VisitPurpose))]
    calls: MostCalls


class PublicFile(Frozen):
    """`public.toml`."""

    own_visits: OwnVisits
    item: Annotated[tuple[PublicItem, ...], AfterValidator(one_each("key", expected=get_args(PublicKey)))]


class ClausesFile(Frozen):
    """`clauses.toml`."""

    clause: Annotated[tuple[ClauseText, ...], AfterValidator(one_each("id"))]


FILES: Mapping[str, type[Frozen]] = {
    "clauses.toml": ClausesFile,
    "validity.toml": ValidityFile,
    "service.toml": ServiceFile,
    "steps.toml": StepsFile,
    "calendar.toml": CalendarFile,
    "channels.toml": ChannelsFile,
    "notices.toml": NoticesFile,
    "tariff.toml": TariffBook,
    "documents.toml": DocumentsFile,
    "ends.toml": EndsFile,
    "visits.toml": VisitsFile,
    "public.toml": PublicFile,
    "retention.toml": RetentionFile,
}


def load(folder: Path) -> Agreement:
    """Read the agreement; `AgreementError` tells whatever keeps the files from being one."""
    problems = [*_strangers(folder), *_faults(folder)]
    if problems:
        raise AgreementError(problems)
    return _agreement(folder)


def _strangers(folder: Path) -> list[Problem]:
    unknown = sorted(path.name for path in folder.glob("*.toml") if path.name not in FILES)
    return [
        Problem(name, 1, "file", "is no file of the agreement", "remove or rename it") for name in unknown
    ]


def _faults(folder: Path) -> Iterator[Problem]:
    for name, model in FILES.items():
        try:
            read(folder / name, model)
        except AgreementError as error:
            yield from error.problems


def _agreement(folder: Path) -> Agreement:
    periods = read(folder / "validity.toml", ValidityFile)
    service = read(folder / "service.toml", ServiceFile)
    steps = read(folder / "steps.toml", StepsFile)
    visits = read(folder / "visits.toml", VisitsFile)
    public = read(folder / "public.toml", PublicFile)
    return Agreement(
        clauses={clause.id: clause for clause in read(folder / "clauses.toml", ClausesFile).clause},
        validity=periods.validity,
        renewals=periods.renewal,
        after=periods.after,
        service=service.service,
        target=service.target,
        company=service.company_code,
        error_limit=service.error_limit,
        point_weights=service.point_weights,
        warnings=service.warnings,
        declaration=service.declaration,
        calendar=read(folder / "calendar.toml", CalendarFile).calendar(_years_of_promises(periods)),
        steps={step.id: step for step in steps.step},
        collection=steps.collection,
        deadlines={deadline.kind: deadline for deadline in steps.deadline},
        reminding={reminders.kind: reminders for reminders in steps.reminders},
        channels={rights.id: rights for rights in read(folder / "channels.toml", ChannelsFile).channel},
        notices={notice.key: notice for notice in read(folder / "notices.toml", NoticesFile).notice},
        tariffs=read(folder / "tariff.toml", TariffBook),
        documents=read(folder / "documents.toml", DocumentsFile).rules(),
        fees={rule.outcome: rule for rule in read(folder / "ends.toml", EndsFile).end},
        visits={most.purpose: most for most in visits.visits},
        calls=visits.calls,
        public=PublicForm(own_visits=public.own_visits, items=public.item),
        retention={rule.outcome: rule for rule in read(folder / "retention.toml", RetentionFile).retention},
    )


def _years_of_promises(periods: ValidityFile) -> range:
    """The agreement's years and the one after, into which the last requests run on."""
    first = periods.validity.valid_from or periods.validity.until
    ends = (periods.validity.until, *(renewal.until for renewal in periods.renewal))
    return range(jalali_year(first), jalali_year(max(ends)) + 2)
