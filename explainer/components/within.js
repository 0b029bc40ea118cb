// The editor's frame is a guest on the page of whoever writes: it takes neither the focus from their
// text, nor moves the page around it.

export const isPreview = () => window.name === "xp-drafts";

/** Scrolls the frame alone, and says whether it is one. */
export function bringWithin(thing) {
  if (!isPreview()) return false;
  const main = document.querySelector("[data-testid=stMain]");
  const top = thing.id === "top" ? -main.scrollTop : thing.getBoundingClientRect().top - 90;
  if (Math.abs(top) > 4) main.scrollBy(0, top);
  return true;
}
