"""Gateways: what `barchin check` allows and our models have nevertheless one of only, or none."""

from tests.agreement.shipped import MODELS
from workbench.paths import before


def test_one_gateway_alone_reads_a_form_directly_so_that_nobody_withdraws_behind_the_removal() -> None:
    reading = {
        gateway.id
        for gateway in MODELS.elements("exclusiveGateway")
        for arrival in before(MODELS.of(gateway), gateway)
        if arrival.element.form
    }
    assert reading == {"removal-done"}


def test_the_models_decide_by_exclusive_gateways_alone() -> None:
    """No ways run at once but those of non-interrupting events."""
    assert {one.kind for one in MODELS.elements() if one.kind.endswith("Gateway")} == {"exclusiveGateway"}
