"""A moment of generated calls: whatever comes to an address of the API, it is answered, and with a problem.

`make fuzz` tries longer, and by the description of the API.
"""

from typing import Any, Final

import requests
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from domain.requests import Channel
from tests.channels.caller import PATIENCE, Outside, key_of
from tests.channels.test_bad_input import BODIES, places, with_value
from tests.ground import SUBSCRIBER

LETTERS: Final = some.text(max_size=40)
VALUES: Final = some.recursive(
    some.none() | some.booleans() | some.integers() | some.floats() | LETTERS,
    lambda inner: some.lists(inner, max_size=3) | some.dictionaries(LETTERS, inner, max_size=3),
    max_leaves=6,
)
WORDS: Final = some.text(some.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=30)


@some.composite
def calls(draw: some.DrawFn) -> tuple[tuple[str, str], Any, dict[str, str]]:
    """A call with one of its fields changed, or with another body altogether, and its headers."""
    way = draw(some.sampled_from(list(BODIES)))
    place = draw(some.sampled_from(list(places(BODIES[way]))))
    body = draw(VALUES | some.builds(lambda value: with_value(BODIES[way], place, value), VALUES))
    names = ("X-National-Id", "Idempotency-Key", "X-Channel-User")
    return way, body, {name: draw(some.just(SUBSCRIBER) | WORDS) for name in names}


@settings(
    max_examples=150,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(call=calls())
def test_every_generated_call_is_answered(
    outside: Outside, call: tuple[tuple[str, str], Any, dict[str, str]]
) -> None:
    (method, path), body, headers = call
    with outside.ground.act() as context:
        codes = context.records.requests.codes()
    code = codes[0] if codes else outside.ground.register()
    answer = requests.request(
        method,
        f"{outside.url}/api/v1/requests{path.format(code=code)}",
        headers={"Authorization": f"Bearer {key_of(Channel.APP)}", **headers},
        json=body if _is_json(body) else None,
        timeout=PATIENCE,
    )
    assert answer.status_code < 500, answer.text
    if answer.status_code >= 400:
        assert answer.headers["Content-Type"] == "application/problem+json"


def _is_json(body: Any) -> bool:
    """What the client can put on the wire at all: no infinite number."""
    try:
        requests.Request("POST", "http://127.0.0.1", json=body).prepare()
    except requests.exceptions.InvalidJSONError:
        return False
    return True
