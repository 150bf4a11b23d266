// Five residents report one burst pipe from their phones: one incident, handled once, each told under the
// own number, one disputes alone, and a person undoes it.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { launch } from "../src/browser.mjs";
import { act, look, photo } from "../src/cases.mjs";

const DIGITS = "零一二三四五六七八九";
const SAID = [
  "路口水管爆了，水一直往外喷",
  "自来水管爆裂，路面全是水，喷得很高",
  "马路边爆管了，水漫到人行道",
  "水管爆裂没人管，整条路都是水",
  "路中间的供水管爆了在喷水",
];
let browser, cluster, lead;
const people = {};
const residents = [];

before(async () => {
  browser = await launch();
});
after(() => browser.close());

async function as(login) {
  if (!people[login]) {
    people[login] = await browser.person();
    await people[login].signIn(login);
  }
  return people[login];
}

/** Reports as a resident does; keeps number and code. */
async function report(words) {
  const person = await browser.person({ width: 360 });
  await person.go("/p/report");
  await person.fill({ "#description": words, "#address": "农讲所站" });
  const asked = await person.words("label[for=answer]");
  const [, a, b] = asked.match(/([零一二三四五六七八九])加([零一二三四五六七八九])/);
  await person.fill({ "#answer": String(DIGITS.indexOf(a) + DIGITS.indexOf(b)) });
  await person.press("form[action='/p/report'] button.main");
  await person.press("form[action='/p/report/send'] button.main");
  const [number, code] = await person.allWords(".big-words");
  residents.push({ person, number, code, page: `/p/case/${number}/${code}` });
}

/** Looks again until the page says it: the step behind intake takes a moment. */
async function until(person, path, words) {
  for (let tries = 0; tries < 40; tries += 1) {
    await person.go(path);
    const said = await person.page.$eval("main", (main) => main.textContent);
    if (said.includes(words)) return;
    await new Promise((done) => setTimeout(done, 500));
  }
  assert.fail(`${path} never said ${words}`);
}

describe("one burst pipe", { concurrency: 1 }, () => {
  test("five residents report it and it is one cluster with its reasons", async () => {
    for (const words of SAID) await report(words);
    const sender = await as("paiqian");
    await until(sender, "/clusters", residents[0].number);
    const own = (rows, number) => rows.find((row) => row.textContent.includes(number))?.querySelector("a[href^='/clusters/']")?.getAttribute("href");
    await sender.go(await sender.page.$$eval("tr", own, residents[0].number));
    await sender.page.waitForSelector("#members");
    cluster = sender.path();
    await until(sender, cluster, "5 件");
    await sender.sees("都提到");
    await look(sender, "clusters", "01-cluster");
    lead = await sender.page.$eval("article.record a[href^='/cases/']", (link) => link.getAttribute("href"));
    await sender.go("/clusters");
    await look(sender, "clusters", "02-list");
  });

  test("the leading case is handled once and the others follow", async () => {
    await act(await as("shouli"), lead, "accept");
    await act(await as("zhiban"), lead, "file_case", { matter: "06001", grade: "b" });
    const sender = await as("paiqian");
    await sender.go("/dispatch");
    await sender.sees("同一件事 5 件");
    await look(sender, "clusters", "03-dispatch");
    await act(sender, lead, "dispatch", { unit: "chengguan" });
    await act(await as("chengguan-clerk"), lead, "complete", { f_measure: "示例：已关阀换管" }, { e_after_photo: photo("换管.png") });
    await act(sender, lead, "send_verify");
    await act(await as("jiandu"), lead, "verify", {}, { e_verify_photo: photo("核查.png") });
    await act(await as("zhiban"), lead, "close");
    for (const { person, page } of residents) await until(person, page, "已办结");
  });

  test("all are told at once, each under the own number", async () => {
    const chief = await as("zhiban");
    await chief.go(cluster);
    await chief.fill({ "#text": "示例：爆裂的水管已更换，恢复供水" });
    await chief.press("form[action$='/announce'] button.main");
    for (const { person, page, number } of residents) {
      await person.go(page);
      await person.sees("恢复供水");
      await person.sees(number);
    }
    await residents[1].person.shoot("clusters", "04-resident-360.png");
  });

  test("one disputes alone, and only that case is open again", async () => {
    const { person, page } = residents[2];
    await person.go(page);
    await person.page.$eval("details:has(form[action$='/reopen'])", (fold) => fold.setAttribute("open", ""));
    await person.fill({ "#reason": "示例：还在漏水" });
    await person.press("form[action$='/reopen'] button.main");
    await until(residents[3].person, residents[3].page, "已办结");
    const sender = await as("paiqian");
    await until(sender, "/dispatch", residents[2].number);
    await sender.go(cluster);
    await sender.sees("单独办理");
    await look(sender, "clusters", "05-disputed");
  });

  test("a person takes the whole apart and puts it together again", async () => {
    const sender = await as("paiqian");
    await sender.go(cluster);
    await sender.fill({ "#undo-reason": "示例：不是同一处" });
    await sender.press("form[action$='/dissolve'] button");
    await sender.sees("已撤销");
    await sender.page.$eval("details:has(form[action$='/restore'])", (fold) => fold.setAttribute("open", ""));
    await sender.fill({ "form[action$='/restore'] textarea": "示例：还是同一处" });
    await sender.press("form[action$='/restore'] button");
    await sender.sees("5 件");
  });
});
