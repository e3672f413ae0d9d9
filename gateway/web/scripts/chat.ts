// The visitor's chat page.

import type { ServerFrame } from "./frames";
import { Line } from "./line";
import { need, partsIn, Talk } from "./talk";

const DRAFT = "luotsi-chat-text";

/** In its groups for the eye, letter by letter for the ear, as on the other pages. */
function showReference(reference: string): void {
  const groups = reference.split("-");
  const spoken = document.createElement("span");
  spoken.className = "visually-hidden";
  spoken.textContent = groups.map((group) => [...group].join(" ")).join(", ");
  const shown = document.createElement("span");
  shown.className = "reference-shown";
  shown.setAttribute("aria-hidden", "true");
  groups.forEach((group, place) => {
    const part = document.createElement("span");
    part.textContent = place < groups.length - 1 ? `${group}-` : group;
    shown.append(part);
  });
  need("chat-reference-number", HTMLElement).replaceChildren(spoken, shown);
  need("chat-reference", HTMLElement).hidden = false;
}

function showAlarm(paragraphs: readonly string[]): void {
  const alarm = need("chat-alarm", HTMLElement);
  const words = need("chat-alarm-words", HTMLElement);
  words.replaceChildren(
    ...paragraphs.map((one) => {
      const paragraph = document.createElement("p");
      paragraph.className = "lead";
      paragraph.textContent = one;
      return paragraph;
    }),
  );
  alarm.hidden = false;
  alarm.scrollIntoView({ block: "nearest" });
}

/** What is being written stays through a reload. */
function keepDraft(text: HTMLTextAreaElement): void {
  try {
    text.value = sessionStorage.getItem(DRAFT) ?? "";
    text.addEventListener("input", () => sessionStorage.setItem(DRAFT, text.value));
  } catch {
    // No storage: the page works, it only does not remember.
  }
}

function start(): void {
  const box = need("chat", HTMLElement);
  const talk = new Talk(partsIn(box), "visitor");
  const text = need("chat-text", HTMLTextAreaElement);
  const line = new Line(
    { socket: "/chat/line", requests: "/chat/poll", me: "visitor", memory: "luotsi-chat" },
    {
      state: (state) => talk.state(state),
      entry: (entry) => talk.entry(entry),
      waiting: (messages) => talk.waiting(messages),
      over: () => {
        talk.announce(talk.word("over"));
        talk.startAnew();
      },
      frame: (frame: ServerFrame) => {
        if (frame.type === "alarm") showAlarm(frame.paragraphs);
        if (frame.type === "welcome" && frame.reference) showReference(frame.reference);
        talk.frame(frame);
      },
    },
  );
  keepDraft(text);
  talk.use(line);
  document.querySelectorAll<HTMLAnchorElement>("[data-leave]").forEach((link) =>
    link.addEventListener("click", (event) => {
      event.preventDefault();
      line.forget();
      text.value = "";
      sessionStorage.clear();
      document.body.replaceChildren();
      // Nobody comes back here by the browser's button for going back.
      location.replace(link.href);
    }),
  );
  need("chat-print", HTMLButtonElement).addEventListener("click", () => print());
  need("chat-without", HTMLElement).hidden = true;
  box.hidden = false;
  document.querySelectorAll<HTMLElement>("[data-script]").forEach((one) => (one.hidden = false));
  line.start();
}

start();
