// A week's rhythm as three users: the office freezes an agenda that wrote itself, the owner unit explains a miss,
// the leader accepts it; another item ends because its fact changed. And the day, and the ten days.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { launch } from "../src/browser.mjs";
import { look } from "../src/cases.mjs";
import { stage } from "../src/stage.mjs";

const TUESDAY = "2026-11-03T01:00:00Z";
const scene = await stage(TUESDAY);
let browser, office;

before(async () => {
  browser = await launch();
  office = await browser.person();
});
after(async () => {
  await browser.close();
  await scene?.stop();
});

describe("the pages of the demonstration", { concurrency: 1 }, () => {
  test("the board says what arrived, moved and is overdue; a number opens to its series of that day", async () => {
    await office.signIn("duban");
    await office.go("/daily?since=2026-10-12&as_of=2026-10-31");
    await office.sees("新到的数");
    await look(office, "rhythm", "01-daily");
    await office.press("section:has(#arrived) tbody a");
    assert.match(office.path(), /^\/indicators\/.+as_of=2026-10-31/);
  });

  test("the next agenda, the last meeting, an item and a review open", async () => {
    await office.go("/meetings/next");
    await look(office, "rhythm", "02-next");
    await office.go("/meetings");
    await office.press("tbody a");
    await office.sees("印发纪要");
    await look(office, "rhythm", "03-meeting");
    await office.go("/meetings/items");
    await office.press("tbody a");
    await office.sees("办结只有两条路");
    await look(office, "rhythm", "04-item");
    await office.go("/ten-day-reviews");
    await office.press("tbody a");
    await look(office, "rhythm", "05-review");
    office.quiet();
  });
});

/** Somebody anew: days pass, and a session ends with them. */
async function as(login, width = 1440) {
  const person = await browser.person({ origin: scene.url, width });
  await person.signIn(login);
  return person;
}

/** A project of the bureau with a blocker; its page. */
async function blocked(office, name) {
  await office.go("/projects/new");
  await office.fill({ "#name": name, "#owner": "示例公司", "#bureau": "zhujian", "#category": "市政", "#total": "9000", "#basis": "示例" });
  await office.press("form[action='/projects/new'] button.main");
  const page = office.path().split("?")[0];
  await office.unfold("登记堵点");
  await office.fill({ "#b-title": "示例：管线迁改", "#b-owner": "zhujian/zhujian-clerk", "#b-due": "2026-12-10" });
  await office.press(`form[action='${page}/blockers'] button`);
  return page;
}

describe("a week as three users", { concurrency: 1, skip: scene ? false : "SKIPPED: the stage is not built: cargo build -p xiuhua-web --example stage" }, () => {
  let solved, item;

  test("on Tuesday the office freezes the agenda and gives each line an owner", async () => {
    const office = await as("duban");
    solved = await blocked(office, "示例甲项目");
    await blocked(office, "示例乙项目");
    await office.go("/meetings/next");
    await office.press("form[action='/meetings/next'] button.main");
    assert.match(office.path(), /^\/meetings\/2026-W45/);
    for (const no of [1, 2]) {
      const form = `form[action='/meetings/2026-W45/lines/${no}']`;
      await office.unfold("议定", `#line-${no}`);
      await office.fill({ [`${form} [name=unit]`]: "zhujian", [`${form} [name=words]`]: "示例：完成迁改", [`${form} [name=due]`]: "2026-11-09" });
      await office.press(`${form} button`);
    }
    await office.fill({ "#chair": "副区长（示例）" });
    await office.press("form[action='/meetings/2026-W45/minutes'] button.main");
    await office.sees("2026-11-03印发纪要");
    office.quiet();
  });

  test("the unit is told, finds its items, and cannot end one by itself; a week later it explains one", async () => {
    await scene.at("2026-11-10T01:00:00Z");
    const clerk = await as("zhujian-clerk", 360);
    await clerk.go("/notices");
    await clerk.sees("调度事项");
    await clerk.go("/worklist");
    await clerk.sees("已逾期", "section[aria-labelledby=meeting-items]");
    item = await clerk.page.$$eval("section[aria-labelledby=meeting-items] a", (all) => new URL(all.find((a) => a.textContent.includes("示例乙项目")).href).pathname);
    await clerk.go(item);
    assert.equal(await clerk.page.$(`form[action='${item}/close']`), null, "there is no tick");
    await clerk.unfold("说明未完成原因");
    await clerk.fill({ "#why": "示例：等待批复", "#learned": "示例：提前报批" });
    await clerk.press(`form[action='${item}/explain'] button`);
    await clerk.sees("说明待认定");
    assert.equal(await clerk.page.$(`form[action='${item}/accept']`), null, "nobody accepts the own explanation");
    clerk.quiet();
  });

  test("the leader accepts it; the other ends because its blocker is solved", async () => {
    const leader = await as("fuqu-bing");
    await leader.go(item);
    await leader.unfold("认定说明");
    await leader.press(`form[action='${item}/accept'] button`);
    await leader.sees("未完成，说明已认定");
    const office = await as("duban");
    await office.go(solved);
    await office.unfold("销号");
    await office.fill({ "form[action$='/close'] [name=reason]": "示例：已迁改" });
    await office.press("form[action$='/close'] button");
    await office.go("/meetings/next");
    await office.sees("已见实效");
    await office.press("form[action='/meetings/next'] button.main");
    await office.sees("数据达到，办结");
    leader.quiet();
    office.quiet();
  });

  test("the review of the ten days stands as it was issued", async () => {
    await scene.at("2026-11-11T01:00:00Z");
    const office = await as("duban");
    await office.go("/ten-day-reviews/2026-11-X1");
    await office.sees("2项承诺兑现1项");
    await office.fill({ "#learned": "示例：报批要提前" });
    await office.press("form[action$='/issue'] button.main");
    await office.sees("印发", "main .tag-good");
    assert.equal(await office.page.$("form[action$='/issue']"), null, "it is issued once");
    office.quiet();
  });
});
