// How a conversation looks: what was said, what is on its way, and what the line is doing, all of it in words.

import type { Entry, Floor, ServerFrame, Side, Why } from "./frames";
import type { Line, State } from "./line";
import type { Message } from "./outbox";
import { make, type Parts, tell, type Writing } from "./parts";

const TYPING_LASTS = 6_000; // milliseconds
const GIVEN_BACK: readonly Why[] = ["too_long", "empty", "malformed", "taken", "ended"];

const HIDDEN = /\[hetu-\d{4}\]/g; // an identity code that was put aside

export class Talk {
  /** Whether what stands here can be seen at all. */
  shown: () => boolean = () => true;
  /** Whether a message may leave as it is. */
  admits: (text: string) => boolean = () => true;
  /** Where the writer's field scrolls. */
  page: Pick<Window, "scrollBy"> | HTMLElement = window;
  private readonly clock: Intl.DateTimeFormat;
  private readonly day: Intl.DateTimeFormat;
  private readonly words = new Map<number, HTMLElement>(); // by number
  private readonly closing = new AbortController();
  private floor: Floor | null = null; // who answers, where we are told
  private shownDay = "";
  private last = 0; // the last number that stands in the log
  private seenMark: HTMLElement | null = null;
  private mine: { seq: number; element: HTMLElement }[] = [];
  private wasLost = false;
  private typingEnds: ReturnType<typeof setTimeout> | undefined;
  private line: Line | null = null;

  constructor(
    readonly parts: Parts,
    private readonly me: Side,
  ) {
    const timeZone = "Europe/Helsinki";
    this.clock = new Intl.DateTimeFormat(parts.language, { timeZone, hour: "numeric", minute: "2-digit" });
    this.day = new Intl.DateTimeFormat(parts.language, { timeZone, weekday: "long", day: "numeric", month: "numeric" });
  }

  word(name: string): string {
    return this.parts.word(name);
  }

  /** Another takes its place: look at nothing any more. */
  close(): void {
    this.closing.abort();
    clearTimeout(this.typingEnds);
  }

