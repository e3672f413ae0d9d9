// What is being written is kept by the server, so that a reload or a broken machine loses nothing.

import { live, post } from "./page";

const PAUSE = 700; // milliseconds after the last key

export function startDrafts(): void {
  const id = document.getElementById("case")?.dataset.case;
  if (!id) return;
  for (const field of ["reply", "note", "chat"]) {
    const area = document.getElementById(`${field}-text`);
    if (area instanceof HTMLTextAreaElement) keep(area, field, id);
  }
}

function keep(area: HTMLTextAreaElement, field: string, id: string): void {
  const told = document.querySelector(`[data-saved="${field}"]`);
  let asked: ReturnType<typeof setTimeout> | undefined;
  let sent = false;
  const save = async (): Promise<void> => {
    const response = await post(`/inbox/case/${id}/draft`, { field, text: area.value }).catch(() => null);
    const words = (response?.ok ? live.dataset.draftSaved : live.dataset.draftLost) ?? "";
    // An emptied field has no draft to speak of; it was sent, or given up.
    if (told) told.textContent = response?.ok && !area.value ? "" : words;
  };
  area.addEventListener("input", () => {
    sent = false;
    clearTimeout(asked);
    asked = setTimeout(() => void save(), PAUSE);
  });
  // Sending the form ends the draft: a late save must not bring it back.
  area.form?.addEventListener("submit", () => {
    sent = true;
    clearTimeout(asked);
  });
  addEventListener("pagehide", () => {
    if (asked !== undefined && !sent) {
      const body = new URLSearchParams({ field, text: area.value, csrf: live.dataset.csrf ?? "" });
      navigator.sendBeacon(`/inbox/case/${id}/draft`, body);
    }
  });
}
