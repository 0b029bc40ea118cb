// What is put in: a claim, a block, a whole new file.

import { box, button, choice, made } from "./boxes.js";
import { TORN, keep, open, told } from "./desk_drafts.js";
import { say } from "./desk_listing.js";
import { ask, post } from "./desk_sending.js";

export async function insert(state, group) {
  const reply = await ask(state, "inserts");
  if (!reply.ok || !state.name) return;
  const found = reply.said.snippets.filter((each) => each.group === group);
  if (found.length === 1) return state.text.putBlock(found[0].text);
  const entries = found.map((each) => ({ head: each.label, text: each.kind, put: each.text }));
  choice(group === "Chart" ? "Which chart?" : "Which question?", entries, (entry) => state.text.putBlock(entry.put));
}

export async function claim(state) {
  const reply = await ask(state, "inserts");
  if (!reply.ok || !state.name) return;
  const entries = reply.said.claims.map((each) => ({ head: each.id, text: `${each.who}: ${each.text}`, put: each.id }));
  choice("Which claim?", entries, (entry) => {
    const { area } = state.text;
    const before = area.value[area.selectionStart - 1] ?? "\n";
    state.text.put(`${/\s/.test(before) ? "" : " "}[^${entry.put}]`);
  });
}

export async function begin(state, wanted = "") {
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
