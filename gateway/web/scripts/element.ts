// Makes elements: h("p", { class: "hint" }, "Words").

type Setting = string | boolean | ((event: Event) => void);

export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  settings: Readonly<Record<string, Setting>> = {},
  ...inside: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(settings)) {
    if (typeof value === "function") element.addEventListener(name, value);
    else if (value !== false) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...inside);
  return element;
}

export function button(words: string, press: () => void, look = "secondary", id = ""): HTMLButtonElement {
  return h("button", { type: "button", class: `button ${look}`, ...(id && { id }), click: press }, words);
}
