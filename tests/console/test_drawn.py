"""Passwords and keys are drawn once, and nobody else reads them."""

import json
import stat
from pathlib import Path
from threading import Thread

import pytest

from console.accounts import SERVICES
from console.drawn import ADMIN_FILE, FILE, Secrets, SecretsError, key_hash, read_secrets, secrets_of
from domain.groups import Group
from domain.requests import KEYED_CHANNELS, Channel


def test_the_first_start_draws_and_the_next_one_reads_the_same(tmp_path: Path) -> None:
    home = tmp_path / "home"
    assert secrets_of(home) == secrets_of(home) == read_secrets(home)


def test_only_the_owner_may_read_the_file(tmp_path: Path) -> None:
    home = tmp_path / "home"
    secrets_of(home)
    assert stat.S_IMODE(home.stat().st_mode) == 0o700
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in home.iterdir()}
    assert modes == {FILE: 0o600, ADMIN_FILE: 0o600}


def test_every_account_and_every_channel_gets_its_own(tmp_path: Path) -> None:
    secrets = secrets_of(tmp_path)
    assert set(secrets.staff) == set(Group)
    assert set(secrets.services) == set(SERVICES)
    assert set(secrets.channels) == set(KEYED_CHANNELS)
    drawn = [*secrets.staff.values(), *secrets.services.values(), *secrets.channels.values(), secrets.bank]
    assert len({value.get_secret_value() for value in drawn}) == len(drawn)


def test_none_of_them_shows_itself(tmp_path: Path) -> None:
    secrets = secrets_of(tmp_path)
    assert secrets.bank.get_secret_value() not in f"{secrets!r} {secrets}"


def test_the_records_keep_a_channel_s_key_only_as_its_hash(tmp_path: Path) -> None:
    secrets = secrets_of(tmp_path)
    key = secrets.channels[Channel.APP].get_secret_value()
    assert secrets.channel_hashes()[Channel.APP] == key_hash(key) != key


def test_of_two_that_draw_at_once_both_end_up_with_the_same(tmp_path: Path) -> None:
    found = drawn_at_once(tmp_path)
    assert all(secrets == found[0] for secrets in found)


def drawn_at_once(home: Path) -> list[Secrets]:
    found: list[Secrets] = []
    threads = [Thread(target=lambda: found.append(secrets_of(home))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 8
    return found


def test_without_any_drawn_the_reader_learns_how_to_draw(tmp_path: Path) -> None:
    with pytest.raises(SecretsError, match="barchin access provision"):
        read_secrets(tmp_path)


def without_the_operator(home: Path) -> Path:
    """The file of an installation that was made before there was an operator, and a simulator of a bank."""
    secrets_of(home)
    content = json.loads((home / FILE).read_text())
    del content["services"]["operator"], content["orders"]
    (home / FILE).write_text(json.dumps(content))
    return home / FILE


def test_what_an_older_version_did_not_draw_is_drawn_and_all_else_kept(tmp_path: Path) -> None:
    before = json.loads(without_the_operator(tmp_path).read_text())
    after = secrets_of(tmp_path).model_dump(mode="json", exclude={"admin"})
    assert after["services"].pop("operator") != after.pop("orders")
    assert after == before
    assert secrets_of(tmp_path) == read_secrets(tmp_path)
    assert stat.S_IMODE((tmp_path / FILE).stat().st_mode) == 0o600


def test_of_two_that_complete_an_older_file_at_once_both_end_up_with_the_same(tmp_path: Path) -> None:
    without_the_operator(tmp_path)
    found = drawn_at_once(tmp_path)
    assert all(secrets == found[0] for secrets in found)


def test_before_that_the_reader_learns_what_is_missing_and_how_to_draw_it(tmp_path: Path) -> None:
    path = without_the_operator(tmp_path)
    with pytest.raises(SecretsError, match=r"lacks orders.*barchin access provision"):
        read_secrets(tmp_path)
    content = json.loads(path.read_text())
    path.write_text(json.dumps(content | {"orders": "x" * 20}))
    with pytest.raises(SecretsError, match=r"operator.*barchin access provision"):
        read_secrets(tmp_path).password_of("operator")


def test_the_administrator_s_password_is_in_a_file_of_its_own(tmp_path: Path) -> None:
    password = secrets_of(tmp_path).admin_password
    assert password not in (tmp_path / FILE).read_text()
    assert json.loads((tmp_path / ADMIN_FILE).read_text()) == {"admin": password}


def test_without_that_file_all_else_is_read_and_the_reader_learns_what_is_missing(tmp_path: Path) -> None:
    drawn = secrets_of(tmp_path)
    (tmp_path / ADMIN_FILE).unlink()
    for secrets in (read_secrets(tmp_path), secrets_of(tmp_path)):
        assert secrets == drawn.model_copy(update={"admin": None})
        with pytest.raises(SecretsError, match=ADMIN_FILE):
            assert secrets.admin_password
    assert not (tmp_path / ADMIN_FILE).exists(), "the engine would not know another one"


def test_an_older_version_s_administrator_moves_into_that_file(tmp_path: Path) -> None:
    drawn = secrets_of(tmp_path)
    (tmp_path / ADMIN_FILE).unlink()
    content = json.loads((tmp_path / FILE).read_text()) | {"admin": drawn.admin_password}
    (tmp_path / FILE).write_text(json.dumps(content))
    assert read_secrets(tmp_path) == secrets_of(tmp_path) == drawn
    assert drawn.admin_password not in (tmp_path / FILE).read_text()
    assert read_secrets(tmp_path) == drawn


def test_a_damaged_file_is_not_drawn_over(tmp_path: Path) -> None:
    path = tmp_path / FILE
    path.touch(mode=0o600)
    for damaged in ('{"admin": "hun', "[]", '{"admin": "hunter2", "colour": "red"}', '{"services": "none"}'):
        path.write_text(damaged)
        with pytest.raises(SecretsError, match="Restore it from a copy"):
            secrets_of(tmp_path)
        assert path.read_text() == damaged


def test_a_file_that_others_may_read_is_refused(tmp_path: Path) -> None:
    secrets_of(tmp_path)
    (tmp_path / FILE).chmod(0o644)
    with pytest.raises(SecretsError, match="chmod 600"):
        read_secrets(tmp_path)


def test_a_damaged_file_is_named_and_not_shown(tmp_path: Path) -> None:
    path = tmp_path / FILE
    path.touch(mode=0o600)
    path.write_text('{"admin": "hunter2"}')
    with pytest.raises(SecretsError) as told:
        read_secrets(tmp_path)
    assert "bank" in str(told.value)
    assert "hunter2" not in str(told.value)
