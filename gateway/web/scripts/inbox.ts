// The advisors' pages come to life. Everything here is a comfort: each page works without it.

import { startAlarms } from "./alarm";
import { startCatalogue } from "./catalogue";
import { startDesk } from "./desk";
import { startDrafts } from "./drafts";
import { openPanel, startKeys } from "./keys";
import { startPane } from "./pane";
import { startRefreshing } from "./refresh";
import { startSuggestion } from "./suggestion";
import { startReplies } from "./replies";

function showWhatNeedsScripts(): void {
  document.querySelectorAll("[data-script]").forEach((one) => one.removeAttribute("hidden"));
}

/** The confirmation is asked for only where it is needed. */
function startConfirming(): void {
  const box = document.querySelector<HTMLElement>("[data-confirming]");
  const choice = document.getElementById("resolve-resolution");
  if (!box || !(choice instanceof HTMLSelectElement)) return;
  const needed = (box.dataset.confirming ?? "").split(" ");
  const show = (): void => void (box.hidden = !needed.includes(choice.value));
  choice.addEventListener("change", show);
  show();
}

showWhatNeedsScripts();
startAlarms();
startDesk();
startKeys();
startDrafts();
startCatalogue();
startSuggestion();
startReplies();
startConfirming();
startPane();
openPanel();
startRefreshing();
document.documentElement.dataset.ready = ""; // from here on keys are heard
