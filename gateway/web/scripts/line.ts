// A chat line that stays whole: whatever is said arrives once and in order, over cuts, reloads and restarts.
// Nothing here knows a page; the visitor's page, the advisor's pane and the widget put their own look on it.

import { byRequests, bySocket, type Carrier, type Ears } from "./carriers";
import type { Choice, ClientFrame, Entry, Hello, Refused, ServerFrame, Side, Welcome } from "./frames";
import { type Message, Outbox } from "./outbox";

export type State = "connecting" | "open" | "lost";

export interface Place {
  readonly socket: string; // address
  readonly requests: string | null; // address of the way around, where there is one
  readonly me: Side;
  readonly memory: string; // name under which the browser keeps what is not yet stored
}

export interface Told {
  state(state: State): void;
  entry(entry: Entry): void; // each once, in the order of seq
  again(entry: Entry): void; // of one that was told already: as the server has it
  waiting(messages: readonly Message[]): void;
  frame(frame: ServerFrame): void; // whatever else came
  over(): void; // this conversation cannot be continued from here; for a visitor a new one begins
}

const GAP = 6_000; // milliseconds that an entry may be late; readers look every 5 s when nobody wakes them
const AGAIN = 10_000; // an unanswered message is repeated on a line that lives
const LOOK = 1_000;
const TYPING = 3_000;
const SOCKET_TRIES = 2; // failures of the socket before the way around is tried
const DELAYS = [500, 1_000, 2_000, 4_000, 8_000, 15_000];

export class Line {
  readonly outbox: Outbox;
  private carrier: Carrier | null = null;
  private state: State = "connecting";
  private cursor = 0;
  private held = new Map<number, Entry>(); // came before what was said before them
  private failures = 0; // since the last welcome
  private heardAt = 0;
  private askedAt: number | null = null; // the oldest question that nothing has answered
  private sent: { id: string; at: number } | null = null;
  private notBefore = 0; // the server asked us to wait with messages
  private gapSince: number | null = null;
  private typedAt = 0;
  private seenUpTo = 0;
  private again: ReturnType<typeof setTimeout> | undefined;
  private stopped = false;

  constructor(
    private readonly place: Place,
    private readonly told: Told,
  ) {
    this.outbox = new Outbox(place.memory);
  }

  start(): void {
    this.told.waiting(this.outbox.all);
    this.connect();
    setInterval(() => this.look(), LOOK);
    addEventListener("online", () => this.hurry());
    addEventListener("offline", () => this.lose());
    addEventListener("pageshow", (event) => event.persisted && this.hurry());
    document.addEventListener("visibilitychange", () => {
      // A phone stops the page in its pocket: the line may be dead without having said so.
      if (!document.hidden && this.state === "open") this.send({ type: "ping" });
      else if (!document.hidden) this.hurry();
    });
  }

  say(text: string, choice: Choice | null = null): void {
    this.outbox.add(text, choice, this.state === "lost");
    this.told.waiting(this.outbox.all);
    this.flush();
  }

  typing(): void {
    if (this.state !== "open" || Date.now() - this.typedAt < TYPING) return;
    this.typedAt = Date.now();
    this.carrier?.send({ type: "typing" });
  }

  seen(seq: number): void {
    if (seq <= this.seenUpTo) return;
    this.seenUpTo = seq;
    if (this.state === "open") this.carrier?.send({ type: "seen", seq });
  }

  /** Give a refused message back to its writer. */
  takeBack(id: string): string {
    const text = this.outbox.find(id)?.text ?? "";
    this.outbox.remove(id);
    this.told.waiting(this.outbox.all);
    return text;
  }

  /** Ask for a token that is good for another day. */
  renew(): void {
    if (this.state === "open") this.send(this.hello());
    else this.hurry();
  }

  /** Go on with the conversation that *token* names. What is not stored yet goes there. */
  take(token: string): void {
    this.outbox.token = token;
    this.outbox.keep();
    this.cursor = this.seenUpTo = this.failures = 0;
    this.held.clear();
    this.become("connecting");
    this.connect();
  }

  /** End it here: nothing is sent any more, and nothing of it stays in the browser. */
  forget(): void {
    this.stopped = true;
    clearTimeout(this.again);
    this.carrier?.close();
    this.carrier = null;
    this.outbox.clear();
  }

  private connect(): void {
    clearTimeout(this.again);
    if (this.stopped) return;
    this.carrier?.close();
    this.sent = null;
    const around = this.place.requests;
    const carry = around !== null && this.failures % (SOCKET_TRIES + 1) === SOCKET_TRIES ? byRequests : bySocket;
    let mine: Carrier | null = null;
    const current = (): boolean => mine === null || this.carrier === mine;
    const ears: Ears = {
      hello: () => this.hello(),
      heard: (frame) => current() && this.heard(frame),
      alive: () => {
        this.heardAt = Date.now();
        this.askedAt = null;
      },
      closed: () => current() && this.lose(),
    };
    this.heardAt = this.askedAt = Date.now();
    mine = this.carrier = carry(carry === byRequests ? (around ?? "") : this.place.socket, ears);
  }

