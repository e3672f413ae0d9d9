// A suggested reply is put into the answer at once, and the server told. What somebody has written stays; nothing is sent.

import { post } from "./page";

async function take(button: HTMLButtonElement, area: HTMLTextAreaElement, words: string): Promise<void> {
  const contact = button.form?.querySelector<HTMLInputElement>("[name=contact]")?.value ?? "";
  // Told before the focus is on "send": what is sent faster than it is told would not be counted.
  await post(button.form?.action ?? "", { contact }).catch(() => null);
  const panel = area.closest("details");
  if (panel) panel.open = true;
  if (!area.value.includes(words)) {
    const written = area.value.trim() === button.dataset.begun?.trim() ? "" : area.value.trimEnd();
    area.value = [written, words].filter(Boolean).join("\n\n");
    area.dispatchEvent(new Event("input", { bubbles: true })); // kept as a draft
  }
  area.setSelectionRange(0, 0); // read from the beginning
  const send = area.form?.querySelector<HTMLElement>("button[type=submit]");
  (button.dataset.suggestion === "accept" ? send : area)?.focus();
  const told = document.getElementById("suggestion-taken");
  if (told) told.textContent = told.dataset.taken ?? "";
}

function onClick(event: Event): void {
  const words = document.getElementById("suggestion-text")?.textContent?.trim();
  const area = document.getElementById("reply-text");
  if (!words || !(area instanceof HTMLTextAreaElement) || !(event.currentTarget instanceof HTMLButtonElement)) return;
  event.preventDefault();
  void take(event.currentTarget, area, words);
}

/** What the key of a suggestion does: as if its button were pressed. */
export function suggested(how: string): void {
  document.querySelector<HTMLElement>(`[data-suggestion=${how}]`)?.click();
}

export function startSuggestion(): void {
  for (const button of document.querySelectorAll("[data-suggestion=accept], [data-suggestion=edit]")) {
    button.addEventListener("click", onClick);
  }
}
