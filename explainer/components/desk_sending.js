// The server of whoever writes, and what this browser keeps for them.

const PATIENCE = 15000; // milliseconds

export const ask = (state, what) => sent(`${state.route}/${what}`, {});

export const post = (state, what, body) =>
  sent(`${state.route}/${what}`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });

async function sent(address, options) {
  try {
    const response = await fetch(address, { ...options, signal: AbortSignal.timeout(PATIENCE) });
    const text = await response.text();
    return { ok: response.ok, status: response.status, said: text.startsWith("{") ? JSON.parse(text) : { said: text } };
  } catch {
    return { ok: false, status: 0, said: {} };
  }
}

/** The same after a reload, another in each window: a draft knows where it was typed. While it is
    in use it is not stored, since a window that is duplicated takes all that is stored along. */
let ownName = "";

export function windowName() {
  if (ownName) return ownName;
  ownName = Math.random().toString(36).slice(2);
  try {
    ownName = sessionStorage.getItem("xe-window") ?? ownName;
    sessionStorage.removeItem("xe-window");
    addEventListener("pagehide", () => sessionStorage.setItem("xe-window", ownName));
    addEventListener("pageshow", () => sessionStorage.removeItem("xe-window"));
  } catch {
    // A browser that stores nothing: then it is another after a reload.
  }
  return ownName;
}

export function storedKeys() {
  try {
    return Object.keys(localStorage);
  } catch {
    return [];
  }
}

export function stored(key) {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

export function remember(key, value) {
  try {
    localStorage.setItem(key, value);
  } catch {
    // A browser that stores nothing: then the server alone has it.
  }
}

export function forget(key) {
  try {
    localStorage.removeItem(key);
  } catch {
    // As above.
  }
}
