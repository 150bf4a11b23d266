// A whistle: named departments have to come by a clock; both the whistle and the coming are judged.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { launch } from "../src/browser.mjs";
import { act, fileAtDesk, look } from "../src/cases.mjs";

let browser, path;

before(async () => {
  browser = await launch();
});
after(() => browser.close());

const as = (login) => browser.as(login);

/** The part of the page about one called unit. */
const part = (unit) => `section:has(#together) article[data-unit="${unit}"]`;

/** Opens one of the things a called unit or the whistler may do, and sends it. */
async function does(person, unit, words, texts = {}) {
  const form = `${part(unit)} form[action$='/${words}']`;
  await (await person.find(form)).evaluate((node) => node.closest("details").setAttribute("open", ""));
  await person.fill(Object.fromEntries(Object.entries(texts).map(([name, value]) => [`${form} [name=${name}]`, value])));
  await person.press(`${form} button`);
}

describe("a whistle", { concurrency: 1 }, () => {
  test("a street has a case that others have to come to", async () => {
    ({ path } = await fileAtDesk(await as("zuoxi"), { words: "示例：外墙大片涂鸦", matter: "06004", address: "小北站" }));
    await act(await as("shouli"), path, "accept");
    await act(await as("zhiban"), path, "file_case");
    await act(await as("paiqian"), path, "dispatch", { unit: "jd-hongqiao", reason: "示例：位置交界，由洪桥街道先办" });
  });

  test("it whistles for two named departments", async () => {
    const street = await as("hongqiao-clerk");
    await street.go(path);
    await (await street.find("form[action$='/whistle']")).evaluate((node) => node.closest("details").setAttribute("open", ""));
    await street.fill({ "#w-unit": "chengguan", "#w-unit2": "gongan", "#w-reason": "示例：需现场认定并取证" });
    await look(street, "whistle", "01-blow");
    await street.press("form[action$='/whistle'] button");
    const called = await street.allWords("section:has(#together) article");
    assert.equal(called.length, 2);
    for (const words of called) assert.match(words, /到期.*\d{4}-\d{2}-\d{2}/, "each has a clock");
  });

  test("the called department finds it first on its work, comes, and says whether it was needed", async () => {
    const called = await as("chengguan-clerk");
    await called.go("/case-work");
    const row = await called.words(`tr:has(a[href="${path}"])`);
    assert.match(row, /到场报到/);
    assert.match(row, /吹哨/);
    await look(called, "whistle", "02-work");
    await called.go(path);
    await does(called, "chengguan", "arrive");
    await does(called, "chengguan", "judge", { needed: "1", reason: "示例：确需执法人员到场" });
    await called.sees("确有必要", "section:has(#together)");
    await look(called, "whistle", "03-arrived");
  });

  test("the street rates who came and who has not", async () => {
    const street = await as("hongqiao-clerk");
    await street.go(path);
    await does(street, "chengguan", "respond", { response: "good" });
    await street.sees("响应好", "section:has(#together)");
    const missing = await street.words(part("gongan"));
    assert.ok(!/响应[好一差]/.test(missing), "the other is still awaited");
    await look(street, "whistle", "04-rated");
  });

  test("nobody else may arrive for a called department", async () => {
    const dispatcher = await as("paiqian");
    await dispatcher.go(path);
    assert.equal(await dispatcher.page.$("form[action$='/arrive']"), null);
  });
});