  private hello(): Hello {
    return { type: "hello", token: this.outbox.token, after: this.cursor };
  }

  private lose(wait: number | null = null): void {
    this.carrier?.close();
    this.carrier = null;
    this.held.clear();
    this.gapSince = this.askedAt = this.sent = null;
    this.outbox.allLate();
    this.become("lost");
    const delay = wait ?? (DELAYS[Math.min(this.failures, DELAYS.length - 1)] ?? 0) * (0.7 + 0.6 * Math.random());
    this.failures += 1;
    clearTimeout(this.again);
    this.again = setTimeout(() => this.connect(), delay);
  }

  private hurry(): void {
    if (this.state !== "open") this.connect();
  }

  private become(state: State): void {
    if (this.state === state) return;
    this.state = state;
    this.told.state(state);
    this.told.waiting(this.outbox.all);
  }

  /** Once a second: is the line alive, is something missing, is something to be said again? */
  private look(): void {
    if (!this.carrier) return;
    const now = Date.now();
    if (this.askedAt !== null && now - this.askedAt > this.carrier.answer) {
      this.lose();
    } else if (this.state === "open" && this.gapSince !== null && now - this.gapSince > GAP) {
      this.gapSince = now;
      this.send(this.hello());
    } else if (this.state === "open") {
      if (this.askedAt === null && now - this.heardAt > this.carrier.patience) this.send({ type: "ping" });
      if (this.sent && now - this.sent.at > AGAIN) {
        this.sent = null;
        this.outbox.allLate();
        this.told.waiting(this.outbox.all);
      }
      this.flush();
    }
  }

  private send(frame: ClientFrame): void {
    this.askedAt ??= Date.now();
    this.carrier?.send(frame);
  }

  private flush(): void {
    const next = this.outbox.next;
    if (this.state !== "open" || this.sent || !next || Date.now() < this.notBefore) return;
    this.sent = { id: next.id, at: Date.now() };
    this.send({ type: "say", id: next.id, text: next.text, choice: next.choice });
  }

  private heard(frame: ServerFrame): void {
    switch (frame.type) {
      case "welcome":
        this.welcome(frame);
        break;
      case "tick":
        this.ticked(frame);
        break;
      case "entry":
        this.accept(frame);
        return;
      case "refused":
        this.refused(frame);
        break;
    }
    this.told.frame(frame);
  }

  private welcome(frame: Welcome): void {
    if (frame.token) {
      this.outbox.token = frame.token;
      this.outbox.keep();
    }
    if (this.state !== "open") {
      this.failures = 0;
      this.become("open");
      if (this.seenUpTo) this.carrier?.send({ type: "seen", seq: this.seenUpTo });
    }
    this.flush();
  }

  private ticked({ id, seq, at }: { id: string; seq: number; at: string }): void {
    const message = this.outbox.find(id);
    if (this.sent?.id === id) this.sent = null;
    if (message) {
      message.ticked = true;
      this.outbox.keep();
      this.told.waiting(this.outbox.all);
      this.accept({ seq, id, from: this.place.me, name: null, text: message.text, at });
    }
    this.flush();
  }

  /** Show *entry* when everything said before it is shown. */
  private accept(entry: Entry): void {
    if (entry.seq > this.cursor) this.held.set(entry.seq, entry);
    else this.told.again(entry);
    for (let next = this.held.get(this.cursor + 1); next; next = this.held.get(this.cursor + 1)) {
      this.held.delete(next.seq);
      this.cursor = next.seq;
      if (this.outbox.find(next.id)) {
        this.outbox.remove(next.id);
        this.told.waiting(this.outbox.all);
      }
      this.told.entry(next);
    }
    this.gapSince = this.held.size ? (this.gapSince ?? Date.now()) : null;
  }

  private refused({ id, why, after_seconds }: Refused): void {
    const wait = 1_000 * (after_seconds ?? 5);
    if (this.sent?.id === id) this.sent = null;
    if (why === "ended" && (id === null || this.place.me === "visitor")) {
      this.begin();
    } else if (why === "unavailable" || why === "too_many") {
      this.outbox.allLate();
      if (id === null && this.state !== "open") this.lose(wait);
      else this.notBefore = Date.now() + wait;
    } else if (id !== null) {
      const message = this.outbox.find(id);
      if (message) message.why = why;
      this.outbox.keep();
      this.flush();
    }
    this.told.waiting(this.outbox.all);
  }

  /** A visitor's token is no longer good: what was not stored yet goes into a new conversation. */
  private begin(): void {
    this.stopped = this.place.me === "advisor"; // their session is over; only signing in brings it back
    this.outbox.token = "";
    this.outbox.keep();
    this.cursor = this.seenUpTo = 0;
    this.told.over();
    this.lose();
  }
}
