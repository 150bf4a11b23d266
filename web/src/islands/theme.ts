/** Switches the colour scheme at once; the form still tells the server, so that it is remembered. */
export function themeSwitch(): void {
  const button = document.querySelector<HTMLButtonElement>("button[data-island=theme]");
  button?.form?.addEventListener("submit", () => {
    document.documentElement.dataset.theme = button.value;
  });
}
