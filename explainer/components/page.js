// Keeps a visit alive: links inside the lesson switch pages without a new session, an address
// with a fragment opens at its place, and the focus goes where the reader went.

let shown = null; // the page that stood here before this run; the module outlives remounts
let opening = 0;

export default function ({ data, setTriggerValue }) {
  document.documentElement.lang = data.lang;
  document.documentElement.dir = data.dir;

  const onClick = (event) => {
    const link = event.target.closest?.("a[href]");
    if (!link || !insideLesson(link, event, data)) return;
    event.preventDefault();
    const url = new URL(link.href);
    closeCards();
    if (pageOf(url) === pageOf(location) && url.search === location.search) {
      history.pushState(history.state, "", url.hash || url.pathname + url.search);
      open(url.hash.slice(1) || "top");
      return;
    }
    setTriggerValue("go", {
      page: pageOf(url),
      query: Object.fromEntries(url.searchParams),
      fragment: decodeURIComponent(url.hash.slice(1)),
      at: Date.now(), // the same link twice is two wishes
    });
  };
  const onHash = () => location.hash && open(decodeURIComponent(location.hash.slice(1)));

  document.addEventListener("click", onClick);
  window.addEventListener("hashchange", onHash);
  arrive(data);
  return () => {
    document.removeEventListener("click", onClick);
    window.removeEventListener("hashchange", onHash);
  };
}

function arrive(data) {
  const here = location.pathname + location.search;
  if (data.at) {
    history.replaceState(history.state, "", "#" + encodeURIComponent(data.at));
    open(data.at);
  } else if (shown === null && location.hash) {
    open(decodeURIComponent(location.hash.slice(1)));
  } else if (shown !== null && shown !== here) {
    open("top");
  }
  shown = here;
}

function insideLesson(link, event, data) {
  if (event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return false;
  if (link.target && link.target !== "_self") return false;
  const url = new URL(link.href);
  return url.origin === location.origin && data.pages.includes(pageOf(url)) && folderOf(url) === folderOf(location);
}

const pageOf = (url) => url.pathname.slice(url.pathname.lastIndexOf("/") + 1);
const folderOf = (url) => url.pathname.slice(0, url.pathname.lastIndexOf("/") + 1);

function closeCards() {
  for (const card of document.querySelectorAll("[popover]:popover-open")) card.hidePopover();
}

// The thing may not be there yet: Streamlit draws a page piece by piece. So go there when it
// comes, and again while what stands above it still grows, until the reader moves.
function open(name) {
  const mine = ++opening;
  const until = Date.now() + 8000;
  let moved = false;
  let focused = false;
  const stop = () => { moved = true; };
  for (const kind of ["wheel", "touchstart", "keydown", "pointerdown"]) {
    window.addEventListener(kind, stop, { once: true, passive: true });
  }
  let last = null;
  let calm = 0;
  const look = () => {
    if (mine !== opening || moved || Date.now() > until) return;
    const thing = document.getElementById(name);
    if (thing) {
      const top = thing.getBoundingClientRect().top;
      if (!focused || Math.abs(top - last) > 4) {
        reveal(thing, !focused);
        focused = true;
        calm = 0;
      }
      last = thing.getBoundingClientRect().top;
      if (++calm > 15) return;
    }
    setTimeout(look, 100);
  };
  look();
}

function reveal(thing, first) {
  for (let box = thing.closest("details"); box; box = box.parentElement?.closest("details")) box.open = true;
  if (thing.id === "top") thing.closest("[data-testid=stMain]")?.scrollTo(0, 0);
  else thing.scrollIntoView({ block: "start" });
  if (!first) return;
  if (!thing.hasAttribute("tabindex")) thing.setAttribute("tabindex", "-1");
  thing.focus({ preventScroll: true });
  document.querySelector(".xp-here")?.classList.remove("xp-here");
  if (thing.id !== "top") thing.classList.add("xp-here");
}
