// Where an author writes: files at the left, the text in the middle with what is wrong below it,
// and at the right the page as it would be. What is typed is kept on the server as a draft after a
// short pause, and in this browser until the server says so.

import { lines } from "./lines.js";
import { beside, box, button, choice, made } from "./boxes.js";

const PAUSE = 400; // milliseconds without a key after which a draft is kept
const AGAIN = 2000; // after which it is tried again
const LOOK = 1500; // between two looks at whether files have changed on disk
const LOOKS = 3; // so many the page at the right has to go where it should
const PATIENCE = 15000;
const KEPT = 200;
const TORN = 409; // what the server says where two texts stand against each other

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

const isNarrow = () => matchMedia("(max-width: 70rem)").matches;

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

// --- a file, its draft, and the server --------------------------------------------------

/** Nothing else is opened while somebody has to choose between two texts of this file. */
async function open(state, name, line = 0) {
  if ((await keep(state)) === TORN) return;
  const reply = await ask(state, `file?name=${encodeURIComponent(name)}`);
  if (!reply.ok) return say(state, reply.said.said ?? "The server does not answer just now.");
  show(state, reply.said);
  remember("xe-file", name);
  state.find(".xe-name").textContent = name;
  unsent(state);
  draw(state);
  follow(state);
  if (line) state.text.go(line);
  else state.text.area.focus({ preventScroll: true });
}

/** What was typed and never arrived goes on from where it began; if the server has another draft by
    now, both are shown. */
function unsent(state) {
  const { text, base, known } = backup(state);
  if (text === undefined || text === state.text.area.value) return forget(backupKey(state));
  const other = state.other && known !== state.known ? { text: state.saved, digest: state.known } : null;
  state.base = base;
  state.text.set(text);
  notice(state);
  if (other) {
    state.known = known; // so that it asks again, whatever is typed before somebody chooses
    return otherWindow(state, other, text);
  }
  typed(state);
  say(state, "Here again: what you typed before the connection was lost.");
}

/** Each window has a place of its own: two that write one file take nothing from each other. */
const backupKey = (state, name = state.name) => `xe-text:${state.by}:${name}`;

/** That of a window which is gone for good is taken over by the next that opens the file. */
function backup(state) {
  const own = backupKey(state);
  if (stored(own) === null) {
    const left = storedKeys().find((key) => key.startsWith("xe-text:") && key.endsWith(`:${state.name}`));
    if (left) {
      remember(own, stored(left));
      forget(left);
    }
  }
  try {
    return JSON.parse(stored(own)) ?? {};
  } catch {
    return {};
  }
}

function show(state, file) {
  const draft = file.draft;
  state.name = file.name;
  state.disk = file.text;
  state.digest = file.digest;
  state.base = draft ? draft.base : file.digest;
  state.known = draft ? draft.digest : "";
  state.other = draft !== null && draft.by !== state.by; // typed elsewhere, so more than we know of
  state.saved = draft ? draft.text : file.text;
  state.text.set(state.saved);
  state.text.area.setAttribute("aria-label", `Text of ${file.name}`);
  notice(state);
  say(state, draft ? `${state.other ? "A draft from another window" : "Your draft"}; it is not published.` : file.digest ? "As published." : "A new file.");
}

function typed(state) {
  keepHere(state);
  say(state, "Typing …");
  clearTimeout(state.timer);
  state.timer = setTimeout(() => keep(state), PAUSE);
}

/** In this browser, until the server has it. */
function keepHere(state) {
  const text = state.text.area.value;
  if (!state.name || text === state.saved) return;
  remember(backupKey(state), JSON.stringify({ text, base: state.base, known: state.known }));
}

/** One at a time, and once more if something was typed meanwhile. Says what the server said: KEPT
    also where there was nothing to keep, and TORN where another window has written. */
