// Learnt dispatch: the model of the demo's confirmed cases proposes with its words, abstains where it is not
// sure, dispatches by itself once the office allows it, and what comes back is a lesson.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { launch } from "../src/browser.mjs";
import { act, fileAtDesk, look } from "../src/cases.mjs";

let browser;
const people = {};

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

/** A case that waits for its dispatch; one at a place of its own joins no other. */
async function waiting(words, matter, address) {
  const { path } = await fileAtDesk(await as("zuoxi"), { words, matter, address });
  await act(await as("shouli"), path, "accept");
  await act(await as("zhiban"), path, "file_case");
  return path;
}

/** What the dispatcher's page says of a case, once the worker has looked at it. */
async function said(path, wanted) {
  const dispatcher = await as("paiqian");
  for (let tries = 0; tries < 12; tries += 1) {
    await dispatcher.go(path);
    const words = await dispatcher.allWords("main");
    if (wanted.test(words.join(" "))) return words.join(" ");
    await new Promise((done) => setTimeout(done, 2000));
  }
  assert.fail(`nothing of ${wanted} on ${path}`);
}

/** Sends a form of the page that stands folded. */
async function form(person, action, fields) {
  await person.page.$eval(
    `form[action="${action}"]`,
    (it, values) => {
      it.closest("details")?.setAttribute("open", "");
      for (const [name, value] of Object.entries(values)) it.elements[name].value = value;
    },
    fields,
  );
  await Promise.all([person.page.waitForNavigation(), person.page.$eval(`form[action="${action}"]`, (it) => it.requestSubmit())]);
}

describe("learnt dispatch", { concurrency: 1 }, () => {
  let sent;

  test("the page shows the curve with its table, coverage beside accuracy, versions and lessons", async () => {
    const office = await as("duban");
    await office.go("/learning");
    await office.sees("第 1 版");
    const points = await office.page.$$eval(".curve-point", (all) => all.length);
    const rows = await office.page.$$eval("details.printed tbody tr", (all) => all.length);
    assert.ok(points > 5 && points === rows, `${points} points, ${rows} rows`);
    await office.sees("覆盖率与正确率");
    await look(office, "learning", "01-board");
    await office.go("/learning/lessons");
    await look(office, "learning", "02-lessons");
    await office.go("/learning/versions/1");
    await look(office, "learning", "03-version");
  });

  test("it proposes with its words; with the switch off nobody is overtaken", async () => {
    const path = await waiting("示例：马路中间有个坑，骑车危险", "06013");
    const words = await said(path, /模型第 \d+ 版/);
    assert.match(words, /依据/);
    const dispatcher = await as("paiqian");
    await dispatcher.go("/dispatch");
    await look(dispatcher, "learning", "04-dispatch");
    await act(dispatcher, path, "dispatch", { unit: "zhujian" });
  });

  test("the office allows it, with a reason: a sure case is sent, an unclear one waits", async () => {
    const office = await as("duban");
    await office.go("/learning");
    await form(office, "/learning/threshold", { threshold: await office.page.$eval("#threshold", (s) => s.options[s.options.length - 1].value), reason: "示例：放宽试行" });
    await form(office, "/learning/automatic", { reason: "示例：试行自动派遣" });
    await office.sees("自动派遣已开启");
    sent = await waiting("示例：路面有坑洼，沥青路面塌陷", "06013", "东山口站");
    const unclear = await waiting("示例：请问找谁问一下", "06013");
    await said(sent, /自动派遣：模型第/);
    await said(unclear, /未自动派遣|清单/);
  });

  test("the unit gives it back: a lesson with what was proposed and why", async () => {
    await act(await as("zhujian-clerk"), sent, "return", { entry: "d-06013-1", reason: "示例：属管线开挖，应由水务修复" });
    const office = await as("duban");
    for (let tries = 0; tries < 12; tries += 1) {
      await office.go("/learning/lessons");
      if ((await office.allWords("main")).join(" ").includes("管线开挖")) break;
      await new Promise((done) => setTimeout(done, 2000));
    }
    await office.sees("管线开挖");
    await office.sees("待仲裁");
    await look(office, "learning", "05-lesson");
    await office.go("/learning");
    await form(office, "/learning/automatic", { reason: "示例：试行结束" });
    await office.sees("自动派遣已关闭");
    await office.go("/audit?kind=learning");
    await office.sees("示例：放宽试行");
  });
});
