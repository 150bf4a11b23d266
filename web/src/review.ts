// The review page by keyboard and without reloading: the same forms, sent by fetch, answered with
// the changed items alone; what others change is fetched every few seconds. Without this the page
// works as links and forms.
import { apply, type Applied } from "./review/apply";
import { wireKeys } from "./review/keys";
import { Panes } from "./review/panes";
import { ask, send, type Answer } from "./review/server";

const POLL_MS = 5000;

export function review(): void {
  const root = document.querySelector<HTMLElement>("[data-island~=review]");
  if (root) new Review(root).start();
}

class Review {
  private readonly panes: Panes;
  private readonly status = document.getElementById("review-status");
  private pos: number;
  private busy = false;

  constructor(private readonly root: HTMLElement) {
    this.panes = new Panes(root);
    this.pos = Number(root.dataset.pos);
  }

  start(): void {
    this.panes.start();
    this.root.addEventListener("submit", (event) => void this.submitted(event));
    this.root.addEventListener("click", (event) => void this.clicked(event));
    if (this.root.dataset.review === "1") wireKeys(this.panes, (verb, nth) => void this.act(verb, nth));
    document.querySelector("[data-resume]")?.addEventListener("click", (event) => {
      const next = this.panes.firstUndecided();
      if (!next) return;
      event.preventDefault();
      this.panes.choose(next, { focus: true });
    });
    setInterval(() => void this.poll(), POLL_MS);
    const anchor = location.hash.startsWith("#item-") ? document.getElementById(location.hash.slice(1)) : null;
    const first = anchor ?? this.panes.firstUndecided();
    if (first instanceof HTMLElement) this.settle(first);
  }

  /** Chooses the item to begin with once the browser has followed the address to its own place. */
  private settle(first: HTMLElement): void {
    const choose = () => requestAnimationFrame(() => {
      if (this.panes.sideBySide()) window.scrollTo(0, 0);
      this.panes.choose(first, { focus: true });
    });
    if (document.readyState === "complete") choose();
    else window.addEventListener("load", choose, { once: true });
  }

  /** A key: press the button of the chosen item, or open its form. */
  private async act(verb: string, nth: number): Promise<void> {
    const item = this.panes.chosen;
    if (!item) return;
    const control = nth > 0 ? item.querySelector<HTMLElement>(`[data-nth="${nth}"]`) : item.querySelector<HTMLElement>(`[data-do=${verb}]`);
    control?.click();
  }

  private async clicked(event: MouseEvent): Promise<void> {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    const link = (event.target as Element).closest<HTMLAnchorElement>("a[data-do], a[data-cancel]");
    if (!link) return;
    event.preventDefault();
    const item = link.closest<HTMLElement>("li.draft");
    if (!item) return;
    if (link.hasAttribute("data-cancel")) return this.panes.closeForm(item);
    this.panes.choose(item, { focus: false });
    const answer = await ask(link.href);
    if (answer.ok) this.panes.openForm(item, answer.html);
    else this.say(answer.words, true);
  }

  private async submitted(event: SubmitEvent): Promise<void> {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || this.busy) return;
    event.preventDefault();
    const item = form.closest<HTMLElement>("li.draft");
    const button = event.submitter instanceof HTMLButtonElement ? event.submitter : null;
    if (!item) return;
    this.busy = true;
    form.setAttribute("aria-busy", "true");
    const answer = await send(form, button);
    this.busy = false;
    form.removeAttribute("aria-busy");
    if (!answer.fragment && answer.html) return this.panes.openForm(item, answer.html);
    if (!answer.fragment) return this.say(answer.words || (this.root.dataset.wordsOffline ?? ""), true);
    const goesOn = answer.ok && (button?.dataset.do === "accept" || form.dataset.form === "drop");
    this.panes.closeForm(item);
    const applied = await this.take(answer, item);
    const next = goesOn ? this.panes.nextUndecided(item) : (applied.fresh[0] ?? document.getElementById(item.id));
    if (next instanceof HTMLElement) this.panes.choose(next, { focus: true });
  }

  private async poll(): Promise<void> {
    if (document.hidden || this.busy) return;
    const at = this.panes.chosen?.id.slice("item-".length) ?? "";
    const query = new URLSearchParams({ pos: String(this.pos), at, back: this.root.dataset.back ?? "" });
    const answer = await ask(`/reports/${this.root.dataset.report}/review/changes?${query}`);
    if (!answer.ok) return this.say(answer.words || (this.root.dataset.wordsOffline ?? ""), true);
    if (this.status?.textContent === this.root.dataset.wordsOffline) this.say("");
    await this.take(answer, null);
  }

  /** Puts changed items in their places; fetches the marked text anew where items came or went. */
  private async take({ html, ok }: Answer, own: HTMLElement | null): Promise<Applied> {
    const applied = apply(html, this.root.dataset.wordsKept ?? "", own?.id);
    if (applied.pos !== undefined) this.pos = applied.pos;
    if (applied.notice) this.say(applied.notice, !ok);
    this.panes.refresh(applied.replaced);
    if (applied.fresh.length > 0 || applied.gone > 0) {
      const text = await ask(`/reports/${this.root.dataset.report}/review/text`);
      if (text.ok) this.panes.replaceText(text.html);
    }
    return applied;
  }

  private say(words: string, warn = false): void {
    if (!this.status) return;
    this.status.textContent = words;
    this.status.toggleAttribute("data-warn", warn && words !== "");
  }
}