async function keep(state) {
  clearTimeout(state.timer);
  while (state.busy) await state.busy;
  const { name, base, known } = state;
  const text = state.text.area.value;
  if (!name || text === state.saved) return KEPT;
  state.busy = post(state, "draft", { name, text, base, by: state.by, known });
  const reply = await state.busy;
  state.busy = null;
  if (reply.ok) {
    state.saved = text;
    state.known = reply.said.digest;
    if (state.name === name && state.text.area.value === text) forget(backupKey(state, name));
    else keepHere(state);
    told(state, reply.said);
    if (state.text.area.value === text) say(state, text === state.disk ? "As published." : "Draft kept.");
    return KEPT;
  }
  if (reply.status === TORN) otherWindow(state, reply.said, text);
  else {
    const said = reply.status ? reply.said.said : "The server does not answer.";
    say(state, `${said} Your text is kept in this browser.`);
    if (reply.status === 507) await looked(state, name, text);
    if (!state.closed) state.timer = setTimeout(() => keep(state), AGAIN);
  }
  return reply.status;
}

/** Where no draft can be kept, a text is looked at all the same. */
async function looked(state, name, text) {
  const reply = await post(state, "check", { name, text });
  if (!reply.ok) return;
  state.problems = reply.said.problems;
  draw(state);
}

async function refresh(state) {
  const reply = await ask(state, "desk");
  if (reply.ok) told(state, reply.said);
}

function told(state, said) {
  state.files = said.files;
  state.problems = said.problems;
  const shown = { publish: said.writable, download: !said.writable, suggest: !said.writable && said.suggests, leave: said.signed_in };
  for (const [name, is] of Object.entries(shown)) state.find(`[data-do=${name}]`).hidden = !is;
  draw(state);
}

/** Whether files have changed on disk: an untouched text follows, a draft is told. */
async function look(state) {
  if (state.closed) return;
  if (!document.hidden) {
    arrive(state);
    const reply = await ask(state, "revision");
    if (reply.ok && reply.said.revision !== state.revision) {
      state.revision = reply.said.revision;
      await refresh(state);
      await compare(state);
    }
  }
  clearTimeout(state.looks);
  if (!state.closed) state.looks = setTimeout(() => look(state), LOOK);
}

async function compare(state) {
  const name = state.name;
  if (!name || state.busy) return;
  const reply = await ask(state, `file?name=${encodeURIComponent(name)}`);
  if (!reply.ok || state.name !== name || reply.said.digest === state.digest) return;
  const untouched = state.text.area.value === state.disk && !reply.said.draft;
  state.digest = reply.said.digest;
  state.disk = reply.said.text;
  if (untouched) {
    show(state, reply.said);
    say(state, "Changed on disk, and read again.");
  } else notice(state);
}

function notice(state) {
  const line = state.find(".xe-notice");
  const clash = state.base !== state.digest && state.text.area.value !== state.disk;
  if (clash === !line.hidden) return;
  line.hidden = !clash;
  if (clash) {
    line.replaceChildren(
      "This file has changed on disk since you began. ",
      button("Show both", () => clashes(state, [{ name: state.name, theirs: state.disk, digest: state.digest, mine: state.text.area.value }])),
    );
  }
}

// --- what is drawn ----------------------------------------------------------------------

function draw(state) {
  const focused = document.activeElement?.dataset?.name;
  const list = state.find(".xe-names");
  const groups = Map.groupBy ? Map.groupBy(state.files, folder) : grouped(state.files);
  list.replaceChildren(...[...groups].map(([name, files]) =>
    made("section", {}, made("h3", { textContent: name }), made("ul", {}, ...files.map((file) => made("li", {}, fileButton(state, file)))))));
  const at = list.querySelector("[aria-current]");
  if (at && list.dataset.at !== state.name) {
    list.dataset.at = state.name;
    list.scrollTop = at.offsetTop - list.offsetTop - list.clientHeight / 2;
  }
  if (focused) list.querySelector(`[data-name="${CSS.escape(focused)}"]`)?.focus();
  const mine = state.problems.filter((each) => each.file === state.name);
  state.text.mark(mine.map((each) => each.line));
  drawProblems(state, mine, state.problems.filter((each) => each.file !== state.name));
}

const folder = (file) => file.name.slice(0, file.name.lastIndexOf("/"));

function grouped(files) {
  const found = new Map();
  for (const file of files) found.set(folder(file), [...(found.get(folder(file)) ?? []), file]);
  return found;
}

