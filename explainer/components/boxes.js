// The boxes that open over the editor: each asks one thing, and closes with Escape.

/** A box with a title and some parts; it is gone when it closes. */
export function box(title, ...parts) {
  const dialog = made("dialog", { className: "xe-box" });
  const id = `xe-box-${Math.random().toString(36).slice(2)}`;
  dialog.setAttribute("aria-labelledby", id);
  dialog.append(made("h2", { id, textContent: title, tabIndex: -1 }), ...parts);
  document.querySelector(".xe").append(dialog);
  const from = document.activeElement;
  dialog.addEventListener("close", () => {
    dialog.remove();
    if (from?.isConnected && document.activeElement === document.body) from.focus();
  });
  dialog.showModal();
  return dialog;
}

export function made(name, what = {}, ...parts) {
  const element = Object.assign(document.createElement(name), what);
  element.append(...parts);
  return element;
}

export function button(words, act, kind = "") {
  return made("button", { type: "button", className: `xe-button ${kind}`, textContent: words, onclick: act });
}

/** A list to choose from with a field that narrows it: every word has to stand in an entry. */
export function choice(title, entries, chosen) {
  const field = made("input", { type: "search", className: "xe-field" });
  const label = made("label", { className: "xe-label" }, "Search", field);
  const count = made("p", { className: "xe-count" });
  count.setAttribute("role", "status");
  const list = made("ul", { className: "xe-list" });
  const dialog = box(title, label, count, list, made("p", { className: "xe-row" }, button("Close", () => dialog.close())));
  const rows = entries.map((entry) => {
    const pick = button("", () => {
      dialog.close();
      chosen(entry);
    }, "xe-entry");
    pick.append(made("b", { textContent: entry.head }), made("span", { textContent: entry.text }));
    const row = made("li", {}, pick);
    row.words = `${entry.head} ${entry.text}`.toLowerCase();
    return row;
  });
  list.append(...rows);
  const narrow = () => {
    const asked = field.value.toLowerCase().split(/\s+/).filter(Boolean);
    for (const row of rows) row.hidden = !asked.every((word) => row.words.includes(word));
    const left = rows.filter((row) => !row.hidden).length;
    count.textContent = left === 1 ? "1 found" : `${left} found`;
  };
  field.addEventListener("input", narrow);
  field.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") {
      event.preventDefault();
      rows.find((row) => !row.hidden)?.firstElementChild.focus();
    } else if (event.key === "Enter") {
      event.preventDefault();
      rows.find((row) => !row.hidden)?.firstElementChild.click();
    }
  });
  list.addEventListener("keydown", (event) => step(event, rows.filter((row) => !row.hidden)));
  narrow();
  field.focus();
}

function step(event, rows) {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!by) return;
  event.preventDefault();
  const at = rows.indexOf(document.activeElement.closest("li")) + by;
  rows[Math.min(Math.max(at, 0), rows.length - 1)]?.firstElementChild.focus();
}

/** Two texts side by side; lines that the other does not have carry a sign. */
export function beside(left, right) {
  const one = column(left, right.text);
  const two = column(right, left.text);
  return made("div", { className: "xe-two" }, one, two);
}

function column({ title, text }, other) {
  const known = new Set(other.split("\n"));
  const lines = text.split("\n").map((words) =>
    made("div", { className: known.has(words) ? "" : "xe-new", textContent: words || "\u200b" }),
  );
  const shown = made("div", { className: "xe-shown", tabIndex: 0 }, ...lines);
  shown.setAttribute("role", "group");
  shown.setAttribute("aria-label", title);
  return made("section", {}, made("h3", { textContent: title }), shown);
}
