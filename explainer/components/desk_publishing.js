// What becomes of a draft: published, suggested, dropped, or brought back from an earlier version.

import { beside, box, button, choice, made } from "./boxes.js";
import { KEPT, TORN, backupKey, keep, notice, open, told, typed } from "./desk_drafts.js";
import { say } from "./desk_listing.js";
import { ask, forget, post } from "./desk_sending.js";

/** What goes out is what somebody has seen here: `over` is the text on disk that it may replace, and
    `agreed` the drafts of other windows that may go along. */
export async function publish(state, more = {}) {
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
export async function suggest(state) {
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

export function download(state) {
  if (!state.name) return;
  const address = URL.createObjectURL(new Blob([state.text.area.value], { type: "text/markdown" }));
  const link = made("a", { href: address, download: state.name.slice(state.name.lastIndexOf("/") + 1) });
  state.root.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}

export async function leaveDesk(state) {
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

export function clashes(state, [clash]) {
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
export function otherWindow(state, said, text) {
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

export function undo(state) {
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

export async function versions(state) {
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
