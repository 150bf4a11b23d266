// Sessions of the people of the stories, kept for the whole run: one address may sign in only so often.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** The session cookie. */
const SESSION = "xh_session";
const folder = process.env.XIUHUA_SESSIONS;

/** The cookies of somebody's session, or undefined. */
export function keptSession(login) {
  const path = folder && join(folder, `${login}.json`);
  return path && existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : undefined;
}

/** Keeps them for the stories after this one. */
export function keepSession(login, cookies) {
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${login}.json`), JSON.stringify(cookies.filter((one) => one.name === SESSION)));
}
