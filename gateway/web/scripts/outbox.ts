// Messages that the server has not yet said to have. They outlive a broken line and a reload of the page.

import type { Choice, Why } from "./frames";

export interface Message {
  readonly id: string;
  readonly text: string;
  readonly choice: Choice | null; // what was pressed, with its label as text
  ticked: boolean; // stored; it stands here until everything said before it is shown
  late: boolean; // it should have arrived by now
  why: Why | null; // it will not be sent like this
}

interface Remembered {
  token: string;
  waiting: { id: string; text: string; choice?: Choice | null; why: Why | null }[];
}

/** A name that nobody else draws. By hand, because crypto.randomUUID is missing on pages without TLS. */
function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const digits = [...bytes].map((one) => one.toString(16).padStart(2, "0")).join("");
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

export class Outbox {
  token = "";
  private messages: Message[] = [];

  constructor(private readonly key: string) {
    try {
      const kept = JSON.parse(sessionStorage.getItem(key) ?? "null") as Remembered | null;
      if (!kept) return;
      this.token = kept.token;
      this.messages = kept.waiting.map((one) => ({ ...one, choice: one.choice ?? null, ticked: false, late: true }));
    } catch {
      // No storage, or nothing of ours in it: the page works, it only does not remember.
    }
  }

  get all(): readonly Message[] {
    return this.messages;
  }

  /** The message that is sent next: one at a time, so that they are stored in the order in which they were written. */
  get next(): Message | undefined {
    return this.messages.find((one) => !one.ticked && !one.why);
  }

  find(id: string): Message | undefined {
    return this.messages.find((one) => one.id === id);
  }

  add(text: string, choice: Choice | null, late: boolean): void {
    this.messages.push({ id: newId(), text, choice, ticked: false, late, why: null });
    this.keep();
  }

  /** The line broke: nothing that waits has arrived. */
  allLate(): void {
    for (const one of this.messages) one.late = true;
  }

  remove(id: string): void {
    this.messages = this.messages.filter((one) => one.id !== id);
    this.keep();
  }

  clear(): void {
    this.messages = [];
    this.token = "";
    try {
      sessionStorage.removeItem(this.key);
    } catch {
      // Then nothing was kept.
    }
  }

  keep(): void {
    const waiting = this.messages.filter((one) => !one.ticked).map(({ id, text, choice, why }) => ({ id, text, choice, why }));
    try {
      sessionStorage.setItem(this.key, JSON.stringify({ token: this.token, waiting } satisfies Remembered));
    } catch {
      // Storage is full or forbidden: see above.
    }
  }
}