function fileButton(state, file) {
  const name = file.name.slice(file.name.lastIndexOf("/") + 1);
  const pick = button(name, () => {
    if (isNarrow()) state.find(".xe-files details").open = false;
    open(state, file.name);
  }, "xe-file");
  pick.dataset.name = file.name;
  if (file.name === state.name) pick.setAttribute("aria-current", "true");
  if (file.draft) pick.append(made("span", { className: "xe-sign", textContent: "draft" }));
  if (file.problems) {
    const sign = made("span", { className: "xe-sign xe-sign-bad", textContent: `${file.problems} to mend` });
    pick.append(sign);
  }
  return pick;
}

function drawProblems(state, mine, others) {
  const place = state.find(".xe-wrong");
  const shown = JSON.stringify([state.name, state.problems]);
  if (place.dataset.shown === shown) return;
  place.dataset.shown = shown;
  const count = state.problems.length;
  const title = count ? `${count} to mend${others.length && mine.length ? `, ${mine.length} of them here` : ""}` : "Nothing to mend";
  const head = made("h3", { textContent: title });
  head.setAttribute("role", "status");
  const rows = [...mine, ...others].map((problem) => made("li", {}, problemButton(state, problem)));
  place.replaceChildren(head, made("ol", {}, ...rows));
}

function problemButton(state, problem) {
  const here = problem.file === state.name;
  const where = here ? `Line ${problem.line}` : `${problem.file}:${problem.line}`;
  const pick = button("", () => goTo(state, problem), "xe-problem");
  pick.append(made("b", { textContent: where }), made("span", { textContent: problem.message }), made("i", { textContent: problem.hint }));
  return pick;
}

async function goTo(state, problem) {
  if (problem.file === state.name) return state.text.go(problem.line);
  if (state.files.some((each) => each.name === problem.file)) return open(state, problem.file, problem.line);
  if (!problem.file.endsWith(".md") && problem.file.includes(".")) return say(state, `${problem.file} is not written here.`);
  return begin(state, problem.file);
}

function say(state, words) {
  const status = state.find(".xe-status");
  if (status.textContent !== words) status.textContent = words;
}

