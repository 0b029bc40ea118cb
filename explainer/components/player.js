// The player of the sequence: it tells one step after another, at the reader's pace.
// All of it happens in the browser: a step costs the server nothing.

import { afterPlot, dressPoints } from "./points.js";

const PACES = { slow: 7000, normal: 4000, fast: 1200 }; // milliseconds that a step stands

const ICONS = { play: "M7 4.5v15l12-7.5Z", pause: "M7 5h3.5v14H7ZM13.5 5H17v14h-3.5Z" };

const SKELETON = `
  <div class="xp-play-dock">
  <div class="xp-play-buttons">
    <button type="button" class="xp-step-button xp-play" data-part="play"></button>
    <button type="button" class="xp-step-button" data-part="back" aria-label="Previous step">Back</button>
    <button type="button" class="xp-step-button" data-part="next" aria-label="Next step">Next</button>
  </div>
  <div class="xp-play-track">
    <p aria-hidden="true"><span data-part="count"></span><span class="xp-play-name" data-part="name"></span></p>
    <input type="range" min="0" step="1" aria-label="Step of the sequence" data-part="track">
  </div>
  </div>
  <div class="xp-play-step" data-part="told"></div>
  <div data-part="cards"></div>
  <div class="xp-play-ways">
    <fieldset class="xp-play-pace"><legend>Speed</legend></fieldset>
    <label class="xp-play-sound"><input type="checkbox" role="switch" data-part="sound"> Sound</label>
    <p>One tone for each rung: higher is more tense. The steps between tones mean nothing.</p>
  </div>
  <p class="xp-play-live" aria-live="polite" data-part="live"></p>`;

export default function ({ data, parentElement }) {
  const key = JSON.stringify(data.steps.map((step) => step.html));
  const old = parentElement.player;
  if (old?.key === key && parentElement.contains(old.panel)) return old.leave;
  old?.leave();
  old?.panel.remove();
  if (!data.steps.length) return undefined;

  const player = { key, place: data.place, cards: data.cards, steps: data.steps, at: 0, pace: "normal", ...kept(old, data.steps) };
  build(player);
  parentElement.append(player.panel);
  parentElement.player = player;
  const leave = afterPlot(() => plotOf(player), () => paint(player));
  const onHidden = () => document.hidden && pause(player);
  document.addEventListener("visibilitychange", onHidden);
  show(player, { quietly: true });
  player.leave = () => {
    pause(player);
    leave();
    document.removeEventListener("visibilitychange", onHidden);
    player.audio?.close();
    player.audio = undefined;
  };
  return player.leave;
}

/** With other steps, as in the other layer, the reader stays at the same event at the same pace. */
function kept(old, steps) {
  if (!old) return {};
  const event = old.steps[old.at - 1]?.event;
  const at = 1 + steps.findIndex((step) => step.event === event);
  return { at, pace: old.pace, sounds: old.sounds };
}

function build(player) {
  const panel = document.createElement("div");
  panel.className = "xp xp-player";
  panel.setAttribute("role", "group");
  panel.setAttribute("aria-label", "Play the sequence");
  panel.innerHTML = SKELETON;
  const part = (name) => panel.querySelector(`[data-part=${name}]`);
  Object.assign(player, { panel, part });
  paces(player, panel.querySelector("fieldset"));
  part("cards").innerHTML = player.cards;
  const track = part("track");
  track.max = player.steps.length;
  track.oninput = () => { pause(player); go(player, Number(track.value), { quietly: true }); };
  part("play").onclick = () => (player.timer ? pause(player, { aloud: true }) : play(player));
  part("back").onclick = () => { pause(player); go(player, player.at - 1); };
  part("next").onclick = () => { pause(player); go(player, player.at + 1); };
  part("sound").checked = Boolean(player.sounds);
  part("sound").onchange = () => { player.sounds = part("sound").checked; tone(player); };
  // Whoever opens a card or follows a link is reading: the step must not go away under them.
  part("told").addEventListener("focusin", () => pause(player));
  part("told").addEventListener("pointerdown", () => pause(player));
}

