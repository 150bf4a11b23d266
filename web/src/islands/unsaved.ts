/** Asks before a page is left with typing that was not sent. Forms opt in with data-island="unsaved". */
export function unsavedGuard(): void {
  const forms = document.querySelectorAll<HTMLFormElement>("form[data-island~=unsaved]");
  const changed = new Set<HTMLFormElement>();
  for (const form of forms) {
    form.addEventListener("input", () => changed.add(form));
    form.addEventListener("submit", () => changed.clear());
  }
  if (forms.length === 0) return;
  window.addEventListener("beforeunload", (event) => {
    if (changed.size > 0) event.preventDefault();
  });
}
