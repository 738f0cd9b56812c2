"""What may a browser keep? Style, letters and pictures of models; never a page or an answer about a case."""

import pytest
import requests

from domain.requests import Channel
from tests.access.test_routes import CASE, TABLE, Keyed, Staffed, ask, filled_in
from tests.channels.caller import PATIENCE, Outside, key_of
from tests.channels.clerk import Clerk

KEPT = {("GET", "/assets/style.css"), ("GET", "/assets/fonts/{name}"), ("GET", "/cases/diagrams/{step}")}
LETTERS = "/assets/fonts/Vazirmatn-Regular.woff2"


@pytest.mark.parametrize("way", [way for way in TABLE if way not in KEPT])
def test_no_answer_that_can_name_somebody_is_kept(outside: Outside, way: tuple[str, str]) -> None:
    code = outside.ground.register()
    outside.ground.to_the_terms(code)
    assert asked_by_who_may(outside, way, code).headers["Cache-Control"] == "no-store"


def asked_by_who_may(outside: Outside, way: tuple[str, str], code: str) -> requests.Response:
    door = TABLE[way]
    if isinstance(door, Staffed):
        clerk, path = Clerk.of(outside, *sorted(door.groups)), filled_in(way[1], code)
        return clerk.get(path) if way[0] == "GET" else clerk.send_again(path, {"token": "x"})
    if isinstance(door, Keyed):
        key = {"Authorization": f"Bearer {key_of(Channel.SITE)}"}
        return ask(outside, way, code, key, door.body)
    return ask(outside, way, code, {})


def test_redirects_and_refusals_are_not_kept_either(outside: Outside) -> None:
    code = outside.ground.register()
    for path, status in ((f"/cases/{code}", 303), ("/nowhere", 404), (CASE.format(code=code), 401)):
        answer = requests.get(f"{outside.url}{path}", timeout=PATIENCE, allow_redirects=False)
        assert (answer.status_code, answer.headers["Cache-Control"]) == (status, "no-store")


@pytest.mark.parametrize("path", ["/assets/style.css", LETTERS])
def test_a_browser_that_has_style_and_letters_is_told_so(outside: Outside, path: str) -> None:
    first = requests.get(f"{outside.url}{path}", timeout=PATIENCE)
    assert (first.status_code, first.headers["Cache-Control"]) == (200, "public, max-age=3600")
    known = {"If-None-Match": first.headers["ETag"]}
    again = requests.get(f"{outside.url}{path}", headers=known, timeout=PATIENCE)
    assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", first.headers["ETag"])
    other = {"If-None-Match": '"another"'}
    assert requests.get(f"{outside.url}{path}", headers=other, timeout=PATIENCE).content == first.content


def test_a_picture_of_a_model_is_kept_by_the_browser_of_its_reader_alone(outside: Outside) -> None:
    clerk = Clerk.of(outside, "finance")
    first = clerk.get("/cases/diagrams/test-meter")
    assert first.headers["Cache-Control"] == "private, max-age=3600"
    known = {"If-None-Match": first.headers["ETag"]}
    again = clerk.browser.get(
        f"{outside.url}/cases/diagrams/test-meter", headers=known, timeout=PATIENCE, allow_redirects=False
    )
    assert (again.status_code, again.content) == (304, b"")
