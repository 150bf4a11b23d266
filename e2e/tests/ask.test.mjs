// A question gets a number with its definition and rows; one that is not known gets none.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { launch } from "../src/browser.mjs";
import { look } from "../src/cases.mjs";

let browser, office;

before(async () => {
  browser = await launch();
  office = await browser.person();
  await office.signIn("duban");
});
after(() => browser.close());

const asks = (words) => office.go(`/ask?q=${encodeURIComponent(words)}`);

describe("questions", { concurrency: 1 }, () => {
  test("one number, its caliber, its rows, and again by its id", async () => {
    await asks("三季度固投增速多少");
    const number = await office.page.$eval(".ask-number b", (one) => one.textContent.trim());
    assert.match(number, /%$/);
    await office.sees("固定资产投资 · 同比增速");
    await look(office, "ask", "01-number");
    const again = await office.page.$eval("dl.facts a", (one) => one.getAttribute("href"));
    await office.go(again);
    assert.equal(await office.page.$eval(".ask-number b", (one) => one.textContent.trim()), number);
    await Promise.all([office.page.waitForNavigation(), office.page.click("a[data-row]")]);
    assert.match(office.path(), /^\/indicators\/fixed_investment/);
  });

  test("a small table", async () => {
    await asks("各街道项目数排名");
    const rows = await office.page.$$eval("table.cards tbody tr", (all) => all.length);
    assert.ok(rows > 1, `${rows}`);
    await look(office, "ask", "02-table");
  });

  test("what is not known is not guessed", async () => {
    await asks("民间投资增速");
    await office.sees("没有这个口径");
    assert.equal(await office.page.$(".ask-number"), null);
    await asks("哪个居民投诉最多");
    await office.sees("不按个人统计");
    await look(office, "ask", "03-refused");
  });
});
