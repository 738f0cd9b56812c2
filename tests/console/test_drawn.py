"""Passwords and keys are drawn once, and nobody else reads them."""

import stat
from pathlib import Path
from threading import Thread

import pytest

from console.accounts import SERVICES
from console.drawn import FILE, Secrets, SecretsError, key_hash, read_secrets, secrets_of
from domain.groups import Group
from domain.requests import KEYED_CHANNELS, Channel


def test_the_first_start_draws_and_the_next_one_reads_the_same(tmp_path: Path) -> None:
    home = tmp_path / "home"
    assert secrets_of(home) == secrets_of(home) == read_secrets(home)


def test_only_the_owner_may_read_the_file(tmp_path: Path) -> None:
    home = tmp_path / "home"
    secrets_of(home)
    assert stat.S_IMODE((home / FILE).stat().st_mode) == 0o600
    assert stat.S_IMODE(home.stat().st_mode) == 0o700
    assert [path.name for path in home.iterdir()] == [FILE]


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
    found: list[Secrets] = []
    threads = [Thread(target=lambda: found.append(secrets_of(tmp_path))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 8
    assert all(secrets == found[0] for secrets in found)


def test_without_any_drawn_the_reader_learns_how_to_draw(tmp_path: Path) -> None:
    with pytest.raises(SecretsError, match="barchin access provision"):
        read_secrets(tmp_path)


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