  /** Let people read and write on *line*. */
  use(line: Line): void {
    this.line = line;
    const { signal } = this.closing;
    document.addEventListener("visibilitychange", () => this.look(), { signal });
    addEventListener("focus", () => this.look(), { signal });
    const writing = this.parts.writing;
    if (!writing) return;
    const { form, text } = writing;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.send(writing);
    });
    text.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        this.send(writing);
      }
    });
    text.addEventListener("input", () => {
      this.complain(writing, "");
      if (text.value.trim()) line.typing();
    });
  }

  state(state: State): void {
    const { lost, presence, typing } = this.parts;
    lost.hidden = state === "open" || (state === "connecting" && !this.wasLost);
    if (state === "lost") {
      this.wasLost = true;
      presence.textContent = typing.textContent = "";
      if (!lost.textContent) lost.textContent = this.word("lost");
    }
    if (state === "open") {
      lost.textContent = "";
      if (this.wasLost) presence.textContent = this.word("back");
    }
  }

  entry(entry: Entry): void {
    this.beginDay(entry.at);
    const element = this.message(entry.from, entry.name, entry.text, entry.at, entry.seq);
    if (entry.from === this.me) {
      element.append(this.mark("arrived"));
      this.mine.push({ seq: entry.seq, element });
    }
    if (entry.from !== this.me) this.parts.typing.textContent = "";
    this.last = entry.seq;
    this.follow(() => this.parts.log.append(element));
    this.look();
  }

  /** An identity code that the server has put aside is hidden here too. */
  again({ seq, text }: Entry): void {
    const words = this.words.get(seq);
    if (words) tell(words, this.readable(text));
  }

  waiting(messages: readonly Message[]): void {
    const shown = messages.map((one) => {
      const element = this.message(this.me, null, one.text, null);
      const refused = one.why !== null && GIVEN_BACK.includes(one.why) ? one.why : null;
      element.append(this.mark(this.standing(one, refused)));
      if (refused) element.append(this.editing(one.id, refused));
      return element;
    });
    this.follow(() => this.parts.waiting.replaceChildren(...shown));
  }

  frame(frame: ServerFrame): void {
    const { presence, typing } = this.parts;
    if (frame.type === "typing") {
      typing.textContent = this.word("typing");
      clearTimeout(this.typingEnds);
      this.typingEnds = setTimeout(() => (typing.textContent = ""), TYPING_LASTS);
    } else if (frame.type === "presence") {
      const there = this.me === "visitor" ? frame.advisor : frame.visitor;
      if (this.floor === null || this.floor === "advisor") tell(presence, this.word(there ? "here" : "away"));
    } else if (frame.type === "handling" && this.me === "visitor") {
      this.floor = frame.floor;
      tell(presence, this.standingOf(frame));
    } else if (frame.type === "seen" && frame.from !== this.me) {
      this.showSeen(frame.seq);
    } else if (frame.type === "ended" || (frame.type === "welcome" && frame.ended)) {
      this.announce(this.word("ended"));
    }
  }

  /** A sentence of the page itself, in its place among what was said. */
  announce(words: string): void {
    if (this.parts.log.lastElementChild?.textContent === words) return;
    this.follow(() => this.parts.log.append(make("li", "talk-between", words)));
  }

  /** What comes now belongs to another conversation, which counts from one again. */
  startAnew(): void {
    this.mine = [];
    this.words.clear();
    this.last = 0;
    this.floor = null;
  }

  private send(writing: Writing): void {
    const { text } = writing;
    const length = [...text.value.trim()].length;
    if (length > Number(this.word("longest"))) {
      const figure = new Intl.NumberFormat(this.parts.language).format(length);
      this.complain(writing, this.word("too-long").replace("%length%", figure));
    } else if (length) {
      if (!this.admits(text.value)) return;
      this.line?.say(text.value.trim());
      text.value = "";
      // What is in the field is kept as it is typed: sending ends that.
      text.dispatchEvent(new Event("input"));
    }
    text.focus();
  }

  private complain({ problem, text }: Writing, words: string): void {
    if (problem.textContent === words) return;
    problem.textContent = words;
    problem.hidden = !words;
    text.setAttribute("aria-invalid", String(Boolean(words)));
  }

  private standing(message: Message, refused: Why | null): string {
    if (refused) return "refused";
    if (message.ticked) return "arrived";
    return message.late ? "trying" : "sending";
  }

  private mark(name: string): HTMLElement {
    return make("p", `talk-mark is-${name}`, this.word(name));
  }

  private editing(id: string, why: Why): HTMLElement {
    const row = make("div", "talk-refused");
    row.append(make("p", "", this.word(`why-${why}`.replace("_", "-"))));
    const button = make("button", "button secondary", this.word("edit"));
    button.setAttribute("type", "button");
    button.addEventListener("click", () => {
      const text = this.parts.writing?.text;
      if (!text) return;
      const back = this.line?.takeBack(id) ?? "";
      text.value = text.value.trim() ? `${back}\n\n${text.value}` : back;
      text.dispatchEvent(new Event("input"));
      text.focus();
    });
    row.append(button);
    return row;
  }

  private message(from: Side, name: string | null, text: string, at: string | null, seq = 0): HTMLElement {
    const item = make("li", `talk-message is-${from === this.me ? "mine" : from}`);
    const head = make("p", "talk-head");
    head.append(make("strong", "", this.speaker(from, name)));
    if (at) {
      const time = make("time", "talk-time", this.clock.format(new Date(at)));
      time.setAttribute("datetime", at);
      head.append(" ", time);
    }
    const words = make("p", "talk-words", this.readable(text));
    if (seq) this.words.set(seq, words);
    item.append(head, words);
    return item;
  }

  readable(text: string): string {
    return text.replace(HIDDEN, `(${this.word("hidden")})`);
  }

  private standingOf({ floor, place, minutes }: Extract<ServerFrame, { type: "handling" }>): string {
    const said = [this.word(`floor-${floor}`)];
    if (floor === "queue" && place !== null) said.push(this.word("floor-place").replace("%place%", String(place)));
    if (floor === "queue" && minutes !== null)
      said.push(this.word(minutes > 1 ? "floor-wait" : "floor-wait-one").replace("%minutes%", String(minutes)));
    return said.join(" ");
  }

  speaker(from: Side, name: string | null): string {
    const role = this.word(from === this.me ? "me" : from);
    if (!name || from !== "advisor") return role;
    return from === this.me ? name : `${name}, ${role.toLowerCase()}`;
  }

  private beginDay(at: string): void {
    const day = this.day.format(new Date(at));
    const today = this.day.format(new Date());
    if (day !== this.shownDay && (this.shownDay || day !== today)) this.announce(day);
    this.shownDay = day;
  }

  private showSeen(seq: number): void {
    const seen = this.mine.filter((one) => one.seq <= seq).at(-1)?.element;
    if (!seen || this.seenMark?.parentElement === seen) return;
    this.seenMark?.remove();
    this.seenMark = this.mark("seen");
    seen.append(this.seenMark);
  }

  /** Tell the other side what has been on the screen of somebody who looks. */
  look(): void {
    if (!document.hidden && document.hasFocus() && this.shown() && this.last) this.line?.seen(this.last);
  }

  /** Change what was said, and keep its end and the field where the writer's eyes are. */
  private follow(change: () => void): void {
    const { scroll } = this.parts;
    const form = this.parts.writing?.form ?? this.parts.presence;
    const atEnd = scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < 48;
    const before = form.getBoundingClientRect();
    const inSight = before.top < innerHeight && before.bottom > 0;
    change();
    if (atEnd) scroll.scrollTop = scroll.scrollHeight;
    const moved = form.getBoundingClientRect().top - before.top;
    if (inSight && moved) this.page.scrollBy({ top: moved, behavior: "instant" });
  }
}
