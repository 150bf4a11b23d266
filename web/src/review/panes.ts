/** The two sides, kept in step: choosing an item shows its words in the text, and the other way round. */
export class Panes {
  chosen: HTMLElement | null = null;
  private readonly list: HTMLElement | null;

  constructor(private readonly root: HTMLElement) {
    this.list = root.querySelector("#drafts-pane");
  }

  /** True where both sides scroll by themselves; on narrow screens the page scrolls. */
  sideBySide(): boolean {
    return this.list !== null && getComputedStyle(this.list).overflowY === "auto";
  }

  start(): void {
    this.root.addEventListener("click", (event) => {
      const target = event.target as Element;
      const mark = target.closest<HTMLAnchorElement>("a.clause[data-items]");
      if (mark) {
        event.preventDefault();
        const shown = (mark.dataset.items ?? "").split(" ").map((id) => document.getElementById(`item-${id}`));
        const item = shown.find((el) => el !== null && el !== this.chosen) ?? shown.find((el) => el !== null);
        if (item instanceof HTMLElement) this.choose(item, { focus: true });
        return;
      }
      const item = target.closest<HTMLElement>("li.draft");
      if (!item || target.closest(".draft-form")) return;
      if (target.closest("a.draft-no")) event.preventDefault();
      if (target.closest("a.draft-no") || !target.closest("button, a, input, label")) this.choose(item, { focus: false });
    });
    this.root.addEventListener("focusin", (event) => {
      const item = (event.target as Element).closest<HTMLElement>("li.draft");
      if (item && item !== this.chosen) this.mark(item);
    });
  }

  items(): HTMLElement[] {
    return [...(this.list?.querySelectorAll<HTMLElement>("li.draft") ?? [])];
  }

  firstUndecided(): HTMLElement | undefined {
    return this.items().find((item) => item.dataset.status === "proposed");
  }

  nextUndecided(from: HTMLElement): HTMLElement | null {
    const items = this.items();
    const at = items.findIndex((item) => item.id === from.id);
    return items.slice(at + 1).find((item) => item.dataset.status === "proposed") ?? items[at] ?? null;
  }

  step(by: number): void {
    const items = this.items();
    const at = this.chosen ? items.indexOf(this.chosen) : -1;
    const next = items[Math.max(0, Math.min(items.length - 1, at + by))];
    if (next) this.choose(next, { focus: true });
  }

  choose(item: HTMLElement, { focus }: { focus: boolean }): void {
    this.mark(item);
    if (focus) item.focus({ preventScroll: true });
    show(item, this.list);
    if (!item.querySelector(".draft-form")) history.replaceState(null, "", `#${item.id}`);
  }

  private mark(item: HTMLElement): void {
    for (const old of this.root.querySelectorAll("[aria-current=true]")) old.removeAttribute("aria-current");
    this.chosen = item;
    item.setAttribute("aria-current", "true");
    const id = item.id.slice("item-".length);
    const words = [...this.root.querySelectorAll<HTMLElement>(`a.clause[data-items~="${id}"]`)];
    for (const word of words) word.setAttribute("aria-current", "true");
    if (words[0]) show(words[0], this.root.querySelector("#review-text"));
  }

  openForm(item: HTMLElement, html: string): void {
    this.closeForm(item);
    const page = new DOMParser().parseFromString(html, "text/html");
    const form = page.querySelector<HTMLElement>(".draft-form");
    const fragment = [...page.body.childNodes];
    if (!form) return;
    item.querySelector<HTMLElement>(".draft-acts")?.setAttribute("hidden", "");
    item.append(...fragment);
    show(item, this.list);
    const field = item.querySelector<HTMLElement>(".draft-form [role=alert], .draft-form :is(textarea, select, input:not([type=hidden]))");
    field?.focus({ preventScroll: true });
  }

  closeForm(item: HTMLElement): void {
    item.querySelector(".draft-form")?.remove();
    item.querySelector<HTMLElement>(".draft-acts")?.removeAttribute("hidden");
    item.focus({ preventScroll: true });
  }

  /** Colours the words of changed items and keeps the choice on an item that was put in place anew. */
  refresh(items: HTMLElement[]): void {
    for (const item of items) {
      const id = item.id.slice("item-".length);
      for (const word of this.root.querySelectorAll<HTMLElement>(`a.clause[data-items~="${id}"]`)) {
        word.className = `clause clause-${this.together(word)}`;
      }
      if (this.chosen?.id === item.id) this.mark(item);
    }
  }

  /** The status of words that several items share: undecided while one of them is. */
  private together(word: HTMLElement): string {
    const ids = (word.dataset.items ?? "").split(" ");
    const all = ids.map((id) => document.getElementById(`item-${id}`)?.dataset.status).filter((s) => s !== undefined);
    return all.find((s) => s === "proposed") ?? all.find((s) => s !== "dropped") ?? all[0] ?? "proposed";
  }

  replaceText(html: string): void {
    const old = this.root.querySelector<HTMLElement>("#review-text");
    const fresh = new DOMParser().parseFromString(html, "text/html").querySelector<HTMLElement>("#review-text");
    if (!old || !fresh) return;
    const top = old.scrollTop;
    old.replaceWith(fresh);
    fresh.scrollTop = top;
    if (this.chosen) this.mark(this.chosen);
  }
}

/** Scrolls within `pane` only, so that the page and the other side stay where they are. */
function show(element: HTMLElement, pane: HTMLElement | null): void {
  if (!pane || pane.scrollHeight <= pane.clientHeight) {
    element.scrollIntoView({ block: "nearest" });
    return;
  }
  const [box, view] = [element.getBoundingClientRect(), pane.getBoundingClientRect()];
  const room = view.height / 4;
  if (box.top < view.top + 8) pane.scrollTop += box.top - view.top - room / 2;
  else if (box.bottom > view.bottom - 8) pane.scrollTop += Math.min(box.top - view.top - 8, box.bottom - view.bottom + room);
}
