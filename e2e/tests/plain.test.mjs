// The core forms with scripts off.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { launch } from "../src/browser.mjs";
import { png } from "../src/png.mjs";
import { REPORT } from "../src/report.mjs";
import { fileOf } from "../src/steps.mjs";

let browser, office, clerk, task;

before(async () => {
  browser = await launch();
  office = await browser.person({ js: false });
  clerk = await browser.person({ js: false });
});
after(() => browser.close());

describe("without scripts", { concurrency: 1 }, () => {
  test("signing in and filtering the ledger", async () => {
    await office.signIn("duban");
    await office.go("/ledger");
    await office.fill({ "#q": "老旧小区" });
    await office.press("form[role=search] button.main");
    assert.match(office.path(), /q=/);
    assert.ok((await office.page.$$("table a[data-row]")).length >= 1);
  });

  test("a report comes in and is reviewed by forms", async () => {
    await office.go("/reports");
    await office.attach("#file", fileOf("报告.md", REPORT));
    await office.press("form[action='/reports'] button.main");
    for (let tries = 0; office.path().startsWith("/work/") && tries < 30; tries += 1) {
      await new Promise((done) => setTimeout(done, 1000));
      await office.page.reload();
    }
    assert.match(office.path(), /^\/reports\/.+\/review/);
    const [accept, edit, drop] = await office.page.$$eval("#drafts > li", (all) => all.slice(0, 3).map((li) => li.id));
    await office.press(`#${accept} [data-do=accept]`);
    assert.equal(await status(accept), "accepted");
    await office.press(`#${edit} [data-do=edit]`);
    await office.fill({ "#short-name": "不用脚本也能改" });
    await office.press("form[data-form=edit] button.main");
    await office.press(`#${drop} [data-do=drop]`);
    await office.fill({ "#reason": "不是任务" });
    await office.press("form[data-form=drop] button.main");
    assert.equal(await status(drop), "dropped");
    await office.press(`#${edit} [data-do=assign]`);
    await office.fill({ "#lead": "zhujian" });
    await office.press("form[data-form=assign] button.main");
    const lead = await office.page.$eval(`#${edit} .draft-facts`, (p) => p.textContent);
    assert.match(lead, /住/);
  });

  test("a claim is made and verified", async () => {
    await clerk.signIn("zhujian-clerk", "/worklist");
    await clerk.go("/ledger?unit=zhujian&role=lead&kind=quantified");
    task = await clerk.page.$eval("table a[data-row]", (a) => a.getAttribute("href").split("?")[0]);
    await clerk.go(task);
    const before = (await clerk.page.$$("article.record")).length;
    await clerk.fill({ "#amount": "1", "#note": "不用脚本报送" });
    await clerk.attach("#evidence", fileOf("证据.png", png(16, 77)));
    await clerk.press("form[action$='/records'] button.main");
    assert.equal((await clerk.page.$$("article.record")).length, before + 1);
    await office.go("/verify");
    await office.sees("不用脚本报送");
    await office.go(task);
    await office.press("article.record:has(form[action$='/verify']) form[action$='/verify'] button");
    await office.sees("已核验通过");
  });

  test("what cannot be read comes back with the typing", async () => {
    await clerk.go(task);
    clerk.expects(422);
    await clerk.fill({ "#amount": "三个半", "#note": "这句话不能丢" });
    await clerk.press("form[action$='/records'] button.main");
    await clerk.sees("请填写数字");
    assert.equal(await clerk.page.$eval("#note", (field) => field.value), "这句话不能丢");
  });

  test("preferences and signing out", async () => {
    await clerk.press("footer button[name=elder]");
    assert.equal(await clerk.page.$eval("html", (html) => html.dataset.elder), "on");
    await clerk.press("form[action='/sign-out'] button");
    assert.match(clerk.path(), /^\/sign-in/);
    await clerk.page.goto(clerk.page.url().replace(/\/sign-in.*/, "/worklist"));
    assert.match(clerk.path(), /^\/sign-in/);
  });
});

function status(id) {
  return office.page.$eval(`#${id}`, (li) => li.dataset.status);
}
