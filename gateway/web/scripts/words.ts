// Every word that the chat shows, in one language; gateway/web/public/chat_widget.py says them.

export interface Words {
  readonly language: string;
  readonly longest: number; // characters of a message
  readonly leave: string; // where somebody goes who must leave at once
  readonly number: string;
  readonly call: string; // the number as a telephone dials it
  readonly open: boolean;
  readonly words: Readonly<Record<string, string>>;
}

export const LANGUAGES: Readonly<Record<string, string>> = { fi: "Suomi", sv: "Svenska", en: "English" };

export async function wordsIn(language: string, base: URL): Promise<Words> {
  const response = await fetch(new URL(`words?language=${language}`, base));
  if (!response.ok) throw new Error(String(response.status));
  return (await response.json()) as Words;
}

export function wordOf(words: Words, name: string): string {
  if (name === "longest") return String(words.longest);
  return words.words[name] ?? (name.startsWith("why-") ? (words.words["why-malformed"] ?? "") : "");
}
