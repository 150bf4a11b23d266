/** Lists by keyboard: j and k (or arrows) move between rows, Enter opens, / goes to the search field. */
export function keyboardLists(): void {
  const table = document.querySelector<HTMLElement>("[data-island~=rows]");
  const search = document.querySelector<HTMLInputElement>("main input[data-island~=search]") ??
    document.querySelector<HTMLInputElement>("input[data-island~=search]");
  if (!table && !search) return;
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    if (event.key === "/" && search) {
      event.preventDefault();
      search.focus();
      return;
    }
    const step = { j: 1, k: -1 }[event.key];
    if (table && step) {
      event.preventDefault();
      move(table, step);
    }
  });
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}

function move(table: HTMLElement, step: number): void {
  const links = [...table.querySelectorAll<HTMLAnchorElement>("a[data-row]")];
  const at = links.indexOf(document.activeElement as HTMLAnchorElement);
  const next = at < 0 ? (step > 0 ? 0 : links.length - 1) : at + step;
  links[Math.max(0, Math.min(links.length - 1, next))]?.focus();
}
