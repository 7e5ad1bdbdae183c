"""Secrets: long, random, kept as hashes, found among offered subprotocols."""

from hashlib import sha256

import pytest

from jupyter_interview.domain.secrets import (
    hash_secret,
    matches,
    mint_secret,
    secret_from_protocols,
)

SECRET = mint_secret()


def test_AC2_a_secret_is_256_random_bits_that_fit_a_link() -> None:
    secrets = {mint_secret() for _ in range(100)}
    assert len(secrets) == 100
    for secret in secrets:
        assert len(secret) == 43
        assert secret.replace("-", "").replace("_", "").isalnum() and secret.isascii()


def test_AC12_what_is_stored_is_the_sha_256() -> None:
    assert hash_secret(SECRET) == sha256(SECRET.encode()).digest()
    assert matches(SECRET, hash_secret(SECRET))


@pytest.mark.parametrize(
    "wrong",
    ["", SECRET[:-1], SECRET + "A", SECRET[::-1], SECRET + "\n", "é", "x" * 129, "x" * 10**7],
    ids=["none", "cut", "longer", "reversed", "newline", "not-ascii", "long", "absurd"],
)
def test_AC3_a_wrong_secret_matches_nothing_and_raises_nothing(wrong: str) -> None:
    assert not matches(wrong, hash_secret(SECRET))


@pytest.mark.parametrize("wrong", ["", "é", "x" * 129])
def test_AC3_what_can_be_no_secret_is_not_hashed(wrong: str) -> None:
    with pytest.raises(ValueError, match="not a secret"):
        hash_secret(wrong)


@pytest.mark.parametrize(
    "stored",
    [b"", hash_secret(SECRET)[:-1], hash_secret(SECRET) + b"\0"],
    ids=["none", "cut", "longer"],
)
def test_AC3_a_secret_does_not_match_a_part_of_its_hash(stored: bytes) -> None:
    assert not matches(SECRET, stored)


def test_AC4_the_secret_is_found_among_the_offered_subprotocols() -> None:
    offered = ["interview.v1", f"interview.secret.{SECRET}"]
    assert secret_from_protocols(offered) == SECRET
    assert secret_from_protocols(reversed(offered)) == SECRET
    assert secret_from_protocols(["interview.v1", "interview.secret"]) is None
    assert secret_from_protocols([]) is None
    assert secret_from_protocols(["interview.secret."]) == ""
