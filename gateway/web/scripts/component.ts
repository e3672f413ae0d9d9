// <luotsi-chat>: the visitor's chat on any page, inside a shadow root of its own.

import { admits, askForEnd, inGroups, offer, showAlarm, showCode, type Stage, warnOfEnd } from "./asides";
import { tokenOf } from "./asks";
import { button, h } from "./element";
import { feedbackForm } from "./feedback";
import type { Entry, ServerFrame } from "./frames";
import { Line, type State } from "./line";
import { forgetAll, keep, kept, LINE } from "./memory";
import { News } from "./news";
import type { Message } from "./outbox";
import { launcher, panel } from "./panel";
import { need, partsIn } from "./parts";
import { printOnly, record, save } from "./record";
import { Talk } from "./talk";
import styles from "./widget.css";
import { LANGUAGES, wordOf, type Words, wordsIn } from "./words";

const DAY = 24 * 3_600_000; // milliseconds that a token lives since the last welcome
const WARNING = 3_600_000; // so long before its end somebody is told
const MINUTE = 60_000;
const STANDING: readonly ServerFrame["type"][] = ["presence", "handling", "alarm", "ended"]; // what holds until told otherwise
const AGAIN = 10_000; // until the words are asked for again

export interface Place {
  readonly base: URL; // of the chat's addresses
  readonly settings: Readonly<DOMStringMap>; // of the script's tag
}

export class Chat extends HTMLElement {
  static place: Place;
  private static first: Chat | null = null; // one page, one conversation
  private readonly news = new News();
  private readonly entries: Entry[] = [];
  private readonly lately = new Map<string, ServerFrame>(); // how it stands, for when it is built anew
  private root!: ShadowRoot;
  private words!: Words;
  private talk!: Talk;
  private line: Line | null = null;
  private started: Line | null = null;
  private state: State = "connecting";
  private reference = "";
  private freshAt = 0;
  private isOpen = false;

  connectedCallback(): void {
    if (Chat.first) return;
    Chat.first = this;
    // A browser without these stops here, and what stands in the element stays.
    const sheet = new CSSStyleSheet();
    this.root = this.attachShadow({ mode: "open" });
    sheet.replaceSync(styles);
    this.root.adoptedStyleSheets = [sheet];
    document.addEventListener("visibilitychange", () => this.look());
    addEventListener("focus", () => this.look());
    setInterval(() => this.warn(), MINUTE);
    void this.begin(this.chosenLanguage());
  }

  private get floats(): boolean {
    return this.dataset.floating !== undefined;
  }

  private get base(): URL {
    return Chat.place.base;
  }

  private setting(name: string): string | undefined {
    return this.dataset[name] ?? Chat.place.settings[name];
  }

  private chosenLanguage(): string {
    const switched = this.setting("switch") === "off" ? "" : kept("language");
    const wished = [switched, this.setting("language"), document.documentElement.lang.slice(0, 2).toLowerCase()];
    return wished.find((one) => one && one in LANGUAGES) ?? "fi";
  }

  private the<T extends HTMLElement = HTMLElement>(id: string, kind?: new () => T): T {
    return need(this.root, id, kind ?? (HTMLElement as unknown as new () => T));
  }

  private get stage(): Stage {
    return {
      base: this.base,
      the: (id) => this.the(id),
      field: () => this.the("chat-text", HTMLTextAreaElement),
      word: (name) => this.talk.word(name),
    };
  }

  private async begin(language: string): Promise<void> {
    try {
      this.words = await wordsIn(language, this.base);
    } catch {
      // What stands in the element leads on meanwhile.
      if (!this.root.firstChild) this.root.append(h("slot"));
      setTimeout(() => void this.begin(language), AGAIN);
      return;
    }
    this.newLine();
    this.build();
    const goesOn = this.line?.outbox.token || this.line?.outbox.all.length;
    if (!this.floats || goesOn) this.startLine();
    const wished = kept("open") || (this.setting("open") === undefined ? "" : "yes");
    if (!this.floats || wished === "yes") this.open({ focus: false });
  }

  private newLine(): void {
    const address = (what: string): string => new URL(`${what}?lang=${this.words.language}`, this.base).href;
    const line = new Line(
      { socket: address("line"), requests: address("poll"), me: "visitor", memory: LINE },
      {
        state: (state) => {
          this.state = state;
          this.talk.state(state);
        },
        entry: (entry) => this.entry(entry),
        again: (entry) => this.again(entry),
        waiting: (messages) => this.waiting(messages),
        over: () => {
          this.startAnew();
          this.talk.announce(this.talk.word("over"));
        },
        frame: (frame) => this.frame(frame),
      },
    );
    this.line = line;
  }

