// A war of returns: units that each cite the duty list, an arbiter with a clock, the third return that
// raises the alarm; at every moment somebody is responsible.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { launch } from "../src/browser.mjs";
import { act, fileAtDesk, look, offered } from "../src/cases.mjs";

let browser, path;

before(async () => {
  browser = await launch();
});
after(() => browser.close());

const as = (login) => browser.as(login);

/** Whose the case is, as its page says. */
async function owner(person) {
  await person.go(path);
  return person.words("section:has(#state) .lead");
}

/** A unit gives it back, citing the entry. */
async function returns(login, why) {
  await act(await as(login), path, "return", { entry: "d-06001-1", reason: why });
}

describe("a return war", { concurrency: 1 }, () => {
  test("a case is dispatched by the list", async () => {
    ({ path } = await fileAtDesk(await as("zuoxi"), { words: "示例：楼顶搭了铁皮屋", matter: "06001" }));
    await act(await as("shouli"), path, "accept");
    await act(await as("zhiban"), path, "file_case");
    await act(await as("paiqian"), path, "dispatch", { unit: "chengguan" });
  });

  test("the first unit cannot return it without citing an entry of the list", async () => {
    const first = await as("chengguan-clerk");
    await first.go(path);
    const cites = await first.page.$eval("form:has(input[value=return]) [name=entry]", (field) => ({ required: field.required, choices: field.options.length }));
    assert.ok(cites.required && cites.choices > 1, "the entries are there to choose from");
  });

  test("it returns, and stays responsible while the arbiter's clock runs", async () => {
    await returns("chengguan-clerk", "示例：楼内违建属房屋使用安全");
    const dispatcher = await as("paiqian");
    assert.match(await owner(dispatcher), /城市管理/, "the first receiver is still the owner");
    await dispatcher.sees("退单仲裁", "#state");
    const clocks = await dispatcher.allWords("section:has(#clocks) > details > summary");
    assert.ok(clocks.some((c) => c.startsWith("退单仲裁") && c.includes("计时中")), `the arbiter's clock runs: ${clocks}`);
    assert.ok(clocks.some((c) => c.startsWith("处置") && c.includes("计时中")), "and so does the unit's own");
    await look(dispatcher, "returns", "01-first");
  });

  test("the arbiter finds it in a queue and gives it to another unit", async () => {
    const arbiter = await as("duban");
    await arbiter.go("/queue/arbitrate");
    await look(arbiter, "returns", "02-queue");
    await arbiter.go("/queue/arbitrate");
    await arbiter.press(`a[href="${path}"]`);
    await act(arbiter, path, "uphold", { unit: "zhujian", reason: "示例：由住建先行处置" });
    assert.match(await owner(arbiter), /住房/);
  });

  test("the freed unit is not sent the case again by a dispatcher, the second returns, a third gets it", async () => {
    await returns("zhujian-clerk", "示例：并非房屋结构问题");
    assert.match(await owner(await as("paiqian")), /住房/, "the second receiver is responsible meanwhile");
    await act(await as("duban"), path, "uphold", { unit: "guizi", reason: "示例：先查规划许可" });
    assert.match(await owner(await as("paiqian")), /规划/);
  });

  test("the third return raises the alarm and shows the path", async () => {
    await returns("guizi-clerk", "示例：没有规划许可可查");
    const dispatcher = await as("paiqian");
    await dispatcher.go(path);
    const said = await dispatcher.words("section:has(#state) p:has(.tag-warn)");
    assert.match(said, /第3次退单：.*城市管理.*→.*住房.*→.*规划/, "the alarm shows the path, by names");
    const sent = await dispatcher.allWords("section:has(#path) ol > li > strong");
    assert.equal(sent.length, 3, `${sent}`);
    await dispatcher.sees("d-06001-1", "section:has(#path)");
    await look(dispatcher, "returns", "03-alarm");
  });

  test("the arbiter decides for good: the unit keeps it and cannot return it again", async () => {
    await act(await as("duban"), path, "refuse_return", { reason: "示例：先办后议" });
    const third = await as("guizi-clerk");
    assert.ok(!(await offered(third, path)).includes("return"), "once per unit");
    await third.sees("任务处理", "#state");
    await look(third, "returns", "04-decided");
  });
});
