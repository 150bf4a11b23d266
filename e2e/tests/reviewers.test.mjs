// Two reviewers on one report, one of them by keyboard: nobody's work is lost.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { accessible } from "../src/axe.mjs";
import { launch } from "../src/browser.mjs";
import { Review } from "../src/review.mjs";
import { importReport } from "../src/steps.mjs";

let browser, first, second, one, two;

before(async () => {
  browser = await launch();
  [one, two] = [await browser.person(), await browser.person()];
  await one.signIn("duban");
  await two.signIn("duban2");
  const path = await importReport(one);
  first = new Review(one, path);
  second = new Review(two, path);
  await second.open();
});
after(() => browser.close());

describe("two reviewers at once", { concurrency: 1 }, () => {
  test("what one decides shows up at the other", async () => {
    const item = await first.draft("修缮人行道18条");
    await first.press(item.id, "accept");
    await second.becomes(item.id, "accepted");
    await two.page.waitForFunction(() => document.getElementById("review-presence")?.textContent.includes("陈一"));
  });

  test("the slower editor is told what changed and keeps the typing", async () => {
    const item = await first.draft("开展招聘活动90场");
    await second.form(item.id, "edit");
    const typed = "夜间招聘活动（第二位的改法）";
    await two.fill({ "#short-name": typed });
    await first.form(item.id, "edit");
    await one.fill({ "#short-name": "招聘活动（第一位的改法）", "#target": "不少于95场" });
    await first.send("edit");
    await two.page.waitForSelector("[data-kept]");
    two.expects(409);
    await two.activate(await two.find("form[data-form=edit] button.main"));
    await two.page.waitForSelector("form[data-form=edit] table.clash");
    const clash = await two.words("form[data-form=edit]");
    assert.match(clash, /陈一/);
    assert.match(clash, /95场/);
    assert.equal(await two.page.$eval("#short-name", (input) => input.value), typed);
    await accessible(two.page, "a conflict");
    await two.shoot("story", "20-conflict.png");
    await second.send("edit");
    await one.page.waitForFunction((id) => document.getElementById(id)?.dataset.version === "3", {}, item.id);
    await second.open();
    await two.activate(await two.find(`#${item.id} [data-do=edit]`));
    await two.page.waitForSelector("form[data-form=edit]");
    assert.equal(await two.page.$eval("#short-name", (input) => input.value), typed);
  });

  test("pressing on a version that is no more decides nothing", async () => {
    const item = await first.draft("新增停车泊位800个");
    await first.form(item.id, "edit");
    await one.fill({ "#short-name": "新增公共停车泊位" });
    await first.send("edit");
    await second.open();
    await two.page.evaluate((id) => {
      document.querySelector(`#${id} input[name=version]`).value = "1";
    }, item.id);
    two.expects(409);
    await second.press(item.id, "accept");
    await two.page.waitForFunction(() => document.getElementById("review-status")?.textContent.length > 5);
    assert.equal((await second.drafts()).find((d) => d.id === item.id).status, "proposed");
  });

  test("everything goes by keyboard", async () => {
    const keys = one.page.keyboard;
    const chosen = () => one.page.$eval("li.draft[aria-current=true]", (li) => ({ id: li.id, status: li.dataset.status, text: li.querySelector(".draft-text").textContent }));
    await first.open("?q=" + encodeURIComponent("供水管网"));
    await one.page.waitForSelector("li.draft[aria-current=true]");
    const pipes = await chosen();
    await keys.press("1");
    await one.page.waitForSelector(`#${pipes.id} [data-nth="1"][aria-pressed=true]`);
    await keys.press("a");
    await first.becomes(pipes.id, "accepted");

    await first.open();
    await one.page.waitForSelector("li.draft[aria-current=true]");
    const here = await chosen();
    await keys.press("j");
    assert.notEqual((await chosen()).id, here.id);
    await keys.press("k");
    assert.equal((await chosen()).id, here.id);

    await keys.press("d");
    await one.page.waitForSelector(`#${here.id} form[data-form=drop]`);
    await keys.type("只是引语");
    await keys.press("Enter");
    await first.becomes(here.id, "dropped");
    await one.page.waitForFunction((id) => document.querySelector("li.draft[aria-current=true]")?.id !== id, {}, here.id);
    await keys.press("k");
    await keys.press("u");
    await first.becomes(here.id, "proposed");

    for (const [key, form] of [["e", "edit"], ["o", "assign"], ["s", "split"], ["m", "merge"]]) {
      await keys.press(key);
      await one.page.waitForSelector(`form[data-form=${form}]`);
      await keys.press("Escape");
      await one.page.waitForFunction((form) => !document.querySelector(`form[data-form=${form}]`), {}, form);
    }
    await keys.press("?");
    await one.page.waitForSelector("dialog#review-help[open]");
    await accessible(one.page, "the help on keys");
    await one.shoot("story", "21-keys.png");
    await keys.press("Escape");
    await keys.press("/");
    assert.equal(await one.page.evaluate(() => document.activeElement.id), "q");
  });

  test("nobody's console had anything to say", () => [one, two].forEach((person) => person.quiet()));
});
