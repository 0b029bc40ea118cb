// Keeps a visit alive: links inside the lesson switch pages without a new session, an address
// with a fragment opens at its place, and the focus goes where the reader went.

import { bringWithin } from "./within.js";
import { watchReading } from "./reading.js";

let shown = null; // the page that stood here before this run; the module outlives remounts
let opening = 0;
watchReading();

export default function ({ data, setStateValue, setTriggerValue }) {
  if (data.keeps_token) keepToken(setStateValue);
  document.documentElement.lang = data.lang;
  document.documentElement.dir = data.dir;

  const onClick = (event) => {
    const link = event.target.closest?.("a[href]");
    if (!link || !insideLesson(link, event, data)) return;
    event.preventDefault();
    const url = new URL(link.href);
    closeCards();
    if (pageOf(url) === pageOf(location) && url.search === location.search) {
      history.pushState(history.state, "", url.hash || url.pathname + url.search);
      open(url.hash.slice(1) || "top");
      return;
    }
    setTriggerValue("go", {
      page: pageOf(url),
      query: Object.fromEntries(url.searchParams),
      fragment: decoded(url.hash.slice(1)),
      at: Date.now(), // the same link twice is two wishes
    });
  };
  const onHash = () => location.hash && open(decoded(location.hash.slice(1)));

  document.addEventListener("click", onClick);
  document.addEventListener("xp-marked", count);
  window.addEventListener("hashchange", onHash);
  window.addEventListener("beforeprint", toPaper);
  window.addEventListener("afterprint", fromPaper);
  arrive(data);
  return () => {
    document.removeEventListener("click", onClick);
    document.removeEventListener("xp-marked", count);
    window.removeEventListener("hashchange", onHash);
    window.removeEventListener("beforeprint", toPaper);
    window.removeEventListener("afterprint", fromPaper);
  };
}

// Where no cookie of our server's gets through, this browser keeps the learner's token itself.
let token = "";

function keepToken(setStateValue) {
  if (token) return;
  try {
    token = localStorage.getItem("xp-token") ?? "";
  } catch {
    // A browser that stores nothing: then the token lives as long as the page.
  }
  if (!/^[\w-]{32}$/.test(token)) {
    token = btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(24))));
    token = token.replaceAll("+", "-").replaceAll("/", "_");
  }
  try {
    localStorage.setItem("xp-token", token);
  } catch {
    // As above.
  }
  setStateValue("token", token);
}

// The bar over a question moves when its first answer is kept, without a run of the script.
function count({ detail }) {
  const bar = document.querySelector(".xp-bar");
  if (!bar || !isNew(bar, detail)) return;
  const every = Number(bar.getAttribute("aria-valuemax"));
  const answered = Math.min(Number(bar.getAttribute("aria-valuenow")) + 1, every);
  bar.setAttribute("aria-valuenow", answered);
  bar.firstElementChild.style.width = `${(100 * answered) / every}%`;
  const said = document.querySelector("[data-answered]");
  if (said) said.textContent = answered;
}

/** The first answer to a question; where questions come again, the first on this page. */
function isNew(bar, { question, state }) {
  if (!("each" in bar.dataset)) return state.tries === 1;
  const counted = (bar.counted ??= new Set());
  return counted.size < counted.add(question).size;
}

function arrive(data) {
  const here = location.pathname + location.search;
  if (data.at) {
    history.replaceState(history.state, "", "#" + encodeURIComponent(data.at));
    open(data.at);
  } else if (shown === null && location.hash && isUntouched()) {
    open(decoded(location.hash.slice(1)));
  } else if (shown !== null && shown !== here) {
    open("top");
  }
  shown = here;
}

// On a slow day this script comes after the reader has begun: then they are where they want to be.
function isUntouched() {
  const active = document.activeElement;
  const top = document.querySelector("[data-testid=stMain]")?.scrollTop ?? 0;
  return (!active || active === document.body) && top < 4;
}

