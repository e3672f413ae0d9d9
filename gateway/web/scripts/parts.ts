// Where on a page or in a component a conversation is shown.

/** The parts of a page or of a component on which a conversation is shown. */
export interface Parts {
  readonly word: (name: string) => string;
  readonly language: string;
  readonly scroll: HTMLElement; // around log and waiting, where they scroll by themselves
  readonly log: HTMLElement;
  readonly waiting: HTMLElement;
  readonly presence: HTMLElement; // a polite live region
  readonly typing: HTMLElement;
  readonly lost: HTMLElement;
  readonly writing: Writing | null; // null for who may only read
}

export interface Writing {
  readonly text: HTMLTextAreaElement;
  readonly form: HTMLFormElement;
  readonly problem: HTMLElement;
}

/** The parts in *root*, as the pane's template and the component name them. */
export function partsIn(root: Document | ShadowRoot, word: (name: string) => string, language: string): Parts {
  const part = (id: string): HTMLElement => need(root, id, HTMLElement);
  const form = root.getElementById("chat-form");
  return {
    word,
    language,
    scroll: part("chat-said"),
    log: part("chat-log"),
    waiting: part("chat-waiting"),
    presence: part("chat-presence"),
    typing: part("chat-typing"),
    lost: part("chat-lost"),
    writing:
      form instanceof HTMLFormElement
        ? { form, text: need(root, "chat-text", HTMLTextAreaElement), problem: part("chat-problem") }
        : null,
  };
}

export function need<T extends HTMLElement>(root: Document | ShadowRoot, id: string, kind: new () => T): T {
  const found = root.getElementById(id);
  if (!(found instanceof kind)) throw new Error(`this page has no ${id}`);
  return found;
}

/** The same words again would be read out again. */
export function tell(element: HTMLElement, words: string): void {
  if (element.textContent !== words) element.textContent = words;
}

export function make(tag: string, className: string, text = ""): HTMLElement {
  const element = document.createElement(tag);
  element.className = className;
  element.textContent = text;
  return element;
}
