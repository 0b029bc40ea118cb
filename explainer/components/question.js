/**
 * One question of any kind: its form, its buttons, its result. No build step.
 *
 * data = {
 *   id, version,             while the version stays, the form is left alone: drawing it again
 *                            would lose the focus and what was typed
 *   stem_html, html, hint_html,   made on the server; html is the inside of the form
 *   state: {
 *     answered, verdict,     right, partly, wrong, or kept, where there is no right answer
 *     correct, score, tries,
 *     result_html,           may open with <p class="xq-verdict">; else the label is used
 *     cards_html,            the cards that the marks of the result open
 *     failed                 the answer could not be kept; the form stays open
 *   },
 *   about,                   the section it is about; empty where it belongs to none
 *   route,                   where answers go; empty where only a script can take them
 *   levels                   labels of how sure one can be, from a guess on: a button for each;
 *                            empty where there is nothing to be sure of, and one button is enough
 *   labels                   the interface's words (views/widgets/wording.py)
 * }
 *
 * An answer is {question, pairs, key, confidence, looked, since}: the number of the level, whether
 * the text was open meanwhile, and how many seconds ago it had been read. With a route it goes into the outbox (outbox.js), which
 * tells the document what came of it; without one it is the trigger `answer`, and the reply is an
 * answered state with other `tries`, or `failed`. No key of a question comes here before that.
 * What is ticked or typed and not yet sent is kept in this browser, and is there after a reload.
 */

import { readNow, sinceRead } from "./reading.js";

const PATIENCE = 5000; // milliseconds until a learner is told that no reply has come

const SKELETON = `
  <form class="xq-form" novalidate>
    <fieldset class="xq-set">
      <legend class="xq-stem" data-part="stem"></legend>
      <div class="xq-body" data-part="body"></div>
    </fieldset>
    <details class="xq-hint" data-part="hint">
      <summary class="xq-summary" data-part="hintName"></summary>
      <div class="xq-hint-text" data-part="hintText"></div>
    </details>
    <button type="submit" hidden></button>
    <div class="xq-foot">
      <div class="xq-sure" tabindex="-1" data-part="sure">
        <p class="xq-ask" data-part="ask"></p>
        <div class="xq-levels" data-part="levels"></div>
      </div>
      <p class="xq-nudge" role="status" data-part="nudge"></p>
    </div>
    <div class="xq-result" role="status" tabindex="-1" data-part="result"></div>
    <button class="xq-button xq-again" type="button" data-part="again"></button>
    <p class="xq-hidden" aria-live="polite" data-part="live"></p>
  </form>
  <div data-part="cards"></div>`;

const ICONS = {
  right: "M10 1.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17ZM6 10.2l2.8 2.8L14 7.3",
  partly: "M10 1.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17ZM6 10h8",
  kept: "M5 2.5h10v15l-5-4-5 4Z",
  wrong: "M2.5 2.5h15v15h-15ZM6.7 6.7l6.6 6.6M13.3 6.7l-6.6 6.6",
};

const drawn = new WeakMap();
let asks = 0; // questions on the page that ask how sure one is: each names its group by an id

export default function (component) {
  const { data, parentElement } = component;
  if (!data) return undefined;
  let question = drawn.get(parentElement);
  if (!question || !parentElement.contains(question.root)) {
    question = mounted(parentElement);
    drawn.set(parentElement, question);
  }
  question.component = component;
  question.run += 1;
  const run = question.run;
  draw(question);
  show(question);
  // Streamlit also calls the cleanup of a run that a newer one overtook: only the last may clear.
  return () => {
    if (question.run === run) dismount(question, parentElement);
  };
}

function mounted(parentElement) {
  const root = document.createElement("div");
  root.className = "xq";
  root.innerHTML = SKELETON;
  const parts = {};
  for (const part of root.querySelectorAll("[data-part]")) parts[part.dataset.part] = part;
  const form = root.querySelector("form");
  const question = { root, form, parts, set: form.querySelector("fieldset"), run: 0 };
  form.addEventListener("submit", (event) => entered(question, event));
  parts.levels.addEventListener("click", (event) => pressed(question, event));
  form.addEventListener("input", () => {
    nudge(question, "");
    mirror(question);
    draft(question);
  });
  question.ears = { "xp-marked": marked, "xp-waiting": waiting, "xp-refused": refused };
  for (const [name, hear] of Object.entries(question.ears)) {
    question.ears[name] = ({ detail }) => {
      if (detail.question === question.component.data.id) hear(question, detail);
    };
    document.addEventListener(name, question.ears[name]);
  }
  question.look = ({ target }) => look(question, target);
  document.addEventListener("toggle", question.look, true); // it does not bubble
  parts.again.addEventListener("click", () => again(question));
  parts.body.addEventListener("click", (event) => press(question, event));
  parts.body.addEventListener("keydown", (event) => steer(question, event));
  parts.body.addEventListener("pointerdown", (event) => grab(question, event));
  parentElement.appendChild(root);
  return question;
}

