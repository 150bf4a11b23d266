// The yearly investment promised in the report is the sum of what bureaus report and the office verifies.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { accessible } from "../src/axe.mjs";
import { launch } from "../src/browser.mjs";

const BUREAU = "区住房和建设局";
let browser, office, commitment, project, name, before_;

/** The total of the commitment as its page says it. */
async function total() {
  await office.go(commitment);
  return office.words("section[aria-labelledby=counts] .lead");
}

before(async () => {
  browser = await launch();
  office = await browser.person();
  await office.signIn("duban");
});
after(() => browser.close());

describe("investment of projects", { concurrency: 1 }, () => {
  test("the commitment opens to the projects it is made of", async () => {
    await office.go("/ledger?q=" + encodeURIComponent("年度投资"));
    commitment = await office.page.$eval("a[data-row]", (a) => new URL(a.href).pathname);
    before_ = await total();
    await office.press("section[aria-labelledby=counts] header a");
    assert.match(office.path(), /^\/ledger\/.+\/projects/);
    await accessible(office.page, office.path());
    await office.shoot("1440", "ledger-projects.png");
    ({ project, name } = await office.page.$$eval(
      "tbody tr",
      (rows, bureau) => {
        const row = rows.find((tr) => tr.cells[1].textContent.trim() === bureau);
        const link = row.querySelector("a");
        return { project: new URL(link.href).pathname, name: link.textContent.trim() };
      },
      BUREAU,
    ));
  });

  test("the bureau reports a month; a claim alone moves nothing", async () => {
    const clerk = await browser.person({ width: 360 });
    await clerk.signIn("zhujian-clerk");
    await clerk.go(project);
    await clerk.unfold("报送投资");
    const form = `form[action='${project}/report']`;
    await clerk.fill({ [`${form} [name=month]`]: "10", [`${form} [name=basis]`]: "month", [`${form} [name=amount]`]: "123.45", [`${form} [name=note]`]: "示例：按监理月报更正" });
    await clerk.press(`${form} button.main`);
    await clerk.shoot("360", "project-reported.png");
    clerk.quiet();
    assert.equal(await total(), before_);
  });

  test("the office verifies it, and the promise moves with it", async () => {
    await office.go("/projects/verify");
    const chosen = await office.page.$$eval(
      "tbody tr",
      (rows, name) => {
        const own = rows.filter((tr) => tr.querySelector("th").textContent.trim() === name);
        own.forEach((tr) => (tr.querySelector("input").checked = true));
        return own.length;
      },
      name,
    );
    assert.equal(chosen, 1, "it waits once");
    await office.press("form[action='/projects/verify'] button.main");
    assert.notEqual(await total(), before_);
    office.quiet();
  });
});
