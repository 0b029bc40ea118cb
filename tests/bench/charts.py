"""One chart on our pages, in a frame, and in a plain script: bytes, time to drawn, time to step."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, Page

from explainer.charts import CHARTS
from explainer.reading import load
from tests.bench import browser
from tests.bench.figures import Figures
from tests.bench.servers import CHART, OURS, ROOT, Server, serving

KIND = "sequence"
FRAME = 1000 / 60
"""Milliseconds of a frame on most screens."""

PAGES = {
    "our page": (OURS, KIND),
    "our frame": (OURS, f"embed/{KIND}"),
    "plain script": (CHART, ""),
}
STEPPED = {"our story": (OURS, ""), "plain script": (CHART, "")}
_MEASURES = {
    "bytes, first visit": ("cold", "size"),
    "requests, first visit": ("cold", "requests"),
    "bytes, second visit": ("warm", "size"),
    "time to drawn, first visit (ms)": ("cold", "chart"),
    "time to drawn, second visit (ms)": ("warm", "chart"),
}

# From the press to the first moment after the frame in which the points look different.
_STEP = """
() => {
  const look = () => [...document.querySelectorAll(".js-plotly-plot .points path")]
    .map((one) => `${one.getAttribute("class")} ${one.style.opacity}`).join();
  const before = look();
  globalThis.benchStep = new Promise((done) => {
    let start = 0, last = 0, dropped = 0;
    const press = (event) => { start = event.timeStamp; };
    document.addEventListener("click", press, { capture: true, once: true });
    const frame = (now) => {
      if (start && last) dropped += Math.max(0, Math.round((now - last) / (1000 / 60)) - 1);
      last = now;
      if (!start || look() === before || !look()) return requestAnimationFrame(frame);
      const after = new MessageChannel();
      after.port1.onmessage = () => done([performance.now() - start, dropped]);
      after.port2.postMessage(0);
    };
    requestAnimationFrame(frame);
  });
}
"""


def measured(turns: int, steps: int, *, settled: bool) -> Figures:
    """Pages take turns, so that a busy minute of the machine meets them all."""
    figures = Figures()
    with _figure() as told, serving(OURS) as ours, serving(CHART, BENCH_FIGURE=told) as plain:
        sites = {OURS: ours, CHART: plain}
        for site in sites.values() if settled else ():
            site.settle()
        with browser.chromium() as chromium:
            for _ in range(turns):
                for name, (whose, path) in PAGES.items():
                    _visit(chromium, sites[whose], path, name, figures)
                for name, (whose, path) in STEPPED.items():
                    _steps(chromium, sites[whose], path, name, steps, figures)
    return figures


@contextmanager
def _figure() -> Iterator[str]:
    """The file of the figure that our page draws."""
    lesson, _ = load(ROOT)
    drawn = CHARTS[KIND].figure(CHARTS[KIND].rows(lesson, {}))
    with TemporaryDirectory(prefix="explainer-bench-") as folder:
        path = Path(folder) / "figure.json"
        path.write_text(drawn.to_json(), "utf-8")
        yield str(path)


def _visit(chromium: Browser, site: Server, path: str, name: str, figures: Figures) -> None:
    with browser.stranger(chromium) as context:
        for kind in ("cold", "warm"):
            seen = browser.visit(context, f"{site.address}/{path}", chart=True)
            for what, value in asdict(seen).items():
                figures.add(name, kind, what, value=value)


def _steps(
    chromium: Browser, site: Server, path: str, name: str, steps: int, figures: Figures
) -> None:
    with browser.stranger(chromium) as context:
        page = context.new_page()
        page.goto(f"{site.address}/{path}")
        page.locator(".js-plotly-plot .points path").first.wait_for()
        page.wait_for_timeout(browser.QUIET)
        for _ in range(steps):
            taken, dropped = _step(page)
            figures.add(name, "step", value=taken)
            figures.add(name, "dropped", value=dropped)


def _step(page: Page) -> tuple[float, float]:
    page.evaluate(_STEP)
    page.get_by_role("button", name="Next step").click()
    taken, dropped = page.evaluate("benchStep")
    page.wait_for_timeout(200)
    return float(taken), float(dropped)


# --- what was found -------------------------------------------------------------------


def report(figures: Figures) -> str:
    """Medians, and in brackets what they are of the plain script's."""
    head = f"| one chart | {' | '.join(PAGES)} |\n|{'---|' * (1 + len(PAGES))}"
    rows = [
        _row(what, [figures.median(name, *key) for name in PAGES])
        for what, key in _MEASURES.items()
    ]
    steps = f"| a step through it | {' | '.join(STEPPED)} |\n|{'---|' * (1 + len(STEPPED))}"
    told = [
        _row(what, [figures.median(name, key) for name in STEPPED])
        for what, key in (("time a step (ms)", "step"), ("frames dropped a step", "dropped"))
    ]
    return "\n".join((head, *rows, "", steps, *told)) + "\n"


def _row(what: str, values: list[float]) -> str:
    *ours, plain = values
    cells = [f"{one:,.0f} ({one / plain:.2f})" if plain else f"{one:,.0f}" for one in ours]
    return f"| {' | '.join((what, *cells, f'{plain:,.0f}'))} |"
