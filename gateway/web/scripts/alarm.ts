// An emergency is heard, seen in the window's title, and read out by the live region that the server fills.

import { live } from "./page";
import { say } from "./title";

const known = new Set<string>();
let sound: AudioContext | null = null;

function unlock(): void {
  sound ??= new AudioContext();
  void sound.resume();
  document.getElementById("sound-hint")?.setAttribute("hidden", "");
}

type Tone = readonly [start: number, pitch: number];

function play(tones: readonly Tone[], gain: number): void {
  if (sound?.state !== "running") {
    document.getElementById("sound-hint")?.removeAttribute("hidden");
    return;
  }
  for (const [start, pitch] of tones) {
    const tone = new OscillatorNode(sound, { frequency: pitch });
    const volume = new GainNode(sound, { gain });
    tone.connect(volume).connect(sound.destination);
    tone.start(sound.currentTime + start);
    tone.stop(sound.currentTime + start + 0.18);
  }
}

function ring(): void {
  // Two short tones, twice: heard over talk, over before it disturbs it.
  play([[0, 880], [0.22, 660], [0.55, 880], [0.77, 660]], 0.2);
}

/** Somebody waits or has written: lower, softer and once, so that nobody takes it for an emergency. */
export function chime(): void {
  play([[0, 330], [0.2, 440]], 0.1);
}

/** Show how many emergencies wait; ring for those that are new to this page. */
export function showAlarms(cases: readonly string[]): void {
  say("alarm", cases.length ? `(${cases.length}) ${live.dataset.alarmWord ?? ""}` : "");
  const fresh = cases.filter((one) => !known.has(one));
  known.clear();
  cases.forEach((one) => known.add(one));
  if (fresh.length) ring();
}

export function startAlarms(): void {
  addEventListener("pointerdown", unlock, { once: true });
  addEventListener("keydown", unlock, { once: true });
  showAlarms((document.getElementById("waiting")?.dataset.alarms ?? "").split(" ").filter(Boolean));
}
