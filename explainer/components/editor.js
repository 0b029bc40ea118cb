// Where an author writes: files at the left, the text in the middle with what is wrong below it,
// and at the right the page as it would be. What is typed is kept on the server as a draft after a
// short pause, and in this browser until the server says so.

import { made } from "./boxes.js";
import { keep, keepHere, look, open, refresh, typed } from "./desk_drafts.js";
import { begin, claim, insert } from "./desk_inserts.js";
import { isNarrow, say } from "./desk_listing.js";
import { clashes, download, leaveDesk, otherWindow, publish, suggest, undo, versions } from "./desk_publishing.js";
import { stored, windowName } from "./desk_sending.js";
import { lines } from "./lines.js";

const FRAME = `
  <div class="xe-files"><details open><summary>Files</summary><div class="xe-names"></div>
    <p class="xe-row"><button type="button" class="xe-button" data-do="begin">New file</button></p></details></div>
  <div class="xe-work">
    <div class="xe-head"><h2 class="xe-name" tabindex="-1"></h2><p class="xe-status" role="status"></p></div>
    <div class="xe-tools" role="group" aria-label="Put into the text">
      <button type="button" class="xe-button" data-do="claim">Claim</button>
      <button type="button" class="xe-button" data-do="Note">Note</button>
      <button type="button" class="xe-button" data-do="Event">Event</button>
      <button type="button" class="xe-button" data-do="Chart" aria-haspopup="dialog">Chart …</button>
      <button type="button" class="xe-button" data-do="Question" aria-haspopup="dialog">Question …</button>
    </div>
    <div class="xe-text"><div class="xe-paper"></div></div>
    <p class="xe-notice" role="alert" hidden></p>
    <div class="xe-tools xe-ends">
      <button type="button" class="xe-button xe-filled" data-do="publish">Publish</button>
      <button type="button" class="xe-button xe-filled" data-do="suggest" hidden>Suggest this change</button>
      <button type="button" class="xe-button" data-do="download" hidden>Download the file</button>
      <button type="button" class="xe-button" data-do="versions">Earlier versions</button>
      <button type="button" class="xe-button" data-do="undo">Drop my draft</button>
      <button type="button" class="xe-button" data-do="leave" hidden>Sign out</button>
    </div>
    <section class="xe-wrong" aria-label="To mend"></section>
  </div>
  <div class="xe-page"><details open><summary>The page</summary></details></div>`;

let desk = null; // one for the window: it outlives a new drawing of the page

export default function ({ data, parentElement }) {
  const here = parentElement.querySelector(".xe");
  if (desk && here) return;
  desk = opened(parentElement, data);
  return () => {
    desk?.close();
    desk = null;
  };
}

function opened(parent, data) {
  const root = made("div", { className: "xe", innerHTML: FRAME });
  parent.append(root);
  const find = (selector) => root.querySelector(selector);
  const state = {
    root, find, route: data.route, name: "", disk: "", base: "", digest: "", known: "", other: false, saved: "",
    by: windowName(), files: [], problems: [], timer: 0, looks: 0, busy: null, revision: "", closed: false,
  };
  // What those below have to ask for, and do not know.
  Object.assign(state, {
    open: (...more) => open(state, ...more), goTo: (problem) => goTo(state, problem),
    clashes: (found) => clashes(state, found), otherWindow: (...more) => otherWindow(state, ...more),
  });
  state.text = lines(find(".xe-paper"), () => typed(state));
  const acts = {
    begin: () => begin(state), claim: () => claim(state), publish: () => publish(state),
    versions: () => versions(state), undo: () => undo(state), leave: () => leaveDesk(state),
    suggest: () => suggest(state), download: () => download(state),
    Note: () => insert(state, "Note"), Event: () => insert(state, "Event"),
    Chart: () => insert(state, "Chart"), Question: () => insert(state, "Question"),
  };
  root.addEventListener("click", (event) => acts[event.target.closest("[data-do]")?.dataset.do]?.());
  root.addEventListener("keydown", (event) => keys(state, event));
  const leave = () => keepHere(state);
  addEventListener("pagehide", leave);
  const guard = guarded(state);
  state.close = () => {
    state.closed = true;
    clearTimeout(state.timer);
    clearTimeout(state.looks);
    removeEventListener("pagehide", leave);
    guard();
    keep(state);
  };
  if (isNarrow()) for (const each of root.querySelectorAll(".xe-files details, .xe-page details")) each.open = false;
  start(state, data);
  return state;
}

async function start(state, data) {
  await refresh(state);
  const names = state.files.map((each) => each.name);
  const last = stored("xe-file");
  const first = [data.file, last, "content/site.md", names[0]].find((name) => names.includes(name));
  if (names.includes(data.file)) await open(state, data.file, Number(data.line) || 0);
  else if (data.file) begin(state, data.file);
  else if (first) await open(state, first);
  else begin(state);
  look(state);
}

/** The frame says by itself that the server is gone, and takes the focus to say so: whoever has not
    gone into it is still writing. */
function guarded(state) {
  let tabbed = 0;
  const key = (event) => { tabbed = event.key === "Tab" ? Date.now() : 0; };
  const blur = () => {
    const frame = document.activeElement;
    if (frame?.name !== "xp-drafts" || frame.matches(":hover") || Date.now() - tabbed < 1000) return;
    state.text.area.focus({ preventScroll: true });
  };
  document.addEventListener("keydown", key, true);
  addEventListener("blur", blur);
  return () => {
    document.removeEventListener("keydown", key, true);
    removeEventListener("blur", blur);
  };
}

function keys(state, event) {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") {
    event.preventDefault();
    if (event.target === state.text.area) keep(state);
  }
}

async function goTo(state, problem) {
  if (problem.file === state.name) return state.text.go(problem.line);
  if (state.files.some((each) => each.name === problem.file)) return open(state, problem.file, problem.line);
  if (!problem.file.endsWith(".md") && problem.file.includes(".")) return say(state, `${problem.file} is not written here.`);
  return begin(state, problem.file);
}
