// Answers that are written already: found by typing, put into the field of the conversation, sent by nobody but the advisor.

function put(words: string): void {
  const area = document.getElementById("chat-text");
  if (!(area instanceof HTMLTextAreaElement)) return;
  area.value = [area.value.trimEnd(), words].filter(Boolean).join(" ");
  area.dispatchEvent(new Event("input", { bubbles: true })); // kept as a draft
  const box = document.getElementById("act-replies");
  if (box instanceof HTMLDetailsElement) box.open = false;
  area.focus();
}

export function startReplies(): void {
  const find = document.getElementById("replies-find");
  const rows = [...document.querySelectorAll<HTMLElement>("[data-reply]")];
  if (!(find instanceof HTMLInputElement)) return;
  const none = document.getElementById("replies-none");
  find.addEventListener("input", () => {
    const wanted = find.value.trim().toLocaleLowerCase();
    rows.forEach((row) => (row.hidden = !(row.textContent ?? "").toLocaleLowerCase().includes(wanted)));
    if (none) none.textContent = rows.every((row) => row.hidden) ? (none.dataset.none ?? "") : "";
  });
  find.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault(); // it stands in the form of the conversation, which it must not send
    rows.find((row) => !row.hidden)?.querySelector("button")?.click();
  });
  for (const row of rows) {
    row.querySelector("button")?.addEventListener("click", () => put(row.querySelector(".reply-words")?.textContent ?? ""));
  }
}
