// Paints lists from the templates of the page; all words are the page's.
import type { Entry, Field, Offer, Seen, Work } from "./store";

function copy(name: string): HTMLElement {
  const template = document.querySelector<HTMLTemplateElement>(`template[data-of="${name}"]`)!;
  return template.content.firstElementChild!.cloneNode(true) as HTMLElement;
}

function fill(box: HTMLElement, name: string, words: string): void {
  const place = box.querySelector<HTMLElement>(`[data-fill="${name}"]`);
  if (!place) return;
  place.textContent = words;
  place.closest<HTMLElement>("[data-if-filled]")?.toggleAttribute("hidden", words === "");
}

/** Shows or hides what is marked with `data-when`. */
export function show(name: string, on: boolean): void {
  document.querySelectorAll<HTMLElement>(`[data-when~="${name}"]`).forEach((e) => (e.hidden = !on));
}

/** Brings a part to the front. */
export function tab(name: string): void {
  document.querySelectorAll<HTMLElement>("[data-part]").forEach((p) => (p.hidden = p.dataset.part !== name));
  document.querySelectorAll<HTMLElement>("[data-tab]").forEach((t) => t.setAttribute("aria-pressed", String(t.dataset.tab === name)));
}

/** Says something for a moment, in the words of the template of that name. */
export function toast(name: string): void {
  const box = document.querySelector<HTMLElement>("[data-toast]")!;
  box.textContent = box.dataset[name.replace(/-(\w)/g, (_, c: string) => c.toUpperCase())] ?? "";
  box.hidden = false;
  setTimeout(() => (box.hidden = true), 4_000);
}

const time = new Intl.DateTimeFormat(document.documentElement.lang, { month: "numeric", day: "numeric", hour: "2-digit", minute: "2-digit", timeZone: "Asia/Shanghai" });

/** The person's cases. */
export function cards(work: Work[], busy: Set<string>, last: Seen | undefined, act: (on: Work, key: string) => void): void {
  const list = document.querySelector<HTMLElement>("[data-list=work]")!;
  list.replaceChildren(...work.map((one) => card(one, busy.has(one.id), act)));
  show("no-work", work.length === 0 && last !== undefined);
  document.querySelector("[data-seen]")!.textContent = last ? time.format(last.at) : "—";
  document.querySelector("[data-person]")!.textContent = last?.name ?? "";
}

function card(one: Work, waits: boolean, act: (on: Work, key: string) => void): HTMLElement {
  const box = copy("work");
  fill(box, "number", one.number);
  fill(box, "title", one.title);
  fill(box, "place", one.place);
  fill(box, "state", one.state);
  fill(box, "due", one.due);
  fill(box, "next", one.next);
  box.querySelector<HTMLAnchorElement>("a")!.href = `/cases/${encodeURIComponent(one.id)}`;
  box.querySelectorAll<HTMLElement>("[data-late]").forEach((e) => (e.hidden = !one.late));
  box.querySelectorAll<HTMLElement>("[data-busy]").forEach((e) => (e.hidden = !waits));
  const buttons = one.offers.map((offer) => button(offer, () => act(one, offer.key)));
  box.querySelector<HTMLElement>("[data-offers]")!.replaceChildren(...buttons);
  return box;
}

function button(offer: Offer, press: () => void): HTMLElement {
  const one = document.createElement("button");
  one.type = "button";
  one.textContent = offer.name;
  one.dataset.action = offer.key;
  one.addEventListener("click", press);
  return one;
}

/** The name of a field in the form of an action. */
export function fieldName(field: Pick<Field, "key">): string {
  return `f_${field.key}`;
}

/** Paints the fields that an action asks. */
export function fields(into: HTMLElement, asked: Field[]): void {
  into.replaceChildren(...asked.map((field) => {
    const box = document.createElement("div");
    box.className = "field";
    const label = document.createElement("label");
    const input = control(field);
    input.id = `act-${fieldName(field)}`;
    input.name = fieldName(field);
    label.htmlFor = input.id;
    label.textContent = field.label;
    box.append(label, input);
    return box;
  }));
}

function control(field: Field): HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement {
  if (field.kind === "choice") {
    const select = document.createElement("select");
    select.required = true;
    select.append(new Option("—", ""), ...field.choices.map(([key, label]) => new Option(label, key)));
    return select;
  }
  if (field.kind === "longtext") {
    const area = document.createElement("textarea");
    area.required = true;
    area.maxLength = 2000;
    return area;
  }
  const input = document.createElement("input");
  input.type = field.kind === "flag" ? "checkbox" : field.kind === "date" ? "date" : "text";
  if (field.kind === "flag") input.value = "true";
  else input.required = true;
  if (field.kind === "integer" || field.kind === "decimal") input.inputMode = "decimal";
  return input;
}

/** What waits, what was sent, what needs a decision. */
export function queueList(queue: Entry[], on: { again(e: Entry): void; drop(e: Entry): void }): void {
  const list = document.querySelector<HTMLElement>("[data-list=queue]")!;
  list.replaceChildren(...[...queue].reverse().map((entry) => line(entry, on)));
  show("no-queue", queue.length === 0);
}

function line(entry: Entry, on: { again(e: Entry): void; drop(e: Entry): void }): HTMLElement {
  const box = copy("queue");
  box.dataset.state = entry.state;
  fill(box, "title", entry.title);
  fill(box, "made", time.format(entry.made));
  fill(box, "number", entry.answer?.number ?? "");
  fill(box, "detail", entry.state === "sent" ? "" : (entry.answer?.detail || entry.answer?.title || ""));
  box.querySelectorAll<HTMLElement>("[data-is]").forEach((e) => (e.hidden = !e.dataset.is!.split(" ").includes(entry.state)));
  box.querySelector<HTMLElement>("[data-again]")!.addEventListener("click", () => on.again(entry));
  box.querySelector<HTMLElement>("[data-drop]")!.addEventListener("click", () => on.drop(entry));
  return box;
}