/** The page at the right goes where the file stands on the site. */
function follow(state) {
  const place = state.find(".xe-page details");
  const to = pageOf(state.name).replace(/(#|$)/, "?drafts$1");
  let frame = place.querySelector("iframe");
  if (!frame) {
    frame = made("iframe", { name: "xp-drafts", title: "The page as it would be with your drafts" });
    const put = () => {
      if (!place.open || frame.isConnected) return;
      frame.src = to;
      place.append(frame);
    };
    place.addEventListener("toggle", put);
    put();
    if (!frame.isConnected) return;
  } else if (frame.dataset.at !== to) {
    const inside = frame.contentDocument;
    const link = inside?.body?.appendChild(Object.assign(inside.createElement("a"), { href: to, hidden: true }));
    link?.click(); // our script there takes it as a reader's click, and keeps the visit
    link?.remove();
  }
  frame.dataset.at = to;
  frame.dataset.due = LOOKS;
}

/** A click on a page that is just being drawn may be lost: then the frame is brought there. */
function arrive(state) {
  const frame = state.find("iframe");
  if (!frame?.dataset.due) return;
  const there = new URL(frame.dataset.at, location.href);
  if (frame.contentDocument?.location.pathname === there.pathname) delete frame.dataset.due;
  else if (Number(frame.dataset.due) > 0) frame.dataset.due -= 1;
  else {
    delete frame.dataset.due;
    frame.src = there.href;
  }
}

function pageOf(name) {
  const own = name.slice(name.lastIndexOf("/") + 1, -3).replace(/^\d+-/, "");
  const pages = { "content/events.md": "sequence", "content/ladder.md": "sequence", "content/people.md": "people", "content/words.md": "people", "content/places.md": "people" };
  if (name.startsWith("seeds/")) return "sources";
  if (name.startsWith("content/quiz/")) return "quiz";
  if (name.startsWith("content/charts/")) return `charts#${own}`;
  if (name.startsWith("content/story/")) return `./#${own}`;
  return pages[name] ?? "./";
}

// --- what is put in ---------------------------------------------------------------------

async function insert(state, group) {
  const reply = await ask(state, "inserts");
  if (!reply.ok || !state.name) return;
  const found = reply.said.snippets.filter((each) => each.group === group);
  if (found.length === 1) return state.text.putBlock(found[0].text);
  const entries = found.map((each) => ({ head: each.label, text: each.kind, put: each.text }));
  choice(group === "Chart" ? "Which chart?" : "Which question?", entries, (entry) => state.text.putBlock(entry.put));
}

async function claim(state) {
  const reply = await ask(state, "inserts");
  if (!reply.ok || !state.name) return;
  const entries = reply.said.claims.map((each) => ({ head: each.id, text: `${each.who}: ${each.text}`, put: each.id }));
  choice("Which claim?", entries, (entry) => {
    const { area } = state.text;
    const before = area.value[area.selectionStart - 1] ?? "\n";
    state.text.put(`${/\s/.test(before) ? "" : " "}[^${entry.put}]`);
  });
}

async function begin(state, wanted = "") {
  const reply = await ask(state, "inserts");
  if (!reply.ok) return say(state, "The server does not answer just now.");
  const files = reply.said.files;
  const kind = made("select", { className: "xe-field" }, ...files.map((each) => made("option", { value: each.name, textContent: each.label })));
  const own = made("input", { className: "xe-field", required: true, pattern: "[\\w][\\w.\\-]*", value: "" });
  const line = made("label", { className: "xe-label" }, "Its name, such as 10-how-it-began", own);
  const said = made("p", { className: "xe-count" });
  said.setAttribute("role", "alert");
  const match = files.find((each) => each.name === wanted || (each.name.endsWith("/") && wanted.startsWith(each.name.slice(0, -1))));
  if (match) kind.value = match.name;
  const choose = () => {
    line.hidden = !kind.value.endsWith("/");
    own.disabled = line.hidden;
  };
  kind.addEventListener("change", choose);
  const form = made("form", { method: "dialog" },
    made("label", { className: "xe-label" }, "What is it?", kind), line, said,
    made("p", { className: "xe-row" }, made("button", { className: "xe-button xe-filled", textContent: "Begin" }), button("Close", () => dialog.close())));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const name = kind.value.endsWith("/") ? `${kind.value}${own.value.trim().replace(/\.md$/, "")}.md` : kind.value;
    if (state.files.some((each) => each.name === name)) return void (said.textContent = "There is such a file already.");
    const text = files.find((each) => each.name === kind.value).text;
    if ((await keep(state)) === TORN) return void dialog.close();
    const kept = await post(state, "draft", { name, text, base: "", by: state.by, known: "" });
    if (!kept.ok) return void (said.textContent = kept.said.said ?? "The server does not answer just now.");
    dialog.close();
    told(state, kept.said);
    await open(state, name);
  });
  const dialog = box("A new file", form);
  choose();
  kind.focus();
}

// --- what becomes of a draft ------------------------------------------------------------

/** What goes out is what somebody has seen here: `over` is the text on disk that it may replace, and
    `agreed` the drafts of other windows that may go along. */
async function publish(state, more = {}) {
  if ((await keep(state)) !== KEPT || !state.name) return;
  const { name, known, by } = state;
  const reply = await post(state, "publish", { name, known, by, ...more });
  if (reply.ok) {
    told(state, reply.said);
    const file = await ask(state, `file?name=${encodeURIComponent(name)}`);
    if (file.ok && state.name === name) take(state, file.said);
    return say(state, `Published: ${reply.said.published.join(", ")}`);
  }
  if (state.name !== name) return;
  if (reply.status === TORN && reply.said.clashes) return clashes(state, reply.said.clashes);
  if (reply.status === TORN && reply.said.others) return together(state, reply.said.others, more);
  if (reply.status === TORN) return otherWindow(state, reply.said, state.text.area.value);
  if (reply.status === 404) return say(state, "Nothing to publish: the text is as it was.");
  say(state, reply.said.said ?? "The server does not answer just now.");
  if (reply.status === 422) state.find(".xe-problem")?.focus();
}

