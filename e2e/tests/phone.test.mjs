// A grid worker whose signal is cut by the browser: nothing is lost, nothing is sent twice.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { accessible } from "../src/axe.mjs";
import { launch } from "../src/browser.mjs";
import { act, fileAtDesk, photo } from "../src/cases.mjs";
import { png } from "../src/png.mjs";
import { mortal } from "../src/server.mjs";
import { fileOf } from "../src/steps.mjs";

let browser, worker;
const mine = "示例：巡查发现垃圾桶满溢";

before(async () => {
  browser = await launch();
  worker = await browser.person({ width: 360 });
});
after(() => browser.close());

/** Waits for an entry of somebody's queue in a state. */
async function queued(state, count = 1, who = worker) {
  const there = (state, count) => document.querySelectorAll(`[data-list=queue] li[data-state="${state}"]`).length === count;
  await who.page.waitForFunction(there, {}, state, count).catch(async () => {
    const queue = await who.page.$$eval("[data-list=queue] li", (all) => all.map((li) => `${li.dataset.state}: ${li.textContent.trim()}`));
    assert.fail(`${count} ${state} in the queue, which holds\n${queue.join("\n")}`);
  });
}

/** Turns to a part of the page. */
async function turn(part, who = worker) {
  await who.page.waitForFunction(
    (part) => {
      const tab = document.querySelector(`[data-tab=${part}]`);
      if (tab.getAttribute("aria-pressed") !== "true") tab.click();
      return tab.getAttribute("aria-pressed") === "true" && !document.querySelector(`[data-part=${part}]`).hidden;
    },
    {},
    part,
  );
}

async function report(words, who = worker) {
  await turn("report", who);
  await who.attach("form[data-report] input[type=file]", fileOf("现场.png", png(32, words.length + Date.now())));
  await who.fill({ "form[data-report] textarea": words, "form[data-report] #address": "公园前站" });
  await who.page.click("form[data-report] button.main");
}

describe("the phone surface", { concurrency: 1 }, () => {
  test("it is installable and knows the person", async () => {
    await worker.signIn("sanyanjing-grid", "/m/");
    await worker.go("/m/");
    await worker.page.waitForFunction(() => document.querySelector("[data-person]").textContent !== "");
    await worker.page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
    const manifest = JSON.parse((await worker.fetch("/m/manifest.webmanifest")).bytes);
    assert.equal(manifest.start_url, "/m/");
    await accessible(worker.page, worker.path());
    await worker.shoot("phone", "work-360.png");
  });

  test("without signal the page opens again, and two reports wait with their photos", async () => {
    await worker.page.reload({ waitUntil: "load" });
    await worker.ready();
    await worker.page.setOfflineMode(true);
    await worker.page.reload({ waitUntil: "load" });
    await worker.ready();
    await report(`${mine}（一）`);
    await queued("waiting", 1);
    await report(`${mine}（二）`);
    await queued("waiting", 2);
    await worker.page.reload({ waitUntil: "load" });
    await worker.ready();
    await turn("queue");
    await queued("waiting", 2);
    await worker.shoot("phone", "offline-360.png");
  });

  test("an answer that was lost on the way is not sent twice", async () => {
    const wire = await worker.page.createCDPSession();
    let lost = 0;
    wire.on("Fetch.requestPaused", async ({ requestId }) => {
      // The server has done it; the phone does not hear of it.
      if (lost++ === 0) await wire.send("Fetch.failRequest", { requestId, errorReason: "ConnectionReset" });
      else await wire.send("Fetch.continueResponse", { requestId });
    });
    await wire.send("Fetch.enable", { patterns: [{ urlPattern: "*/api/v1/cases", requestStage: "Response" }] });
    await worker.page.setOfflineMode(false);
    await worker.page.waitForFunction(() => !document.querySelector("[data-list=queue] li[data-state=sending]"));
    await turn("work");
    while (lost === 0) await worker.page.click("[data-sync]").then(() => new Promise((done) => setTimeout(done, 500)));
    await worker.page.click("[data-sync]");
    await turn("queue");
    await queued("sent", 2);
    await wire.send("Fetch.disable");
    assert.ok(lost >= 3, "one was repeated");
    await worker.go("/cases?q=" + encodeURIComponent("巡查发现垃圾桶满溢"));
    const words = await worker.words();
    assert.equal(words.split("巡查发现垃圾桶满溢（").length - 1, 2, "each report once");
    await worker.shoot("phone", "sent-360.png");
  });
});

