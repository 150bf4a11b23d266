// A matter as four people walk it: filed at the desk, dispatched by the duty list, handled with a
// photograph, verified by somebody else, closed.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { accessible } from "../src/axe.mjs";
import { launch } from "../src/browser.mjs";
import { act, photo } from "../src/cases.mjs";

let browser, path;

before(async () => {
  browser = await launch();
});
after(() => browser.close());

const as = (login) => browser.as(login);

describe("a matter from the desk to its verified end", { concurrency: 1 }, () => {
  test("an agent files it; the likely matter appears while typing", async () => {
    const agent = await as("zuoxi");
    await agent.go("/desk");
    await accessible(agent.page, "the desk");
    await agent.page.type("#f_description", "示例：天台有人搭建铁皮棚");
    await agent.page.waitForSelector("[data-suggestions] button");
    await agent.page.click("[data-suggestions] button");
    assert.equal(await agent.page.$eval("#matter", (field) => field.value), "06001");
    await agent.fill({ "#reporter_phone": "13900005678", "#reporter_name": "示例市民", "#address": "公园前站" });
    await agent.press("button[value=look]");
    await agent.press("button[value=file]");
    await agent.page.waitForSelector("strong.code");
    await agent.shoot("case", "01-desk.png");
    path = await agent.page.$eval(".notice-good a.button", (link) => link.getAttribute("href"));
  });

  test("it is taken in, filed and dispatched by the duty list", async () => {
    await act(await as("shouli"), path, "accept");
    await act(await as("zhiban"), path, "file_case");
    const dispatcher = await as("paiqian");
    await dispatcher.go("/dispatch");
    await accessible(dispatcher.page, "the dispatcher's queue");
    await dispatcher.shoot("case", "02-dispatch.png");
    await act(dispatcher, path, "dispatch", { unit: "chengguan" });
    await dispatcher.sees("任务处理", "#state");
  });

  test("the handler sees it on the list of work and reports it done with a photograph", async () => {
    const handler = await as("chengguan-clerk");
    await handler.go("/case-work");
    await accessible(handler.page, "the work of a unit");
    await act(handler, path, "complete", { f_measure: "示例：已拆除" }, { e_after_photo: photo("处置后.png") });
    await accessible(handler.page, "a case");
    await handler.shoot("case", "03-handled.png");
  });

  test("somebody else verifies on site, and it is closed", async () => {
    await act(await as("paiqian"), path, "send_verify");
    await act(await as("jiandu"), path, "verify", {}, { e_verify_photo: photo("核查.png") });
    const lead = await as("zhiban");
    await act(lead, path, "close");
    await lead.sees("已结案", "#state");
    await lead.go("/cases");
    await accessible(lead.page, "the list of cases");
    await lead.shoot("case", "04-list.png");
  });
});
