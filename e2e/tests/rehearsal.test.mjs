// A changed duty list is tried on the demo's cases, read row by row, and published by somebody else with a date.
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { launch } from "../src/browser.mjs";
import { look } from "../src/cases.mjs";
import { parse } from "../src/csv.mjs";

let browser;
const people = {};

before(async () => {
  browser = await launch();
});
after(() => browser.close());

async function as(login) {
  if (!people[login]) {
    people[login] = await browser.person();
    await people[login].signIn(login);
  }
  return people[login];
}

/** A unit's name, from the district's folder. */
function name(code) {
  const units = readFileSync(new URL("../../profiles/yuexiu/units.csv", import.meta.url), "utf8");
  return parse(units).find((row) => row[0] === code)[1];
}

/** The duty list as a file, with one unit's own matters given to another that has no part in them yet. */
async function sheet(person, from, to) {
  const text = (await person.fetch("/duty/sheet/csv")).bytes.toString();
  const code = (line) => line.split(",")[0];
  const shared = new Set(text.split("\n").filter((line) => line.includes(to)).map(code));
  const given = (line) => line.includes("主责") && !shared.has(code(line));
  const lines = text.split("\n").map((line) => (given(line) ? line.replace(from, to) : line));
  const path = join(mkdtempSync(join(tmpdir(), "rehearsal-")), "清单.csv");
  writeFileSync(path, lines.join("\n"));
  return path;
}

describe("rehearsal", { concurrency: 1 }, () => {
  let path;

  test("a draft of the duty list runs over the demo's cases and lists what would change", async () => {
    const office = await as("duban");
    const file = await sheet(office, name("chengguan"), name("zhujian"));
    await office.go("/rehearsals/new?kind=duty_list");
    await look(office, "rehearsal", "01-new");
    await office.fill({ "#r-title": "示例：城管事项改由住建承担" });
    await office.attach("#file", file);
    await office.press('form[action="/rehearsals"] button.main');
    path = new URL(office.page.url()).pathname;
    for (let tries = 0; tries < 30; tries += 1) {
      await office.go(path);
      if ((await office.allWords("[role=status]")).join(" ").includes("已预演")) break;
      await new Promise((done) => setTimeout(done, 2000));
    }
    await office.sees("已预演");
    await office.sees("换单位");
    await look(office, "rehearsal", "02-found");
    await office.go(`${path}/changes?what=unit`);
    const rows = await office.page.$$eval("tbody tr", (all) => all.length);
    assert.ok(rows > 0, "rows of changes");
    await look(office, "rehearsal", "03-changes");
    await office.go(path);
    assert.equal(await office.page.$('form[action$="/publish"]'), null, "its author may not publish it");
  });

  test("somebody else publishes it with a date", async () => {
    const other = await as("duban2");
    await other.go(path);
    // Weeks ahead: the other stories of this server go by the list in force today.
    const day = new Date(Date.now() + 60 * 86_400_000).toISOString().slice(0, 10);
    await other.fill({ "#from": day, "#why": "示例：已预演，按季度调整" });
    await other.press('form[action$="/publish"] button');
    await other.sees("已发布");
    await other.go("/rehearsals");
    await other.sees("示例：城管事项改由住建承担");
    await look(other, "rehearsal", "04-list");
    for (const kind of ["clocks", "light_rules", "notice", "dispatch"]) {
      await other.go(`/rehearsals/new?kind=${kind}`);
      await look(other, "rehearsal", `05-new-${kind}`);
    }
  });
});
