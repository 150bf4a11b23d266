// Every page that a role can reach, at desk and phone width: axe, console, width, pictures.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { accessible, overflow, structure, violations } from "../src/axe.mjs";
import { launch } from "../src/browser.mjs";
import { importReport } from "../src/steps.mjs";
import { none } from "../src/person.mjs";
import { DESK, PHONE, crawl, slug } from "../src/crawl.mjs";

/** One person for each role of the demonstration. */
const ROLES = {
  "district-office": "duban",
  "department-clerk": "zhujian-clerk",
  "department-head": "zhujian-head",
  "subdistrict-clerk": "hongqiao-clerk",
  "community-worker": "sanyanjing-worker",
  leader: "fuqu-bing",
  auditor: "auditor",
  "system-admin": "sysadmin",
  "security-admin": "secadmin",
  "audit-admin": "audadmin",
};

let browser;
before(async () => {
  browser = await launch();
  const office = await browser.person();
  await office.signIn("duban");
  await importReport(office);
});
after(() => browser.close());

describe("every page of every role", () => {
  test("signing in", async () => {
    const nobody = await browser.person();
    await nobody.go("/sign-in");
    await check(nobody, "nobody", "/sign-in");
  });

  for (const [role, login] of Object.entries(ROLES)) {
    test(role, async () => {
      const person = await browser.person();
      await person.signIn(login);
      const faults = [];
      const visit = async (path) => faults.push(...(await look(person, role, path)));
      const seen = await crawl(person, visit, (words) => faults.push(`${role}: ${words}`));
      assert.ok(seen.length >= 2, `${role} reaches pages: ${seen}`);
      none(faults, role);
    });
  }

  test("a page that is not there, and one that is not allowed", async () => {
    const clerk = await browser.person();
    await clerk.signIn("sanyanjing-worker");
    await clerk.go("/no/such/page", 404);
    await check(clerk, "fault", "/not-found");
    await clerk.go("/admin/tokens", 403);
    await check(clerk, "fault", "/forbidden");
  });
});

/** Fails on anything found on the page as it stands. */
async function check(person, role, path) {
  none(await look(person, role, path), path);
}

/** Pages that axe saw: their kind and what they are built of. */
const known = new Set();

/** Everything that is wrong on the page as it stands, at both widths, folded and unfolded. */
async function look(person, role, path) {
  const { page } = person;
  const wrong = [];
  const note = (found, where) => wrong.push(...found.map((words) => `${role} ${path} ${where}: ${words}`));
  const built = `${slug(path)}\n${await structure(page)}`;
  const fresh = !known.has(built);
  known.add(built);
  if (fresh) {
    note(await violations(page), "at 1440");
    await person.shoot("1440", `${role}-${slug(path)}.png`);
  }
  await page.setViewport(PHONE);
  note([await overflow(page)].filter(Boolean), "at 360");
  if (fresh) await person.shoot("360", `${role}-${slug(path)}.png`);
  await page.$$eval("details:not([open])", (all) => all.forEach((d) => (d.open = true)));
  note([await overflow(page)].filter(Boolean), "at 360 unfolded");
  if (fresh) note(await violations(page), "at 360 unfolded");
  note(person.faults.splice(0), "console");
  await page.setViewport(DESK);
  return wrong;
}

describe("other looks", () => {
  for (const look of ["dark", "light"]) {
    test(`${look} pages`, async () => {
      const person = await browser.person();
      await person.page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: look }]);
      await person.signIn("duban");
      for (const path of ["/", "/ledger", "/changes", "/reports"]) {
        await person.go(path);
        await accessible(person.page, `${path} ${look}`);
        await person.shoot(look, `${slug(path)}.png`);
      }
      const rowHref = await person.page.$eval("table a", (a) => a.getAttribute("href"));
      for (const path of [rowHref, await detailHref(person)]) {
        await person.go(path);
        await accessible(person.page, `${path} ${look}`);
        await person.shoot(look, `${slug(path)}.png`);
      }
      person.quiet();
    });
  }

  test("English pages are English", async () => {
    const person = await browser.person({ lang: "en" });
    await person.signIn("duban");
    for (const path of ["/", "/ledger", "/worklist", "/verify", "/reports", await detailHref(person)]) {
      await person.go(path);
      assert.equal(await person.page.$eval("html", (html) => html.lang), "en");
      const chrome = await person.allWords("nav.places a, main th[scope=col], .page-head h1, .filters label");
      const chinese = chrome.filter((words) => /\p{Script=Han}/u.test(words) && !/^\d+\. /.test(words));
      assert.deepEqual(chinese, [], `${path} in English`);
      await accessible(person.page, `${path} in English`);
      await person.shoot("english", `${slug(path)}.png`);
    }
    person.quiet();
  });

  test("the ledger and a commitment on paper", async () => {
    const person = await browser.person();
    await person.signIn("duban");
    for (const path of ["/ledger", await detailHref(person)]) {
      await person.go(path);
      await person.page.emulateMediaType("print");
      const shown = await person.page.$$eval("header.top, nav.places, .filters, footer, main form", (all) => all.filter((n) => n.checkVisibility()).map((n) => n.className));
      assert.deepEqual(shown, [], `${path} prints without controls`);
      await person.shoot("print", `${slug(path)}.png`);
      const pdf = await person.page.pdf({ format: "A4", landscape: path === "/ledger" });
      assert.equal(Buffer.from(pdf.subarray(0, 5)).toString(), "%PDF-");
      await person.page.emulateMediaType("screen");
    }
  });
});

/** A commitment with a target, records and a light. */
async function detailHref(person) {
  await person.go("/ledger?kind=quantified&sort=light");
  return person.page.$eval("table a[data-row]", (a) => a.getAttribute("href"));
}
