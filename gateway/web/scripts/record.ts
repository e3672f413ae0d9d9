// The conversation on paper or in a file, made here: who said what and when, and the reference. Nothing is sent for it.

import { h } from "./element";
import type { Entry } from "./frames";
import type { Talk } from "./talk";

const SHEET = `
  luotsi-record { display: none }
  @media print {
    body > :not(luotsi-record) { display: none !important }
    luotsi-record { display: block !important; white-space: pre-wrap; overflow-wrap: anywhere; font: 12pt/1.5 sans-serif; color: #000 }
  }`;

export function record(entries: readonly Entry[], reference: string, talk: Talk): string {
  const moment = new Intl.DateTimeFormat(talk.parts.language, {
    timeZone: "Europe/Helsinki",
    dateStyle: "short",
    timeStyle: "short",
  });
  const head = [
    document.location.host,
    ...(reference ? [`${talk.word("reference")}: ${reference}`] : []),
    `${talk.word("saved-at")}: ${moment.format(new Date())}`,
  ];
  const said = entries.map(
    (one) => `${moment.format(new Date(one.at))} ${talk.speaker(one.from, one.name)}:\n${talk.readable(one.text)}`,
  );
  return `${[head.join("\n"), ...said].join("\n\n")}\n`;
}

export function save(text: string, name: string): void {
  // With its mark: old programs read å and ä by it.
  const address = URL.createObjectURL(new Blob(["\ufeff", text], { type: "text/plain;charset=utf-8" }));
  h("a", { href: address, download: `${name}.txt` }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** Print the conversation and nothing of the page that *chat* stands on. */
export function printOnly(text: string, chat: HTMLElement): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(SHEET);
  const paper = document.createElement("luotsi-record");
  paper.textContent = text;
  document.body.append(paper);
  chat.dataset.paper = ""; // its own style is stronger than any of the page's
  document.adoptedStyleSheets.push(sheet);
  addEventListener(
    "afterprint",
    () => {
      paper.remove();
      delete chat.dataset.paper;
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== sheet);
    },
    { once: true },
  );
  print();
}