function dismount(question, parentElement) {
  clearTimeout(question.timer);
  for (const [name, hear] of Object.entries(question.ears)) document.removeEventListener(name, hear);
  document.removeEventListener("toggle", question.look, true);
  question.root.remove();
  drawn.delete(parentElement);
}

/* --- drawing ------------------------------------------------------------------------- */

function draw(question) {
  const { id, version, stem_html, html, hint_html } = question.component.data;
  const { parts } = question;
  if (!parts.levels.firstChild) equip(question);
  name(question);
  const words = JSON.stringify([id, stem_html, html, hint_html]);
  if (question.words === words || (question.version === version && version)) return;
  const focused = parts.body.contains(document.activeElement);
  Object.assign(question, { words, version, shown: undefined });
  parts.stem.innerHTML = stem_html;
  parts.body.innerHTML = html;
  parts.hint.hidden = !hint_html;
  parts.hintText.innerHTML = hint_html || "";
  restore(question);
  if (focused) control(question)?.focus();
}

/** The buttons that send: one for each level, or a single one. Made once, since one has the focus. */
function equip(question) {
  const { sure, ask, levels } = question.parts;
  const names = question.component.data.levels ?? [];
  ask.hidden = names.length === 0;
  if (names.length) {
    sure.setAttribute("role", "group");
    ask.id = `xq-ask-${(asks += 1)}`;
    sure.setAttribute("aria-labelledby", ask.id);
  }
  levels.replaceChildren(...(names.length ? names : ["check"]).map(sender));
}

/** None is of the type `submit`: Enter would press the first. It presses one that nobody sees. */
function sender(name, index, all) {
  const button = document.createElement("button");
  button.className = "xq-button xq-check";
  button.type = "button";
  button.dataset.label = name;
  if (all.length > 1) button.dataset.sure = index + 1;
  return button;
}

function name(question) {
  const { parts } = question;
  const isWaiting = question.pending && !question.slow && parts.levels.children.length === 1;
  for (const button of parts.levels.children) {
    write(button, label(question, isWaiting ? "waiting" : button.dataset.label));
    button.classList.toggle("xq-pressed", button === question.button && Boolean(question.pending));
  }
  write(parts.ask, label(question, "sure"));
  write(parts.hintName, label(question, "hint"));
  write(parts.again, label(question, "again"));
}

/** The newest that is known: what came over the route may be ahead of the last run of the script. */
function newest(question) {
  const { state } = question.component.data;
  const { told } = question;
  return told && !state.failed && (told.tries ?? 0) > (state.tries ?? 0) ? told : state;
}

function show(question) {
  const state = newest(question);
  const arrived = question.pending && isReply(question.pending, state);
  if (question.pending && !arrived) return; // another run, such as a change of theme
  if (arrived) settle(question);
  if (arrived && state.failed) nudge(question, label(question, "failed"));
  if (arrived && state.answered) question.sent = undefined;
  if (!state.answered) question.cleared = undefined;
  const marked = Boolean(state.answered) && state.tries !== question.cleared;
  const look = JSON.stringify([marked, state]);
  if (look === question.shown) return;
  question.shown = look;
  open(question, !marked);
  question.parts.cards.innerHTML = (marked && state.cards_html) || "";
  if (marked) reveal(question, state, arrived);
  else question.parts.result.replaceChildren();
}

function isReply(pending, state) {
  return Boolean(state.failed || (state.answered && state.tries !== pending.tries));
}

/** Open the form for an answer, or close it with the answer standing in it. */
function open(question, isOpen) {
  const { parts, root, set } = question;
  set.disabled = !isOpen;
  parts.sure.hidden = !isOpen;
  parts.again.hidden = isOpen || newest(question).correct;
  root.dataset.state = isOpen ? "open" : newest(question).verdict;
}

/** Fill the result. It is empty before, has the focus first, and so is announced once. */
function reveal(question, state, arrived) {
  const { result } = question.parts;
  if (!arrived) {
    result.replaceChildren(...outcome(question, state));
    return;
  }
  result.replaceChildren();
  result.focus({ preventScroll: true });
  requestAnimationFrame(() => {
    if (question.root.dataset.state === "open") return;
    result.replaceChildren(...outcome(question, state));
    result.scrollIntoView({ block: "nearest" });
  });
}

