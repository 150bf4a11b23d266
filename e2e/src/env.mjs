// Where the server is, where pictures go, and which report text is published beside the checkout.
import { existsSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(dirname(fileURLToPath(import.meta.url)));

/** Address of the server under test, without a slash at the end. */
export const base = process.env.XIUHUA_URL ?? fail("XIUHUA_URL is not set: run scripts/e2e.sh");
/** Chromium. */
export const chromium = process.env.CHROMIUM ?? "/usr/bin/chromium";
/** Milliseconds any single step may take. */
export const STEP_MS = 30_000;

/** A path for an artefact; its folder is made. */
export function artefact(...parts) {
  const path = join(here, "artefacts", ...parts);
  mkdirSync(dirname(path), { recursive: true });
  return path;
}

/** The published report, or undefined where the reference material is absent. */
export function publishedReport() {
  const shared = process.env.XIUHUA_SHARED ?? join(here, "../../shared");
  const path = join(shared, "seed/yuexiu-report-2026.txt");
  return existsSync(path) ? path : undefined;
}

function fail(words) {
  throw new Error(words);
}
