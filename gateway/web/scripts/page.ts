// What the server put on the page for the scripts.

const found = document.getElementById("live");
if (!found) throw new Error("this page has no live part");

export const live: HTMLElement = found;
export const csrf = live.dataset.csrf ?? "";
export const keysOn = live.dataset.keys === "on";

export function post(address: string, fields: Record<string, string>): Promise<Response> {
  return fetch(address, { method: "POST", body: new URLSearchParams({ ...fields, csrf }), redirect: "manual" });
}

export function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}