function paces(player, box) {
  const name = `pace-${Math.random().toString(36).slice(2)}`;
  for (const pace of Object.keys(PACES)) {
    const label = document.createElement("label");
    const radio = Object.assign(document.createElement("input"), { type: "radio", name, value: pace });
    radio.checked = player.pace === pace;
    radio.onchange = () => {
      player.pace = pace;
      if (player.timer) wait(player);
    };
    label.append(radio, pace[0].toUpperCase() + pace.slice(1));
    box.append(label);
  }
}

// --- playing -----------------------------------------------------------------------------

function play(player) {
  const last = player.steps.length;
  wait(player);
  go(player, player.at >= last ? 1 : player.at + 1);
}

function wait(player) {
  clearTimeout(player.timer);
  player.timer = setTimeout(() => {
    if (!player.timer) return;
    wait(player);
    go(player, player.at + 1);
  }, PACES[player.pace]);
}

function pause(player, { aloud = false } = {}) {
  const rushed = player.timer && player.pace === "fast";
  clearTimeout(player.timer);
  player.timer = undefined;
  name(player);
  if (aloud && rushed) say(player);
}

function go(player, wanted, how = {}) {
  const last = player.steps.length;
  const at = Math.max(0, Math.min(last, wanted));
  const moved = at !== player.at;
  player.at = at;
  if (at === last && player.timer) pause(player, { aloud: true });
  if (!moved) return name(player);
  show(player, how);
  tone(player);
}

// --- showing -----------------------------------------------------------------------------

function show(player, { quietly = false } = {}) {
  const { part, steps, at } = player;
  const step = steps[at - 1];
  for (const card of part("cards").querySelectorAll(":popover-open")) card.hidePopover();
  part("told").innerHTML = step ? step.html : whole(player);
  part("count").textContent = step ? `Step ${at} of ${steps.length}` : `${steps.length} steps`;
  part("name").textContent = step ? `: ${step.title}` : "";
  const track = part("track");
  track.value = at;
  track.setAttribute("aria-valuetext", step ? step.says : "The whole picture, before the first step");
  track.style.setProperty("--told", `${(100 * at) / steps.length}%`);
  name(player);
  paint(player);
  // A slider says its own value; and a run that is over in seconds would talk without an end.
  if (!quietly && !(player.timer && player.pace === "fast")) say(player);
}

const whole = (player) => `<p class="xp-play-whole">This is the whole picture. Play it, or drag the slider, and see its ${player.steps.length} steps one by one, with the words that tell each.</p>`;

function name(player) {
  const { part, steps, at } = player;
  const sign = player.timer ? "pause" : "play";
  const words = player.timer ? "Pause" : at >= steps.length ? "Play again" : "Play";
  const button = part("play");
  if (button.textContent !== words) {
    button.innerHTML = `<svg viewBox="0 0 24 24" width="20" height="20" aria-hidden="true"><path d="${ICONS[sign]}"/></svg>${words}`;
  }
  part("back").setAttribute("aria-disabled", String(at <= 0));
  part("next").setAttribute("aria-disabled", String(at >= steps.length));
}

function say(player) {
  const words = player.steps[player.at - 1]?.says ?? "The whole picture.";
  const live = player.part("live");
  if (live.textContent !== words) live.textContent = words;
}

function paint(player) {
  const order = new Map(player.steps.map((step, index) => [step.event, index]));
  dressPoints(plotOf(player), order, player.at - 1);
}

const plotOf = (player) => document.querySelector(`.st-key-${CSS.escape(player.place)} .js-plotly-plot`);

// --- sound -------------------------------------------------------------------------------

// Off until a reader asks for it. Each rung has its tone, a whole tone above the calmer one below
// it; what stands beside the ladder has none.
function tone(player) {
  const step = player.steps[player.at - 1];
  if (!player.sounds || !step || step.tone === null) return;
  player.audio ??= new AudioContext();
  player.audio.resume();
  const now = player.audio.currentTime;
  const loud = new GainNode(player.audio, { gain: 0 });
  loud.gain.linearRampToValueAtTime(0.09, now + 0.03);
  loud.gain.exponentialRampToValueAtTime(0.0001, now + 0.7);
  const sound = new OscillatorNode(player.audio, { type: "sine", frequency: 262 * 2 ** (step.tone / 6) });
  sound.connect(loud).connect(player.audio.destination);
  sound.start(now);
  sound.stop(now + 0.75);
}
