// What the chat asks of us besides its line: a code to continue with, the conversation of a code, and how it was.

export type Answer<T> = { readonly ok: T } | { readonly problem: "code-unknown" | "too-many" | "unavailable" };

async function ask<T>(base: URL, what: string, body: unknown): Promise<Answer<T>> {
  try {
    const response = await fetch(new URL(what, base), {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
    if (response.ok) return { ok: (response.status === 204 ? {} : await response.json()) as T };
    if (response.status === 429) return { problem: "too-many" };
    return { problem: what === "continue" && response.status < 500 ? "code-unknown" : "unavailable" };
  } catch {
    return { problem: "unavailable" };
  }
}

export const codeFor = (base: URL, token: string) => ask<{ code: string }>(base, "code", { token });
export const tokenOf = (base: URL, code: string) => ask<{ token: string }>(base, "continue", { code });
export const tell = (base: URL, score: number | null, helped: string | null, language: string) =>
  ask<object>(base, "feedback", { score, helped, language });