function outcome(question, state) {
  const kind = state.verdict;
  const box = document.createElement("div");
  box.innerHTML = state.result_html || "";
  let head = box.querySelector(".xq-verdict");
  if (!head) {
    head = document.createElement("p");
    head.className = "xq-verdict";
    head.textContent = label(question, kind);
    box.prepend(head);
  }
  head.insertAdjacentHTML(
    "afterbegin",
    '<svg class="xq-icon" viewBox="0 0 20 20" width="24" height="24" aria-hidden="true"' +
      ` focusable="false"><path d="${ICONS[kind]}"/></svg>`,
  );
  return [...box.childNodes];
}

/* --- answering ----------------------------------------------------------------------- */

/** Enter, wherever it was pressed: where there are levels it chooses none, and asks for one. */
function entered(question, event) {
  event.preventDefault();
  if (!question.component.data.levels?.length) submit(question, question.parts.levels.firstChild);
  else if (isReady(question)) {
    nudge(question, label(question, "unsure"));
    question.parts.sure.focus();
    question.parts.nudge.scrollIntoView({ block: "nearest" });
  }
}

function pressed(question, { target }) {
  const button = target.closest("button");
  if (button) submit(question, button);
}

function submit(question, button) {
  if (!isReady(question)) return;
  const pairs = given(question);
  const written = JSON.stringify(pairs);
  const key = question.sent?.written === written ? question.sent.key : unique();
  question.sent = { written, key }; // one key as long as it is one answer, however often sent
  const { id, about } = question.component.data;
  const confidence = Number(button.dataset.sure) || undefined;
  const how = { confidence, looked: hasLooked(question), since: sinceRead(about) };
  awaitMark(question, confidence);
  send(question, { question: id, pairs, key, ...how });
}

/** Whether there is something to send, and nothing on its way; what is missing is said. */
function isReady(question) {
  if ((question.pending && !question.slow) || question.set.disabled) return false;
  const lack = lacking(question);
  nudge(question, lack ? label(question, lack) || label(question, "nothing") : "");
  return !lack;
}

function given(question) {
  return [...new FormData(question.form)].map(([key, value]) => [key, String(value)]);
}

function send(question, answer) {
  const { data, setTriggerValue } = question.component;
  if (data.route && globalThis.xpOutbox) globalThis.xpOutbox.put(answer);
  else setTriggerValue("answer", answer);
}

function awaitMark(question, confidence) {
  const state = newest(question);
  question.pending = { tries: state.answered ? state.tries : undefined };
  question.button = question.parts.levels.children[confidence ? confidence - 1 : 0];
  wait(question);
}

/* --- what becomes of an answer on its way ------------------------------------------------ */

function marked(question, { state }) {
  question.told = state;
  erase(question);
  if (!question.pending) question.pending = {}; // sent before this page was loaded
  show(question);
}

function waiting(question, { key }) {
  if (question.sent?.key !== key) return;
  despair(question, "unsent");
}

function refused(question, { key, said }) {
  if (question.sent?.key !== key) return;
  settle(question);
  show(question);
  nudge(question, said || label(question, "failed"));
}

/** The name of what to say, if there is nothing to send. */
function lacking(question) {
  const { body } = question.parts;
  const list = body.querySelector("[data-sortable]");
  if (list) return "moved" in list.dataset ? "" : "unmoved";
  const selects = [...body.querySelectorAll("select")];
  const chosen = selects.filter((select) => select.value !== "");
  if (chosen.length > 0) return chosen.length < selects.length ? "unfinished" : "";
  const texts = [...body.querySelectorAll("input[type=text]")];
  const given = texts.some((text) => text.value.trim()) || body.querySelector(":checked");
  return given && selects.length === 0 ? "" : "nothing";
}

function wait(question) {
  const { form, parts, root, set } = question;
  question.slow = false;
  root.dataset.state = "pending";
  form.setAttribute("aria-busy", "true");
  for (const button of parts.levels.children) button.setAttribute("aria-disabled", "true");
  question.button.focus({ preventScroll: true }); // before what holds the focus is switched off
  set.disabled = true;
  name(question);
  clearTimeout(question.timer);
  question.timer = setTimeout(() => despair(question, "slow"), PATIENCE);
}

function despair(question, why) {
  clearTimeout(question.timer);
  question.slow = true;
  rest(question);
  question.set.disabled = false;
  question.root.dataset.state = "open";
  nudge(question, label(question, why));
}

function settle(question) {
  question.pending = undefined;
  question.slow = false;
  question.shown = undefined;
  clearTimeout(question.timer);
  nudge(question, "");
  rest(question);
}

