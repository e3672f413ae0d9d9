// The operator's page looks again by itself, and says so when it cannot. Without this script one reloads it.

import { Idiomorph } from "idiomorph/dist/idiomorph.esm.js";

const LOOK_AGAIN = 15_000; // milliseconds
const here = document.getElementById("operate");
const old = document.getElementById("operate-old");

function showWhatNeedsScripts(): void {
  document.querySelectorAll("[data-script]").forEach((one) => one.removeAttribute("hidden"));
}

async function look(): Promise<void> {
  const response = await fetch(location.pathname, { headers: { Accept: "text/html" } });
  // Signed out meanwhile: the browser shows where to sign in.
  if (response.redirected) location.reload();
  if (!response.ok) throw new Error("no page");
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const next = page.getElementById("operate");
  if (!here || !next) throw new Error("another page");
  next.querySelectorAll("[data-script]").forEach((one) => one.removeAttribute("hidden"));
  Idiomorph.morph(here, next, { morphStyle: "outerHTML" });
}

async function lookAgain(): Promise<void> {
  const seen = document.visibilityState === "visible";
  const failed = seen && (await look().then(() => false, () => true));
  if (seen) old?.toggleAttribute("hidden", !failed);
  setTimeout(() => void lookAgain(), LOOK_AGAIN);
}

showWhatNeedsScripts();
setTimeout(() => void lookAgain(), LOOK_AGAIN);
