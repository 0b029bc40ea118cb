// The files of a lesson, what is wrong in them, and what is said of the one that is open.

import { button, made } from "./boxes.js";

export const isNarrow = () => matchMedia("(max-width: 70rem)").matches;

export function draw(state) {
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
    state.open(file.name);
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
  const pick = button("", () => state.goTo(problem), "xe-problem");
  pick.append(made("b", { textContent: where }), made("span", { textContent: problem.message }), made("i", { textContent: problem.hint }));
  return pick;
}

export function say(state, words) {
  const status = state.find(".xe-status");
  if (status.textContent !== words) status.textContent = words;
}
