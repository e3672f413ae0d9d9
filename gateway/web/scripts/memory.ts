// What the browser remembers of the chat until the tab is closed: under names of ours, and nowhere else.

const OURS = "luotsi-chat";

export const LINE = OURS; // where the line keeps its token and what is not stored yet

export function kept(name: string): string {
  try {
    return sessionStorage.getItem(`${OURS}-${name}`) ?? "";
  } catch {
    return ""; // no storage: the chat works, it only does not remember
  }
}

export function keep(name: string, value: string): void {
  try {
    sessionStorage.setItem(`${OURS}-${name}`, value);
  } catch {
    // See above.
  }
}

export function forgetAll(): void {
  try {
    // The page around us may be another's, and so may be what else is kept here.
    for (const name of Object.keys(sessionStorage)) if (name.startsWith(OURS)) sessionStorage.removeItem(name);
  } catch {
    // Then nothing was kept.
  }
}