  /** Build everything in the language of the words, with what was said so far. */
  private build(): void {
    const { words } = this;
    const draft = this.root.getElementById("chat-text") ? this.the("chat-text", HTMLTextAreaElement).value : kept("text");
    this.talk?.close();
    const content = panel(words, {
      floats: this.floats,
      switches: this.setting("switch") !== "off",
      privacy: new URL("/privacy", this.base).href,
      close: () => this.minimise(),
      leave: () => this.leave(),
      person: () => this.askForPerson(),
      language: (code) => void this.switchTo(code),
      save: () => save(this.record(), [this.talk.word("file"), this.reference].filter(Boolean).join("-")),
      print: () => printOnly(this.record(), this),
      later: () => void showCode(this.stage, this.entries.length ? (this.line?.outbox.token ?? null) : null),
      resume: (code) => void this.resume(code),
      end: () => this.end(),
    });
    const box = h("div", { class: `luotsi ${this.setting("position") === "left" ? "left" : ""}`, lang: words.language }, content);
    if (this.floats) {
      content.hidden = !this.isOpen;
      content.addEventListener("keydown", (event) => event.key === "Escape" && this.minimise());
      box.append(launcher(words, () => (this.isOpen ? this.minimise() : this.open({ focus: true }))), this.news.status);
    }
    this.root.replaceChildren(box);
    this.talk = new Talk(partsIn(this.root, (name) => wordOf(words, name), words.language), "visitor");
    this.talk.shown = () => this.isOpen;
    this.talk.admits = (text) => admits(this.stage, text, () => this.the("chat-form", HTMLFormElement).requestSubmit());
    if (this.floats) this.talk.page = content;
    const text = this.the("chat-text", HTMLTextAreaElement);
    text.value = draft;
    text.addEventListener("input", () => {
      keep("text", text.value);
      this.the("chat-code-warning").hidden = true;
    });
    if (this.line) this.talk.use(this.line);
    this.replay();
  }

  private replay(): void {
    for (const entry of this.entries) this.talk.entry(entry);
    this.answers();
    this.talk.waiting(this.line?.outbox.all ?? []);
    this.talk.state(this.state);
    for (const frame of this.lately.values()) this.frame(frame);
    if (!this.lately.size && this.line && !this.floats) this.talk.parts.presence.textContent = this.talk.word("connecting");
    this.showReference();
    this.news.show(this.talk, this.badge);
    this.expand();
  }

  private get badge(): HTMLElement | null {
    return this.root.getElementById("chat-badge");
  }

  // What comes over the line

  private entry(entry: Entry): void {
    this.entries.push(entry);
    if (entry.from === "visitor") this.lately.delete("ended"); // a further message opens it again
    this.talk.entry(entry);
    this.answers();
    // Who has just said something, by whichever button, sees it.
    if (this.floats && entry.from === "visitor") this.talk.parts.presence.scrollIntoView({ block: "nearest" });
    const isNew = entry.seq > Number(kept("seen"));
    if (entry.from !== "visitor" && isNew && (!this.isOpen || document.hidden)) this.news.add(this.talk, this.badge);
    this.look();
  }

  private again(entry: Entry): void {
    const at = this.entries.findIndex((one) => one.seq === entry.seq);
    if (at >= 0) this.entries[at] = entry;
    this.talk.again(entry);
  }

  private waiting(messages: readonly Message[]): void {
    this.talk.waiting(messages);
    if (messages.length) this.the("chat-answers").hidden = true;
  }

  private frame(frame: ServerFrame): void {
    if (STANDING.includes(frame.type)) this.lately.set(frame.type, frame);
    if (frame.type === "alarm") this.alarm(frame.paragraphs);
    if (frame.type === "welcome") {
      this.freshAt = Date.now();
      this.the("chat-stale").hidden = true;
      this.reference = frame.reference ?? this.reference;
      this.showReference();
    }
    this.talk.frame(frame);
    if (frame.type === "ended" || (frame.type === "welcome" && frame.ended)) this.askHowItWas();
  }

  private startAnew(): void {
    this.entries.length = 0;
    this.lately.clear();
    this.reference = "";
    keep("seen", "0");
    this.talk.startAnew();
    this.showReference();
    this.the("chat-answers").hidden = true;
  }

  private answers(): void {
    offer(this.stage, this.entries.at(-1)?.buttons ?? [], (label, choice) => {
      this.line?.say(label, choice);
      this.talk.parts.scroll.focus(); // what was pressed is gone
    });
  }

  private alarm(paragraphs: readonly string[]): void {
    showAlarm(this.stage, paragraphs);
    if (!this.isOpen) this.open({ focus: false });
    this.the("chat-alarm").scrollIntoView({ block: "nearest" });
  }

