"""The corpus of brs-kb: strings that run a script where a page takes them for HTML.

`executed` puts texts into bare pages, without any policy, and counts those that did run.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from functools import cache

import brs_kb
from playwright.sync_api import Dialog, Page

from tests.proof import IS_FULL, SEED

SHORT = 150
BATCH = 60
"""So many frames stand in the page at a time."""


@cache
def payloads() -> tuple[str, ...]:
    """All of them in the long form; in the short form a fixed choice."""
    every = sorted({str(each["payload"]) for each in brs_kb.get_all_payloads().values()})
    return tuple(every if IS_FULL else random.Random(SEED).sample(every, SHORT))


HOOKS = """
  for (const name of ["alert", "confirm", "prompt", "print", "open", "fetch"])
    window[name] = () => { HIT; return Promise.resolve(null); };
  for (const name of ["log", "error", "warn", "info"]) console[name] = () => { HIT; };
  XMLHttpRequest.prototype.send = () => { HIT; };
  navigator.sendBeacon = () => { HIT; };
  window.__executed = () => { HIT; };
"""
"""What such a string calls when it runs; each of them is our canary instead."""

_RUN = """async (htmls) => {
  const hits = new Set();
  window.hit = (number) => hits.add(number);
  const hooks = `HOOKS`;
  const frames = htmls.map((html, number) => {
    const frame = document.createElement("iframe");
    frame.setAttribute("sandbox", "allow-scripts allow-same-origin allow-modals allow-forms");
    document.body.append(frame);
    const inside = frame.contentDocument;
    inside.open();
    inside.write("<!doctype html><script>" + hooks.replaceAll("HIT", `parent.hit(${number})`)
      + "</" + "script><body><div>");
    inside.write(html);
    inside.close();
    return frame;
  });
  await new Promise((done) => setTimeout(done, 250));
  for (const frame of frames) {
    try {
      for (const element of frame.contentDocument.querySelectorAll("*")) touch(element);
    } catch { /* it went elsewhere */ }
  }
  await new Promise((done) => setTimeout(done, 150));
  frames.forEach((frame) => frame.remove());
  return [...hits];

  function touch(element) {
    for (const { name } of [...element.attributes])
      if (name.startsWith("on")) element.dispatchEvent(new Event(name.slice(2)));
    if (/^(a|area|button|input|summary)$/i.test(element.tagName)) element.click();
  }
}""".replace("HOOKS", HOOKS)


def executed(page: Page, htmls: Sequence[str]) -> list[int]:
    """Which of the texts ran something, as HTML in a bare page; each by itself."""
    found: list[int] = []
    for start in range(0, len(htmls), BATCH):
        page.goto("about:blank")
        hits: list[int] = page.evaluate(f"({_RUN})", list(htmls[start : start + BATCH]))
        found += [start + number for number in hits]
    return sorted(found)


def watch(page: Page) -> list[str]:
    """In the real page: what ran, by dialog or by our canary, from now on in every document."""
    heard: list[str] = []
    page.expose_function("__canary", lambda what: heard.append(str(what)))
    calls = HOOKS.replace("HIT", "window.__canary(document.URL)")
    # Streamlit itself fetches and logs.
    kept = [line for line in calls.splitlines() if "console" not in line and "XMLHttp" not in line]
    page.add_init_script("\n".join(kept).replace(', "open", "fetch"', ""))

    def dismiss(dialog: Dialog) -> None:
        heard.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", dismiss)
    return heard
