"""The living agreement: each clause with its models, scenarios, figures and code, not written by hand."""

import datetime
import inspect
import re
from pathlib import Path

import pytest

from domain import agreement as agreement_module
from domain.model import Frozen
from domain.persian import TEHRAN
from tests.domain.samples import AGREEMENT
from tests.workbench.test_runs import run
from workbench.agreement_report import Clause, Living, agreement_page
from workbench.citations import citations
from workbench.drawings import read_drawings
from workbench.features.files import document, feature
from workbench.figures import CITED, said, values
from workbench.models import read
from workbench.runs import Runs

ROOT = Path(__file__).parents[2]
NOW = datetime.datetime(2026, 11, 24, 9, tzinfo=TEHRAN)
MODELS = read(ROOT / "bpmn")
TEXT = """# language: fa
ویژگی: پرداخت هزینه
  @SLA-3.4
  قانون: پرداخت هزینه خدمت توسط مشترک
    مثال: پرداخت
      با فرض نمونه
    مثال: انصراف
      با فرض نمونه
"""


@pytest.fixture(scope="module")
def living() -> Living:
    return Living(
        agreement=AGREEMENT,
        models=MODELS,
        features=[feature(Path("paying.feature"), document(TEXT))],
        runs=Runs(models="", runs=(run(outcome="failed"),)),
        citations=tuple(citations(ROOT)),
        drawings=read_drawings(ROOT / "bpmn" / "pictures", MODELS.in_order),
    )


@pytest.fixture(scope="module")
def paying(living: Living) -> Clause:
    return next(one for one in living.clauses(NOW) if one.text.id == "3.4")


def test_a_clause_is_marked_in_the_models_where_elements_name_it(paying: Clause) -> None:
    place = next(one for one in paying.places if one.process.id == "collect-payment")
    assert "await-payment" in [element.id for element in place.elements]
    assert len(place.marks) == len(place.elements)
    assert all(place.cut.x <= mark.x and mark.y <= place.cut.y + place.cut.height for mark in place.marks)


def test_a_clause_has_its_scenarios_with_their_last_result(paying: Clause) -> None:
    assert [(one.name, one.outcome) for one in paying.evidence] == [("پرداخت", "failed"), ("انصراف", None)]


def test_a_clause_has_its_deadlines_and_the_words_of_its_notices(paying: Clause) -> None:
    told = {value.title: value for value in paying.values}
    assert "روز کاری" in told["مهلت پرداخت هزینه جمع‌آوری"].says
    assert told["مهلت پرداخت هزینه جمع‌آوری"].example
    assert "متن پیامک" in told


def test_a_clause_has_the_worker_and_the_functions_that_cite_it(paying: Clause) -> None:
    assert {"workers/collect_payment/record_payment.py", "cases/pay.py"} <= {
        one.path for one in paying.citations
    }


def test_whatever_of_the_agreement_cites_a_clause_has_words_for_people() -> None:
    kinds = [kind for _, kind in inspect.getmembers(agreement_module, inspect.isclass)]
    citing = {
        kind
        for kind in kinds
        if issubclass(kind, Frozen) and (CITED.search(kind.__doc__ or "") or "clause" in kind.model_fields)
    }
    # The hours are said with their channel; the form is made of other entries.
    told_elsewhere = {"ChannelHours", "PublicForm"}
    assert {
        kind.__name__ for kind in citing if said.dispatch(kind) is said.dispatch(Frozen)
    } == told_elsewhere


def test_every_clause_of_every_value_is_a_clause_of_the_agreement() -> None:
    assert {
        one for value in values(AGREEMENT, NOW.date()) for one in value.clauses
    } <= AGREEMENT.clauses.keys()


def test_the_page_has_every_clause_word_for_word_and_asks_the_network_for_nothing(living: Living) -> None:
    text = agreement_page(living, NOW)
    assert [one.id for one in AGREEMENT.clauses.values() if one.text not in text] == []
    assert not re.findall(r'src="|href="(?!#)|url\((?!data:|&#39;#|\'#)|@import', text)
