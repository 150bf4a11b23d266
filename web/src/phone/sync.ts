// Sends what waits, in order, each exactly once.
import { entries, keep, keepSeen, tidy, type Answer, type Entry, type Seen } from "./store";

/** Milliseconds before a request counts as without signal. */
const PATIENCE_MS = 60_000;

interface Session {
  person: string;
  name: string;
  csrf: string;
  case_type: string;
  work: Seen["work"];
}

/** How a round ended; when done, for whom. */
export type Round = { ended: "done"; person: string } | { ended: "offline" | "signed_out" | "other_person" };

/** Asks who is signed in and what they have to do. */
async function session(): Promise<Session | "offline" | "signed_out"> {
  try {
    const response = await fetch("/m/session.json", { cache: "no-store", signal: AbortSignal.timeout(PATIENCE_MS) });
    if (response.status === 401 || response.redirected) return "signed_out";
    if (!response.ok) return "offline";
    return (await response.json()) as Session;
  } catch {
    return "offline";
  }
}

/**
 * One round: fetches the session, sends what waits of this person, fetches the work again. Two pages or a
 * page and a worker never run it together.
 */
export async function round(person: string, changed: () => void): Promise<Round> {
  return navigator.locks.request("xiuhua-phone", async () => {
    const now = await session();
    if (typeof now === "string") return { ended: now };
    if (person && now.person !== person) return { ended: "other_person" };
    await keepSeen({ person: now.person, name: now.name, at: Date.now(), case_type: now.case_type, work: now.work });
    const sent = await sendAll(now, changed);
    const after = sent ? await session() : now;
    if (typeof after === "object") {
      await keepSeen({ person: after.person, name: after.name, at: Date.now(), case_type: after.case_type, work: after.work });
    }
    await tidy(Date.now());
    changed();
    return { ended: "done", person: now.person };
  });
}

/** True where something was sent. */
async function sendAll(session: Session, changed: () => void): Promise<boolean> {
  const held = new Set<string>();
  const versions = new Map<string, number>();
  let sent = false;
  for (const entry of await entries(session.person)) {
    const open = entry.state === "waiting" || entry.state === "sending";
    if (entry.subject && (entry.state === "conflict" || entry.state === "refused")) held.add(entry.subject);
    if (!open || (entry.subject && held.has(entry.subject))) continue;
    // Only before its first try may the version move on: afterwards the same request is repeated.
    const after = entry.subject ? versions.get(entry.subject) : undefined;
    if (after !== undefined && entry.tries === 0) entry.version = after;
    const outcome = await send(entry, session.csrf);
    changed();
    if (outcome === "offline") return sent;
    sent = true;
    if (entry.subject && entry.state !== "sent") held.add(entry.subject);
    if (entry.subject && outcome !== undefined) versions.set(entry.subject, outcome);
  }
  return sent;
}

/** Gives the new version of what was acted on, or `offline`. */
async function send(entry: Entry, csrf: string): Promise<number | undefined | "offline"> {
  entry.state = "sending";
  entry.tries += 1;
  await keep(entry);
  const headers: Record<string, string> = { "content-type": entry.type, "idempotency-key": entry.id, "x-csrf-token": csrf, accept: "application/json" };
  if (entry.version !== undefined) headers["if-match"] = `"${entry.version}"`;
  let response: Response;
  try {
    response = await fetch(entry.url, { method: "POST", headers, body: entry.bytes, redirect: "error", signal: AbortSignal.timeout(PATIENCE_MS) });
  } catch {
    entry.state = "waiting";
    await keep(entry);
    return "offline";
  }
  const later = response.status >= 500 || response.status === 429 || response.status === 401 || response.status === 408;
  if (later) {
    entry.state = "waiting";
    entry.answer = await answered(response);
    await keep(entry);
    return "offline";
  }
  entry.answer = await answered(response);
  if (response.ok) {
    entry.state = "sent";
    delete entry.bytes;
  } else {
    entry.state = response.status === 412 || response.status === 409 ? "conflict" : "refused";
  }
  await keep(entry);
  const tag = response.headers.get("etag")?.match(/^"(\d+)"$/)?.[1];
  return tag === undefined ? undefined : Number(tag);
}

async function answered(response: Response): Promise<Answer> {
  const body: unknown = await response.json().catch(() => ({}));
  const read = (name: string): string => {
    const value = body && typeof body === "object" ? (body as Record<string, unknown>)[name] : undefined;
    return typeof value === "string" ? value : "";
  };
  return { status: response.status, title: read("title"), detail: read("detail"), code: read("code"), number: read("number"), at: Date.now() };
}
