// The visitor's chat, by one script tag on any site: deploy/CHAT.md.

import { Chat } from "./component";

const script = document.currentScript as HTMLScriptElement;

function show(): void {
  if (customElements.get("luotsi-chat")) return; // the tag stands there twice
  Chat.place = { base: new URL(".", script.src), settings: script.dataset };
  customElements.define("luotsi-chat", Chat);
  if (document.querySelector("luotsi-chat")) return;
  const floating = document.createElement("luotsi-chat");
  floating.dataset.floating = "";
  document.body.append(floating);
}

if (document.readyState === "loading") addEventListener("DOMContentLoaded", show);
else show();
