"""Docstrings that cite clauses are found where they stand, with what they say."""

from workbench.citations import Citation, citations_in

CODE = '''"""What does it cost?

Also asked elsewhere (SLA-5.1)."""


class Fee:
    """What the removal costs (SLA-3.3, SLA-5.1)."""

    def due(self):
        """When it is due, of the two days
        the later one (SLA-3.4).
        """


def other():
    """Cites nothing."""
'''


def test_modules_classes_and_functions_are_found_by_what_their_docstrings_cite() -> None:
    assert list(citations_in(CODE, "domain/fee.py")) == [
        Citation(("5.1",), "domain/fee.py", 1, "", "What does it cost?"),
        Citation(("3.3", "5.1"), "domain/fee.py", 6, "Fee", "What the removal costs."),
        Citation(("3.4",), "domain/fee.py", 9, "Fee.due", "When it is due, of the two days the later one."),
    ]
