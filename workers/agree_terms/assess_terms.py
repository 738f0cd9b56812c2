"""Estimates the technical and financial terms from the meter test (SLA-3.6)."""

from cases.context import Context
from cases.damages import damages_of
from cases.staff import connection_in_words, doubts_in_words, lines_in_words
from cases.steps import open_step
from cases.waiting import StepOutput, last_sender, step_of
from domain.meter import MeterTest, Verdict
from domain.persian import TEHRAN
from domain.terms import Terms, estimate
from engine.topics import Poison, TaskInput, topic
from records.tables import FiledTerms, Request

UNCLEAR = "unclear"
DECIDED = {"correct": "مسئول یک خسارت اصلاح شد", "test-again": "آزمایش دوباره‌ی کنتور خواسته شد"}


class Input(TaskInput):
    """The decision's verdict on the meter."""

    verdict: Verdict


class NoTest(Poison):
    """Terms rest on an accepted meter test, and there is none."""

    def __init__(self) -> None:
        super().__init__("the records hold no accepted meter test")


@topic("assess-terms")
def assess_terms(task: Input, context: Context) -> StepOutput:
    """Files the terms of this round with every damage found, and opens the step of who approves them."""
    request = context.records.requests.get(task.tracking_code)
    before = context.records.terms.latest(request.tracking_code)
    terms = _estimate(context, request, task.verdict)
    _file(context, request, terms, task.verdict, before)
    why, step = _why_again(before), open_step(context, request, "approve-terms")
    text = f"{why}{_decided_before(before)}{_text(context, request, terms)}"
    return step_of(context, step, text, back_to=last_sender(context, step) if why else None)


def _estimate(context: Context, request: Request, verdict: Verdict) -> Terms:
    test: MeterTest | None = context.records.tests.accepted(request.tracking_code).test
    if test is None:
        raise NoTest
    today = context.now.astimezone(TEHRAN).date()
    connection = context.records.connections.get(request.bill_id)
    damages = damages_of(context.records, request.tracking_code)
    return estimate(connection, test, verdict, context.agreement.tariff(today), today, damages)


def _file(
    context: Context, request: Request, terms: Terms, verdict: Verdict, before: FiledTerms | None
) -> None:
    context.records.terms.add(
        FiledTerms(
            tracking_code=request.tracking_code,
            round=before.round + 1 if before else 1,
            terms=terms,
            verdict=verdict,
            filed_at=context.now,
        )
    )


def _why_again(before: FiledTerms | None) -> str:
    """What was wrong with the decision that brought the terms back."""
    if before is None or before.approval != UNCLEAR:
        return ""
    return f"{doubts_in_words((before.note or '').splitlines())}\n\n"


def _decided_before(before: FiledTerms | None) -> str:
    """What the last round came to, where it came to something."""
    decided = DECIDED.get(before.approval or "") if before else None
    if before is None or decided is None:
        return ""
    reason = f" دلیل: {before.note}" if before.note else ""
    return f"در نوبت پیش {decided}.{reason}\n\n"


def _text(context: Context, request: Request, terms: Terms) -> str:
    connection = connection_in_words(context.records.connections.get(request.bill_id))
    findings = "\n".join(f"- {finding}" for finding in terms.findings)
    lines = lines_in_words(terms.lines, f"برآورد مانده ({terms.state.title})", terms.total)
    return f"{connection}\n\n**یافته‌ها**\n\n{findings}\n\n**برآورد حساب**\n\n{lines}"