function rest(question) {
  question.form.removeAttribute("aria-busy");
  for (const button of question.parts.levels.children) button.removeAttribute("aria-disabled");
  name(question);
}

function again(question) {
  question.cleared = newest(question).tries;
  show(question);
  draft(question);
  control(question)?.focus();
}

/** Where an answer begins: at what is chosen, else at the first control. */
function control(question) {
  const { body } = question.parts;
  return (
    body.querySelector("input:checked") ||
    body.querySelector("input:not([type=hidden]), select, button")
  );
}

function nudge(question, text) {
  write(question.parts.nudge, text);
}

/* --- the text beside it ------------------------------------------------------------------ */

const lookedAt = (question) => `xp-looked:${question.component.data.id}`;

/** Kept like a draft, with the number of tries so far: who opened the text before an answer. */
function look(question, box) {
  const { id, about } = question.component.data;
  if (box.dataset?.look !== id || !box.open) return;
  stored(lookedAt(question), String(newest(question).tries ?? 0));
  readNow(about);
}

/** Whether the text was open since the last answer, or stands on the page as in the story. */
function hasLooked(question) {
  const { id, about } = question.component.data;
  if (!about) return false;
  const there = `h2[data-section][id="${CSS.escape(about)}"], details[data-look="${CSS.escape(id)}"][open]`;
  const tries = String(newest(question).tries ?? 0);
  return Boolean(document.querySelector(there)) || stored(lookedAt(question)) === tries;
}

/* --- what is not sent yet ---------------------------------------------------------------- */

const drafted = (question) => `xp-draft:${question.component.data.id}`;

/** Kept with the number of tries so far: once there are more, it is a draft of the past. */
function draft(question) {
  const list = question.parts.body.querySelector("[data-sortable]");
  if (list && !("moved" in list.dataset)) return;
  const tries = newest(question).tries ?? 0;
  stored(drafted(question), JSON.stringify({ tries, pairs: given(question) }));
}

function erase(question) {
  stored(drafted(question), null);
  stored(lookedAt(question), null);
}

/** Back into the form: what is on its way, else what was begun. */
function restore(question) {
  const { data } = question.component;
  const onItsWay = data.route ? globalThis.xpOutbox?.find(data.id) : undefined;
  const begun = JSON.parse(stored(drafted(question)) ?? "null");
  const tries = newest(question).tries ?? 0;
  if (onItsWay) {
    fill(question, onItsWay.pairs);
    question.sent = { written: JSON.stringify(onItsWay.pairs), key: onItsWay.key };
    awaitMark(question, onItsWay.confidence);
    despair(question, "unsent");
  } else if (begun?.tries === tries) {
    fill(question, begun.pairs);
    if (tries) question.cleared = tries;
  }
}

function fill(question, pairs) {
  const { body } = question.parts;
  const list = body.querySelector("[data-sortable]");
  if (list) arrange(list, pairs.map(([, value]) => value));
  for (const input of body.querySelectorAll(".xq-tick")) {
    input.checked = pairs.some(([name, value]) => name === input.name && value === input.value);
  }
  for (const [name, value] of pairs) {
    const field = body.querySelector(`select[name="${CSS.escape(name)}"], input[type=text][name="${CSS.escape(name)}"]`);
    if (field) field.value = value;
  }
  mirror(question);
}

function arrange(list, values) {
  const items = new Map([...list.children].map((item) => [item.querySelector("input").value, item]));
  if (values.length !== items.size || values.some((value) => !items.has(value))) return;
  list.append(...values.map((value) => items.get(value)));
  list.dataset.moved = "";
  [...list.children].forEach((item, index) => rename(item, index + 1, items.size));
}

/** Reads, writes, or takes away (null). A browser that stores nothing loses a draft, no answer. */
function stored(name, value) {
  try {
    if (value === undefined) return localStorage.getItem(name);
    if (value === null) localStorage.removeItem(name);
    else localStorage.setItem(name, value);
  } catch {
    // As if there were nothing.
  }
  return null;
}

/* --- picking on a map ---------------------------------------------------------------- */

/** An area that is tapped sets its radio button, where the keyboard goes on from. */
function pick(question, area) {
  if (!area || question.set.disabled) return;
  const button = question.parts.body.querySelector(`input[value="${area.dataset.area}"]`);
  button.click();
  button.focus({ preventScroll: true });
}

/** The map shows what the list holds. */
function mirror(question) {
  for (const area of question.parts.body.querySelectorAll("[data-area]")) {
    const button = question.parts.body.querySelector(`input[value="${area.dataset.area}"]`);
    area.toggleAttribute("data-chosen", button.checked);
  }
}

