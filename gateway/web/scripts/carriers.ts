// Two ways to carry frames: a WebSocket, and where none gets through (an old proxy), requests that wait for an answer.

import type { ClientFrame, Hello, ServerFrame } from "./frames";

export interface Carrier {
  readonly patience: number; // milliseconds of silence after which it is asked whether it lives
  readonly answer: number; // milliseconds within which something must come back
  send(frame: ClientFrame): void;
  close(): void;
}

/** What a carrier tells: frames in their order, that the other end lives, and once that it is of no more use. */
export interface Ears {
  hello(): Hello;
  heard(frame: ServerFrame): void;
  alive(): void;
  closed(): void;
}

export type Carry = (address: string, ears: Ears) => Carrier;

const ANSWERED_BY = 45_000; // milliseconds; the server answers a waiting request much sooner

export const bySocket: Carry = (address, ears) => {
  const url = new URL(address, location.href);
  url.protocol = url.protocol.replace("http", "ws");
  const socket = new WebSocket(url);
  let over = false;
  const end = (): void => {
    if (over) return;
    over = true;
    ears.closed();
  };
  socket.addEventListener("open", () => socket.send(JSON.stringify(ears.hello())));
  socket.addEventListener("message", (event: MessageEvent<string>) => {
    if (over) return; // what was on its way when we gave this line up comes again on the next
    ears.alive();
    ears.heard(JSON.parse(event.data) as ServerFrame);
  });
  socket.addEventListener("close", end);
  socket.addEventListener("error", end);
  return {
    patience: 15_000,
    answer: 8_000,
    send: (frame) => {
      if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(frame));
    },
    close: () => {
      over = true;
      socket.close();
    },
  };
};

export const byRequests: Carry = (address, ears) => {
  // The first request is answered at once, and with the token: nothing may be said before that is known.
  let queue: ClientFrame[] = [{ type: "ping" }];
  let over = false;
  let idle: AbortController | null = null; // of a request that only waits
  let interrupted = false;

  async function ask(): Promise<void> {
    const frames = queue;
    queue = [];
    interrupted = false;
    const stop = new AbortController();
    idle = frames.length ? null : stop;
    const timer = setTimeout(() => stop.abort(), ANSWERED_BY);
    try {
      const { token, after } = ears.hello();
      const response = await fetch(address, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ token, after, frames }),
        signal: stop.signal,
      });
      if (over) return;
      if (!response.headers.get("Content-Type")?.startsWith("application/json")) throw new Error(String(response.status));
      const answer = (await response.json()) as { frames: ServerFrame[] };
      ears.alive();
      for (const frame of answer.frames) if (!over) ears.heard(frame);
    } finally {
      clearTimeout(timer);
      idle = null;
    }
  }

  async function run(): Promise<void> {
    while (!over) {
      try {
        await ask();
      } catch {
        // Stopped because somebody wants to say something: nothing is lost, the next request says what we have seen.
        if (over || !interrupted) break;
      }
    }
    if (!over) {
      over = true;
      ears.closed();
    }
  }

  void run();
  return {
    // Each request has its own end.
    patience: Infinity,
    answer: Infinity,
    send: (frame) => {
      if (frame.type !== "hello") queue.push(frame); // each request is a hello
      interrupted = idle !== null;
      idle?.abort();
    },
    close: () => {
      over = true;
      idle?.abort();
    },
  };
};
