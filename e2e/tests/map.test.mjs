// The map: drawn where there is WebGL, said in tables where there is none.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { accessible, overflow } from "../src/axe.mjs";
import { launch } from "../src/browser.mjs";
import { DESK, PHONE } from "../src/crawl.mjs";

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

/** Opens a map page and waits until all is drawn. */
async function drawn(person, path) {
  await person.go(path);
  await person.page.waitForFunction(() => document.querySelector("[data-island~=map]")?.dataset.state);
  return person.page.$eval("[data-island~=map]", (box) => box.dataset.state);
}

describe("the map", () => {
  test("areas are drawn, told and linked at both widths", async () => {
    const person = await browser.person();
    await person.signIn("hongqiao-clerk");
    for (const [width, size] of [["1440", DESK], ["360", PHONE]]) {
      await person.page.setViewport(size);
      assert.equal(await drawn(person, "/map"), "ready");
      const canvas = await person.page.$(".map canvas");
      const { x, y, width: w, height: h } = await canvas.boundingBox();
      assert.ok(w > size.width * 0.8, `the canvas fills its box: ${w}`);
      await person.page.mouse.click(x + w / 2, y + h / 2);
      await person.page.waitForSelector("[data-map-told] a");
      const told = await person.page.$eval("[data-map-told]", (p) => p.textContent);
      assert.match(told, /街道.*示意边界/);
      await accessible(person.page, `the map at ${width}`);
      assert.equal(await overflow(person.page), undefined);
      await person.shoot(width, "map-drawn.png");
    }
    person.quiet();
  });

  test("an address is found and marked, and its grid is the day's", async () => {
    const person = await browser.person();
    await person.signIn("hongqiao-clerk");
    assert.equal(await drawn(person, `/map?address=${encodeURIComponent("地铁公园前站A口")}`), "ready");
    assert.equal(await person.page.$$eval(".map-mark", (all) => all.length), 1);
    const grid = async (on) => {
      await drawn(person, `/map?lon=113.264315&lat=23.125446&crs=gcj02&on=${on}`);
      return person.page.$eval("[data-place] code", (code) => code.textContent);
    };
    const [older, newer] = [await grid("2024-12-31"), await grid("2025-01-01")];
    assert.equal(older.slice(0, 12), newer.slice(0, 12), "the same community");
    assert.notEqual(older, newer, "cut anew");
    person.quiet();
  });

  test("without scripts the tables say the same", async () => {
    const person = await browser.person({ js: false });
    await person.signIn("hongqiao-clerk");
    await person.go("/map");
    assert.equal(await person.page.$$eval("section[aria-labelledby=table] tbody tr", (rows) => rows.length), 18);
    assert.ok(await person.page.$eval("[data-map-plain]", (p) => p.checkVisibility()));
    await person.press("section[aria-labelledby=table] tbody a");
    const parts = await person.allWords("section[aria-labelledby=table] tbody td:nth-child(2)");
    assert.ok(parts.length > 0 && parts.every((words) => words.includes("社区")), parts.join());
  });

  test("a browser that cannot draw shows the tables", async () => {
    const person = await browser.person();
    await person.page.evaluateOnNewDocument(() => (HTMLCanvasElement.prototype.getContext = () => null));
    await person.signIn("hongqiao-clerk");
    assert.equal(await drawn(person, "/map"), "plain");
    assert.ok(await person.page.$eval("[data-map-plain]", (p) => p.checkVisibility()));
    person.quiet();
  });
});
