import os
import stat
from base64 import b64encode

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from gateway import keys
from gateway.errors import ConfigurationError, SealedError
from gateway.keys import Index, Key, Keyring

OLD, NEW = Key("k1", b"1" * 32), Key("k2", b"2" * 32)
RING = Keyring((NEW, OLD))
GOOD = f"k2:{b64encode(b'2' * 32).decode()}"


@given(plain=st.binary(max_size=200), place=st.text(max_size=30))
def test_what_is_sealed_opens_again_at_its_place(plain, place):
    assert RING.open(RING.seal(plain, place), place) == plain


@given(plain=st.binary(max_size=50), where=st.integers(0, 10_000), bit=st.integers(0, 7))
def test_a_changed_bit_is_noticed_wherever_it_is(plain, where, bit):
    sealed = bytearray(RING.seal(plain, "contacts.sealed:1"))
    sealed[where % len(sealed)] ^= 1 << bit

    with pytest.raises(SealedError):
        RING.open(bytes(sealed), "contacts.sealed:1")


@given(plain=st.binary(min_size=1, max_size=50), length=st.integers(0, 200))
def test_a_shortened_value_is_noticed(plain, length):
    sealed = RING.seal(plain, "p")
    assume(length < len(sealed))

    with pytest.raises(SealedError):
        RING.open(sealed[:length], "p")


@given(noise=st.binary(max_size=80))
def test_bytes_that_nobody_sealed_are_refused_and_nothing_else_happens(noise):
    with pytest.raises(SealedError):
        RING.open(noise, "p")


def test_a_value_moved_to_another_row_does_not_open():
    sealed = RING.seal(b"secret", "drafts.sealed_text:1")

    with pytest.raises(SealedError, match=r"drafts\.sealed_text:2"):
        RING.open(sealed, "drafts.sealed_text:2")


def test_the_same_words_are_never_sealed_to_the_same_bytes():
    assert RING.seal(b"yes", "p") != RING.seal(b"yes", "p")


def test_the_newest_key_seals_and_every_older_one_opens():
    before = Keyring((OLD,)).seal(b"old", "p")

    assert keys.key_of(RING.seal(b"new", "p")) == "k2"
    assert RING.open(before, "p") == b"old"


def test_a_missing_key_is_named_and_no_secret_is_shown():
    with pytest.raises(SealedError, match="k2") as refused:
        Keyring((OLD,)).open(RING.seal(b"secret", "p"), "p")

    assert "secret" not in str(refused.value)


def test_a_key_never_shows_its_secret():
    assert "1111" not in repr(RING) + repr(OLD) + repr(Index(b"1111"))


def test_hashes_of_different_purposes_never_meet():
    index = Index(b"s" * 32)

    assert index.of("address", "a") == index.of("address", "a")
    assert len({index.of("address", "a"), index.of("number", "a"), Index(b"t" * 32).of("address", "a")}) == 3
    assert index.of("a", "b\0c") != index.of("a\0b", "d")


@given(names=st.lists(st.from_regex(r"[a-z0-9]{1,12}", fullmatch=True), min_size=1, max_size=5, unique=True))
def test_keys_are_read_back_as_they_were_written(names):
    ring = Keyring(tuple(Key(name, os.urandom(32)) for name in names))

    assert keys.parse(keys.render(ring), "LUOTSI_KEYS").keys == ring.keys


@pytest.mark.parametrize(
    "given",
    [
        pytest.param("k1", id="no key"),
        pytest.param("k1:", id="empty key"),
        pytest.param("k1:c2hvcnQ=", id="short key"),
        pytest.param("k1:ääää", id="key not ASCII"),
        pytest.param(f"{GOOD},{GOOD}", id="name twice"),
        pytest.param(GOOD[2:], id="no name"),
        pytest.param(f"k 1{GOOD[2:]}", id="space in name"),
        pytest.param(f"ä{GOOD[2:]}", id="name not ASCII"),
        pytest.param("x" * 256 + GOOD[2:], id="long name"),
        pytest.param(",", id="nothing"),
    ],
)
def test_keys_that_are_wrong_are_refused_without_showing_them(given):
    with pytest.raises(ConfigurationError, match="LUOTSI_KEYS") as refused:
        keys.parse(given, "LUOTSI_KEYS")

    assert GOOD[3:] not in str(refused.value)


def test_keys_are_made_at_the_first_start_and_stay(tmp_path):
    first = keys.load("", tmp_path / "data" / "keys")

    assert keys.load("", tmp_path / "data" / "keys").keys == first.keys
    assert len(first.newest.secret) == 32


def test_only_we_may_read_the_key_file(tmp_path):
    keys.load("", tmp_path / "keys")

    assert stat.S_IMODE((tmp_path / "keys").stat().st_mode) == 0o600


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o644, 0o660])
def test_a_key_file_that_others_may_read_is_refused(tmp_path, mode):
    keys.load("", tmp_path / "keys")
    (tmp_path / "keys").chmod(mode)

    with pytest.raises(ConfigurationError, match="0600"):
        keys.load("", tmp_path / "keys")


def test_a_key_file_that_is_no_text_is_refused(tmp_path):
    file = tmp_path / "keys"
    file.write_bytes(b"\xff\xfe\x00")
    file.chmod(0o600)

    with pytest.raises(ConfigurationError, match="keys"):
        keys.load("", file)


def test_keys_of_the_environment_prevail_over_the_file(tmp_path):
    assert keys.load(GOOD, tmp_path / "keys").keys == (NEW,)
    assert not (tmp_path / "keys").exists()


def test_a_key_that_another_process_adds_is_there_without_a_restart(tmp_path):
    running = keys.load("", tmp_path / "keys")
    before = running.newest
    fresh = keys.new_key(tuple(key.id for key in running.keys))
    keys.write_file(tmp_path / "keys", Keyring((fresh, *running.keys)))
    # Two writes within one tick of the file system's clock would look like one.
    os.utime(tmp_path / "keys", ns=(1, 1))

    assert running.newest == fresh
    assert running.open(Keyring((before,)).seal(b"old", "p"), "p") == b"old"


def test_a_new_key_takes_no_name_that_is_taken():
    assert [keys.new_key(taken).id for taken in ((), ("k1",), ("k3", "k1"), ("old",))] == ["k1", "k2", "k4", "k1"]
