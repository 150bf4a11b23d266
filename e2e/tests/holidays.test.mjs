// A suspension over the National Day holidays: who asked, who allowed it, and a due date that the page works
// out day by day. The story has a server of its own, whose clock stands where it puts it.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { launch } from "../src/browser.mjs";
import { act, decide, fileAtDesk, look, offered } from "../src/cases.mjs";
import { stage } from "../src/stage.mjs";

const scene = await stage("2026-09-28T01:00:00Z");
let browser, path;

before(async () => {
  if (scene) browser = await launch();
});
after(async () => {
  await browser?.close();
  await scene?.stop();
});

/** Somebody anew: days pass, and a session ends with them. */
async function as(login) {
  const person = await browser.person({ origin: scene.url });
  await person.signIn(login);
  return person;
}

const HANDLE = "section:has(#clocks) > details:has(> summary > strong)";

/** The account of the handling clock: its facts by label, and its days with whether they count. */
async function account(person) {
  await person.go(path);
  return person.page.$$eval(HANDLE, (all) => {
    const own = all.find((d) => d.querySelector("strong").textContent === "处置");
    own.open = true;
    const facts = {};
    for (const dt of own.querySelectorAll("dt")) {
      const said = dt.nextElementSibling.textContent.trim();
      facts[dt.textContent] = facts[dt.textContent] ? `${facts[dt.textContent]}\n${said}` : said;
    }
    const days = [...own.querySelectorAll("tr")].map((tr) => ({ words: tr.textContent.trim(), counts: tr.classList.contains("counts") }));
    return { facts, days, summary: own.querySelector("summary").innerText };
  });
}

describe("a suspension over the holidays", { concurrency: 1, skip: scene ? false : "SKIPPED: the stage is not built: cargo build -p xiuhua-web --example stage" }, () => {
  test("on Monday 28 September a case with fifteen working days is due after the holidays", async () => {
    ({ path } = await fileAtDesk(await as("zuoxi"), { words: "示例：天台搭棚", matter: "06001" }));
    await act(await as("shouli"), path, "accept");
    await act(await as("zhiban"), path, "file_case");
    await act(await as("paiqian"), path, "dispatch", { unit: "chengguan" });
    const { facts, days } = await account(await as("chengguan-clerk"));
    assert.match(facts["到期"], /2026-10-23/);
    assert.equal(days.filter((d) => d.counts).length, 15);
    assert.equal(days.filter((d) => d.words.includes("国庆") && !d.counts).length, 7, "seven days of holidays do not count");
  });

  test("the unit asks for a suspension with its ground; it is the dispatcher who allows it", async () => {
    const handler = await as("chengguan-clerk");
    await act(handler, path, "suspend", { reason: "示例：等待产权人国庆后到场" });
    await handler.sees("等待产权人国庆后到场", "section:has(#state)");
    assert.equal(await handler.page.$("form[action$='/approve']"), null, "nobody allows what they asked");
    const dispatcher = await as("paiqian");
    await dispatcher.go("/queue/approve");
    await dispatcher.find(`a[href="${path}"]`);
    await decide(dispatcher, path, true, "示例：同意挂账");
    await dispatcher.sees("挂账", "#state");
    const { summary } = await account(dispatcher);
    assert.match(summary, /暂停|停/, summary);
  });

  test("the holidays pass; nothing runs out while the clock stands still", async () => {
    await scene.at("2026-10-08T01:00:00Z");
    const handler = await as("chengguan-clerk");
    const { summary } = await account(handler);
    assert.ok(!summary.includes("超"), summary);
    assert.ok((await offered(handler, path)).includes("lift"), "the unit may ask to go on");
  });

  test("on 9 October it goes on, and the page works the new due date out", async () => {
    await scene.at("2026-10-09T01:00:00Z");
    await act(await as("zhiban"), path, "lift_now", { reason: "示例：产权人已到场" });
    const handler = await as("chengguan-clerk");
    const { facts, days, summary } = await account(handler);
    assert.match(summary, /2026-10-29/, "six working days later than before");
    assert.equal(days.filter((d) => d.counts).length, 15, "still fifteen days are counted");
    assert.match(facts["暂停"] ?? "", /2026-09-28.*2026-10-09.*等待产权人.*姚一/s, "from when to when, on what ground, allowed by whom");
    assert.match(facts["依据的放假通知"], /2026 v\d/, "the version of the notice it rests on");
    await handler.page.$$eval(HANDLE, (all) => all.forEach((d) => (d.open = d.querySelector("strong").textContent === "处置")));
    await look(handler, "holidays", "01-account");
  });

  test("the account prints", async () => {
    const handler = await as("chengguan-clerk");
    await account(handler);
    await handler.page.emulateMediaType("print");
    const shown = await handler.words("section:has(#clocks)");
    assert.match(shown, /2026-10-29/);
    assert.match(shown, /国庆/);
    const controls = await handler.page.$$eval("header.top, nav.places, main form", (all) => all.filter((n) => n.checkVisibility()).length);
    assert.equal(controls, 0, "without controls");
    await handler.shoot("holidays", "02-print.png");
    const pdf = await handler.page.pdf({ format: "A4" });
    assert.equal(Buffer.from(pdf.subarray(0, 5)).toString(), "%PDF-");
  });
});
