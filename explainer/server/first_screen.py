"""The story before the app is there: its first screen, and its text where no script runs.

Both come from the renderer that the app uses, in the same style and column, so that nothing
jumps when the app takes over. The screen lies over the app's place until the app has drawn the
same; a page that opens elsewhere in the story gets none, since the reader wants to be there.
"""

from __future__ import annotations

import re
from itertools import takewhile

from explainer.model import Explainer, Note, Prose, Section
from explainer.views import addresses, frame, prose, story

_LIKE_STREAMLIT = """
html{font-size:19px}body{margin:0}
#xp-first{position:fixed;inset:0;z-index:999990;overflow:hidden auto;
color-scheme:light dark;line-height:1.6;-webkit-font-smoothing:auto}
#xp-first::-webkit-scrollbar{background:transparent;height:6px;width:6px}
#xp-first,#xp-first *{box-sizing:border-box}
#xp-first :is([data-testid=stVerticalBlock],.st-key-xp-prose){display:flex;flex-direction:column}
#xp-first>div{width:100%}
"""
"""What Streamlit's own styles will do to the same boxes once they are loaded."""

SCRIPT = """
(()=>{
  const away = () => document.getElementById("xp-first")?.remove();
  const look = () => {
    const first = document.getElementById("xp-first");
    if (!first) return false;
    if (location.hash) { away(); return true; }
    if (!document.querySelector("#root .st-key-xp-prose .xp p")) return false;
    requestAnimationFrame(() => requestAnimationFrame(away));
    return true;
  };
  // The app's own style sheet would hold the first screen back until all scripts have come too.
  const dress = () => document.querySelectorAll("link[data-late]").forEach((link) => {
    link.rel = "stylesheet";
  });
  requestAnimationFrame(() => requestAnimationFrame(dress));
  new MutationObserver((_, watch) => look() && watch.disconnect())
    .observe(document, { childList: true, subtree: true });
  setTimeout(away, 20000);
})()
"""
"""Takes the first screen away when the app has drawn the story, or is not going to."""


def first_screen(lesson: Explainer) -> str:
    """The top of the story's page, as the app will draw it."""
    section = lesson.sections[0] if lesson.sections else None
    below = f'<div class="st-key-xp-prose">{_opening(lesson, section)}</div>' if section else ""
    return (
        '<div id="xp-first" class="stApp"><div data-testid="stMainBlockContainer">'
        '<div data-testid="stVerticalBlock">'
        '<div><div data-testid="stHtml">'
        f'<div class="xp xp-head">{frame.menu(lesson, addresses.STORY)}</div></div></div>'
        f'<div class="xp">{_anonymous(story.hero(lesson))}</div>'
        f'<div class="st-key-{story.beside(lesson)}">{below}</div>'
        "</div></div></div>"
    )


def sign(lesson: Explainer) -> str:
    """On the other pages: where to go without scripts."""
    title = prose.title(lesson, lesson.site.title)
    link = f'<a href="{addresses.page(addresses.STORY)}">{title}</a>'
    said = f"This page needs JavaScript. The story can be read without: {link}."
    return f"<noscript><p>{said}</p></noscript>"


def without_scripts(lesson: Explainer) -> str:
    """The whole story to read, for whoever comes without scripts."""
    sections = "".join(
        f'<div class="xp">{story.title(lesson, section)}{_text(lesson, section)}</div>'
        for section in lesson.sections
    )
    return (
        '<noscript><style>#xp-first{display:none}</style><div class="stApp">'
        '<div data-testid="stMainBlockContainer">'
        "<p>Charts and questions need JavaScript. The story can be read without it.</p>"
        f'<div class="xp">{story.hero(lesson)}</div>'
        f'<div class="st-key-xp-prose">{sections}</div></div></div></noscript>'
    )


def style() -> str:
    """The style of the whole site.

    It stands in the body, since what Streamlit puts into the head later must not win over it.
    """
    return f"<style>{frame.sheets()}{_LIKE_STREAMLIT}</style>"


def _opening(lesson: Explainer, section: Section) -> str:
    """The first section as far as it is text alone: a chart below it comes with the app."""
    run = [
        block
        for block in takewhile(lambda each: isinstance(each, Prose | Note), section.blocks)
        if isinstance(block, Prose | Note)
    ]
    told = story.told(lesson, section, run) if run else ""
    parts = (story.title(lesson, section), told)
    return "".join(f'<div class="xp">{_anonymous(part)}</div>' for part in parts)


def _text(lesson: Explainer, section: Section) -> str:
    run = [block for block in section.blocks if isinstance(block, Prose | Note)]
    return story.told(lesson, section, run) if run else ""


_ID = re.compile(r'(?<= )(id|popovertarget)="([^"]*)"')


def _anonymous(html: str) -> str:
    """Ids of its own: the app's will stand in the same document for a moment."""
    return _ID.sub(r'\1="first-\2"', html)
