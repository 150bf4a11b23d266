import type { Panes } from "./panes";

const VERBS: Record<string, string> = { a: "accept", e: "edit", s: "split", m: "merge", d: "drop", u: "restore", o: "assign" };

/** The keys of the help dialog. */
export function wireKeys(panes: Panes, act: (verb: string, nth: number) => void): void {
  const help = document.getElementById("review-help");
  const dialog = help instanceof HTMLDialogElement ? help : null;
  for (const button of document.querySelectorAll("[data-help]")) button.addEventListener("click", () => dialog?.showModal());
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || dialog?.open) return;
    if (event.key === "Escape" && panes.chosen) return panes.closeForm(panes.chosen);
    if (isTyping(event.target)) return;
    const step = { j: 1, k: -1 }[event.key];
    const nth = /^[1-9]$/.test(event.key) ? Number(event.key) : 0;
    const verb = VERBS[event.key];
    if (step) panes.step(step);
    else if (nth > 0) act("lead", nth);
    else if (verb) act(verb, 0);
    else if (event.key === "/") document.getElementById("q")?.focus();
    else if (event.key === "?") dialog?.showModal();
    else return;
    event.preventDefault();
  });
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}
