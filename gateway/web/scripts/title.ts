// The window's title: the page's own, behind whatever is most pressing.

const own = document.title;
const words = new Map<string, string>();
const ORDER = ["alarm", "unread", "waiting"] as const; // the most pressing first

/** Say *word* in the title; an empty one takes it away. */
export function say(what: (typeof ORDER)[number], word: string): void {
  words.set(what, word);
  const first = ORDER.map((one) => words.get(one)).find(Boolean);
  document.title = first ? `${first} – ${own}` : own;
}
