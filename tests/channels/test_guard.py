"""What holds for every call: safe headers, problems in Persian, no fault that tells, a true description."""

from pathlib import Path

import pytest
import requests
import structlog
from sqlalchemy.exc import IntegrityError, OperationalError

from cases import refusals
from cases.context import Context
from channels.acts import carry_out
from channels.api.problems import STATUS
from channels.parts import Parts
from domain.refusals import Refusal
from tests.channels.caller import Outside, an_application
from tests.gateways.served import Stage

PATHS = ["/health/live", "/openapi.json", "/docs", "/login", "/verify/1", "/nowhere", "/api/v1/requests/1"]


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_has_safe_headers(outside: Outside, path: str) -> None:
    headers = outside.call("GET", path).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cache-Control"] == "no-store"
    assert "default-src 'none'" in headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("method", "path", "status"), [("GET", "/nowhere", 404), ("PUT", "/api/v1/requests", 405)]
)
def test_a_wrong_address_or_verb_is_a_problem_in_persian(
    outside: Outside, method: str, path: str, status: int
) -> None:
    problem = outside.call(method, path).json()
    assert problem["status"] == status
    assert problem["title"].endswith(".")
    assert problem["remedy"]


def test_every_refusal_of_a_case_has_its_status() -> None:
    known = {one for one in vars(refusals).values() if isinstance(one, type) and issubclass(one, Refusal)}
    assert known - {Refusal} <= set(STATUS)


def test_the_process_is_ready_while_the_records_can_be_read(outside: Outside) -> None:
    assert outside.call("GET", "/health/ready").json() == {"status": "ready"}


def test_while_the_records_are_away_calls_are_told_to_come_again(
    outside: Outside, api_stage: Stage, parts: Parts
) -> None:
    def away() -> None:
        raise OperationalError("SELECT 1", {}, Exception("connection refused"))

    api_stage.app.state.parts = Parts(**{**vars(parts), "clock": away})
    answer = outside.call("GET", "/health/ready")
    assert (answer.status_code, answer.json()["type"]) == (503, "/problems/records-away")
    assert answer.headers["Retry-After"] == "10"


def test_a_fault_of_ours_tells_neither_the_caller_nor_the_log_what_was_in_it(
    outside: Outside, api_stage: Stage, parts: Parts
) -> None:
    def broken() -> None:
        raise ValueError("0076229645")

    api_stage.app.state.parts = Parts(**{**vars(parts), "clock": broken})
    with structlog.testing.capture_logs() as logs:
        answer = outside.apply(an_application())
    assert (answer.status_code, answer.json()["type"]) == (500, "/problems/fault")
    assert "0076229645" not in answer.text
    (entry,) = logs
    assert (entry["event"], entry["fault"]) == ("call failed", "ValueError")
    assert "0076229645" not in str(entry).replace('raise ValueError("0076229645")', "")


def test_a_race_that_is_lost_on_a_unique_index_is_run_once_more(parts: Parts) -> None:
    tries: list[Context] = []

    def lost_once(context: Context) -> str:
        tries.append(context)
        if len(tries) == 1:
            raise IntegrityError("INSERT", {}, Exception("duplicate key"))
        return "done"

    assert carry_out(parts, lost_once) == "done"
    assert tries[0].records is not tries[1].records


def test_the_description_lists_exactly_the_calls_with_persian_summaries(outside: Outside) -> None:
    described = outside.call("GET", "/openapi.json").json()
    calls = {(method.upper(), path) for path, methods in described["paths"].items() for method in methods}
    assert calls == {
        ("POST", "/api/v1/requests"),
        ("GET", "/api/v1/requests/{code}"),
        ("GET", "/api/v1/requests/{code}/terms"),
        ("POST", "/api/v1/requests/{code}/consent"),
        ("GET", "/api/v1/requests/{code}/certificate"),
        ("PUT", "/api/v1/requests/{code}/documents/{kind}"),
        ("POST", "/api/v1/requests/{code}/withdrawal"),
        ("PUT", "/api/v1/requests/{code}/refund-account"),
        ("POST", "/api/v1/requests/{code}/feedback"),
        ("POST", "/api/v1/payments"),
        ("GET", "/api/v1/service-information"),
    }
    operations = [operation for methods in described["paths"].values() for operation in methods.values()]
    assert all("\u0600" < operation["summary"][0] < "\u0700" for operation in operations)
    judged = [one["responses"]["422"]["content"] for one in operations if "422" in one["responses"]]
    assert len(judged) >= len(operations) - 1  # who reads what is public sends nothing to be judged
    assert all("application/problem+json" in content for content in judged)


def test_the_page_of_the_description_needs_no_network(outside: Outside) -> None:
    page = outside.call("GET", "/docs").text
    assert "http" not in page.replace("HTTP", "")
    assert "<script" not in page
    for shown in ("applicant.national_id", "Idempotency-Key", "X-Signature", "too-late"):
        assert shown in page


def test_letters_and_style_are_our_own_and_nothing_else_is_served(
    outside: Outside, api_stage: Stage, parts: Parts, tmp_path: Path
) -> None:
    (tmp_path / "Vazirmatn-Regular.woff2").write_bytes(b"wOF2")
    (tmp_path / "secrets.json").write_text("{}")
    api_stage.app.state.parts = Parts(**{**vars(parts), "fonts": tmp_path})
    letters = get(outside, "/assets/fonts/Vazirmatn-Regular.woff2")
    assert (letters.status_code, letters.headers["Content-Type"]) == (200, "font/woff2")
    assert get(outside, "/assets/style.css").headers["Content-Type"].startswith("text/css")
    for other in ("secrets.json", "..%2Fsecrets.json", "Vazirmatn-Bold.woff2"):
        assert get(outside, f"/assets/fonts/{other}").status_code == 404


def get(outside: Outside, path: str) -> requests.Response:
    return outside.call("GET", path)
