"""What people read is written as Persian is written, with the glossary's words."""

from domain.groups import Group
from domain.requests import Outcome, Status
from tests.agreement.shipped import ROOT
from workbench.check.wording import faults_of_text


def test_the_words_of_the_service_are_written_as_persian_is_written() -> None:
    words = [member.title for kind in (Status, Outcome, Group) for member in kind]
    assert [fault for text in words for fault in faults_of_text(text)] == []


def test_the_features_are_written_as_persian_is_written() -> None:
    found = []
    for path in sorted((ROOT / "features").glob("*.feature")):
        for line in map(str.strip, path.read_text("utf-8").splitlines()):
            if not line.startswith(("|", "#", "قانون:", "نمونه ها:")):
                found += list(faults_of_text(line))
    assert found == []


def test_the_words_of_a_clause_are_quoted_as_signed() -> None:
    assert list(faults_of_text("«با جمع‌آوری دائم انشعاب و تسویه حساب وی خاتمه می‌یابد».")) == []
