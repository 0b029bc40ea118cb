// What a learner can do about what is kept of them: take a code, go on with one, be forgotten.
//
// data = { labels, routes: {code, continue, forget} or empty, reply }. With routes it asks our
// server; without them it sends the trigger `ask` = {wish, code}, and `reply` comes with a run.

import { asked } from "./asking.js";

const FORM = `
  <div class="xl-part">
    <button type="button" class="xq-button" data-part="code"></button>
    <div role="status" data-part="shown"></div>
  </div>
  <form class="xl-part" data-part="form">
    <label class="xl-field"><span data-part="enter"></span>
      <input class="xq-input" type="text" name="code" autocomplete="off" autocapitalize="characters"
        spellcheck="false" maxlength="40"></label>
    <button type="submit" class="xq-button" data-part="continue"></button>
    <p role="status" data-part="continued"></p>
  </form>
  <div class="xl-part">
    <button type="button" class="xq-button xl-forget" data-part="forget"></button>
    <div class="xl-sure" data-part="sure" hidden>
      <p data-part="question" tabindex="-1"></p>
      <button type="button" class="xq-button xl-forget" data-part="yes"></button>
      <button type="button" class="xq-button" data-part="no"></button>
    </div>
    <p role="status" tabindex="-1" data-part="forgotten"></p>
  </div>`;

export default function (component) {
  const { data, parentElement } = component;
  const panel = parentElement.learnerPanel ?? built(parentElement);
  panel.component = component;
  if (data.reply && Object.keys(data.reply).length) answer(panel, panel.wish ?? "", data.reply);
}

function built(parentElement) {
  const root = document.createElement("div");
  root.className = "xq xl";
  root.innerHTML = FORM;
  const parts = Object.fromEntries([...root.querySelectorAll("[data-part]")].map((each) => [each.dataset.part, each]));
  const panel = { root, parts };
  parentElement.learnerPanel = panel;
  parentElement.append(root);
  requestAnimationFrame(() => {
    words(panel);
    recall(panel);
  });
  parts.code.onclick = () => ask(panel, "code");
  parts.form.onsubmit = (event) => {
    event.preventDefault();
    const code = parts.form.elements.code.value;
    if (code.trim()) ask(panel, "continue", code);
    else parts.continued.textContent = labels(panel).nothing;
  };
  parts.forget.onclick = () => sure(panel, true);
  parts.no.onclick = () => sure(panel, false);
  parts.yes.onclick = () => ask(panel, "forget");
  return panel;
}

const labels = (panel) => panel.component.data.labels;

function words(panel) {
  for (const name of ["code", "enter", "continue", "forget", "yes", "no"]) panel.parts[name].textContent = labels(panel)[name];
  panel.parts.question.textContent = labels(panel).sure;
}

function sure(panel, isOpen) {
  panel.parts.sure.hidden = !isOpen;
  panel.parts.forget.hidden = isOpen;
  (isOpen ? panel.parts.question : panel.parts.forget).focus();
}

async function ask(panel, wish, code = "") {
  const { data, setTriggerValue } = panel.component;
  panel.wish = wish;
  if (!data.routes[wish]) {
    setTriggerValue("ask", { wish, code, at: Date.now() });
    return;
  }
  answer(panel, wish, await asked(data.routes[wish], { code }, labels(panel).failed));
}

function answer(panel, wish, reply) {
  const { parts } = panel;
  if (reply.code) showCode(panel, reply.code);
  else if (reply.continued) leave(labels(panel).continued, parts.continued);
  else if ("forgotten" in reply) forgotten(panel, reply.forgotten);
  else said(panel, wish, reply.said);
}

function showCode(panel, code) {
  const shown = document.createElement("p");
  shown.className = "xl-code";
  shown.textContent = code;
  const [first, then] = ["code_is", "code_new"].map((name) => {
    const line = document.createElement("p");
    line.textContent = labels(panel)[name];
    return line;
  });
  panel.parts.shown.replaceChildren(first, shown, then);
}

/** Everything of the old learner leaves this browser too, and what is on its way with it. */
function forgotten(panel, count) {
  globalThis.xpOutbox?.empty();
  try {
    for (const name of Object.keys(localStorage)) {
      if (name.startsWith("xp-")) localStorage.removeItem(name);
    }
  } catch {
    // Nothing was stored.
  }
  panel.parts.sure.hidden = true;
  leave(labels(panel).forgotten.replace("{count}", count), panel.parts.forgotten);
}

/** The sentence stands while the page is loaded anew: the script must ask again who this is. */
function leave(sentence, place) {
  place.textContent = sentence;
  place.focus?.();
  try {
    sessionStorage.setItem("xl-said", JSON.stringify([place.dataset.part, sentence]));
  } catch {
    // Then it is read before the page is gone, or not at all.
  }
  setTimeout(() => location.reload(), 1200);
}

function recall(panel) {
  try {
    const [part, sentence] = JSON.parse(sessionStorage.getItem("xl-said") ?? "[]");
    sessionStorage.removeItem("xl-said");
    if (part) panel.parts[part].textContent = sentence;
  } catch {
    // Nothing to recall.
  }
}

function said(panel, wish, sentence) {
  const place = { code: "shown", continue: "continued", forget: "forgotten" }[wish];
  if (place) panel.parts[place].textContent = sentence ?? labels(panel).failed;
}
