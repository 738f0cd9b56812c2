"""Only the worker behind a form, or a withdrawal, takes a request from that form to an end."""

import pytest

from tests.ground import Ground
from workers.permanent_service_removal.archive_request import FormNotSent


@pytest.mark.parametrize("reason", ["no-access", "not-eligible", "payment-expired", "documents-rejected"])
def test_no_error_ends_a_request_while_a_form_is_not_sent(ground: Ground, reason: str) -> None:
    code = ground.register()
    ground.to_the_test(code)
    with pytest.raises(FormNotSent):
        ground.do("archive-request", code, reason=reason)
    assert ground.request(code).ended_at is None
