// The phone surface: works without signal, sends when there is one.
import { multipart, type Part } from "./body";
import { cards, fieldName, fields, queueList, show, tab, toast } from "./view";
import { draft, dropDraft, enqueue, entries, forget, keep, keepDraft, seen, type Entry, type Field, type Offer, type Work } from "./store";
import { round as oneRound, type Round } from "./sync";

const EVERY_MS = 60_000;
/** Until the next try where the device says that it has signal and the server was not reached. */
const SOON_MS = 5_000;
const PERSON = "xiuhua-phone-person";
const REPORT = "report";

let person = localStorage.getItem(PERSON) ?? "";
let work: Work[] = [];
let caseType = "";

async function paint(): Promise<void> {
  const last = person ? await seen(person) : undefined;
  const queue = person ? await entries(person) : [];
  work = last?.work ?? [];
  caseType = last?.case_type ?? "";
  const busy = new Set(queue.filter((e) => e.state === "waiting" || e.state === "sending").flatMap((e) => (e.subject ? [e.subject] : [])));
  cards(work, busy, last, openAct);
  queueList(queue, { again, drop });
  show("offline", !navigator.onLine);
  document.querySelector("[data-waiting]")!.textContent = String(queue.filter((e) => e.state !== "sent").length);
}

let running: Promise<void> | undefined;
let asked = false;
/** One round at a time; whoever asks during one gets another after it, which sees what came in between. */
function sync(): Promise<void> {
  if (running) asked = true;
  running ??= rounds().finally(() => (running = undefined));
  return running;
}

async function rounds(): Promise<void> {
  do {
    asked = false;
    await synchronise();
  } while (asked);
}

let soon: ReturnType<typeof setTimeout> | undefined;
async function synchronise(): Promise<void> {
  clearTimeout(soon);
  show("syncing", true);
  const round = await oneRound(person, () => void paint()).catch((): Round => ({ ended: "offline" }));
  show("syncing", false);
  show("signed-out", round.ended === "signed_out");
  show("other-person", round.ended === "other_person");
  if (round.ended === "done" && !person) adopt(round.person);
  // The signal is back before the way to the server is: what failed is tried again soon.
  if (round.ended === "offline" && navigator.onLine) soon = setTimeout(() => void sync(), SOON_MS);
  await paint();
}

/** Whose queue this is: the person first seen here, until they sign out. */
function adopt(name: string): void {
  person = name;
  localStorage.setItem(PERSON, person);
}

/** Files chosen in a field, without the empty one. */
function files(form: HTMLFormElement): File[] {
  return new FormData(form).getAll("photos").filter((v): v is File => v instanceof File && v.size > 0);
}

function texts(form: HTMLFormElement): Record<string, string> {
  const out: Record<string, string> = {};
  for (const [name, value] of new FormData(form)) if (typeof value === "string") out[name] = value;
  return out;
}

/** A new case as the API takes it. */
function opening(typed: Record<string, string>): object {
  const degrees = (text: string | undefined) => (text ? Number(text) : undefined);
  return {
    case_type: caseType,
    channel: "grid",
    title: (typed.description ?? "").slice(0, 40),
    fields: { description: typed.description ?? "" },
    place: { lon: degrees(typed.lon), lat: degrees(typed.lat), address: typed.address ?? "", how: typed.lon ? "phone" : "address" },
    reported_at: new Date().toISOString(),
  };
}

/** What was written into the fields of an action, as the API takes it. */
function given(typed: Record<string, string>, fields: Field[]): object {
  const gives: Record<string, string> = {};
  for (const field of fields) {
    const value = typed[fieldName(field)] ?? "";
    if (field.key && value) gives[field.key] = value;
  }
  return { gives, text: typed[fieldName({ key: "" })] || undefined };
}

async function submit(form: HTMLFormElement, url: string, title: string, act?: Work, offer?: Offer): Promise<void> {
  if (!person) return toast("signed-out");
  const id = crypto.randomUUID();
  const typed = texts(form);
  const command = act ? { action: offer?.key, reason: typed.reason || undefined, ...given(typed, offer?.fields ?? []) } : opening(typed);
  const parts: Part[] = [["command", JSON.stringify(command)]];
  for (const file of files(form)) parts.push([offer?.photo_kind || "before_photo", file]);
  const { bytes, type } = multipart(id, parts);
  const entry: Entry = { id, person, title, url, bytes, type, made: Date.now(), state: "waiting", tries: 0 };
  if (act) Object.assign(entry, { subject: act.id, version: act.version });
  await enqueue(entry, act ? undefined : REPORT);
  form.reset();
  toast("kept");
  await paint();
  void sync();
}

