// The chart beside the story: it shows the steps told so far and marks the one being told.
// All of it happens in the browser: a reader who scrolls costs the server nothing.

import { afterPlot, dressPoints } from "./points.js";

export default function ({ data, parentElement }) {
  const old = parentElement.querySelector(".xp-stage-panel");
  if (old && old.dataset.steps === JSON.stringify(data.steps)) return parentElement.stageCleanup;
  parentElement.stageCleanup?.();
  old?.remove();
  if (!data.steps.length) return undefined;

  const state = { steps: data.steps, now: -1, asked: false };
  const panel = build(state);
  panel.dataset.steps = JSON.stringify(data.steps);
  parentElement.append(panel);

  let waiting = false;
  const onScroll = () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => { waiting = false; follow(state, panel); });
  };
  const box = document.querySelector("[data-testid=stMain]") ?? window;
  box.addEventListener("scroll", onScroll, { passive: true });
  window.addEventListener("resize", onScroll);
  const leave = afterPlot(graph, () => paint(state));
  follow(state, panel, true);
  parentElement.stageCleanup = () => {
    leave();
    box.removeEventListener("scroll", onScroll);
    window.removeEventListener("resize", onScroll);
  };
  return parentElement.stageCleanup;
}

function build(state) {
  const panel = document.createElement("div");
  panel.className = "xp-stage-panel";
  panel.setAttribute("role", "group");
  panel.setAttribute("aria-label", "Steps of the story");
  const strip = element("div", "xp-strip");
  strip.setAttribute("aria-hidden", "true");
  for (const step of state.steps) {
    const dot = element("span", `xp-dot xp-${step.direction}`);
    dot.style.setProperty("--level", step.level);
    strip.append(dot);
  }
  const said = element("p", "xp-said");
  said.setAttribute("aria-live", "polite");
  const back = button("Back", "Previous step", () => go(state, panel, state.now - 1));
  const next = button("Next", "Next step", () => go(state, panel, state.now + 1));
  const toggle = button("Chart", "Show or hide the chart", () => {
    const shown = document.querySelector(".st-key-xp-stage")?.classList.toggle("xp-open");
    toggle.setAttribute("aria-expanded", String(Boolean(shown)));
  });
  toggle.classList.add("xp-toggle");
  toggle.setAttribute("aria-expanded", "false");
  const row = element("div", "xp-stage-row");
  row.append(back, next, toggle);
  panel.append(strip, said, row);
  return panel;
}

function element(name, className) {
  const made = document.createElement(name);
  made.className = className;
  return made;
}

function button(words, label, act) {
  const made = element("button", "xp-step-button");
  made.type = "button";
  made.textContent = words;
  made.setAttribute("aria-label", label);
  made.onclick = act;
  return made;
}

const link = (step) => document.querySelector(`.st-key-xp-prose a[data-event="${CSS.escape(step.event)}"]`);
const graph = () => document.querySelector(".st-key-xp-stage .js-plotly-plot");

// The step being told is the last one whose words have passed the reading line.
function follow(state, panel, fresh = false) {
  const line = window.innerHeight * 0.55;
  let now = -1;
  state.steps.forEach((step, index) => {
    const top = link(step)?.getBoundingClientRect().top;
    if (top !== undefined && top < line) now = index;
  });
  if (state.asked !== false) {
    const top = link(state.steps[state.asked])?.getBoundingClientRect().top ?? 0;
    if (Math.abs(top - state.askedTop) < 4) now = state.asked;
    else state.asked = false;
  }
  if (now !== state.now || fresh) show(state, panel, now);
}

function go(state, panel, wanted) {
  const index = Math.max(0, Math.min(state.steps.length - 1, wanted));
  const words = link(state.steps[index]);
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  state.asked = false;
  words?.scrollIntoView({ block: "center", behavior: "auto" });
  state.asked = index;
  state.askedTop = words?.getBoundingClientRect().top ?? 0;
  if (!still) words?.animate?.([{ opacity: 0.35 }, { opacity: 1 }], { duration: 350 });
  show(state, panel, index);
}

function show(state, panel, now) {
  state.now = now;
  const step = state.steps[now];
  const said = panel.querySelector(".xp-said");
  const words = step
    ? `Step ${now + 1} of ${state.steps.length}: ${step.title}. ${step.rung}; ${step.when}.`
    : `${state.steps.length} steps. Read on, or press Next.`;
  if (said.textContent !== words) said.textContent = words;
  const [back, next] = panel.querySelectorAll(".xp-step-button");
  back.setAttribute("aria-disabled", String(now <= 0));
  next.setAttribute("aria-disabled", String(now >= state.steps.length - 1));
  panel.querySelectorAll(".xp-dot").forEach((dot, index) => {
    dot.classList.toggle("xp-told", index <= now);
    dot.classList.toggle("xp-now", index === now);
  });
  for (const each of document.querySelectorAll(".st-key-xp-prose a.xp-now")) each.classList.remove("xp-now");
  if (step) link(step)?.classList.add("xp-now");
  paint(state);
}

// Before the first step the whole picture stands; then what is still to come is faint.
function paint(state) {
  dressPoints(graph(), new Map(state.steps.map((step, index) => [step.event, index])), state.now);
}
