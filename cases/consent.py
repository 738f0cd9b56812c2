"""How does the applicant see the terms and agree to them, or not? (SLA-3.6, SLA-3.7)"""

from cases.context import Context
from cases.identity import act_for_applicant
from cases.refusals import NotAsked, NoTerms
from cases.safekeeping import answer
from records.tables import FiledTerms, Request


def look_at_terms(context: Context, tracking_code: str, national_id: str) -> FiledTerms:
    """The announced terms of the last round; the look itself proves the notice (SLA-3.7's silence)."""
    request = act_for_applicant(context.records, tracking_code, national_id)
    terms = _announced(context, request)
    ask = context.records.asks.open(tracking_code, "consent")
    if ask is not None and ask.proven_at is None:
        ask.proven_at = context.now
    return terms


def answer_terms(context: Context, tracking_code: str, national_id: str, *, agrees: bool) -> bool:
    """Accepts the answer; True says that it had been given before.

    Raises `NotAsked`, `TooLate` and `AnsweredOtherwise`.
    """
    request = act_for_applicant(context.records, tracking_code, national_id)
    ask = context.records.asks.latest(tracking_code, "consent")
    if ask is None:
        raise NotAsked
    return answer(context.records, request, ask, {"agrees": agrees}, context.now)


def _announced(context: Context, request: Request) -> FiledTerms:
    terms = context.records.terms.latest(request.tracking_code)
    if terms is None or terms.ask_id is None:
        raise NoTerms
    return terms
