// A chart's script: a click on a point opens its card, words that name an event mark its point,
// and the picture can be saved with its title, its source and its licence in it.
// All of it happens in the browser.

const GAP = 24; // pixels around a saved picture
const KEPT = [
  "fill", "fill-opacity", "stroke", "stroke-width", "stroke-opacity", "stroke-dasharray", "opacity",
  "font-family", "font-size", "font-weight", "font-style", "text-anchor", "visibility", "display",
];

export default function ({ data, parentElement }) {
  const plot = () => document.querySelector(`.st-key-${CSS.escape(data.place)} .js-plotly-plot`);
  const onClick = (event) => open(plot(), data, event.points?.[0], event.event);
  // Streamlit draws a chart when it likes, and anew: listen to whichever stands there.
  const timer = setInterval(() => {
    const found = plot();
    if (!found?.on || found.xpListens === parentElement) return;
    found.xpListens = parentElement;
    found.on("plotly_click", onClick);
  }, 300);
  const onPoint = (event) => point(plot(), event.target.closest?.("a[data-event]")?.dataset.event);
  for (const kind of ["pointerover", "focusin"]) document.addEventListener(kind, onPoint);
  if (!parentElement.querySelector(".xp-tools")) parentElement.append(tools(data, plot));
  return () => {
    clearInterval(timer);
    for (const kind of ["pointerover", "focusin"]) document.removeEventListener(kind, onPoint);
  };
}

// The card is tied to a spot on the picture, so that it opens beside the point.
function open(plot, data, hit, pressed) {
  // A point says what it opens; of an area, only the whole of it does.
  const custom = hit?.customdata ?? hit?.data?.meta;
  const name = Array.isArray(custom) ? custom[0] : custom;
  const card = name && document.getElementById(`${data.cards}-${name}`);
  if (!card?.showPopover) return;
  const spot = plot.querySelector(".xp-spot") ?? plot.appendChild(element("span", "xp-spot"));
  const { xaxis, yaxis } = hit;
  const at = hit.x === undefined && pressed ? plot.getBoundingClientRect() : null;
  spot.style.left = `${at ? pressed.clientX - at.left : xaxis._offset + xaxis.d2p(hit.x)}px`;
  spot.style.top = `${at ? pressed.clientY - at.top : yaxis._offset + yaxis.d2p(hit.y)}px`;
  if (card.matches(":popover-open")) card.hidePopover();
  card.showPopover({ source: spot });
  card.focus({ preventScroll: true });
}

function point(plot, name) {
  if (!plot?.data) return;
  for (const trace of plot.querySelectorAll(".scatterlayer .trace")) {
    const custom = plot.data[trace.__data__?.[0]?.trace?.index]?.customdata ?? [];
    trace.querySelectorAll(".points > path, .points > g > path").forEach((shape, index) => {
      shape.classList.toggle("xp-pointed", Boolean(name) && custom[index]?.[0] === name);
    });
  }
}

function tools(data, plot) {
  const box = element("details", "xp-tools");
  box.append(element("summary", "", "Save or use this chart"));
  const row = element("p", "xp-tools-row");
  row.append(
    button("Save as SVG", () => save(address(picture(plot(), data)), `${data.name}.svg`)),
    button("Save as PNG", async () => save(await painted(picture(plot(), data)), `${data.name}.png`)),
  );
  box.append(row);
  if (data.embed) box.append(embed(data));
  return box;
}

function embed(data) {
  const label = element("label", "", "To show it in another page, copy this");
  const field = element("input", "xp-embed");
  const from = new URL(data.embed, location.href.replace(/[?#].*/, ""));
  const title = data.title.replaceAll("&", "&amp;").replaceAll('"', "&quot;");
  field.value = `<iframe src="${from}" title="${title}" width="100%" height="640" style="border:0"></iframe>`;
  field.readOnly = true;
  field.onfocus = () => field.select();
  label.append(field);
  return label;
}

function element(name, className, words = "") {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = words;
  return made;
}

function button(words, act) {
  const made = element("button", "xp-step-button", words);
  made.type = "button";
  made.onclick = act;
  return made;
}

// --- the picture as a file ---------------------------------------------------------------

function picture(plot, data) {
  const { width, height } = plot.querySelector(".main-svg").getBoundingClientRect();
  const page = getComputedStyle(document.querySelector(".stApp"));
  const svg = node("svg", { xmlns: "http://www.w3.org/2000/svg" });
  const ink = getComputedStyle(plot.closest("[data-testid=stPlotlyChart]") ?? plot).color;
  const title = wrapped(data.title, width, "600 20px");
  const notes = [data.source, data.licence].flatMap((line) => wrapped(line, width, "400 12px"));
  const top = GAP + 26 * title.length + 8;
  const full = { w: width + 2 * GAP, h: top + height + 16 + 17 * notes.length + GAP };
  set(svg, { width: full.w, height: full.h, viewBox: `0 0 ${full.w} ${full.h}` });
  const described = node("title", {});
  described.textContent = data.title;
  svg.append(described, node("rect", { width: full.w, height: full.h, fill: page.backgroundColor }));
  title.forEach((line, at) => svg.append(words(line, GAP + 18 + 26 * at, 20, 600, ink)));
  for (const layer of plot.querySelectorAll(".main-svg")) {
    const copy = plain(layer);
    set(copy, { x: GAP, y: top, width, height });
    copy.removeAttribute("style");
    svg.append(copy);
  }
  notes.forEach((line, at) => svg.append(words(line, top + height + 28 + 17 * at, 12, 400, ink)));
  return svg;
}

// A copy that needs no style sheet: what the page decided stands on each element.
function plain(layer) {
  const copy = layer.cloneNode(true);
  const before = [layer, ...layer.querySelectorAll("*")];
  [copy, ...copy.querySelectorAll("*")].forEach((mine, at) => {
    const style = getComputedStyle(before[at]);
    mine.removeAttribute("class");
    for (const name of KEPT) mine.style?.setProperty(name, style.getPropertyValue(name));
  });
  return copy;
}

function wrapped(text, width, font) {
  const pen = document.createElement("canvas").getContext("2d");
  pen.font = `${font} Inter, system-ui, sans-serif`;
  const lines = [""];
  for (const word of text.split(/\s+/)) {
    const longer = `${lines.at(-1)} ${word}`.trim();
    if (pen.measureText(longer).width > width && lines.at(-1)) lines.push(word);
    else lines[lines.length - 1] = longer;
  }
  return lines;
}

function words(line, y, size, weight, fill) {
  const made = node("text", { x: GAP, y, fill, "font-size": size, "font-weight": weight });
  made.setAttribute("font-family", "Inter, system-ui, sans-serif");
  made.textContent = line;
  return made;
}

function node(name, attributes) {
  return set(document.createElementNS("http://www.w3.org/2000/svg", name), attributes);
}

function set(thing, attributes) {
  for (const [name, value] of Object.entries(attributes)) thing.setAttribute(name, value);
  return thing;
}

const address = (svg) => `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(svg))}`;

async function painted(svg) {
  const image = new Image();
  image.src = address(svg);
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = 2 * image.width;
  canvas.height = 2 * image.height;
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas.toDataURL("image/png");
}

function save(href, name) {
  const link = document.createElement("a");
  link.href = href;
  link.download = name;
  link.click();
}