describe("a handler on the phone", { concurrency: 1 }, () => {
  let handler, path;

  test("a case is dispatched to them", async () => {
    const clerk = await browser.person();
    await clerk.signIn("shouli");
    ({ path } = await fileAtDesk(clerk, { words: "示例：店外摆卖占道", matter: "09006", address: "小北站" }));
    await act(clerk, path, "accept");
    const lead = await browser.person();
    await lead.signIn("zhiban");
    await act(lead, path, "file_case", { grade: "b" });
    const dispatcher = await browser.person();
    await dispatcher.signIn("paiqian");
    await act(dispatcher, path, "dispatch", { unit: "jd-hongqiao" });
  });

  test("it is finished without signal, with words and a photograph, and sent once there is one", async () => {
    handler = await browser.person({ width: 360 });
    await handler.signIn("hongqiao-clerk", "/m/");
    await handler.go("/m/");
    const done = `li:has(a[href="${path}"]) button[data-action=complete]`;
    await handler.page.waitForSelector(done);
    await handler.page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
    await handler.page.setOfflineMode(true);
    await handler.page.click(done);
    await handler.page.waitForSelector("dialog[data-act] [name=f_measure]");
    await accessible(handler.page, "an action on the phone");
    await handler.shoot("phone", "act-360.png");
    await handler.fill({ "dialog[data-act] [name=f_measure]": "示例：已劝离并清理" });
    await handler.attach("dialog[data-act] input[type=file]", photo("处置后.png"));
    await handler.page.click("dialog[data-act] button.main");
    await turn("queue", handler);
    await queued("waiting", 1, handler);
    await handler.page.setOfflineMode(false);
    await turn("work", handler);
    await handler.page.click("[data-sync]");
    await turn("queue", handler);
    await queued("sent", 1, handler);
    await handler.go(path);
    await handler.sees("处理反馈", "#state");
    await handler.sees("示例：已劝离并清理");
  });
});

describe("a queue that is sent while the server is killed", { concurrency: 1 }, () => {
  const COUNT = 6;
  let server;
  after(() => server?.stop());

  test("each report arrives exactly once", async (t) => {
    server = await mortal();
    if (!server) return t.skip("SKIPPED: the story is not told where the demonstration's data are");
    const person = await browser.person({ width: 360, origin: server.url });
    await person.signIn("sanyanjing-grid", "/m/");
    await person.go("/m/");
    await person.page.waitForFunction(() => document.querySelector("[data-person]").textContent !== "");
    await person.page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
    await person.page.setOfflineMode(true);
    for (let n = 1; n <= COUNT; n += 1) {
      await report(`示例：断电之中上报第${n}件`, person);
      await queued("waiting", n, person);
    }
    await person.page.setOfflineMode(false);
    // Killed at the second, fourth … report: before it was read, while it is written, after it was answered.
    let seen = 0;
    let kills = 0;
    let dying;
    const onTheWay = (request) => {
      if (request.method() !== "POST" || !request.url().endsWith("/api/v1/cases")) return;
      seen += 1;
      if (seen % 2 === 0 && kills < 3 && !dying) dying = new Promise((done) => setTimeout(done, kills * 40)).then(() => server.kill());
    };
    person.page.on("request", onTheWay);
    const left = () => person.page.$$eval('[data-list=queue] li:not([data-state="sent"])', (all) => all.length);
    for (let round = 0; round < 30 && (await left()) > 0; round += 1) {
      await turn("work", person);
      await person.page.click("[data-sync]");
      await new Promise((done) => setTimeout(done, 800));
      if (!dying) continue;
      await dying;
      kills += 1;
      await server.start();
      dying = undefined;
    }
    assert.equal(await left(), 0, "nothing waits any more");
    assert.ok(kills >= 2, `the server was killed ${kills} times`);
    await person.go(`/cases?q=${encodeURIComponent("断电之中上报")}`);
    const shown = await person.words();
    for (let n = 1; n <= COUNT; n += 1) assert.equal(shown.split(`断电之中上报第${n}件`).length - 1, 1, `report ${n} is there once`);
  });
});
