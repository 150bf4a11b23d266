// The whole way, from a photograph on a phone to a verified end: resident, desk, dispatcher, handler, verifier;
// the resident disputes it, it is handled again, and only then the resident confirms.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { launch } from "../src/browser.mjs";
import { act, look, offered, photo } from "../src/cases.mjs";

const DIGITS = "零一二三四五六七八九";
let browser, resident, number, follow, path;

before(async () => {
  browser = await launch();
  resident = await browser.person({ width: 360 });
});
after(() => browser.close());

const as = (login) => browser.as(login);

/** Handled with a photograph, sent to be verified, verified by somebody else, closed. */
async function handledAndVerified(round) {
  const handler = await as("hongqiao-clerk");
  await act(handler, path, "complete", { f_measure: `示例：第${round}次清理` }, { e_after_photo: photo("处置后.png") });
  assert.ok(!(await offered(handler, path)).includes("verify"), "whoever handled does not verify");
  await act(await as("paiqian"), path, "send_verify");
  await act(await as("jiandu"), path, "verify", {}, { e_verify_photo: photo("核查.png") });
  await act(await as("zhiban"), path, "close");
}

describe("a resident's report and its end", { concurrency: 1 }, () => {
  test("filed on a phone without an account in under 30 seconds", async () => {
    const begun = Date.now();
    await resident.go("/p/report");
    await resident.attach("#photos", photo("现场.png"));
    await resident.fill({ "#description": "示例：店铺把货物堆到人行道上", "#address": "小北站" });
    const asked = await resident.words("label[for=answer]");
    const [, a, b] = asked.match(/([零一二三四五六七八九])加([零一二三四五六七八九])/);
    await resident.fill({ "#answer": String(DIGITS.indexOf(a) + DIGITS.indexOf(b)) });
    await resident.press("form[action='/p/report'] button.main");
    await resident.press("form[action='/p/report/send'] button.main");
    [number] = await resident.allWords(".big-words");
    await resident.press("a.button.main");
    follow = resident.path();
    assert.ok(Date.now() - begun < 30_000, `${Date.now() - begun} ms`);
  });

  test("the desk takes it in, it is filed and dispatched to the unit that owns the matter", async () => {
    const clerk = await as("shouli");
    await clerk.go(`/cases?q=${number}`);
    path = await clerk.page.$eval("a[data-row]", (a) => a.getAttribute("href"));
    await act(clerk, path, "accept");
    const lead = await as("zhiban");
    await lead.go(path);
    const wants = await lead.page.$("form:has(input[value=file_case]) [name=matter]");
    await act(lead, path, "file_case", wants ? { matter: "09006", grade: "b" } : {});
    const dispatcher = await as("paiqian");
    await dispatcher.go(path);
    await act(dispatcher, path, "dispatch", { unit: "jd-hongqiao" });
    await resident.go(follow);
    await resident.sees("处理中");
    await look(resident, "resident", "01-handled");
  });

  test("it is handled, verified on site by somebody else and closed", async () => {
    await handledAndVerified("一");
    await resident.go(follow);
    await resident.sees("已办结");
  });

  test("the resident answers two separate questions and disputes", async () => {
    await resident.go(follow);
    const rate = "form[action$='/answer']";
    await (await resident.find(`${rate} [name=solved][value=no]`)).evaluate((node) => node.click());
    await (await resident.find(`${rate} [name=treated_well][value=yes]`)).evaluate((node) => node.click());
    await look(resident, "resident", "02-answer");
    await resident.press(`${rate} button.main`);
    await resident.unfold("没有解决");
    await resident.fill({ "#reason": "示例：第二天又摆出来了" });
    await resident.press("form[action$='/reopen'] button.main");
    await resident.sees("派遣中");
    const dispatcher = await as("paiqian");
    await dispatcher.go(path);
    await dispatcher.sees("任务派遣", "#state");
    await dispatcher.sees("第二天又摆出来了", "section:has(#steps)");
    await look(dispatcher, "resident", "03-reopened");
  });

  test("it is handled again, and the resident confirms", async () => {
    await act(await as("paiqian"), path, "dispatch", { unit: "jd-hongqiao" });
    await handledAndVerified("二");
    await resident.go(follow);
    const rate = "form[action$='/answer']";
    await (await resident.find(`${rate} [name=solved][value=yes]`)).evaluate((node) => node.click());
    await (await resident.find(`${rate} [name=treated_well][value=yes]`)).evaluate((node) => node.click());
    await resident.press(`${rate} button.main`);
    await resident.sees("已办结");
    await look(resident, "resident", "04-confirmed");
    await look(await as("zhiban"), "resident", "05-closed");
    resident.quiet();
  });
});