/** Where the lesson's files cannot be written, a change goes to those who can. */
async function suggest(state) {
  if ((await keep(state)) === TORN) return;
  const text = state.text.area.value;
  if (!state.name || text === state.disk) return say(state, "There is nothing to suggest: the text is as it was.");
  const reply = await post(state, "suggest", { name: state.name, text });
  if (!reply.ok || !reply.said.address) return say(state, reply.said.said ?? "The server does not answer just now.");
  const link = made("a", { href: reply.said.address, target: "_blank", rel: "noreferrer", textContent: "Open the form with your change" });
  const dialog = box("Suggest this change",
    made("p", { textContent: "The form opens at the lesson's repository, in a window of its own. You need an account there, and nothing is sent before you press its button." }),
    made("p", { className: "xe-row" }, link), made("p", { className: "xe-row" }, button("Close", () => dialog.close())));
}

function download(state) {
  if (!state.name) return;
  const address = URL.createObjectURL(new Blob([state.text.area.value], { type: "text/markdown" }));
  const link = made("a", { href: address, download: state.name.slice(state.name.lastIndexOf("/") + 1) });
  state.root.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}

async function leaveDesk(state) {
  if ((await keep(state)) === TORN) return;
  const form = made("form", { method: "post", action: `${state.route}/sign-out` });
  state.root.append(form);
  form.submit();
}

/** The same text, which now is the file's own: the cursor stays where it is. */
function take(state, file) {
  Object.assign(state, { disk: file.text, digest: file.digest, base: file.digest, known: "" });
  if (file.draft) Object.assign(state, { base: file.draft.base, known: file.draft.digest });
  if (state.text.area.value === state.saved && !file.draft) {
    if (state.saved !== file.text) state.text.set(file.text);
    state.saved = file.text;
  }
  notice(state);
}

/** Texts that are right only with what was typed in other windows: whoever publishes says so. */
function together(state, others, more) {
  const { name } = state;
  const dialog = box("Publish drafts of other windows too?",
    made("p", { textContent: "Your text is right only together with these drafts, which were typed in other windows. Look at them first: they are published as they stand now." }),
    ...others.map((each) => made("p", {}, made("b", { textContent: each.name }))),
    made("p", { className: "xe-row" },
      button("Publish all of them", () => {
        dialog.close();
        if (state.name === name) publish(state, { ...more, agreed: others.map((each) => each.digest).join(" ") });
      }, "xe-filled"),
      button("Close", () => dialog.close())));
}

function clashes(state, [clash]) {
  if (clash.name !== state.name) return open(state, clash.name).then(() => clash.name === state.name && clashes(state, [clash]));
  const theirs = { title: "On disk now", text: clash.theirs };
  const mine = { title: "Yours", text: clash.mine };
  const dialog = box("This file has changed on disk", 
    made("p", { textContent: "Somebody, or another program, has written it since you began. Both texts are here; the one you do not choose stays among the earlier versions." }),
    beside(theirs, mine),
    made("p", { className: "xe-row" },
      button("Publish mine", () => { dialog.close(); publish(state, { over: clash.digest }); }, "xe-filled"),
      button("Take the one on disk", () => { dialog.close(); drop(state, "Taken from disk; your draft is among the earlier versions."); }),
      button("Go on writing", () => dialog.close())));
}

/** Both texts of the file that is open now. What is pressed later, with another file open, does
    nothing: the words of one file never become those of another. */
function otherWindow(state, said, text) {
  const { name } = state;
  const choose = (words, act, kind) => button(words, () => {
    dialog.close();
    if (state.name === name) act();
  }, kind);
  state.asking?.close();
  const dialog = box("Another window has changed this draft",
    made("p", { textContent: "Both texts are here; the one you do not choose stays among the earlier versions." }),
    beside({ title: "The other window", text: said.text }, { title: "Yours", text }),
    made("p", { className: "xe-row" },
      choose("Keep mine", () => {
        Object.assign(state, { known: said.digest, saved: said.text });
        state.text.set(text);
        typed(state);
      }, "xe-filled"),
      choose("Take the other", () => drop(state, "As published; yours is among the earlier versions.", ""))));
  state.asking = dialog;
}

