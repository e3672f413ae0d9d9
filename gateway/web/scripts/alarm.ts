// An emergency is heard, seen in the window's title, and read out by the live region that the server fills.

import { live } from "./page";

const plainTitle = document.title;
const known = new Set<string>();
let sound: AudioContext | null = null;

function unlock(): void {
  sound ??= new AudioContext();
  void sound.resume();
  document.getElementById("sound-hint")?.setAttribute("hidden", "");
}

function ring(): void {
  if (sound?.state !== "running") {
    document.getElementById("sound-hint")?.removeAttribute("hidden");
    return;
  }
  // Two short tones, twice: heard over talk, over before it disturbs it.
  for (const [start, pitch] of [[0, 880], [0.22, 660], [0.55, 880], [0.77, 660]] as const) {
    const tone = new OscillatorNode(sound, { frequency: pitch });
    const volume = new GainNode(sound, { gain: 0.2 });
    tone.connect(volume).connect(sound.destination);
    tone.start(sound.currentTime + start);
    tone.stop(sound.currentTime + start + 0.18);
  }
}

/** Show how many emergencies wait; ring for those that are new to this page. */
export function showAlarms(cases: readonly string[]): void {
  document.title = cases.length ? `(${cases.length}) ${live.dataset.alarmWord ?? ""} – ${plainTitle}` : plainTitle;
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
