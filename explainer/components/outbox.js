// Answers on their way to the server. An answer stays in this browser until the server says that it
// is kept; until then it is sent again and again, from any page, under the same key, so that it is
// kept once. One box for the whole window, as `xpOutbox`: the questions put their answers in.
//
// What comes of an answer is told to the document: `xp-marked` with the state of its question,
// `xp-waiting` while it could not be sent, `xp-refused` with a sentence if it never can be.

const STORED = "xp-outbox";
const PATIENCE = 4500; // milliseconds for one try: a learner hears within five seconds
const FIRST_PAUSE = 1000;
const LONGEST_PAUSE = 30000;
const FINAL = [400, 403, 404, 410, 413]; // sending the same again would change nothing

export default function ({ data }) {
  const box = (globalThis.xpOutbox ??= opened());
  box.route = data.route;
  box.wake();
}

function opened() {
  const box = { route: "", memory: [], busy: false, pause: FIRST_PAUSE, timer: 0 };
  box.put = (answer) => {
    keep(box, [...entries(box).filter((each) => each.key !== answer.key), answer]);
    box.pause = FIRST_PAUSE;
    box.wake();
  };
  box.find = (question) => entries(box).findLast((each) => each.question === question);
  box.empty = () => keep(box, []);
  box.wake = () => drain(box);
  addEventListener("online", box.wake);
  document.addEventListener("visibilitychange", () => document.hidden || box.wake());
  return box;
}

/* One after the other, in the order they were given. Another window may do the same: the key of an
   answer makes it one. What fails holds up what comes behind it, since the server is what fails. */
async function drain(box) {
  clearTimeout(box.timer);
  if (box.busy || !box.route) return;
  box.busy = true;
  try {
    for (let next = entries(box)[0]; next; next = entries(box)[0]) {
      if (!(await sent(box, next))) break;
      box.pause = FIRST_PAUSE;
    }
  } finally {
    box.busy = false;
  }
  if (entries(box).length) rest(box);
}

function rest(box) {
  box.timer = setTimeout(box.wake, box.pause);
  box.pause = Math.min(box.pause * 2, LONGEST_PAUSE);
}

/** Whether the box is rid of it. A browser that has just got its cookie sends at once again. */
async function sent(box, answer, again = false) {
  const reply = await asked(box.route, answer);
  if (reply.status === 401 && !again) return sent(box, answer, true);
  if (reply.status === 200) {
    drop(box, answer);
    tell("xp-marked", { ...reply.said, key: answer.key });
    return true;
  }
  if (FINAL.includes(reply.status)) {
    drop(box, answer);
    tell("xp-refused", { question: answer.question, key: answer.key, said: reply.said.said });
    return true;
  }
  tell("xp-waiting", { question: answer.question, key: answer.key });
  return false;
}

async function asked(route, answer) {
  try {
    const response = await fetch(route, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(answer),
      signal: AbortSignal.timeout(PATIENCE),
    });
    return { status: response.status, said: await response.json() };
  } catch {
    return { status: 0, said: {} }; // no network, no server, no patience, or no JSON
  }
}

function tell(name, detail) {
  document.dispatchEvent(new CustomEvent(name, { detail }));
}

function drop(box, answer) {
  keep(box, entries(box).filter((each) => each.key !== answer.key));
}

function entries(box) {
  try {
    return JSON.parse(localStorage.getItem(STORED) ?? "[]");
  } catch {
    return box.memory; // a browser that stores nothing: then as long as the page is open
  }
}

function keep(box, answers) {
  box.memory = answers;
  try {
    if (answers.length) localStorage.setItem(STORED, JSON.stringify(answers));
    else localStorage.removeItem(STORED);
  } catch {
    // The memory has them.
  }
}
