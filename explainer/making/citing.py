"""A sentence that cites and is right in any lesson, until the author writes a better one."""

from __future__ import annotations

from explainer.model import Claim, Explainer, Voice


def sentence(lesson: Explainer, words: str) -> str:
    """With the mark of the first claim; whoever is cited is named."""
    claims = [entry for entry in lesson.record.values() if isinstance(entry, Claim)]
    if not claims:
        return f"{words} [^c1]"
    claim = next((one for one in claims if one.voice is not Voice.ATTRIBUTED), claims[0])
    said = f" So says {claim.speaker}." if claim.voice is Voice.ATTRIBUTED else ""
    return f"{words}{said} [^{claim.id}]"
