// The card with which a learner comes back days later: made here, and used here.
//
// data = { labels, routes: {card, continue} or empty, reply, page, makes, continues, joins }
// With routes it asks our server; without them it sends the trigger `ask` = {wish, ...}, and
// `reply` comes with a run. `page` is where a card leads, `joins` whether answers are here already.
//
// A card's code comes behind the # of the address. Where our server runs, a script in the page's
// head has taken it away from there (`xpCard`). Nothing is done with it before a button is
// pressed: what only looks at an address, as the preview of a message does, is no learner.

import { asked } from "./asking.js";

const FORM = `
  <form class="xl-part" data-part="form">
    <p data-part="scanned" hidden></p>
    <label class="xl-field"><span data-part="type"></span>
      <input class="xq-input" type="text" name="code" autocomplete="off" autocapitalize="characters"
        spellcheck="false" maxlength="40"></label>
    <p data-part="joins" hidden></p>
    <button type="submit" class="xq-button" data-part="go_on"></button>
    <p role="status" tabindex="-1" data-part="continued"></p>
  </form>
  <div class="xl-part" data-part="maker">
    <button type="button" class="xq-button" data-part="make"></button>
    <p role="status" data-part="trouble"></p>
    <div class="xb-made" data-part="shown" tabindex="-1" hidden>
      <div class="xb-paper" data-part="paper"></div>
      <p data-part="made"></p>
      <div class="xb-tools">
        <button type="button" class="xq-button" data-part="print"></button>
        <button type="button" class="xq-button" data-part="save"></button>
      </div>
    </div>
  </div>`;

const SAID = "xb-said";

export default function (component) {
  const { data, parentElement } = component;
  const panel = parentElement.cardPanel ?? built(parentElement, component);
  panel.component = component;
  panel.parts.form.hidden = !data.continues;
  panel.parts.maker.hidden = !data.makes;
  if (data.reply && Object.keys(data.reply).length) answer(panel, panel.wish ?? "", data.reply);
}

function built(parentElement, component) {
  const root = document.createElement("div");
  root.className = "xq xl xb";
  root.innerHTML = FORM;
  const parts = Object.fromEntries([...root.querySelectorAll("[data-part]")].map((each) => [each.dataset.part, each]));
  const panel = { root, parts, component };
  parentElement.cardPanel = panel;
  for (const name of ["type", "go_on", "make", "made", "print", "save"]) parts[name].textContent = labels(panel)[name];
  parentElement.append(root);
  read(panel);
  parts.form.onsubmit = (event) => {
    event.preventDefault();
    const code = parts.form.elements.code.value;
    if (code.trim()) ask(panel, "continue", { code });
    else parts.continued.textContent = labels(panel).nothing;
  };
  parts.make.onclick = () => ask(panel, "card", { here: here(panel), zone: zone() });
  parts.print.onclick = printed;
  parts.save.onclick = () => saved(panel);
  return panel;
}

const labels = (panel) => panel.component.data.labels;
const zone = () => Intl.DateTimeFormat().resolvedOptions().timeZone ?? "";
const here = (panel) => new URL(panel.component.data.page, location.href.replace(/[?#].*$/, "")).href;

// --- a card that was scanned -----------------------------------------------------------------

function read(panel) {
  const { data } = panel.component;
  if (!data.continues) return;
  const code = globalThis.xpCard ?? location.hash.slice(1);
  delete globalThis.xpCard;
  if (location.hash) history.replaceState(history.state, "", location.pathname + location.search);
  const { parts } = panel;
  if (code) {
    parts.form.elements.code.value = code;
    parts.scanned.textContent = labels(panel).scanned;
    parts.scanned.hidden = false;
  }
  if (data.joins) {
    parts.joins.textContent = labels(panel).joins;
    parts.joins.hidden = false;
  }
  requestAnimationFrame(() => {
    parts.continued.textContent = recalled();
  });
}

/** The sentence stands while the page is loaded anew: the script must ask again who this is. */
function leave(panel) {
  const { continued } = panel.parts;
  continued.textContent = labels(panel).continued;
  continued.focus();
  try {
    sessionStorage.setItem(SAID, labels(panel).continued);
  } catch {
    // Then it is read before the page is gone, or not at all.
  }
  setTimeout(() => location.reload(), 1200);
}

function recalled() {
  try {
    const said = sessionStorage.getItem(SAID) ?? "";
    sessionStorage.removeItem(SAID);
    return said;
  } catch {
    return "";
  }
}

// --- asking ----------------------------------------------------------------------------------

async function ask(panel, wish, body) {
  const { data, setTriggerValue } = panel.component;
  panel.wish = wish;
  if (data.routes[wish]) answer(panel, wish, await asked(data.routes[wish], body, labels(panel).failed));
  else setTriggerValue("ask", { wish, ...body, at: Date.now() });
}

function answer(panel, wish, reply) {
  const { parts } = panel;
  if (reply.svg) show(panel, reply.svg);
  else if (reply.continued) leave(panel);
  else (wish === "card" ? parts.trouble : parts.continued).textContent = reply.said ?? labels(panel).failed;
}

// --- the card --------------------------------------------------------------------------------

function show(panel, svg) {
  const { parts } = panel;
  parts.trouble.textContent = "";
  parts.paper.innerHTML = svg;
  parts.make.hidden = true;
  parts.shown.hidden = false;
  parts.shown.focus({ preventScroll: true });
  parts.shown.scrollIntoView({ block: "nearest" });
}

/** The card alone, whatever else stands on the page. */
function printed() {
  const page = document.documentElement;
  page.classList.add("xb-alone");
  addEventListener("afterprint", () => page.classList.remove("xb-alone"), { once: true });
  print();
}

async function saved(panel) {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(panel.parts.paper.innerHTML)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = 2 * image.width;
  canvas.height = 2 * image.height;
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  const link = document.createElement("a");
  link.href = canvas.toDataURL("image/png");
  link.download = `${labels(panel).file}.png`;
  link.click();
}
