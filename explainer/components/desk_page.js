// The page at the right goes where the file that is written stands on the site.

import { made } from "./boxes.js";

const LOOKS = 3; // so many it has to get there before it is brought

export function follow(state) {
  const place = state.find(".xe-page details");
  const to = pageOf(state.name).replace(/(#|$)/, "?drafts$1");
  let frame = place.querySelector("iframe");
  if (!frame) {
    frame = made("iframe", { name: "xp-drafts", title: "The page as it would be with your drafts" });
    const put = () => {
      if (!place.open || frame.isConnected) return;
      frame.src = to;
      place.append(frame);
    };
    place.addEventListener("toggle", put);
    put();
    if (!frame.isConnected) return;
  } else if (frame.dataset.at !== to) {
    const inside = frame.contentDocument;
    const link = inside?.body?.appendChild(Object.assign(inside.createElement("a"), { href: to, hidden: true }));
    link?.click(); // our script there takes it as a reader's click, and keeps the visit
    link?.remove();
  }
  frame.dataset.at = to;
  frame.dataset.due = LOOKS;
}

/** A click on a page that is just being drawn may be lost: then the frame is brought there. */
export function arrive(state) {
  const frame = state.find("iframe");
  if (!frame?.dataset.due) return;
  const there = new URL(frame.dataset.at, location.href);
  if (frame.contentDocument?.location.pathname === there.pathname) delete frame.dataset.due;
  else if (Number(frame.dataset.due) > 0) frame.dataset.due -= 1;
  else {
    delete frame.dataset.due;
    frame.src = there.href;
  }
}

function pageOf(name) {
  const own = name.slice(name.lastIndexOf("/") + 1, -3).replace(/^\d+-/, "");
  const pages = { "content/events.md": "sequence", "content/ladder.md": "sequence", "content/people.md": "people", "content/words.md": "people", "content/places.md": "people" };
  if (name.startsWith("seeds/")) return "sources";
  if (name.startsWith("content/quiz/")) return "quiz";
  if (name.startsWith("content/charts/")) return `charts#${own}`;
  if (name.startsWith("content/story/")) return `./#${own}`;
  return pages[name] ?? "./";
}
