// A commitment measured by cases: a case that is verified and closed moves its figure and its light in the
// same moment, and the figure opens to that case.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { accessible } from "../src/axe.mjs";
import { launch } from "../src/browser.mjs";
import { act, photo } from "../src/cases.mjs";

let browser, commitment, path, before_;

before(async () => {
  browser = await launch();
});
after(() => browser.close());

const as = (login) => browser.as(login);

/** Total and number of cases on the commitment's page, and what its light says. */
async function figure(person) {
  await person.go(commitment);
  const text = (selector) => person.page.$eval(selector, (node) => node.textContent);
  const digits = (words) => Number(words.match(/\d+/)[0]);
  return {
    total: digits(await text("section[aria-labelledby=counts] .lead")),
    cases: digits(await text("section[aria-labelledby=counts] header a")),
    light: await text("section[aria-labelledby=light]"),
  };
}

describe("a commitment measured by cases", { concurrency: 1 }, () => {
  test("its page says what counts, and opens to the cases", async () => {
    const office = await as("duban");
    await office.go(`/ledger?q=${encodeURIComponent("历史易涝点")}`);
    commitment = await office.page.$eval('a[href^="/ledger/"][data-row]', (link) => link.getAttribute("href"));
    before_ = await figure(office);
    await accessible(office.page, "a commitment measured by cases");
    await office.shoot("counting", "01-commitment.png");
    await office.go(`${commitment.split("?")[0]}/cases`);
    await accessible(office.page, "the cases behind a total");
    const rows = await office.page.$$eval("tbody tr", (rows) => rows.length);
    assert.equal(rows, before_.cases);
    await office.shoot("counting", "02-cases.png");
  });

  test("a case of that matter is filed, dispatched and handled; nothing counts yet", async () => {
    const agent = await as("zuoxi");
    await agent.go("/desk");
    await agent.page.type("#f_description", "示例：雨水箅子堵塞积水");
    await agent.page.waitForSelector("[data-suggestions] button");
    await agent.fill({ "#matter": "C0104", "#reporter_phone": "13900005679", "#reporter_name": "示例市民", "#address": "公园前站" });
    await agent.press("button[value=look]");
    await agent.press("button[value=file]");
    await agent.page.waitForSelector("strong.code");
    path = await agent.page.$eval(".notice-good a.button", (link) => link.getAttribute("href"));
    await act(await as("shouli"), path, "accept");
    await act(await as("zhiban"), path, "file_case");
    await act(await as("paiqian"), path, "dispatch", { unit: "shuiwu" });
    await act(await as("shuiwu-clerk"), path, "complete", { f_measure: "示例：已改造" }, { e_after_photo: photo("处置后.png") });
    await act(await as("paiqian"), path, "send_verify");
    assert.deepEqual(await figure(await as("duban")), before_);
  });

  test("verified by somebody else and closed, it moves the figure and the light", async () => {
    await act(await as("jiandu"), path, "verify", {}, { e_verify_photo: photo("核查.png") });
    await act(await as("zhiban"), path, "close");
    const office = await as("duban");
    const now = await figure(office);
    assert.equal(now.total, before_.total + 1);
    assert.equal(now.cases, before_.cases + 1);
    assert.notEqual(now.light, before_.light);
    assert.ok(now.light.includes(`${now.total}`), now.light);
    await office.shoot("counting", "03-moved.png");
    await office.go(`${commitment.split("?")[0]}/cases`);
    await office.page.waitForSelector(`a[href="${path}"]`);
  });

  test("the day before still says what it said", async () => {
    const office = await as("duban");
    const day = new Date(Date.now() + 8 * 3600e3 - 24 * 3600e3).toISOString().slice(0, 10);
    await office.go(`${commitment.split("?")[0]}/cases?as_of=${day}`);
    assert.equal(await office.page.$(`a[href="${path}"]`), null);
    await accessible(office.page, "the cases of a past day");
  });
});
