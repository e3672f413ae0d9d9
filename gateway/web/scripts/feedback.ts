// "Did you get help?", afterwards and of nobody.

import { tell } from "./asks";
import { h } from "./element";
import type { Words } from "./words";

function choices(name: string, title: string, answers: readonly (readonly [string, string])[]): HTMLFieldSetElement {
  const rows = answers.map(([value, words]) =>
    h("label", { class: "choice" }, h("input", { type: "radio", name, value }), h("span", {}, words)),
  );
  return h("fieldset", {}, h("legend", {}, title), h("div", { class: "choices" }, ...rows));
}

export function feedbackForm(base: URL, { language, words }: Words, done: () => void): HTMLElement {
  const word = (name: string): string => words[name] ?? "";
  const problem = h("p", { class: "problem", role: "alert", hidden: true });
  const helped = ["yes", "partly", "no"].map((one) => [one, word(`helped-${one}`)] as const);
  const score = ["1", "2", "3", "4", "5"].map(
    (one) => [one, one === "1" ? word("score-low") : one === "5" ? word("score-high") : one] as const,
  );
  const send = async (form: HTMLFormElement): Promise<void> => {
    const given = new FormData(form);
    const [helps, scores] = [given.get("helped"), given.get("score")];
    const answer = helps || scores ? await tell(base, scores ? Number(scores) : null, helps as string | null, language) : null;
    problem.hidden = false;
    if (answer && "ok" in answer) {
      form.replaceWith(h("p", { role: "status", tabindex: "-1", class: "thanks" }, word("feedback-thanks")));
      done();
    } else problem.textContent = word(answer ? answer.problem : "feedback-choose");
  };
  return h(
    "section",
    { class: "card", "aria-labelledby": "chat-feedback-title" },
    h("h3", { id: "chat-feedback-title", tabindex: "-1" }, word("feedback")),
    h("p", {}, word("feedback-words")),
    h(
      "form",
      {
        submit: (event) => {
          event.preventDefault();
          void send(event.currentTarget as HTMLFormElement);
        },
      },
      choices("helped", word("helped"), helped),
      choices("score", word("score"), score),
      problem,
      h("button", { class: "button", type: "submit" }, word("feedback-send")),
    ),
  );
}
