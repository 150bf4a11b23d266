// A dispatcher finds a case by whatever is at hand; a person of another unit does not.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { launch } from "../src/browser.mjs";
import { fileAtDesk, look } from "../src/cases.mjs";

const TEXT = "示例：人行道井盖破损，行人绊倒";
let browser, desk, number;

before(async () => {
  browser = await launch();
  desk = await browser.person();
  await desk.signIn("shouli");
});
after(() => browser.close());

async function finds(person, words) {
  await person.go(`/search?q=${encodeURIComponent(words)}`);
  return person.page.$$eval("ul.found h2", (all) => all.map((one) => one.textContent.trim()));
}

describe("search", { concurrency: 1 }, () => {
  test("the desk files a case", async () => {
    number = (await fileAtDesk(desk, { words: TEXT, matter: "06001" })).number;
  });

  test("a dispatcher finds it by every way of saying it", async () => {
    const dispatcher = await browser.person();
    await dispatcher.signIn("paiqian");
    for (const words of ["井盖", "jg", "jinggai", "井蓋", number, "地铁公园前", "景盖"]) {
      const titles = await finds(dispatcher, words);
      assert.ok(titles.some((title) => title.includes("井盖")), `${words}: ${titles}`);
    }
    await dispatcher.sees("读音相同");
    await finds(dispatcher, "井盖 人行道");
    const marks = await dispatcher.page.$$eval("ul.found mark", (all) => all.map((mark) => mark.textContent));
    assert.ok(marks.includes("人行道井盖"), `what was met is marked: ${marks}`);
    await look(dispatcher, "search", "01-found");
  });

  test("the desk finds it beside the form, before anything is filed", async () => {
    await desk.go("/desk");
    await desk.fill({ "#f_description": "示例：又有人绊倒", "#words": "景盖" });
    await desk.press("aside button[value=look]");
    await desk.sees(number, "section:has(#find)");
    assert.equal(await desk.page.$eval("#f_description", (field) => field.value), "示例：又有人绊倒");
    await look(desk, "search", "04-desk");
  });

  test("from any page by the slash key", async () => {
    await desk.go("/case-work");
    await desk.page.keyboard.press("/");
    await desk.page.keyboard.type("jg");
    await Promise.all([desk.page.waitForNavigation(), desk.page.keyboard.press("Enter")]);
    assert.match(desk.path(), /^\/search\?q=jg/);
  });

  test("a person of another unit does not find it", async () => {
    const other = await browser.person();
    await other.signIn("zhujian-clerk");
    for (const words of ["井盖", number, "公园前"]) {
      const titles = await finds(other, words);
      assert.ok(!titles.some((title) => title.includes("行人绊倒") || title.includes("井盖破损")), `${titles}`);
    }
    await look(other, "search", "02-nothing");
  });

  test("at phone width", async () => {
    const phone = await browser.person({ width: 360 });
    await phone.signIn("paiqian");
    await finds(phone, "井盖");
    await look(phone, "search", "03-phone");
  });
});
