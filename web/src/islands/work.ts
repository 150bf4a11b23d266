const POLL_MS = 1000;

/** Keeps a progress page fresh without reloading all of it; follows to the result when it is there. */
export function workProgress(): void {
  const box = document.querySelector<HTMLElement>("[data-island~=work]");
  if (!box) return;
  document.querySelector("meta[http-equiv=refresh]")?.remove();
  const timer = setInterval(async () => {
    const response = await fetch(location.href, { headers: { accept: "text/html" } }).catch(() => undefined);
    if (!response) return;
    if (response.redirected || !response.ok) {
      clearInterval(timer);
      location.replace(response.redirected ? response.url : location.href);
      return;
    }
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const fresh = page.querySelector("[data-island~=work]");
    if (fresh) box.replaceChildren(...fresh.childNodes);
    else location.reload();
  }, POLL_MS);
}
