// Steps that several stories share.
import assert from "node:assert/strict";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { REPORT, REPORT_YEAR } from "./report.mjs";

/** Writes a file where the browser can take it from. */
export function fileOf(name, content) {
  const path = join(mkdtempSync(join(tmpdir(), "xiuhua-file-")), name);
  writeFileSync(path, content);
  return path;
}

/** Brings a report in; gives the path of its review. */
export async function importReport(office, file = fileOf("试验区报告.md", REPORT)) {
  await office.go("/reports");
  await office.attach("#file", file);
  await office.press("form[action='/reports'] button.main");
  await office.page.waitForFunction(() => /^\/reports\/.+\/review/.test(location.pathname), { timeout: 60_000 });
  await office.ready();
  await office.sees(`${REPORT_YEAR}年`, "h1");
  return office.path().split("?")[0];
}
