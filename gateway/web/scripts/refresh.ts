// The list and the alarms stay up to date without losing focus, scroll or what is being chosen.

import { Idiomorph } from "idiomorph/dist/idiomorph.esm.js";
import { showAlarms } from "./alarm";
import { showStir, type Stir } from "./desk";
import { isTyping, live } from "./page";

const PAUSE = 400; // milliseconds; many commits at once make one look
let asked: ReturnType<typeof setTimeout> | undefined;
let running = false;
let again = false;

async function fresh(address: string): Promise<Document | null> {
  const response = await fetch(address, { headers: { Accept: "text/html" } });
  if (response.redirected && new URL(response.url).pathname === "/sign-in") location.reload();
  return response.ok ? new DOMParser().parseFromString(await response.text(), "text/html") : null;
}

async function refreshList(list: Element): Promise<void> {
  const page = await fresh(location.pathname + location.search.replace(/[?&]done=[a-z-]*/, ""));
  const next = page?.getElementById("inbox");
  // A select that is open would close under the hand; the next event comes soon.
  if (!next || isTyping(document.activeElement)) return;
  const filters = document.getElementById("filters");
  if (filters instanceof HTMLDetailsElement) next.querySelector("#filters")?.toggleAttribute("open", filters.open);
  const queue = document.getElementById("desk-queue");
  if (queue instanceof HTMLDetailsElement) next.querySelector("#desk-queue")?.toggleAttribute("open", queue.open);
  const focused = document.activeElement?.closest("[data-case]")?.id;
  Idiomorph.morph(list, next, { morphStyle: "outerHTML", ignoreActiveValue: true });
  if (focused && document.activeElement === document.body) {
    document.getElementById(focused)?.querySelector<HTMLElement>(".case-link")?.focus();
  }
}

async function refreshAlarms(): Promise<void> {
  const page = await fresh("/inbox/alarms");
  const bar = document.getElementById("alarms");
  if (page && bar) Idiomorph.morph(bar, page.body.innerHTML, { morphStyle: "innerHTML" });
}

/** The desk on the page of a Case; in the list it comes with the list. */
async function refreshDesk(): Promise<void> {
  const desk = document.getElementById("desk");
  if (!desk || document.getElementById("inbox") || desk.contains(document.activeElement)) return;
  const page = await fresh("/inbox/desk");
  if (page) morphOpen(desk, page.body, "innerHTML");
}

/** Morph *old*; what somebody has opened in it stays open. */
function morphOpen(old: Element, now: Element, style: "innerHTML" | "outerHTML"): void {
  const opened = [...old.querySelectorAll("details")].map((one) => one.open);
  now.querySelectorAll("details").forEach((one, place) => one.toggleAttribute("open", opened[place] ?? false));
  Idiomorph.morph(old, style === "innerHTML" ? now.innerHTML : now, { morphStyle: style, ignoreActiveValue: true });
}

/** Show how the Case stands now, and let its forms be about that; what is being written or has been opened stays. */
export async function refreshCase(): Promise<void> {
  const page = await fresh(location.pathname).catch(() => null);
  const next = page?.getElementById("case");
  const here = document.getElementById("case");
  if (!next || !here) return;
  for (const part of [".case-head", ".case-right", ".timeline", "#chat-codes", "#chat-floor", "#catalogue"]) {
    const [old, now] = [here.querySelector(part), next.querySelector(part)];
    // Nothing that somebody writes is changed under their hands.
    if (old && now && ![...old.querySelectorAll("textarea")].some((one) => one.value)) morphOpen(old, now, "outerHTML");
  }
  here.querySelectorAll("#catalogue [data-script]").forEach((one) => one.removeAttribute("hidden"));
  here.dataset.revision = next.dataset.revision;
  for (const field of here.querySelectorAll<HTMLInputElement>("input[name=revision]")) {
    field.value = next.dataset.revision ?? "";
  }
}

async function refresh(): Promise<void> {
  if (running) {
    again = true;
    return;
  }
  running = true;
  try {
    await refreshAlarms();
    const list = document.getElementById("inbox");
    if (list) await refreshList(list);
    await refreshDesk();
  } catch {
    // The connection is down; the stream connects again and tells us to look.
  } finally {
    running = false;
    if (again) {
      again = false;
      soon();
    }
  }
}

function soon(): void {
  clearTimeout(asked);
  asked = setTimeout(() => void refresh(), PAUSE);
}

type Pulse = Stir & { alarms: string[] };

function changed(pulse: Pulse): void {
  showAlarms(pulse.alarms);
  showStir(pulse);
  soon();
}

function listen(tell: (pulse: Pulse) => void): void {
  const stream = new EventSource(`/inbox/events?after=${live.dataset.after ?? "0"}`);
  stream.addEventListener("changed", (event) => tell(JSON.parse((event as MessageEvent<string>).data) as Pulse));
}

export function startRefreshing(): void {
  // A browser keeps six connections to one host: with a stream for each, the seventh page of an advisor would never load.
  // One page listens for all; when it closes, the next one takes over.
  if (!("locks" in navigator)) {
    listen(changed);
    return;
  }
  const others = new BroadcastChannel("luotsi-inbox");
  others.addEventListener("message", (event: MessageEvent<Pulse>) => changed(event.data));
  void navigator.locks.request("luotsi-inbox", () => {
    listen((pulse) => {
      changed(pulse);
      others.postMessage(pulse);
    });
    return new Promise<never>(() => undefined); // held until the page closes
  });
}
