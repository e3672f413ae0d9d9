// A service from the catalogue is taken into the answer. What was written there stays, and nothing is sent.

function take(button: HTMLElement): void {
  const words = document.getElementById(button.dataset.answer ?? "")?.textContent?.trim();
  const area = document.getElementById(`${button.dataset.into}-text`);
  if (!words || !(area instanceof HTMLTextAreaElement)) return;
  const panel = area.closest("details");
  if (panel) panel.open = true;
  area.value = [area.value.trimEnd(), words].filter(Boolean).join("\n\n");
  area.dispatchEvent(new Event("input", { bubbles: true })); // kept as a draft
  area.focus();
  const told = document.getElementById("catalogue-taken");
  if (told) told.textContent = told.dataset.taken ?? "";
}

/** The likeliest service, into the answer. */
export function takeFirst(): void {
  document.querySelector<HTMLElement>("[data-answer]")?.click();
}

export function startCatalogue(): void {
  // Of the document: the services are found anew while a chat goes on.
  document.addEventListener("click", (event) => {
    const button = (event.target as Element).closest<HTMLElement>("[data-answer]");
    if (button) take(button);
  });
}
