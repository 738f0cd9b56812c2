"""The laws of the double-entry ledger."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from domain import ledger
from domain.ledger import LINE_ACCOUNTS, Account, Entry, Posting
from domain.money import Line, total
from tests.domain.test_money import line

SUBSCRIBER, TO_RETURN, UNMATCHED = Account.SUBSCRIBER, Account.TO_RETURN, Account.UNMATCHED

lines = st.lists(
    st.builds(line, st.integers(-(10**11), 10**11), st.sampled_from(sorted(LINE_ACCOUNTS))),
    min_size=1,
    max_size=9,
)
charges = st.builds(ledger.charge, st.just("closing-account"), lines)
amounts = st.integers(1, 10**11)
moves = (
    st.builds(ledger.payment_received, amounts)
    | st.builds(ledger.unmatched, amounts)
    | st.builds(ledger.to_return, amounts)
    | st.builds(ledger.write_off, amounts)
    | st.builds(ledger.thousand_cut, st.integers(1, 999))
    | st.builds(ledger.payout_pending, amounts, st.sampled_from([SUBSCRIBER, TO_RETURN, UNMATCHED]))
    | st.builds(ledger.payout_posted, amounts)
    | st.builds(ledger.payout_void, amounts, st.sampled_from([SUBSCRIBER, TO_RETURN, UNMATCHED]))
    | st.builds(ledger.unmatched_placed, amounts)
)
entries = st.lists(charges | moves, max_size=6)


def balances(of: list[Entry]) -> dict[Account, int]:
    return {account: ledger.balance(of, account) for account in Account}


@given(entries)
def test_debits_equal_credits_whatever_was_posted(posted: list[Entry]) -> None:
    assert sum(balances(posted).values()) == 0


@given(entries, entries)
def test_the_balance_of_all_is_the_sum_of_the_balances(some: list[Entry], others: list[Entry]) -> None:
    apart, together = (balances(some), balances(others)), balances(some + others)
    assert together == {account: apart[0][account] + apart[1][account] for account in Account}


@given(entries, charges | moves)
def test_a_reversal_undoes_an_entry_and_nothing_else(posted: list[Entry], mistake: Entry) -> None:
    undone = ledger.reverse(mistake, "mistake-taken-back")
    assert undone.kind == "mistake-taken-back"
    assert balances([*posted, mistake, undone]) == balances(posted)


@given(lines)
def test_a_charge_makes_the_subscriber_owe_what_its_lines_come_to(charged: list[Line]) -> None:
    assert ledger.balance([ledger.charge("closing-account", charged)], Account.SUBSCRIBER) == total(charged)


def test_each_line_of_a_charge_goes_to_its_own_account() -> None:
    bill = [
        line(700_000, "energy"),
        line(50_000, "standing-charge"),
        line(75_000, "tax"),
        line(30_000, "levy"),
        line(9_999, "prior-debt"),
        line(-500_000, "connection-value"),
        line(-999, "thousand-cut"),
    ]
    left = {
        account: amount
        for account, amount in balances([ledger.charge("closing-account", bill)]).items()
        if amount
    }
    assert left == {
        Account.SUBSCRIBER: 364_000,
        Account.ENERGY_INCOME: -750_000,
        Account.TAX: -75_000,
        Account.LEVY: -30_000,
        Account.PRIOR_DEBT: -9_999,
        Account.CONNECTION_VALUE: 500_000,
        Account.ROUNDING: 999,
    }


def test_a_line_that_no_account_is_known_for_is_refused() -> None:
    with pytest.raises(ValueError, match="no account is known for a line 'debt-of-another-subscription'"):
        ledger.charge("closing-account", [line(1, "debt-of-another-subscription")])


def test_a_cost_that_is_paid_leaves_the_subscriber_owing_nothing() -> None:
    paid = [ledger.charge("removal-cost", [line(1_254_000)]), ledger.payment_received(1_254_000)]
    assert ledger.balance(paid, Account.SUBSCRIBER) == 0
    assert ledger.balance(paid, Account.BANK) == 1_254_000
    assert ledger.balance(paid, Account.REMOVAL_INCOME) == -1_254_000


def test_money_that_nobody_asked_for_touches_no_subscriber() -> None:
    assert ledger.balance([ledger.unmatched(5_000)], Account.SUBSCRIBER) == 0
    assert ledger.balance([ledger.unmatched(5_000)], Account.UNMATCHED) == -5_000


def test_a_credit_left_at_an_end_waits_to_be_returned() -> None:
    ended = [ledger.payment_received(5_000), ledger.to_return(5_000)]
    assert ledger.balance(ended, Account.SUBSCRIBER) == 0
    assert ledger.balance(ended, Account.TO_RETURN) == -5_000


def test_a_refund_leaves_the_subscriber_before_the_bank_is_called_and_the_bank_when_it_answers() -> None:
    credit = ledger.charge("closing-account", [line(-8_418_500, "connection-value")])
    pending = [credit, ledger.payout_pending(8_418_500, SUBSCRIBER)]
    assert ledger.balance(pending, SUBSCRIBER) == 0
    assert ledger.balance(pending, Account.PAYOUT) == -8_418_500
    paid = [*pending, ledger.payout_posted(8_418_500)]
    assert ledger.balance(paid, Account.PAYOUT) == 0
    assert ledger.balance(paid, Account.BANK) == -8_418_500


@pytest.mark.parametrize("source", [SUBSCRIBER, TO_RETURN, UNMATCHED])
def test_a_payout_that_the_bank_rejects_changes_nothing(source: Account) -> None:
    rejected = [ledger.payout_pending(5_000, source), ledger.payout_void(5_000, source)]
    assert set(balances(rejected).values()) == {0}


def test_money_that_came_unmatched_pays_a_debt_when_it_is_placed() -> None:
    found = [ledger.unmatched(5_000), ledger.unmatched_placed(5_000)]
    assert balances(found) == balances([ledger.payment_received(5_000)])


def test_money_that_came_unmatched_and_went_back_leaves_nothing() -> None:
    returned = [
        ledger.unmatched(5_000),
        ledger.payout_pending(5_000, UNMATCHED),
        ledger.payout_posted(5_000),
    ]
    assert set(balances(returned).values()) == {0}


def test_a_debt_that_is_written_off_is_a_loss_of_its_own() -> None:
    forgiven = [ledger.charge("closing-account", [line(9_000, "energy")]), ledger.write_off(9_000)]
    assert ledger.balance(forgiven, SUBSCRIBER) == 0
    assert ledger.balance(forgiven, Account.WRITE_OFF) == 9_000


def test_only_rials_below_a_thousand_are_cut() -> None:
    assert ledger.balance([ledger.thousand_cut(999)], SUBSCRIBER) == -999
    with pytest.raises(ValueError, match="thousand Rials or more"):
        ledger.thousand_cut(1_000)


@pytest.mark.parametrize("amount", [0, -1])
@pytest.mark.parametrize(
    "move",
    [
        ledger.payment_received,
        ledger.unmatched,
        ledger.to_return,
        ledger.write_off,
        ledger.thousand_cut,
        ledger.payout_posted,
        ledger.unmatched_placed,
    ],
)
def test_money_does_not_move_backwards(move: object, amount: int) -> None:
    assert callable(move)
    with pytest.raises(ValueError, match="more than zero"):
        move(amount)


def test_an_entry_that_does_not_balance_does_not_exist() -> None:
    with pytest.raises(ValidationError, match="debits of an entry equal its credits"):
        Entry(
            kind="payment-received",
            postings=(
                Posting(account=Account.BANK, amount=2),
                Posting(account=Account.SUBSCRIBER, amount=-1),
            ),
        )


def test_an_entry_has_two_sides() -> None:
    with pytest.raises(ValidationError, match="at least 2 items"):
        Entry(kind="payment-received", postings=(Posting(account=Account.BANK, amount=0),))


@given(charges | moves)
def test_an_entry_is_read_back_from_the_records_as_it_was_posted(posted: Entry) -> None:
    assert Entry.model_validate(posted.model_dump(mode="json")) == posted
