// A commitment measured by cases: a case that is verified and closed moves its figure and its light in the
// same moment, and the figure opens to that case.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { accessible } from "../src/axe.mjs";
import { launch } from "../src/browser.mjs";
import { fileOf } from "../src/steps.mjs";

const PNG = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64");

let browser, commitment, path, before_;

before(async () => {
  browser = await launch();
});
after(() => browser.close());

async function as(login) {
  const person = await browser.person();
  await person.signIn(login);
  return person;
}

async function act(person, action, texts = {}, files = {}) {
  await person.go(path);
  const form = `form:has(input[name=action][value=${action}])`;
  await (await person.find(form)).evaluate((node) => node.closest("details").setAttribute("open", ""));
  for (const [name, value] of Object.entries(texts)) {
    await person.page.$eval(
      `${form} [name=${name}]`,
      (field, value) => {
        field.value = value;
      },
      value,
    );
  }
  for (const [name, file] of Object.entries(files)) await person.attach(`${form} [name=${name}]`, file);
  await person.press(`${form} button.main`);
}

/** Total and number of cases on the commitment's page, and what its light says. */
async function figure(person) {
  await person.go(commitment);
  const text = (selector) => person.page.$eval(selector, (node) => node.textContent);
  const digits = (words) => Number(words.match(/\d+/)[0]);
  return {
    total: digits(await text("section[aria-labelledby=cases] .lead")),
    cases: digits(await text("section[aria-labelledby=cases] header a")),
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
    await act(await as("shouli"), "accept");
    await act(await as("zhiban"), "file_case");
    await act(await as("paiqian"), "dispatch", { unit: "shuiwu" });
    await act(await as("shuiwu-clerk"), "complete", { f_measure: "示例：已改造" }, { e_after_photo: fileOf("处置后.png", PNG) });
    await act(await as("paiqian"), "send_verify");
    assert.deepEqual(await figure(await as("duban")), before_);
  });

  test("verified by somebody else and closed, it moves the figure and the light", async () => {
    await act(await as("jiandu"), "verify", {}, { e_verify_photo: fileOf("核查.png", PNG) });
    await act(await as("zhiban"), "close");
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