function insideLesson(link, event, data) {
  if (event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return false;
  if (link.target && link.target !== "_self") return false;
  const url = new URL(link.href);
  return url.origin === location.origin && data.pages.includes(pageOf(url)) && folderOf(url) === folderOf(location);
}

/** An address may have been cut, or made by hand: what is no code stands for itself. */
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const pageOf = (url) => url.pathname.slice(url.pathname.lastIndexOf("/") + 1);
const folderOf = (url) => url.pathname.slice(0, url.pathname.lastIndexOf("/") + 1);

function closeCards() {
  for (const card of document.querySelectorAll("[popover]:popover-open")) card.hidePopover();
}

// The thing may not be there yet: Streamlit draws a page piece by piece, and leaves the old page's
// standing until then. So go there when it comes, also when another comes in its place, and again
// while what stands above it still grows, until the reader moves.
function open(name) {
  const mine = ++opening;
  const until = Date.now() + 30_000;
  let moved = false;
  let reached = null;
  const stop = () => { moved = true; };
  for (const kind of ["wheel", "touchstart", "keydown", "pointerdown"]) {
    window.addEventListener(kind, stop, { once: true, passive: true });
  }
  let last = null;
  let calm = 0;
  const look = () => {
    if (mine !== opening || moved || Date.now() > until) return;
    const thing = document.getElementById(name) || telling(name) || citing(name);
    if (thing) {
      const top = thing.getBoundingClientRect().top;
      if (thing !== reached || Math.abs(top - last) > 4) {
        reveal(thing, thing !== reached);
        reached = thing;
        calm = 0;
      } else if (document.activeElement === document.body) {
        reveal(thing, true); // what is drawn anew takes the focus along
      }
      last = thing.getBoundingClientRect().top;
      calm = isDrawing() ? 0 : calm + 1;
      if (calm > 15) return;
    }
    setTimeout(look, 100);
  };
  look();
}

const isDrawing = () => document.querySelector(".stApp")?.dataset.testScriptState === "running";

// The words of the story that tell of an event: told-NAME.
function telling(name) {
  const event = name.startsWith("told-") ? name.slice(5) : "";
  return event && document.querySelector(`.st-key-xp-prose a[data-event="${CSS.escape(event)}"]`);
}

// The first words of a section that rest on an entry of the record: cited-SECTION-ENTRY.
function citing(name) {
  const [, section, entry] = name.match(/^cited-(.+)-(\w+)$/) ?? [];
  const isMeant = (mark) => {
    const card = mark.getAttribute("popovertarget") ?? "";
    const inSection = section && card.startsWith(`${section}-`) && !mark.closest(".xp-chart-foot");
    return inSection && card.slice(section.length + 1).replace(/^\d+-/, "") === entry;
  };
  return [...document.querySelectorAll(".xp-mark")].find(isMeant)?.closest("p, li, td, th, blockquote");
}

function reveal(thing, first) {
  for (let box = thing.closest("details"); box; box = box.parentElement?.closest("details")) box.open = true;
  if (bringWithin(thing)) return;
  if (thing.id === "top") thing.closest("[data-testid=stMain]")?.scrollTo(0, 0);
  else thing.scrollIntoView({ block: thing.dataset.event ? "center" : "start" });
  if (!first) return;
  if (!thing.hasAttribute("tabindex")) thing.setAttribute("tabindex", "-1");
  thing.focus({ preventScroll: true });
  document.querySelector(".xp-here")?.classList.remove("xp-here");
  if (thing.id !== "top") thing.classList.add("xp-here");
}

// Paper cannot be unfolded, and a picture as wide as the screen would be cut there: a view box
// lets the style sheet give it the size of the paper.
function toPaper() {
  for (const box of document.querySelectorAll("details:is(.xp-data, .xp-result:not(.xp-skill)):not([open])")) {
    box.open = true;
    box.dataset.unfolded = "";
  }
  for (const svg of document.querySelectorAll(".js-plotly-plot .main-svg")) {
    svg.setAttribute("viewBox", `0 0 ${svg.getAttribute("width")} ${svg.getAttribute("height")}`);
  }
}

function fromPaper() {
  for (const box of document.querySelectorAll("details[data-unfolded]")) {
    box.open = false;
    delete box.dataset.unfolded;
  }
  for (const svg of document.querySelectorAll(".js-plotly-plot .main-svg")) svg.removeAttribute("viewBox");
}
