"""Who may enter which staff page: each group by the table, and nobody else anywhere."""

from itertools import product

import requests

from channels.staff.rooms import Room, first_page
from domain.groups import Group
from tests.channels.caller import PATIENCE, Outside
from tests.channels.clerk import Clerk

PAGES: dict[str, set[str]] = {
    "/desk": {"front-desk"},
    "/desk/new": {"front-desk"},
    "/desk/new/form-1": {"front-desk"},
    "/desk/requests/{code}": {"front-desk"},
    "/desk/requests/{code}/registered": {"front-desk"},
    "/desk/requests/{code}/documents": {"front-desk"},
    "/desk/requests/{code}/terms": {"front-desk"},
    "/desk/requests/{code}/withdrawal": {"front-desk"},
    "/desk/requests/{code}/refund-account": {"front-desk"},
    "/desk/requests/{code}/opinion": {"front-desk"},
    "/desk/money": {"finance"},
    "/desk/money/place/ref-1": {"finance"},
    "/desk/money/return/ref-1": {"finance"},
    "/desk/money/return-left/{code}": {"finance"},
    "/desk/money/approve/payout-1": {"finance"},
    "/desk/money/decline/payout-1": {"finance"},
    "/desk/supervision": {"supervision"},
    "/cases": {*Group},
    "/cases/{code}": {*Group},
    "/cases/diagrams/test-meter": {*Group},
    "/cases/{code}/documents/link": {"front-desk", "subscriber-affairs", "supervision"},
}
ONLY_SEEN = {
    "/desk/new",
    "/desk/supervision",
    "/desk/requests/{code}",
    "/desk/requests/{code}/registered",
    "/desk/money",
}
POSTED = [path for path in PAGES if path not in ONLY_SEEN and path.startswith("/desk")]
OTHERS = ["camunda-admin", "front-desk-2"]


def test_each_page_lets_in_its_groups_and_nobody_else(outside: Outside) -> None:
    code = outside.ground.register()
    for group in (*Group, *OTHERS):
        clerk = Clerk.of(outside, group)
        for path, groups in PAGES.items():
            status = clerk.get(path.format(code=code)).status_code
            assert (status == 403) == (group not in groups), (group, path, status)


def test_no_form_is_taken_from_whom_its_page_does_not_let_in(outside: Outside) -> None:
    code = outside.ground.register()
    for group in (*Group, *OTHERS):
        clerk = Clerk.of(outside, group)
        for path in POSTED:
            if group not in PAGES[path]:
                answer = clerk.send_again(path.format(code=code), {"token": "x"})
                assert answer.status_code == 403, (group, path)


def test_who_is_not_logged_in_is_sent_to_the_login_and_on_to_the_page(outside: Outside) -> None:
    for path in PAGES:
        url = f"{outside.url}{path.format(code='14051234567817')}"
        answer = requests.get(url, timeout=PATIENCE, allow_redirects=False)
        assert answer.status_code == 303
        assert answer.headers["Location"] == f"/login?to={path.format(code='14051234567817')}"


def test_every_address_of_the_staff_is_in_this_table(outside: Outside) -> None:
    from channels.case import pages as case_pages
    from channels.desk import money_pages, pages, supervision_pages

    routers = (case_pages.router, money_pages.router, pages.router, supervision_pages.router)
    shown = {getattr(route, "path", "") for router in routers for route in router.routes}
    tested = {_shape(path) for path in PAGES}
    assert {_shape(path) for path in shown} <= tested


def _shape(path: str) -> tuple[str, int]:
    return path.split("/")[1], path.count("/")


def test_the_navigation_names_only_open_rooms(outside: Outside) -> None:
    page = Clerk.of(outside, "finance").get("/cases").text
    assert 'href="/desk/money"' in page
    assert 'href="/desk"' not in page
    assert 'href="/desk/supervision"' not in page


def test_a_login_leads_to_the_first_room_of_the_member() -> None:
    assert [first_page([group]) for group in ("front-desk", "finance", "meter-testing", "nobody")] == [
        "/desk",
        "/desk/money",
        "/cases",
        "/cases",
    ]


def test_no_room_is_open_to_an_unknown_group() -> None:
    assert not any(room.lets_in([group]) for room, group in product(Room, OTHERS))
