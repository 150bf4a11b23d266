// Language, colours and larger type are a person's own choice and are remembered.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { accessible, overflow } from "../src/axe.mjs";
import { launch } from "../src/browser.mjs";
import { PHONE } from "../src/crawl.mjs";

let browser, leader;

before(async () => {
  browser = await launch();
  leader = await browser.person();
  await leader.signIn("fuqu-bing");
});
after(() => browser.close());

describe("preferences", { concurrency: 1 }, () => {
  test("the language is switched and stays", async () => {
    await leader.go("/ledger?light=red");
    await leader.press("footer a[hreflang]");
    assert.equal(await language(), "en");
    assert.match(leader.path(), /light=red/, "the filter is kept");
    await leader.go("/");
    assert.equal(await language(), "en");
    await leader.sees("Overview", "h1");
    await leader.press("footer a[hreflang]");
    assert.match(await language(), /^zh/);
  });

  test("colours go from the system's to light to dark", async () => {
    const seen = [];
    for (let presses = 0; presses < 3; presses += 1) {
      await leader.press("footer button[name=theme]");
      seen.push(await leader.page.$eval("html", (html) => html.dataset.theme));
    }
    assert.deepEqual(seen, ["light", "dark", "auto"]);
  });

  test("larger type is larger, accessible and fits a phone", async () => {
    const small = await typeSize();
    await leader.press("footer button[name=elder]");
    assert.ok((await typeSize()) >= small * 1.25, "a quarter larger");
    for (const path of ["/", "/ledger", "/supervision"]) {
      await leader.go(path);
      await leader.page.setViewport(PHONE);
      assert.equal(await overflow(leader.page), undefined, path);
      await accessible(leader.page, `${path} in larger type`);
      await leader.shoot("elder", `${path.slice(1) || "overview"}.png`);
    }
    await leader.page.setViewport({ width: 1440, height: 900 });
    await leader.press("footer button[name=elder]");
    assert.equal(await typeSize(), small);
  });

  test("nothing was said in the console", () => leader.quiet());
});

function language() {
  return leader.page.$eval("html", (html) => html.lang);
}

function typeSize() {
  return leader.page.$eval("main", (main) => Number.parseFloat(getComputedStyle(main).fontSize));
}
