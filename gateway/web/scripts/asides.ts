// What the chat says beside the conversation: of an identity code, of a code to continue with, of the end.

import { codeFor } from "./asks";
import { button, h } from "./element";
import type { Choice, Entry } from "./frames";
import { holdsCode, withoutCodes } from "./identity";

type Buttons = NonNullable<Entry["buttons"]>;

/** What these need to know of the chat. */
export interface Stage {
  readonly base: URL;
  the(id: string): HTMLElement;
  field(): HTMLTextAreaElement;
  word(name: string): string;
}

/** What may be pressed instead of writing, until something else is said. */
export function offer(stage: Stage, buttons: Buttons, press: (label: string, choice: Choice) => void): void {
  const box = stage.the("chat-answers");
  box.hidden = !buttons.length;
  box.replaceChildren(...buttons.map(({ label, choice }) => button(label, () => press(label, choice))));
}

export function showAlarm(stage: Stage, paragraphs: readonly string[]): void {
  stage.the("chat-alarm-words").replaceChildren(...paragraphs.map((one) => h("p", {}, one)));
  stage.the("chat-alarm").hidden = false;
}

/** A message with an identity code waits until its writer has seen that. */
export function admits(stage: Stage, text: string, send: () => void): boolean {
  if (!holdsCode(text)) return true;
  const field = stage.field();
  const set = (words: string): void => {
    field.value = words;
    field.dispatchEvent(new Event("input"));
    field.focus();
  };
  const without = (): void => {
    set(withoutCodes(field.value, stage.word("code-removed")));
    send();
  };
  const box = stage.the("chat-code-warning");
  box.replaceChildren(
    h("p", {}, stage.word("code-warning")),
    button(stage.word("code-send"), without, "", "chat-code-send"),
    button(stage.word("edit"), () => set(field.value)),
  );
  box.hidden = false;
  return false;
}

/** The code of the conversation that *token* names; without a token nothing was said yet. */
export async function showCode(stage: Stage, token: string | null): Promise<void> {
  const box = stage.the("chat-later-code");
  const answer = token === null ? null : await codeFor(stage.base, token);
  if (answer && "ok" in answer)
    box.replaceChildren(
      h("h3", {}, stage.word("later-title")),
      h("p", { class: "number-shown" }, ...inGroups(answer.ok.code)),
      h("p", {}, stage.word("later-words")),
    );
  else box.replaceChildren(h("p", {}, stage.word(answer ? answer.problem : "later-first")));
  box.hidden = false;
  box.focus();
}

/** Ask whether this is the end. Nothing is lost until *forget*. */
export function askForEnd(stage: Stage, forget: () => void): void {
  const after = stage.the("chat-after");
  const back = (): void => {
    after.replaceChildren();
    stage.field().focus();
  };
  after.replaceChildren(
    h(
      "section",
      { class: "card", "aria-labelledby": "chat-end-title" },
      h("h3", { id: "chat-end-title", tabindex: "-1" }, stage.word("end-title")),
      h("p", {}, stage.word("end-words")),
      button(stage.word("return"), back, "", "chat-return"),
      button(stage.word("forget"), forget, "secondary", "chat-forget"),
    ),
  );
}

/** Say that the conversation closes at *end*, and let one press go on. */
export function warnOfEnd(stage: Stage, end: string, goOn: () => void): void {
  const box = stage.the("chat-stale");
  const press = (): void => {
    goOn();
    stage.field().focus();
  };
  box.replaceChildren(h("p", {}, stage.word("stale").replace("%when%", end)), button(stage.word("go-on"), press));
  box.hidden = false;
}

/** In its groups for the eye, letter by letter for the ear. */
export function inGroups(number: string): Node[] {
  const groups = number.split(/[-\s]+/);
  const spoken = h("span", { class: "unseen" }, groups.map((group) => [...group].join(" ")).join(", "));
  const shown = h("span", { class: "reference-shown", "aria-hidden": "true" });
  groups.forEach((group, place) => shown.append(h("span", {}, place < groups.length - 1 ? `${group}-` : group)));
  return [spoken, shown];
}
