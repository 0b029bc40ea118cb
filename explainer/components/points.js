// The points of a picture while it is told step by step: what is still to come is faint, the one
// being told is marked. For every script that tells; none of it asks the server.

/** Draws again whenever Plotly has: at first, on a new width, on a new theme. Gives its own end. */
export function afterPlot(find, draw) {
  let heard = null;
  let over = false;
  const hear = () => { if (!over) draw(); };
  const look = () => {
    const plot = find();
    if (!plot?.on || plot === heard) return;
    heard = plot;
    plot.on("plotly_afterplot", hear);
    draw();
  };
  const timer = setInterval(look, 300);
  look();
  return () => {
    over = true;
    clearInterval(timer);
  };
}

/** `order` has the number of each event's step, from 0; below 0, `now` means the whole picture. */
export function dressPoints(plot, order, now) {
  if (!plot?.data) return;
  for (const trace of plot.querySelectorAll(".scatterlayer .trace")) {
    const data = plot.data[trace.__data__?.[0]?.trace?.index] ?? trace.__data__?.[0]?.trace;
    const custom = data?.customdata ?? [];
    const dress = (shape, index) => dressPoint(shape, custom[index], order, now);
    trace.querySelectorAll(".points > path, .points > g > path").forEach(dress);
    trace.querySelectorAll(".text > g, .text > text").forEach(dress);
  }
}

function dressPoint(shape, custom, order, now) {
  const event = Array.isArray(custom) ? custom[0] : custom;
  if (event === undefined) return;
  const index = order.get(event) ?? Infinity;
  shape.classList.toggle("xp-later", now >= 0 && index > now);
  shape.classList.toggle("xp-now", now >= 0 && index === now);
}
