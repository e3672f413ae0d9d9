// What came while nobody looked: a number on the button and in the title, and once in words for who listens.

import { h } from "./element";
import type { Talk } from "./talk";

export class News {
  readonly status = h("p", { class: "unseen", role: "status", id: "chat-news" });
  private count = 0;
  private title = "";

  add(talk: Talk, badge: HTMLElement | null): void {
    if (!this.count) this.title = document.title;
    this.count += 1;
    document.title = `(${this.count}) ${this.title}`;
    this.status.textContent = talk.word(this.count > 1 ? "unread" : "unread-one").replace("%count%", String(this.count));
    this.show(talk, badge);
  }

  clear(badge: HTMLElement | null): void {
    if (this.count) document.title = this.title;
    this.count = 0;
    this.status.textContent = "";
    if (badge) badge.hidden = true;
  }

  show(talk: Talk, badge: HTMLElement | null): void {
    if (!badge || !this.count) return;
    const words = talk.word(this.count > 1 ? "unread" : "unread-one").replace("%count%", String(this.count));
    badge.hidden = false;
    badge.replaceChildren(
      h("span", { "aria-hidden": "true" }, String(this.count)),
      h("span", { class: "unseen" }, words),
    );
  }
}
