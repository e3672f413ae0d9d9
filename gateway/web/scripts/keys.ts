// Single keys for those who want them: never while typing, never with a modifier, and they can be switched off.

import { takeFirst } from "./catalogue";
import { takeNext } from "./desk";
import { isTyping, keysOn } from "./page";
import { suggested } from "./suggestion";

let waitingForSecond = false;

function links(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>(".case-link")];
}

function move(step: 1 | -1): void {
  const all = links();
  const row = document.activeElement?.closest("[data-case]");
  const at = all.findIndex((link) => row?.contains(link));
  const next = at < 0 ? (step > 0 ? 0 : all.length - 1) : Math.min(Math.max(at + step, 0), all.length - 1);
  all[next]?.focus();
  all[next]?.closest("li")?.scrollIntoView({ block: "nearest" });
}

function claim(): void {
  const row = document.activeElement?.closest("[data-case]") ?? document.querySelector("#case");
  row?.querySelector<HTMLFormElement>("form[data-claim]")?.requestSubmit();
}

function panel(name: string): void {
  const act = document.getElementById(`act-${name}`);
  if (act instanceof HTMLDetailsElement) {
    act.open = true;
    (act.querySelector<HTMLElement>("textarea, select, input:not([type=hidden])") ?? act.querySelector("summary"))?.focus();
    act.scrollIntoView({ block: "nearest" });
  } else if (act) {
    act.querySelector("textarea")?.focus();
    act.scrollIntoView({ block: "nearest" });
  } else {
    // In the list: open the Case of the row, with the panel.
    const link = document.activeElement?.closest("[data-case]")?.querySelector<HTMLAnchorElement>(".case-link");
    if (link) location.assign(`${link.href}#act-${name}`);
  }
}

function help(): void {
  const dialog = document.getElementById("keys");
  if (dialog instanceof HTMLDialogElement && !dialog.open) dialog.showModal();
}

const DOES: Record<string, () => void> = {
  j: () => move(1),
  k: () => move(-1),
  c: claim,
  a: () => panel("reply"),
  r: () => panel("reply"),
  t: () => panel("chat"),
  y: () => suggested("accept"),
  m: () => suggested("edit"),
  x: () => suggested("drop"),
  o: takeNext,
  s: () => panel("hand"),
  v: () => panel("replies"),
  p: takeFirst,
  n: () => panel("note"),
  e: () => panel("resolve"),
  "?": help,
};

function onKey(event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || document.querySelector("dialog[open]")) return;
  if (waitingForSecond) {
    waitingForSecond = false;
    if (event.key === "i") location.assign("/inbox");
    return;
  }
  if (event.key === "g") {
    waitingForSecond = true;
    setTimeout(() => (waitingForSecond = false), 1500);
    return;
  }
  const does = DOES[event.key];
  if (does) {
    event.preventDefault();
    does();
  }
}

export function startKeys(): void {
  document.querySelector("[data-help]")?.addEventListener("click", help);
  if (keysOn) addEventListener("keydown", onKey);
}

/** Open the panel that the address names, or the one that came back with a problem, and go there. */
export function openPanel(): void {
  if (location.hash.startsWith("#act-")) panel(location.hash.slice("#act-".length));
  document.getElementById("problem")?.focus();
}
