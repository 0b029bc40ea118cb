// A text with the number of each line, and a sign at lines with something to mend. The text area
// lies over a copy of its own words, which gives each line its height: so long lines may wrap.

/** What stands in `box` from now on, a div of its own: the text area, and what can be done to it. */
export function lines(box, changed) {
  const copy = document.createElement("div");
  copy.className = "xe-copy";
  copy.setAttribute("aria-hidden", "true");
  const area = document.createElement("textarea");
  area.className = "xe-area";
  area.spellcheck = true;
  area.setAttribute("autocapitalize", "sentences");
  box.replaceChildren(copy, area);

  let bad = new Map();
  const draw = () => {
    const written = area.value.split("\n");
    while (copy.childElementCount > written.length) copy.lastElementChild.remove();
    written.forEach((words, index) => {
      const line = copy.children[index] ?? copy.appendChild(document.createElement("div"));
      if (line.textContent !== words || !line.firstChild) line.textContent = words || "\u200b";
      line.classList.toggle("xe-bad", bad.has(index + 1));
    });
  };
  area.addEventListener("input", () => {
    draw();
    changed();
  });
  return {
    area,
    /** Another text, as when another file is opened: nothing of it counts as typed. */
    set(words) {
      area.value = words;
      draw();
    },
    /** In the place of what is chosen, and such that it can be taken back with Ctrl+Z. */
    put(words) {
      area.focus();
      // Old, and the only way to keep what the browser remembers of this text.
      if (!document.execCommand("insertText", false, words)) {
        area.setRangeText(words, area.selectionStart, area.selectionEnd, "end");
        area.dispatchEvent(new Event("input"));
      }
    },
    /** The whole text, in the same way. */
    putAll(words) {
      area.focus();
      area.select();
      this.put(words);
    },
    mark(numbers) {
      bad = new Map(numbers.map((each) => [each, true]));
      draw();
    },
    /** The line is chosen, and comes into sight. */
    go(number) {
      const written = area.value.split("\n");
      const index = Math.min(Math.max(number, 1), written.length) - 1;
      const start = written.slice(0, index).reduce((sum, each) => sum + each.length + 1, 0);
      area.focus({ preventScroll: true });
      area.setSelectionRange(start, start + written[index].length);
      copy.children[index]?.scrollIntoView({ block: "center" });
    },
    /** Words as a part of their own: a blank line before and behind, and never within a line. */
    putBlock(words) {
      const text = area.value;
      const end = text.indexOf("\n", area.selectionEnd);
      const at = end < 0 ? text.length : end;
      area.setSelectionRange(at, at);
      const before = text.slice(0, at).replace(/\n*$/, "\n").endsWith("\n\n") || !at ? "" : "\n\n";
      const after = text.slice(at).startsWith("\n\n") ? "" : "\n";
      this.put(`${before}${words.replace(/\n+$/, "")}${after}`);
    },
  };
}
