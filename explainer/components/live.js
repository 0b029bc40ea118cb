// For authors alone: asks the server whether a file of the lesson has changed, has the page drawn
// again when one has, and goes to the first words that are new.

import { bringWithin, isPreview } from "./within.js";

const PAUSE = 250; // milliseconds between two questions
const SETTLE = 6000; // a page is drawn piece by piece: so long its new words may come
const WORDS = "h1,h2,h3,p,li,td,th,blockquote,summary,dt,dd,label,.xq-stem,.js-plotly-plot text";

const live = { route: "", revision: "", asked: "", wish: null, timer: 0, round: 0, drafts: false };

export default function ({ data, setTriggerValue, setStateValue }) {
  // The editor's frame keeps its name on all pages: it shows drafts on each of them.
  if (isPreview() && !live.drafts) {
    live.drafts = true;
    setStateValue("drafts", true);
  }
  live.route = data.route;
  live.revision = data.revision;
  live.wish = (revision) => setTriggerValue("changed", revision);
  clearTimeout(live.timer);
  live.timer = setTimeout(look, PAUSE);
  return () => clearTimeout(live.timer);
}

async function look() {
  clearTimeout(live.timer);
  if (!document.hidden) {
    const now = await revision();
    if (now && now !== live.revision && now !== live.asked) {
      live.asked = now;
      follow(words());
      live.wish(now);
    }
  }
  clearTimeout(live.timer);
  live.timer = setTimeout(look, PAUSE);
}

async function revision() {
  try {
    const response = await fetch(live.route, { signal: AbortSignal.timeout(5000) });
    return response.ok ? (await response.json()).revision : "";
  } catch {
    return ""; // the server is being started anew: the next question may find it
  }
}

/** Each visible text of the page, and how often it stands there. */
function words() {
  const found = new Map();
  for (const [, text] of texts()) found.set(text, (found.get(text) ?? 0) + 1);
  return found;
}

function* texts() {
  const main = document.querySelector("[data-testid=stMain]");
  for (const each of main?.querySelectorAll(WORDS) ?? []) {
    if (each.closest(".xp-head,.xp-foot,[popover]") || !each.getClientRects().length) continue;
    const text = each.textContent.trim();
    if (text) yield [each, text];
  }
}

/** Goes to the first thing that was not there before, once it comes, and stays while it moves. */
function follow(before) {
  const mine = ++live.round;
  const until = Date.now() + SETTLE;
  let last = null;
  const seek = () => {
    if (mine !== live.round || Date.now() > until) return;
    const found = changed(before);
    if (found && found !== last) show(found);
    last = found ?? last;
    setTimeout(seek, 100);
  };
  seek();
}

function changed(before) {
  const left = new Map(before);
  for (const [each, text] of texts()) {
    const count = left.get(text) ?? 0;
    if (!count) return each;
    left.set(text, count - 1);
  }
  return null;
}

function show(thing) {
  dispatchEvent(new Event("wheel")); // a page that is still on its way to another place lets go
  for (const old of document.querySelectorAll(".xp-changed")) old.classList.remove("xp-changed");
  const box = thing.closest(".js-plotly-plot") ?? thing.closest("tr") ?? thing;
  const { top, bottom } = box.getBoundingClientRect();
  if (top < 0 || bottom > innerHeight) bringWithin(box) || box.scrollIntoView({ block: "center" });
  box.classList.add("xp-changed");
}
