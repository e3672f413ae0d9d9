// What is said on a chat line; channels/chat/frames.py says what each of these means.

export type Side = "visitor" | "advisor" | "service";
export type Why = "too_long" | "empty" | "malformed" | "too_many" | "ended" | "unavailable" | "taken";

export type Floor = "bot" | "queue" | "advisor" | "inbox";
export type Choice = "yes" | "no" | "skip" | "self" | "other" | "answer" | "person" | "callback" | "assessment";

export interface Hello {
  type: "hello";
  token: string;
  after: number;
}

export type ClientFrame =
  | Hello
  | { type: "say"; id: string; text: string; choice: Choice | null }
  | { type: "typing" }
  | { type: "seen"; seq: number }
  | { type: "ping" };

export interface Entry {
  seq: number;
  id: string;
  from: Side;
  name: string | null;
  text: string;
  at: string;
  buttons?: readonly { choice: Choice; label: string }[];
}

export interface Refused {
  type: "refused";
  id: string | null;
  why: Why;
  after_seconds: number | null;
}

export interface Welcome {
  type: "welcome";
  token: string;
  after: number;
  reference: string | null;
  ended: boolean;
}

export type ServerFrame =
  | Welcome
  | { type: "tick"; id: string; seq: number; at: string }
  | ({ type: "entry" } & Entry)
  | { type: "typing"; from: Side }
  | { type: "presence"; advisor: boolean; visitor: boolean }
  | { type: "handling"; floor: Floor; place: number | null; minutes: number | null }
  | { type: "seen"; from: Side; seq: number }
  | { type: "alarm"; paragraphs: string[] }
  | Refused
  | { type: "ended" }
  | { type: "pong" };