/** Asks the phone where it is; a refusal leaves the address to be written. */
function locate(form: HTMLFormElement): void {
  const said = form.querySelector<HTMLElement>("[data-located]");
  navigator.geolocation?.getCurrentPosition(
    (at) => {
      const set = (name: string, value: number) => {
        const field = form.elements.namedItem(name);
        if (field instanceof HTMLInputElement) field.value = String(value);
      };
      set("lon", Number(at.coords.longitude.toFixed(6)));
      set("lat", Number(at.coords.latitude.toFixed(6)));
      if (said) said.hidden = false;
      form.dispatchEvent(new Event("input"));
    },
    () => undefined,
    { enableHighAccuracy: true, timeout: 15_000, maximumAge: 60_000 },
  );
}

function openAct(on: Work, key: string): void {
  const offer = on.offers.find((o) => o.key === key);
  const dialog = document.querySelector<HTMLDialogElement>("dialog[data-act]")!;
  const form = dialog.querySelector("form")!;
  if (!offer) return;
  form.reset();
  dialog.querySelector("[data-act-name]")!.textContent = offer.name;
  dialog.querySelector("[data-act-case]")!.textContent = `${on.number} ${on.title}`;
  const reason = form.elements.namedItem("reason");
  const photos = form.elements.namedItem("photos");
  if (reason instanceof HTMLTextAreaElement) reason.required = offer.needs_reason;
  if (photos instanceof HTMLInputElement) photos.required = offer.needs_photo;
  show("act-approval", offer.asks_approval);
  fields(dialog.querySelector<HTMLElement>("[data-act-fields]")!, offer.fields ?? []);
  form.onsubmit = (event) => {
    event.preventDefault();
    dialog.close();
    void submit(form, `/api/v1/cases/${on.id}/act`, `${on.number} ${offer.name}`, on, offer);
  };
  dialog.showModal();
}

/** Does a refused action again on what the case is now. */
async function again(entry: Entry): Promise<void> {
  const now = work.find((w) => w.id === entry.subject);
  if (entry.subject && !now) return toast("gone");
  entry.id = crypto.randomUUID();
  if (now) entry.version = now.version;
  entry.state = "waiting";
  entry.tries = 0;
  delete entry.answer;
  await keep(entry);
  void sync();
}

async function drop(entry: Entry): Promise<void> {
  if (entry.order !== undefined) await forget(entry.order);
  await paint();
}

async function report(form: HTMLFormElement): Promise<void> {
  const kept = await draft(REPORT);
  if (kept && kept.person === person) {
    for (const [name, value] of Object.entries(kept.fields)) {
      const field = form.elements.namedItem(name);
      if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement || field instanceof HTMLSelectElement) field.value = value;
    }
    const photos = form.elements.namedItem("photos");
    if (photos instanceof HTMLInputElement && kept.photos.length > 0) {
      const carry = new DataTransfer();
      kept.photos.forEach((f) => carry.items.add(f));
      photos.files = carry.files;
    }
  }
  const save = () => void keepDraft({ key: REPORT, person, fields: texts(form), photos: files(form), saved: Date.now() });
  form.addEventListener("input", save);
  form.addEventListener("change", save);
  form.addEventListener("reset", () => void dropDraft(REPORT));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const title = String(new FormData(form).get("description") ?? "").slice(0, 30);
    void submit(form, "/api/v1/cases", title);
    tab("queue");
  });
  form.querySelector("[data-locate]")?.addEventListener("click", () => locate(form));
}

async function start(): Promise<void> {
  document.querySelectorAll<HTMLElement>("[data-tab]").forEach((b) => b.addEventListener("click", () => tab(b.dataset.tab!)));
  document.querySelector("[data-sync]")?.addEventListener("click", () => void sync());
  document.querySelector("[data-close]")?.addEventListener("click", () => document.querySelector<HTMLDialogElement>("dialog[data-act]")!.close());
  window.addEventListener("online", () => void sync());
  window.addEventListener("offline", () => void paint());
  await navigator.serviceWorker?.register("/m/worker.js", { scope: "/m/" }).catch(() => undefined);
  await navigator.storage?.persist?.().catch(() => false);
  await report(document.querySelector<HTMLFormElement>("form[data-report]")!);
  await paint();
  await sync();
  setInterval(() => void sync(), EVERY_MS);
  document.documentElement.dataset.ready = "1";
}

void start();
