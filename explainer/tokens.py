"""Who a learner is: a random token that only their browser holds, and a short code for another.

The store sees hashes alone, so that a copy of it lets nobody in.
"""

from __future__ import annotations

import hashlib
import re
import secrets

COOKIE = "xp_learner"
"""Set by our server alone, out of reach of scripts in the browser."""

_TOKEN = re.compile(r"[A-Za-z0-9_-]{32}")

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no I, L, O or U, which the eye takes for others or reads as words."""

_READ_AS = str.maketrans("ILO", "110")
_CODE_LENGTH = 12


def new() -> str:
    """A token of 192 random bits, safe in a cookie."""
    return secrets.token_urlsafe(24)


def is_token(text: str) -> bool:
    return _TOKEN.fullmatch(text) is not None


def learner(token: str) -> str:
    """What the store knows a token by: 64 hexadecimal digits."""
    return hashlib.sha256(f"learner\n{token}".encode()).hexdigest()


def new_code() -> str:
    """A code of 60 random bits to read aloud or type: three groups of four."""
    letters = [secrets.choice(LETTERS) for _ in range(_CODE_LENGTH)]
    groups = ["".join(letters[at : at + 4]) for at in range(0, _CODE_LENGTH, 4)]
    return "-".join(groups)


def code(typed: str) -> str | None:
    """What the store knows a code by, or None where this cannot be one.

    Case, spaces, dashes and letters that look like digits are read as they were meant.
    """
    bare = re.sub(r"[\s\-\u2010-\u2015_.]", "", typed[:80]).upper().translate(_READ_AS)
    if len(bare) != _CODE_LENGTH or not set(bare) <= set(LETTERS):
        return None
    return hashlib.sha256(f"code\n{bare}".encode()).hexdigest()