  private showReference(): void {
    this.the("chat-reference").hidden = !this.reference;
    this.the("chat-reference-number").replaceChildren(...(this.reference ? inGroups(this.reference) : []));
  }

  // Open and minimised

  private open({ focus }: { focus: boolean }): void {
    this.isOpen = true;
    this.startLine();
    this.expand();
    if (this.floats) keep("open", "yes");
    // A field would bring up the keyboard of a telephone, over what is to be read first.
    const writes = matchMedia("(pointer: fine)").matches;
    if (focus) this.the(writes ? "chat-text" : "chat-title").focus();
    if (focus && writes) this.the("chat-form").scrollIntoView({ block: "nearest" });
    this.look();
  }

  /** Not before somebody wants it: a page that only shows the button asks for no line. */
  private startLine(): void {
    if (this.started === this.line) return;
    this.started = this.line;
    this.line?.start();
  }

  private minimise(): void {
    this.isOpen = false;
    keep("open", "no");
    this.expand();
    this.the("chat-launch").focus();
  }

  private expand(): void {
    if (!this.floats) return;
    this.the("chat").hidden = !this.isOpen;
    this.the("chat-launch").setAttribute("aria-expanded", String(this.isOpen));
  }

  /** What has been before somebody's eyes is no news. */
  private look(): void {
    if (!this.isOpen || document.hidden) return;
    this.news.clear(this.badge);
    this.talk?.look();
    const last = this.entries.at(-1);
    if (last) keep("seen", String(last.seq));
  }

  // What people press

  private async switchTo(language: string): Promise<void> {
    const words = await wordsIn(language, this.base).catch(() => null);
    if (!words) return;
    this.words = words;
    keep("language", language);
    // Where nothing was said, the conversation itself is in the new language.
    if (!this.entries.length && !this.line?.outbox.all.length) {
      this.line?.forget();
      this.newLine();
      this.build();
      this.startLine();
    } else this.build();
    this.root.querySelector<HTMLElement>("[aria-pressed=true]")?.focus();
  }

  private askForPerson(): void {
    const handling = this.lately.get("handling");
    const presence = this.lately.get("presence");
    const floor = handling?.type === "handling" ? handling.floor : null;
    if (floor === "advisor" || (floor === null && presence?.type === "presence" && presence.advisor))
      this.talk.announce(this.talk.word("person-asked"));
    else if (floor === "queue") this.talk.announce(this.talk.word("floor-queue"));
    else if (!this.line?.outbox.all.some((one) => one.choice === "person"))
      this.line?.say(this.talk.word("person-words"), "person");
  }

  private record(): string {
    return record(this.entries, this.reference, this.talk);
  }

  private async resume(code: string): Promise<void> {
    const problem = this.the("chat-code-problem");
    const answer = await tokenOf(this.base, code);
    problem.hidden = "ok" in answer;
    if ("problem" in answer) {
      problem.textContent = this.talk.word(answer.problem);
      return;
    }
    this.startAnew();
    this.talk.parts.log.replaceChildren();
    this.line?.take(answer.ok.token);
    this.the("chat-more", HTMLDetailsElement).open = false;
    this.the("chat-title").focus();
  }

  private askHowItWas(): void {
    if (kept("told") || this.root.getElementById("chat-feedback-title")) return;
    this.the("chat-after").prepend(feedbackForm(this.base, this.words, () => keep("told", "yes")));
  }

  private end(): void {
    askForEnd(this.stage, () => this.forget());
    this.askHowItWas();
    this.the("chat-end-title").focus();
  }

  private forget(): void {
    this.line?.forget();
    forgetAll();
    this.startAnew();
    this.the("chat-text", HTMLTextAreaElement).value = "";
    this.newLine();
    this.build();
    this.startLine();
    this.talk.announce(this.talk.word("forgotten"));
    this.the("chat-title").focus();
  }

  private leave(): void {
    this.line?.forget();
    forgetAll();
    document.body.replaceChildren();
    // Nobody comes back here by the browser's button for going back.
    location.replace(this.words.leave);
  }

  /** Nothing here ends by time but the token, a day after the last welcome. */
  private warn(): void {
    if (!this.entries.length || Date.now() - this.freshAt < DAY - WARNING) return;
    if (!this.the("chat-stale").hidden) return;
    const end = new Intl.DateTimeFormat(this.words.language, { hour: "numeric", minute: "2-digit" }).format(this.freshAt + DAY);
    warnOfEnd(this.stage, end, () => this.line?.renew());
    if (!this.isOpen || document.hidden) this.news.add(this.talk, this.badge);
  }
}
