// The office issues the minutes of the last meeting: preview, seal, take the file, and the same file again.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { launch } from "../src/browser.mjs";
import { look } from "../src/cases.mjs";

let browser, office;

before(async () => {
  browser = await launch();
  office = await browser.person();
});
after(() => browser.close());

describe("bulletins", { concurrency: 1 }, () => {
  test("the minutes of the last meeting are previewed, sealed and taken, the same each time", async () => {
    await office.signIn("duban");
    await office.go("/meetings");
    await office.press("tbody a");
    await office.press("a[href*='kind=minutes']");
    await office.sees("送审稿");
    await look(office, "bulletins", "01-draft");
    await office.fill({ "#copies": "各街道办事处" });
    await office.press("form[method=post][action='/bulletins'] button");
    await office.sees("已封存");
    assert.match(office.path(), /^\/bulletins\/minutes-/);
    await look(office, "bulletins", "02-sealed");
    const path = `${office.path()}/file`;
    const first = await office.fetch(path);
    assert.match(first.headers.get("content-type"), /wordprocessingml/);
    assert.ok(first.bytes.length > 5_000, `${first.bytes.length} bytes`);
    assert.ok((await office.fetch(path)).bytes.equals(first.bytes), "the same bytes");
  });

  test("a number of the minutes opens the page of its workings", async () => {
    await office.press(".official-text a");
    assert.match(office.path(), /^\/(meetings|indicators|projects|ledger)\//);
  });

  test("the list tells kinds and periods, and a month as it was known then", async () => {
    await office.go("/bulletins");
    await office.sees("会议纪要");
    await look(office, "bulletins", "03-list");
    await office.go("/bulletins?kind=monthly");
    await office.press("tbody th a");
    await office.sees("重点项目");
    await look(office, "bulletins", "04-monthly");
    office.quiet();
  });
});
