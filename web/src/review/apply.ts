/** What a fragment did to the page. */
export interface Applied {
  pos: number | undefined;
  notice: string;
  /** Items put in the place of older ones. */
  replaced: HTMLElement[];
  /** Items that were not there before. */
  fresh: HTMLElement[];
  /** How many items left. */
  gone: number;
}

/** Puts the items of a fragment in their places. An item with an open form is left alone, with a note. */
export function apply(html: string, kept: string, own: string | undefined): Applied {
  const fragment = new DOMParser().parseFromString(html, "text/html").querySelector<HTMLElement>(".fragment");
  const applied: Applied = { pos: undefined, notice: "", replaced: [], fresh: [], gone: 0 };
  if (!fragment) return applied;
  if (fragment.dataset.pos) applied.pos = Number(fragment.dataset.pos);
  applied.notice = fragment.querySelector("[data-notice]")?.textContent ?? "";
  for (const id of ["review-progress", "review-presence"]) {
    const part = fragment.querySelector(`#${id}`);
    if (part) document.getElementById(id)?.replaceWith(part);
  }
  for (const item of [...fragment.querySelectorAll<HTMLElement>("li[id]")]) place(item, kept, own, applied);
  return applied;
}

function place(item: HTMLElement, kept: string, own: string | undefined, applied: Applied): void {
  const old = document.getElementById(item.id);
  if (item.hasAttribute("data-gone")) {
    if (old) applied.gone += 1;
    old?.remove();
    return;
  }
  if (!old) {
    insert(item);
    applied.fresh.push(item);
    return;
  }
  if (old.dataset.version === item.dataset.version) return;
  if (old.querySelector(".draft-form") && item.id !== own) {
    note(old, kept);
    return;
  }
  old.replaceWith(item);
  applied.replaced.push(item);
}

function insert(item: HTMLElement): void {
  const list = document.getElementById("drafts");
  const order = item.dataset.order ?? "";
  const after = [...(list?.children ?? [])].find((other) => ((other as HTMLElement).dataset.order ?? "") > order);
  list?.insertBefore(item, after ?? null);
}

function note(item: HTMLElement, words: string): void {
  if (item.querySelector("[data-kept]")) return;
  const p = document.createElement("p");
  p.className = "notice notice-warn";
  p.dataset.kept = "1";
  p.setAttribute("role", "status");
  p.textContent = words;
  item.querySelector(".draft-form")?.prepend(p);
}
