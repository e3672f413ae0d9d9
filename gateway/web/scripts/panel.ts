// The chat's own elements, in one language. What they do is told by whoever builds them.

import { button, h } from "./element";
import { LANGUAGES, type Words } from "./words";

export interface Acts {
  readonly floats: boolean;
  readonly switches: boolean; // between languages
  readonly privacy: string; // address
  close(): void;
  leave(): void;
  person(): void;
  language(code: string): void;
  save(): void;
  print(): void;
  later(): void;
  resume(code: string): void;
  end(): void;
}

export function launcher(words: Words, open: () => void): HTMLElement {
  const word = words.words;
  return h(
    "button",
    { type: "button", class: "launch", id: "chat-launch", "aria-expanded": "false", "aria-controls": "chat", click: open },
    h("span", {}, word.launch ?? ""),
    h("span", { class: "badge", id: "chat-badge", hidden: true }),
  );
}

export function panel(words: Words, acts: Acts): HTMLElement {
  const w = (name: string): string => words.words[name] ?? "";
  return h(
    "section",
    { id: "chat", class: acts.floats ? "panel floats" : "panel", role: acts.floats ? "dialog" : "region", "aria-labelledby": "chat-title" },
    head(words, acts, w),
    h("div", { class: "inside" }, ...top(words, acts, w), intro(words, w), ...conversation(w), form(w), ...rest(w, acts)),
  );
}

type Say = (name: string) => string;

function head(words: Words, acts: Acts, w: Say): HTMLElement {
  return h(
    "div",
    { class: "head" },
    h("a", { class: "call", href: "tel:112" }, w("number-112")),
    button(w("person"), () => acts.person(), "", "chat-person"),
    h(
      "a",
      {
        class: "leave",
        id: "chat-leave",
        href: words.leave,
        rel: "noreferrer",
        click: (event) => {
          event.preventDefault();
          acts.leave();
        },
      },
      w("leave"),
    ),
    ...(acts.floats ? [button(w("close"), () => acts.close(), "quiet", "chat-close")] : []),
  );
}

function top(words: Words, acts: Acts, w: Say): HTMLElement[] {
  const title = h(
    "h2",
    { id: "chat-title", tabindex: "-1", class: acts.floats ? "" : "unseen" },
    w(acts.floats ? "title" : "conversation"),
  );
  return acts.switches ? [languages(words.language, acts, w), title] : [title];
}

function languages(current: string, acts: Acts, w: Say): HTMLElement {
  const each = Object.entries(LANGUAGES).map(([code, name]) => {
    const one = button(name, () => acts.language(code), "quiet");
    one.lang = code;
    one.setAttribute("aria-pressed", String(code === current));
    return one;
  });
  return h("div", { class: "languages", role: "group", "aria-label": w("languages") }, ...each);
}

function intro(words: Words, w: Say): HTMLElement {
  return h(
    "div",
    { class: "card", id: "chat-intro" },
    h("p", { class: words.open ? "tag open" : "tag" }, w("state")),
    h("p", {}, w("intro")),
    h("p", {}, w("state-words")),
    h("p", {}, `${w("phone")} `, h("a", { href: `tel:${words.call}` }, words.number)),
  );
}

function conversation(w: Say): HTMLElement[] {
  return [
    h(
      "div",
      { id: "chat-said", tabindex: "-1" },
      h(
        "div",
        { role: "log", "aria-live": "polite", "aria-relevant": "additions", "aria-label": w("log") },
        h("ol", { id: "chat-log", class: "log" }),
      ),
      h("ol", { id: "chat-waiting", class: "log", "aria-label": w("waiting") }),
    ),
    h("div", { id: "chat-answers", role: "group", tabindex: "-1", "aria-label": w("answers"), hidden: true }),
    h("p", { id: "chat-presence", role: "status" }),
    h("p", { id: "chat-typing" }),
    h(
      "div",
      { role: "alert" },
      h(
        "div",
        { id: "chat-alarm", hidden: true },
        h("a", { class: "number", href: "tel:112", "aria-label": w("call-112") }, "112"),
        h("div", {}, h("h3", {}, w("alarm")), h("div", { id: "chat-alarm-words" })),
      ),
    ),
    h("div", { role: "status" }, h("p", { id: "chat-lost", class: "card warning", hidden: true })),
    h("div", { role: "status" }, h("div", { id: "chat-stale", class: "card warning", hidden: true })),
  ];
}

function form(w: Say): HTMLElement {
  return h(
    "form",
    { id: "chat-form", novalidate: true },
    h("label", { for: "chat-text" }, w("text")),
    h("p", { class: "hint", id: "chat-text-hint" }, w("hint")),
    h("p", { class: "problem", id: "chat-problem", role: "alert", hidden: true }),
    h("div", { role: "alert" }, h("div", { class: "card warning", id: "chat-code-warning", hidden: true })),
    h("textarea", { id: "chat-text", rows: "3", "aria-describedby": "chat-text-hint chat-problem", autocomplete: "off" }),
    h("button", { class: "button send", type: "submit" }, w("send")),
    // The number again, for where the keys of a telephone cover half of the window.
    h("p", { class: "near" }, h("a", { href: "tel:112" }, w("call-112"))),
  );
}

function rest(w: Say, acts: Acts): HTMLElement[] {
  const code = h("input", { id: "chat-code", autocomplete: "off", autocapitalize: "characters", spellcheck: "false" });
  const resume = (event: Event): void => {
    event.preventDefault();
    if (code.value.trim()) acts.resume(code.value.trim());
    else code.focus();
  };
  return [
    h(
      "section",
      { id: "chat-reference", class: "card", "aria-labelledby": "chat-reference-title", hidden: true },
      h("h3", { id: "chat-reference-title" }, w("reference")),
      h("p", { class: "number-shown", id: "chat-reference-number" }),
      h("p", {}, w("reference-words")),
    ),
    h("div", { id: "chat-after" }),
    h(
      "details",
      { id: "chat-more" },
      h("summary", {}, w("more")),
      h("div", { class: "stack" },
        button(w("save"), () => acts.save(), "secondary", "chat-save"),
        button(w("print"), () => acts.print(), "secondary", "chat-print"),
        button(w("later"), () => acts.later(), "secondary", "chat-later"),
        h("div", { id: "chat-later-code", class: "card", tabindex: "-1", hidden: true }),
        h(
          "form",
          { id: "chat-resume", submit: resume },
          h("h3", {}, w("have-code")),
          h("label", { for: "chat-code" }, w("code")),
          code,
          h("p", { class: "problem", id: "chat-code-problem", role: "alert", hidden: true }),
          h("button", { class: "button secondary", type: "submit" }, w("go-on")),
        ),
        button(w("end"), () => acts.end(), "secondary", "chat-end"),
        h("p", {}, h("a", { href: acts.privacy, target: "_blank", rel: "noopener" }, w("privacy"))),
      ),
    ),
  ];
}
