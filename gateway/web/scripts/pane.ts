// The advisor's side of a chat, on the page of its Case.

import { Line } from "./line";
import { partsIn } from "./parts";
import { refreshCase } from "./refresh";
import { Talk } from "./talk";

const PAUSE = 1_500; // milliseconds; several messages make one look

/** Whoever ends the Case must have been shown all that was said; its form tells how far that goes. */
function hear(seq: number): void {
  const field = document.querySelector<HTMLInputElement>("#act-resolve input[name=heard]");
  if (field && seq > Number(field.value)) field.value = String(seq);
}

export function startPane(): void {
  const box = document.getElementById("act-chat");
  if (!box || box.dataset.live === undefined) return;
  const talk = new Talk(partsIn(document, (name) => box.getAttribute(`data-${name}`) ?? "", document.documentElement.lang), "advisor");
  const id = box.dataset.case ?? "";
  let asked: ReturnType<typeof setTimeout> | undefined;
  let begun = false;
  /** The page shows how the Case stands now, soon: who has the floor, what may answer, and what its forms are about. */
  const look = (): void => {
    clearTimeout(asked);
    asked = setTimeout(() => void refreshCase(), PAUSE);
  };
  const line = new Line(
    // Under the advisor's own name: what one has not yet sent must never leave in the name of another.
    { socket: `/inbox/case/${id}/line`, requests: null, me: "advisor", memory: `luotsi-case-${box.dataset.user}-${id}` },
    {
      state: (state) => talk.state(state),
      entry: (entry) => {
        talk.entry(entry);
        hear(entry.seq);
        look(); // each message may have moved the Case
      },
      again: (entry) => talk.again(entry),
      waiting: (messages) => talk.waiting(messages),
      over: () => talk.announce(talk.word("over")),
      frame: (frame) => {
        if (frame.type === "welcome" && !begun) {
          begun = true;
          talk.parts.log.replaceChildren(); // what the page came with comes again over the line
        }
        if ((frame as { type: string }).type === "handling") look();
        talk.frame(frame);
      },
    },
  );
  talk.use(line);
  talk.parts.scroll.scrollTop = talk.parts.scroll.scrollHeight;
  document.querySelector("form[action='/sign-out']")?.addEventListener("submit", () => line.forget());
  line.start();
}
