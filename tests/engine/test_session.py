import pytest

from engine.client import Engine, EngineAway, EngineError
from tests.engine.trial import answering

JSON = {"Content-Type": "application/json"}


def complete(url: str) -> None:
    engine = Engine(url, "worker", "a-secret")
    try:
        engine.complete("task", "worker")
    finally:
        engine.close()


def test_a_page_with_status_200_is_no_success() -> None:
    page = answering(200, {"Content-Type": "text/html"}, b"<html>login</html>")
    with page as url, pytest.raises(EngineError) as refusal:
        complete(url)
    assert refusal.value.type == "HTML"


def test_a_redirect_to_a_login_is_no_success() -> None:
    with answering(302, {"Location": "/login"}) as url, pytest.raises(EngineError) as refusal:
        complete(url)
    assert refusal.value.status == 302


@pytest.mark.parametrize("status", [502, 503, 504])
def test_a_proxy_that_finds_no_engine_means_that_the_engine_is_away(status: int) -> None:
    page = answering(status, {"Content-Type": "text/html"}, b"<html>bad gateway</html>")
    with page as url, pytest.raises(EngineAway):
        complete(url)


def test_nobody_at_the_address_means_that_the_engine_is_away() -> None:
    with pytest.raises(EngineAway, match="ConnectionError"):
        complete("http://127.0.0.1:1")


def test_a_refusal_keeps_status_type_message_and_code_and_tells_no_message_in_its_text() -> None:
    body = b'{"type": "ProcessEngineException", "message": "value 0012345679 is bad", "code": 10002}'
    with answering(500, JSON, body) as url, pytest.raises(EngineError) as refusal:
        complete(url)
    error = refusal.value
    assert (error.status, error.type, error.code) == (500, "ProcessEngineException", 10002)
    assert error.message == "value 0012345679 is bad"
    assert "0012345679" not in str(error)


def test_an_answer_that_is_no_json_is_an_error_of_the_engine() -> None:
    with answering(200, JSON, b"not json") as url, pytest.raises(EngineError):
        Engine(url, "worker", "a-secret").external_tasks()


def test_neither_the_client_nor_its_faults_show_the_password() -> None:
    assert "a-secret" not in repr(Engine("http://127.0.0.1:1", "worker", "a-secret"))
    with pytest.raises(EngineAway) as away:
        complete("http://127.0.0.1:1")
    assert "a-secret" not in str(away.value)


def test_refusals_give_their_connections_back() -> None:
    page = answering(502, {"Content-Type": "text/html"}, b"<html>bad gateway</html>")
    with page as url:
        engine = Engine(url, "worker", "a-secret", threads=1)
        for _ in range(8):
            with pytest.raises(EngineAway):
                engine.complete("task", "worker")
        engine.close()
