// The chat desk: who begins to wait and who has written is heard, and seen in the window's title.

import { chime } from "./alarm";
import { live } from "./page";
import { say } from "./title";

export type Stir = { waiting: string[]; unread: Record<string, number> };

let known: Stir | null = null;

/** Tell what is new at the desk: somebody waits, or a visitor of one's own has written. A lower sound than an emergency's. */
export function showStir(stir: Stir): void {
  const waits = stir.waiting.filter((one) => !known?.waiting.includes(one));
  const written = Object.entries(stir.unread).filter(([own, count]) => count > (known?.unread[own] ?? 0));
  const isFirst = known === null;
  known = stir;
  const unread = Object.values(stir.unread).reduce((sum, count) => sum + count, 0);
  const atDesk = document.getElementById("desk-next") !== null;
  say("unread", unread ? `(${unread}) ${live.dataset.unreadWord ?? ""}` : "");
  say("waiting", stir.waiting.length && atDesk ? `(${stir.waiting.length}) ${live.dataset.deskWord ?? ""}` : "");
  if (isFirst || document.visibilityState === "visible" && !waits.length && isOpenHere(written)) return;
  if (written.length || (waits.length && atDesk)) chime();
}

/** Whether all that is new stands on this very page, before the advisor's eyes. */
function isOpenHere(written: [string, number][]): boolean {
  const here = document.querySelector<HTMLElement>("#act-chat[data-conversation]")?.dataset.conversation;
  return document.hasFocus() && written.every(([own]) => own === here);
}

/** Whoever is next, where the advisor is at the desk. */
export function takeNext(): void {
  document.querySelector<HTMLFormElement>("#desk-next")?.requestSubmit();
}

export function startDesk(): void {
  const shown = document.getElementById("desk-stir")?.dataset;
  if (!shown) return;
  const unread = (shown.unread ?? "").split(" ").filter(Boolean).map((one) => one.split(":") as [string, string]);
  showStir({
    waiting: (shown.waiting ?? "").split(" ").filter(Boolean),
    unread: Object.fromEntries(unread.map(([own, count]) => [own, Number(count)])),
  });
}