function undo(state) {
  if (!state.name || (state.text.area.value === state.disk && state.saved === state.disk)) return say(state, "There is no draft: the text is as published.");
  const dialog = box("Drop your draft?",
    made("p", { textContent: "The text goes back to what is published. Your draft stays among the earlier versions." }),
    made("p", { className: "xe-row" },
      button("Drop it", () => { dialog.close(); drop(state, "As published; your draft is among the earlier versions."); }, "xe-filled"),
      button("Close", () => dialog.close())));
}

/** What stands here goes among the earlier versions, and so does the draft that we `known`: one that
    another window has written since stays, and is shown. */
async function drop(state, words, known = state.known) {
  clearTimeout(state.timer);
  while (state.busy) await state.busy;
  const { name } = state;
  const text = state.text.area.value;
  const reply = await post(state, "lay-aside", { name, text, known });
  if (!reply.ok) return say(state, reply.said.said ?? "The server does not answer just now.");
  forget(backupKey(state, name));
  told(state, reply.said);
  if (state.name !== name) return;
  Object.assign(state, { saved: text, known: "" });
  if (state.files.some((each) => each.name === name)) {
    await open(state, name);
    say(state, state.known ? "Here is the other window's draft; yours is among the earlier versions." : words);
  } else {
    state.name = "";
    state.text.set("");
    state.saved = "";
    if (state.files.length) await open(state, state.files[0].name);
  }
}

const WHY = { published: "published", found: "found on disk", laid: "a draft that another text took the place of" };

async function versions(state) {
  if ((await keep(state)) === TORN) return;
  const name = state.name;
  const reply = await ask(state, `versions?name=${encodeURIComponent(name)}`);
  if (!reply.ok) return;
  const entries = reply.said.versions.map((each) => ({ head: new Date(each.at).toLocaleString(), text: WHY[each.why] ?? each.why, id: each.id }));
  if (!entries.length) return say(state, "No earlier versions: nothing of this file has been published from here.");
  choice("Earlier versions", entries, async (entry) => {
    const found = await ask(state, `version?name=${encodeURIComponent(name)}&id=${entry.id}`);
    if (!found.ok) return;
    const dialog = box("Bring it back?",
      beside({ title: `${entry.head}, ${entry.text}`, text: found.said.text }, { title: "Now", text: state.text.area.value }),
      made("p", { className: "xe-row" },
        button("Bring it back as a draft", () => { dialog.close(); if (state.name === name) state.text.putAll(found.said.text); }, "xe-filled"),
        button("Close", () => dialog.close())));
  });
}

// --- the server, and what this browser keeps --------------------------------------------

const ask = (state, what) => sent(`${state.route}/${what}`, {});

const post = (state, what, body) =>
  sent(`${state.route}/${what}`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });

async function sent(address, options) {
  try {
    const response = await fetch(address, { ...options, signal: AbortSignal.timeout(PATIENCE) });
    const text = await response.text();
    return { ok: response.ok, status: response.status, said: text.startsWith("{") ? JSON.parse(text) : { said: text } };
  } catch {
    return { ok: false, status: 0, said: {} };
  }
}

/** The same after a reload, another in each window: a draft knows where it was typed. While it is
    in use it is not stored, since a window that is duplicated takes all that is stored along. */
let ownName = "";

function windowName() {
  if (ownName) return ownName;
  ownName = Math.random().toString(36).slice(2);
  try {
    ownName = sessionStorage.getItem("xe-window") ?? ownName;
    sessionStorage.removeItem("xe-window");
    addEventListener("pagehide", () => sessionStorage.setItem("xe-window", ownName));
    addEventListener("pageshow", () => sessionStorage.removeItem("xe-window"));
  } catch {
    // A browser that stores nothing: then it is another after a reload.
  }
  return ownName;
}

function storedKeys() {
  try {
    return Object.keys(localStorage);
  } catch {
    return [];
  }
}

function stored(key) {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function remember(key, value) {
  try {
    localStorage.setItem(key, value);
  } catch {
    // A browser that stores nothing: then the server alone has it.
  }
}

function forget(key) {
  try {
    localStorage.removeItem(key);
  } catch {
    // As above.
  }
}
