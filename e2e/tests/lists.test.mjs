// Lists beside the ledger: conditions, order, pages, saved views, files, paper.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { accessible, overflow } from "../src/axe.mjs";
import { launch } from "../src/browser.mjs";
import { parse } from "../src/csv.mjs";
import { DESK, PHONE } from "../src/crawl.mjs";

/** A list, the code of a sort and the place of its column, for a person who sees it. */
const LISTS = [
  { path: "/supervision", login: "duban", sort: "due", file: "督办事项" },
  { path: "/admin/people", login: "sysadmin", sort: "name", file: "账号" },
  { path: "/reports", login: "duban", sort: "title", file: "工作报告" },
];

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

describe("lists", () => {
  test("a supervisor narrows, sorts, keeps and takes away the supervision items", async () => {
    const office = await browser.person();
    await office.signIn("duban", "/supervision");
    const all = await total(office);
    await office.fill({ "#status": "closed" });
    await office.press(".filters button.main");
    assert.match(office.path(), /status=closed/);
    const closed = await total(office);
    assert.ok(closed < all, `${closed} of ${all} are closed`);
    await office.go("/supervision");
    await office.press("thead th:nth-child(4) a");
    await sortedBy(office, 4, "ascending");
    await office.press("thead th:nth-child(4) a");
    await sortedBy(office, 4, "descending");
    const sorted = office.path();
    await office.pressWords("我的视图", ".page-head");
    await office.fill({ "#name": "时限倒序" });
    await office.press("form[action^='/views/supervision'] button.main");
    assert.equal(office.path(), sorted, "saving leads back to the list as it was");
    await office.go("/views/supervision");
    await office.pressWords("时限倒序", "table");
    assert.equal(office.path(), sorted, "the view opens the list as it was kept");
    const csv = await office.fetch(await hrefOf(office, "csv"));
    assert.equal(csv.status, 200);
    const [heading, ...rows] = parse(csv.bytes.toString("utf8"));
    assert.equal(rows.length, all, "the file holds every row of the list");
    const due = rows.map((row) => row[heading.indexOf("答复时限")]);
    assert.deepEqual(due, [...due].sort().reverse(), "in the order of the page");
    const xlsx = await office.fetch(await hrefOf(office, "xlsx"));
    assert.equal(xlsx.bytes.subarray(0, 2).toString(), "PK");
    office.quiet();
  });

  test("pages follow one another without losing or repeating an entry", async () => {
    const auditor = await browser.person();
    await auditor.signIn("auditor", "/audit?kind=record");
    const seen = [];
    for (let page = 0; page < 3; page += 1) {
      seen.push(...(await auditor.allWords("tbody td.num")).map(Number));
      await auditor.press("nav.pages a[rel=next]");
    }
    assert.equal(new Set(seen).size, seen.length, "no entry twice");
    assert.deepEqual(seen, [...seen].sort((a, b) => b - a), "the latest first");
    auditor.quiet();
  });

  test("a unit's worklist folds what goes as planned, and prints it unfolded", async () => {
    const clerk = await browser.person();
    await clerk.signIn("zhujian-clerk", "/worklist");
    await clerk.go("/worklist?group=now,later");
    const folded = await clerk.page.$$eval("details.printed tbody tr", (rows) => rows.length);
    if (folded > 0) {
      await clerk.page.emulateMediaType("print");
      // What is folded is on paper, once the page is laid out for it.
      await clerk.page.waitForFunction(() =>
        document.querySelector("details.printed tbody tr").checkVisibility({ contentVisibilityAuto: true }),
      );
      await clerk.shoot("print", "worklist.png");
      await clerk.page.emulateMediaType("screen");
    }
    clerk.quiet();
  });

  for (const { path, login, sort, file } of LISTS) {
    test(`${path} sorts, turns round and is a file`, async () => {
      const person = await browser.person();
      await person.signIn(login, path);
      await person.go(`${path}?sort=${sort}`);
      const there = await firstRows(person);
      await person.go(`${path}?sort=${sort}&desc=1`);
      const back = await firstRows(person);
      if ((await total(person)) > 1) assert.notDeepEqual(there, back, "the other way round");
      const answer = await person.fetch(await hrefOf(person, "csv"));
      assert.match(decodeURIComponent(answer.headers.get("content-disposition")), new RegExp(file));
      await accessible(person.page, path);
      await person.page.setViewport(PHONE);
      assert.equal(await overflow(person.page), undefined, `${path} fits a phone`);
      await person.page.setViewport(DESK);
      person.quiet();
    });
  }
});

/** How many rows the list says it has. */
async function total(person) {
  return Number(/\d+/.exec(await person.words("nav.pages .count"))[0]);
}

async function sortedBy(person, column, way) {
  const said = await person.page.$eval(`thead th:nth-child(${column})`, (th) => th.getAttribute("aria-sort"));
  assert.equal(said, way);
}

async function firstRows(person) {
  return (await person.allWords("tbody tr")).slice(0, 5);
}

async function hrefOf(person, format) {
  return person.page.$eval(`.page-head a[href*="/export/${format}"]`, (a) => a.getAttribute("href"));
}