/* --- putting in order ---------------------------------------------------------------- */

function press(question, event) {
  pick(question, event.target.closest("[data-area]"));
  const button = event.target.closest("[data-move]");
  if (button) shift(question, button.closest("li"), button.dataset.move);
}

function steer(question, event) {
  const item = event.target.closest("[data-sortable] > li");
  const way = { ArrowUp: "up", ArrowDown: "down" }[event.key];
  const onHandle = event.target.closest("[data-handle]");
  if (!item || !way || event.ctrlKey || event.metaKey || !(event.altKey || onHandle)) return;
  event.preventDefault();
  event.stopPropagation();
  shift(question, item, way);
}

function shift(question, item, way) {
  const moved = swap(item, way);
  if (moved) settled(question, item);
  else say(question, item);
  item.scrollIntoView({ block: "nearest" });
}

/** Moves the neighbour, not the item: what is not moved keeps focus and pointer. */
function swap(item, way) {
  const neighbour = way === "up" ? item.previousElementSibling : item.nextElementSibling;
  if (!neighbour) return false;
  if (way === "up") item.after(neighbour);
  else item.before(neighbour);
  return true;
}

function settled(question, item) {
  const items = [...item.parentElement.children];
  item.parentElement.dataset.moved = "";
  nudge(question, "");
  items.forEach((each, index) => rename(each, index + 1, items.length));
  say(question, item);
  draft(question);
}

function rename(item, place, count) {
  const named = (key) => filled(item, key, place, count);
  item.querySelector("[data-handle]").setAttribute("aria-label", named("drag"));
  for (const button of item.querySelectorAll("[data-move]")) {
    const end = button.dataset.move === "up" ? 1 : count;
    button.setAttribute("aria-label", named(button.dataset.move));
    button.setAttribute("aria-disabled", String(place === end));
  }
}

function say(question, item) {
  const items = [...item.parentElement.children];
  const place = items.indexOf(item) + 1;
  write(question.parts.live, filled(item, "moved", place, items.length));
}

function grab(question, event) {
  const handle = event.target.closest("[data-handle]");
  if (!handle || event.button !== 0 || question.set.disabled) return;
  event.preventDefault(); // no selecting of text
  handle.focus({ preventScroll: true });
  drag(question, handle, event);
}

function drag(question, handle, start) {
  const item = handle.closest("li");
  const from = [...item.parentElement.children].indexOf(item);
  const hold = start.clientY - item.getBoundingClientRect().top;
  const follow = (event) => {
    if (event.pointerId === start.pointerId) carry(item, event.clientY - hold);
  };
  const drop = () => {
    handle.removeEventListener("pointermove", follow);
    item.classList.remove("xq-carried");
    item.style.transform = "";
    if ([...item.parentElement.children].indexOf(item) !== from) settled(question, item);
  };
  handle.setPointerCapture(start.pointerId);
  item.classList.add("xq-carried");
  handle.addEventListener("pointermove", follow);
  handle.addEventListener("lostpointercapture", drop, { once: true });
}

/**
 * Brings the top of an item to a height, past every neighbour whose middle it passes. The page
 * scrolls once, after that: scrolling in between would move the neighbours under the pointer.
 */
function carry(item, top) {
  item.style.transform = "";
  while (item.previousElementSibling && top < middle(item.previousElementSibling)) swap(item, "up");
  while (item.nextElementSibling && top + item.offsetHeight > middle(item.nextElementSibling))
    swap(item, "down");
  item.scrollIntoView({ block: "nearest" });
  const list = item.parentElement.getBoundingClientRect();
  const kept = Math.min(Math.max(top, list.top - 8), list.bottom - item.offsetHeight + 8);
  item.style.transform = `translateY(${kept - item.getBoundingClientRect().top}px)`;
}

function middle(element) {
  const box = element.getBoundingClientRect();
  return box.top + box.height / 2;
}

/* --- words --------------------------------------------------------------------------- */

function label(question, key) {
  return question.component.data.labels?.[key] ?? "";
}

/** A sentence that the list carries, with its blanks filled in for one item. */
function filled(item, key, place, count) {
  const blanks = { item: item.dataset.words, place, count };
  const text = item.parentElement.getAttribute(`data-say-${key}`);
  return text.replace(/\{(item|place|count)\}/g, (_, blank) => String(blanks[blank]));
}

/** Sets text only where it differs: a live region speaks at every change. */
function write(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/** `crypto.randomUUID` is missing on plain http, as in a classroom's own network. */
function unique() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
