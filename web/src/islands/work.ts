const POLL_MS = 1000;

/**
 * Keeps a progress page fresh without reloading all of it. When the work is done the server leads
 * elsewhere; the window itself follows, so that the message of the step before is shown there.
 */
export function workProgress(): void {
  const box = document.querySelector<HTMLElement>("[data-island~=work]");
  if (!box) return;
  document.querySelector("meta[http-equiv=refresh]")?.remove();
  const timer = setInterval(async () => {
    const response = await fetch(location.href, { headers: { accept: "text/html" }, redirect: "manual" }).catch(() => undefined);
    if (!response) return;
    const fresh = response.ok ? new DOMParser().parseFromString(await response.text(), "text/html").querySelector("[data-island~=work]") : null;
    if (fresh) {
      box.replaceChildren(...fresh.childNodes);
      return;
    }
    clearInterval(timer);
    location.reload();
  }, POLL_MS);
}
