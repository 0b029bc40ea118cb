// A file that is open: its text here, its draft on the server, and what becomes of it on disk.

import { button } from "./boxes.js";
import { draw, say } from "./desk_listing.js";
import { arrive, follow } from "./desk_page.js";
import { ask, forget, post, remember, stored, storedKeys } from "./desk_sending.js";

const PAUSE = 400; // milliseconds without a key after which a draft is kept
const AGAIN = 2000; // after which it is tried again
const LOOK = 1500; // between two looks at whether files have changed on disk
export const KEPT = 200;
export const TORN = 409; // what the server says where two texts stand against each other

/** Nothing else is opened while somebody has to choose between two texts of this file. */
export async function open(state, name, line = 0) {
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
    return state.otherWindow(other, text);
  }
  typed(state);
  say(state, "Here again: what you typed before the connection was lost.");
}

/** Each window has a place of its own: two that write one file take nothing from each other. */
export const backupKey = (state, name = state.name) => `xe-text:${state.by}:${name}`;

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

export function typed(state) {
  keepHere(state);
  say(state, "Typing …");
  clearTimeout(state.timer);
  state.timer = setTimeout(() => keep(state), PAUSE);
}

/** In this browser, until the server has it. */
export function keepHere(state) {
  const text = state.text.area.value;
  if (!state.name || text === state.saved) return;
  remember(backupKey(state), JSON.stringify({ text, base: state.base, known: state.known }));
}

/** One at a time, and once more if something was typed meanwhile. Says what the server said: KEPT
    also where there was nothing to keep, and TORN where another window has written. */
export async function keep(state) {
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
  if (reply.status === TORN) state.otherWindow(reply.said, text);
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

export async function refresh(state) {
  const reply = await ask(state, "desk");
  if (reply.ok) told(state, reply.said);
}

export function told(state, said) {
  state.files = said.files;
  state.problems = said.problems;
  const shown = { publish: said.writable, download: !said.writable, suggest: !said.writable && said.suggests, leave: said.signed_in };
  for (const [name, is] of Object.entries(shown)) state.find(`[data-do=${name}]`).hidden = !is;
  draw(state);
}

/** Whether files have changed on disk: an untouched text follows, a draft is told. */
export async function look(state) {
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

export function notice(state) {
  const line = state.find(".xe-notice");
  const clash = state.base !== state.digest && state.text.area.value !== state.disk;
  if (clash === !line.hidden) return;
  line.hidden = !clash;
  if (clash) {
    line.replaceChildren(
      "This file has changed on disk since you began. ",
      button("Show both", () => state.clashes([{ name: state.name, theirs: state.disk, digest: state.digest, mine: state.text.area.value }])),
    );
  }
}
