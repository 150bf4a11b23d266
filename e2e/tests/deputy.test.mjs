// A deputy's snapshot: filed with a photograph, answered to the deputy, rated by the deputy.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { launch } from "../src/browser.mjs";
import { act, look, photo } from "../src/cases.mjs";

let browser, deputy, own, path;

before(async () => {
  browser = await launch();
  deputy = await browser.person({ width: 360 });
});
after(() => browser.close());

const as = (login) => browser.as(login);

async function answered(text) {
  await act(await as("zhujian-clerk"), path, "reply", { text });
  await act(await as("jiandu"), path, "verify");
}

describe("a deputy's snapshot", { concurrency: 1 }, () => {
  test("the deputy comes to an own page and files one", async () => {
    await deputy.signIn("daibiao");
    assert.equal(deputy.path(), "/deputy");
    const places = await deputy.page.$$eval("nav.places a", (all) => all.map((a) => a.getAttribute("href")));
    assert.ok(!["/cases", "/dispatch", "/desk", "/case-work"].some((href) => places.includes(href)), `${places}`);
    if (!(await deputy.page.$("details[open] #photos"))) await deputy.unfold("拍一拍");
    await deputy.attach("#photos", photo("路灯.png"));
    await deputy.fill({ "#f_description": "示例：小区门口路灯不亮", "#f_suggestion": "示例：换成节能灯", "#address": "公园前站" });
    await look(deputy, "deputy", "01-file");
    await deputy.press("form[action='/deputy'] button.main");
    own = deputy.path();
    assert.match(own, /^\/deputy\/.+/);
    path = own.replace("/deputy/", "/cases/");
    await deputy.sees("已收到");
    await deputy.page.waitForFunction(() => document.querySelector("ul.photos img")?.naturalWidth > 0);
  });

  test("it runs as a case; the deputy sees its way, clock and unit", async () => {
    await act(await as("shouli"), path, "accept");
    await act(await as("paiqian"), path, "dispatch", { unit: "zhujian", reason: "示例：由住建办理" });
    await deputy.go(own);
    await deputy.sees("办理中");
    await deputy.sees("住房");
    await deputy.sees("这一步最迟");
    assert.equal(await deputy.page.$("form[action$='/rate']"), null, "nothing to rate yet");
    await look(deputy, "deputy", "02-way");
  });

  test("the answer comes to the deputy, who is not satisfied", async () => {
    await answered("示例：已报修");
    await deputy.go("/deputy");
    await deputy.sees("1件等您评价");
    await look(deputy, "deputy", "03-list");
    await deputy.go(own);
    await deputy.sees("已报修", "section:has(#reply)");
    await deputy.unfold("不满意");
    await deputy.fill({ "#reason": "示例：灯还是不亮" });
    await deputy.press("form[action$='/again'] button");
    await deputy.sees("办理中");
  });

  test("it is done again and rated", async () => {
    await answered("示例：灯具已更换");
    await deputy.go(own);
    await (await deputy.find("[name=solved][value=yes]")).evaluate((node) => node.click());
    await (await deputy.find("[name=treated_well][value=yes]")).evaluate((node) => node.click());
    await deputy.page.select("#score", "5");
    await look(deputy, "deputy", "04-rate");
    await deputy.press("form[action$='/rate'] button.main");
    await deputy.sees("已评价");
    await act(await as("zhiban"), path, "close");
    await deputy.go(own);
    await deputy.sees("已办结");
    await look(deputy, "deputy", "05-closed");
  });

  test("nobody else's cases open to a deputy", async () => {
    await deputy.go("/cases", 403);
  });
});
