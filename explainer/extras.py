"""What is said where a library is missing that only some need."""

from __future__ import annotations


class Missing(Exception):
    """A library is not installed; says which, and how it gets there."""

    def __init__(self, library: str, extra: str) -> None:
        super().__init__(
            f"This needs the library {library}, which is not installed."
            f" Install it with:  pip install 'explainer[{extra}]'"
        )
