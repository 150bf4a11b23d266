// A bureau sends its sheet as it types it: mapped once, one odd cell answered, the whole confirmed by another.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { accessible } from "../src/axe.mjs";
import { launch } from "../src/browser.mjs";

const folder = mkdtempSync(join(tmpdir(), "xiuhua-sheet-"));
let browser, clerk, office, batch;

/** A sheet of foreign trade; the imports of October stand in 万元 under a heading in 亿元. */
function sheet(month, imports) {
  const path = join(folder, `外贸${month}.csv`);
  const rows = [`2026年1—${month}月外贸情况（示例）,,`, `指标,1—${month}月累计（亿元）,累计同比（%）`, `出口总值,526.65,…`, `进口总值,${imports},…`, "注：示例数据,,"];
  writeFileSync(path, "\ufeff" + rows.join("\n") + "\n");
  return path;
}

before(async () => {
  browser = await launch();
  clerk = await browser.person({ width: 360 });
  office = await browser.person();
  await clerk.signIn("shangwu-clerk");
  await office.signIn("duban");
});
after(async () => {
  rmSync(folder, { recursive: true, force: true });
  await browser.close();
});

describe("a sheet as a bureau sends it", { concurrency: 1 }, () => {
  test("rows and columns are said once", async () => {
    await clerk.go("/indicators");
    await clerk.pressWords("导入表格");
    await clerk.attach("#file", sheet(10, 5621300));
    await clerk.press("form[action='/indicators/import'] button.main");
    assert.match(await clerk.words("main"), /2026年1—10月外贸情况/);
    const chosen = await clerk.page.$$eval("select[name^=row_]", (all) => all.map((one) => one.value));
    assert.deepEqual(chosen, ["exports", "imports"], "proposed by their names");
    await accessible(clerk.page, clerk.path());
    await clerk.shoot("360", "indicator-sheet-map.png");
    await clerk.press("button[value=read]");
  });

  test("what is odd is asked about, and nothing is written before", async () => {
    const asked = await clerk.words("fieldset.question");
    assert.match(asked, /B4.*进口总值/);
    assert.match(asked, /off_by_ten_thousand/);
    await accessible(clerk.page, clerk.path());
    await clerk.shoot("360", "indicator-sheet-asked.png");
    await clerk.fill({ "#choice_B4": "unit", "#as_B4": "万元", "#why_B4": "原表以万元填报，并更正一家企业" });
    await clerk.pressWords("按答复重新核对");
    assert.equal(await clerk.page.$("fieldset.question"), null, "everything is answered");
    await clerk.pressWords("录入并提交复核");
    batch = clerk.path();
    assert.match(batch, /^\/indicators\/sheets\//);
    clerk.quiet();
  });

  test("a second person confirms the whole, with the answer before the eyes", async () => {
    await office.go("/indicators/verify");
    await office.press(`a[href="${batch}"]`);
    assert.match(await office.words("main"), /原表以万元填报/);
    await accessible(office.page, office.path());
    await office.shoot("1440", "indicator-sheet-batch.png");
    await office.pressWords("整表复核通过");
    assert.doesNotMatch(await office.words("main"), /待您复核/);
    await office.go("/indicators/imports");
    assert.match(await office.words("main .lead"), /562\.13/);
    office.quiet();
  });

  test("the next sheet with the same heading is known again", async () => {
    await clerk.go("/indicators/import");
    await clerk.attach("#file", sheet(9, 500));
    await clerk.press("form[action='/indicators/import'] button.main");
    assert.match(await clerk.words("main"), /按已记住的对应关系/);
    clerk.quiet();
  });
});

describe("a commitment measured by a series", { concurrency: 1 }, () => {
  test("the light opens to the values, today and as known on a past day", async () => {
    await office.go("/ledger?q=地区生产总值增长4%25左右");
    await office.pressWords("地区生产总值增长4%左右");
    assert.match(await office.words("main"), /“左右”：不低于目标减去亮灯规则的容差/);
    await office.press("a[href$='/series']");
    const path = office.path();
    assert.match(await office.words("main"), /年初以来累计同比增速/);
    assert.match(await office.words("main table"), /2026年第三季度/);
    await accessible(office.page, path);
    await office.shoot("1440", "commitment-series.png");
    await office.go(`${path}?as_of=2026-07-26`);
    const then = await office.words("main table");
    assert.match(then, /4\.1/);
    assert.doesNotMatch(then, /第三季度/);
    office.quiet();
  });
});
