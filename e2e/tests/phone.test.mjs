// A grid worker whose signal is cut by the browser: nothing is lost, nothing is sent twice.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { accessible } from "../src/axe.mjs";
import { launch } from "../src/browser.mjs";
import { png } from "../src/png.mjs";
import { fileOf } from "../src/steps.mjs";

let browser, worker;
const mine = "示例：巡查发现垃圾桶满溢";

before(async () => {
  browser = await launch();
  worker = await browser.person({ width: 360 });
});
after(() => browser.close());

/** Waits for an entry of the queue in a state. */
async function queued(state, count = 1) {
  await worker.page.waitForFunction((state, count) => document.querySelectorAll(`[data-list=queue] li[data-state="${state}"]`).length === count, {}, state, count);
}

async function report(words) {
  await worker.page.click("[data-tab=report]");
  await worker.attach("form[data-report] input[type=file]", fileOf("现场.png", png(32, words.length + Date.now())));
  await worker.fill({ "form[data-report] textarea": words, "form[data-report] #address": "公园前站" });
  await worker.page.click("form[data-report] button.main");
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
    await worker.page.click("[data-tab=queue]");
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
    await worker.page.click("[data-tab=work]");
    while (lost === 0) await worker.page.click("[data-sync]").then(() => new Promise((done) => setTimeout(done, 500)));
    await worker.page.click("[data-sync]");
    await worker.page.click("[data-tab=queue]");
    await queued("sent", 2);
    await wire.send("Fetch.disable");
    assert.ok(lost >= 3, "one was repeated");
    await worker.go("/cases?text=" + encodeURIComponent("巡查发现垃圾桶满溢"));
    const words = await worker.words();
    assert.equal(words.split("巡查发现垃圾桶满溢（").length - 1, 2, "each report once");
    await worker.shoot("phone", "sent-360.png");
  });
});
