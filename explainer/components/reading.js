// When whoever sits at this browser last had a section of the story before their eyes. The times
// stay here: what goes along with an answer is how many seconds ago that was, and nothing else.

const READ = "xp-read";
const PAUSE = 2000; // milliseconds between two looks: what stands there twice is being read

/** Begins to watch which section stands at the reading line, on whatever page. */
export function watchReading() {
  let last = "";
  setInterval(() => {
    const now = document.hidden ? "" : sectionThere();
    if (now && now === last) readNow(now);
    last = now;
  }, PAUSE);
}

export function readNow(section) {
  try {
    localStorage.setItem(READ, JSON.stringify({ ...times(), [section]: Date.now() }));
  } catch {
    // A browser that stores nothing knows of no reading.
  }
}

/** Whole seconds since the section was read; undefined where this browser knows of no reading. */
export function sinceRead(section) {
  const at = times()[section];
  const seconds = Math.round((Date.now() - at) / 1000);
  return at && seconds >= 0 ? seconds : undefined;
}

function times() {
  try {
    return JSON.parse(localStorage.getItem(READ) ?? "{}");
  } catch {
    return {};
  }
}

/** The section whose heading was the last to pass the middle of the screen. */
function sectionThere() {
  const passed = [...document.querySelectorAll("h2[data-section]")].filter(
    (heading) => heading.getBoundingClientRect().top < innerHeight / 2,
  );
  return passed.at(-1)?.id ?? "";
}
