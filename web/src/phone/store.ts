// What the phone keeps while there is no signal: drafts, what waits to be sent, and the work last seen.
import { openDB, type DBSchema, type IDBPDatabase } from "idb";

/** Where an entry stands. `sending` is found again after a crash and sent once more under the same key. */
export type State = "waiting" | "sending" | "sent" | "conflict" | "refused";

/** What the server answered. */
export interface Answer {
  status: number;
  title: string;
  detail: string;
  code: string;
  at: number;
  /** The number or address of what came of it. */
  number?: string;
}

/** One action of one person, in the order they were done. */
export interface Entry {
  /** Also the idempotency key. */
  id: string;
  /** Counts up: the order of sending. */
  order?: number;
  person: string;
  title: string;
  url: string;
  /** The case acted on; none for a new report. */
  subject?: string;
  /** The version the person saw; the answered one where an earlier entry on the same case was sent. */
  version?: number;
  bytes?: Blob;
  type: string;
  made: number;
  state: State;
  tries: number;
  answer?: Answer;
}

/** A form under way. */
export interface Draft {
  key: string;
  person: string;
  fields: Record<string, string>;
  photos: File[];
  saved: number;
}

/** One thing a person may do to a case. */
export interface Offer {
  key: string;
  name: string;
  needs_reason: boolean;
  needs_photo: boolean;
  /** The kind of evidence its photographs are. */
  photo_kind: string;
  asks_approval: boolean;
  /** What else has to be written or chosen; missing in what an older page has kept. */
  fields?: Field[];
}

/** A field of an action. Words to the reporter have no key. */
export interface Field {
  key: string;
  label: string;
  kind: "text" | "longtext" | "choice" | "flag" | "date" | "integer" | "decimal";
  choices: [key: string, label: string][];
}

/** A case as the list shows it. */
export interface Work {
  id: string;
  version: number;
  number: string;
  title: string;
  place: string;
  state: string;
  due: string;
  late: boolean;
  next: string;
  offers: Offer[];
}

/** The person's work as last fetched. */
export interface Seen {
  person: string;
  name: string;
  at: number;
  /** The case type of a new report. */
  case_type: string;
  work: Work[];
}

interface Schema extends DBSchema {
  queue: { key: number; value: Entry; indexes: { id: string; person: string } };
  drafts: { key: string; value: Draft };
  seen: { key: string; value: Seen };
}

/** Days that an answered entry stays to be looked at. */
const KEEP_DAYS = 14;

let opened: Promise<IDBPDatabase<Schema>> | undefined;

function database(): Promise<IDBPDatabase<Schema>> {
  opened ??= openDB<Schema>("xiuhua-phone", 1, {
    upgrade(db) {
      const queue = db.createObjectStore("queue", { keyPath: "order", autoIncrement: true });
      queue.createIndex("id", "id", { unique: true });
      queue.createIndex("person", "person");
      db.createObjectStore("drafts", { keyPath: "key" });
      db.createObjectStore("seen", { keyPath: "person" });
    },
  });
  return opened;
}

/** Puts an entry at the end of the queue and drops its draft, both or neither. */
export async function enqueue(entry: Entry, draft?: string): Promise<void> {
  const db = await database();
  const step = db.transaction(["queue", "drafts"], "readwrite");
  await step.objectStore("queue").add(entry);
  if (draft) await step.objectStore("drafts").delete(draft);
  await step.done;
}

/** All entries of a person, the oldest first. */
export async function entries(person: string): Promise<Entry[]> {
  const all = await (await database()).getAllFromIndex("queue", "person", person);
  return all.sort((a, b) => (a.order ?? 0) - (b.order ?? 0));
}

/** Writes an entry back. */
export async function keep(entry: Entry): Promise<void> {
  await (await database()).put("queue", entry);
}

/** Takes an entry out. */
export async function forget(order: number): Promise<void> {
  await (await database()).delete("queue", order);
}

/** Forgets what was sent long ago. */
export async function tidy(now: number): Promise<void> {
  const db = await database();
  const step = db.transaction("queue", "readwrite");
  for await (const cursor of step.store) {
    const old = cursor.value.state === "sent" && now - cursor.value.made > KEEP_DAYS * 86_400_000;
    if (old) await cursor.delete();
  }
  await step.done;
}

/** Keeps a form under way. */
export async function keepDraft(draft: Draft): Promise<void> {
  await (await database()).put("drafts", draft);
}

/** The form under way. */
export async function draft(key: string): Promise<Draft | undefined> {
  return (await database()).get("drafts", key);
}

/** Drops a form under way. */
export async function dropDraft(key: string): Promise<void> {
  await (await database()).delete("drafts", key);
}

/** Keeps the work last fetched. */
export async function keepSeen(seen: Seen): Promise<void> {
  await (await database()).put("seen", seen);
}

/** The work last fetched. */
export async function seen(person: string): Promise<Seen | undefined> {
  return (await database()).get("seen", person);
}
