// Draws the chart of a page that stands in a frame: its figure stands in the page as JSON.
// Nothing is sent for but the drawing program, and nothing is sent away.
"use strict";

(() => {
  const place = document.getElementById("xp-chart");
  const folded = () => [...document.querySelectorAll("details:not([open])")];
  const PAPER = 640; // pixels that fit on a printed page
  const PHONE = 340; // pixels for which charts are laid out: where there are fewer, all is smaller

  if (globalThis.Plotly) draw();
  else sayIt();

  async function draw() {
    await letters();
    const { data, layout } = JSON.parse(document.getElementById("xp-figure").textContent);
    const config = { displayModeBar: false, scrollZoom: false, doubleClick: false, responsive: true };
    fit(layout.height);
    addEventListener("resize", () => fit(layout.height));
    await Plotly.newPlot(place, data, layout, config);
    place.on("plotly_click", (event) => open(event.points[0], event.event));
    print();
  }

  // Scaled as a whole, since Plotly knows of transforms when it looks for the point under a finger.
  function fit(height) {
    const scale = Math.min(1, place.parentElement.clientWidth / PHONE);
    const small = scale < 1;
    place.style.width = small ? `${PHONE}px` : "";
    place.style.transform = small ? `scale(${scale})` : "";
    place.style.marginBottom = small ? `${(scale - 1) * height}px` : "";
  }

  // Plotly measures words when it draws them, so their letters come first; but not for ever.
  function letters() {
    const asked = [400, 600].map((weight) => document.fonts.load(`${weight} 13px InterV`));
    return Promise.race([Promise.allSettled(asked), new Promise((done) => setTimeout(done, 1500))]);
  }

  // The card is tied to a spot on the picture, so that it opens beside the point.
  function open(hit, pressed) {
    // A point says what it opens; of an area, only the whole of it does.
    const custom = hit.customdata ?? hit.data?.meta;
    const card = document.getElementById(`xp-data-${Array.isArray(custom) ? custom[0] : custom}`);
    if (!card?.showPopover) return;
    const spot = place.querySelector(".xp-spot") ?? place.appendChild(document.createElement("span"));
    spot.className = "xp-spot";
    const at = hit.x === undefined && pressed ? place.getBoundingClientRect() : null;
    spot.style.left = `${at ? pressed.clientX - at.left : hit.xaxis._offset + hit.xaxis.d2p(hit.x)}px`;
    spot.style.top = `${at ? pressed.clientY - at.top : hit.yaxis._offset + hit.yaxis.d2p(hit.y)}px`;
    if (card.matches(":popover-open")) card.hidePopover();
    card.showPopover({ source: spot });
    card.focus({ preventScroll: true });
  }

  // On paper nothing can be unfolded, and the picture is no wider than the sheet.
  function print() {
    let opened = [];
    addEventListener("beforeprint", () => {
      opened = folded();
      for (const part of opened) part.open = true;
      Plotly.relayout(place, { width: Math.min(place.clientWidth, PAPER) });
    });
    addEventListener("afterprint", () => {
      for (const part of opened) part.open = false;
      Plotly.relayout(place, { width: null, autosize: true });
    });
  }

  function sayIt() {
    place.hidden = true;
    for (const part of folded()) part.open = true;
  }
})();
