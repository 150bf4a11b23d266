// A resident without an account: reports in two pages, follows, adds, joins what is already there.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { accessible } from "../src/axe.mjs";
import { launch } from "../src/browser.mjs";
import { png } from "../src/png.mjs";
import { fileOf } from "../src/steps.mjs";

const DIGITS = "零一二三四五六七八九";
const WORDS = "示例：人行道的井盖破损，边上翘起，走路会绊倒";
let browser, resident, neighbour, number, code;

before(async () => {
  browser = await launch();
  resident = await browser.person({ width: 360 });
  neighbour = await browser.person({ js: false });
});
after(() => browser.close());

/** Answers the question in words. */
async function answer(person) {
  const asked = await person.words("label[for=answer]");
  const [, a, b] = asked.match(/([零一二三四五六七八九])加([零一二三四五六七八九])/);
  await person.fill({ "#answer": String(DIGITS.indexOf(a) + DIGITS.indexOf(b)) });
}

describe("the public portal", { concurrency: 1 }, () => {
  test("a report is filed on a phone in two pages, photo first", async () => {
    await resident.go("/p");
    await accessible(resident.page, resident.path());
    await resident.shoot("portal", "home-360.png");
    await resident.pressWords("我要反映");
    await accessible(resident.page, resident.path());
    await resident.attach("#photos", fileOf("井盖.png", png(64, 7)));
    await resident.fill({ "#description": WORDS, "#address": "公园前站" });
    await answer(resident);
    await resident.shoot("portal", "report-360.png");
    await resident.press("form[action='/p/report'] button.main");
    await resident.sees("公园前站");
    await accessible(resident.page, resident.path());
    await resident.shoot("portal", "check-360.png");
    await resident.fill({ "#name": "示例居民", "#phone": "13900000000" });
    await resident.press("form[action='/p/report/send'] button.main");
    [number, code] = await resident.allWords(".big-words");
    assert.match(number, /^[A-Z]+\d+$/);
    assert.ok(code.length >= 10);
  });

  test("a wrong answer keeps what was typed and asks again", async () => {
    await neighbour.go("/p/report");
    await neighbour.fill({ "#description": WORDS, "#address": "公园前站", "#answer": "99" });
    neighbour.expects(422);
    await neighbour.press("form[action='/p/report'] button.main");
    await neighbour.sees("答案不对");
    assert.equal(await neighbour.page.$eval("#description", (t) => t.value), WORDS);
  });

  test("a place is pointed at on the map, with nothing written", async () => {
    const pointing = await browser.person({ width: 360 });
    await pointing.go("/p/report");
    await pointing.unfold("在地图上选位置");
    await pointing.page.waitForSelector("[data-pick-map][data-state=ready]");
    await accessible(pointing.page, "the map of the portal");
    await pointing.page.waitForSelector(".maplibregl-canvas");
    await (await pointing.find(".maplibregl-canvas")).focus();
    await pointing.page.keyboard.press("Enter");
    await pointing.page.waitForSelector("[data-picked]:not([hidden])");
    await pointing.shoot("portal", "map-360.png");
    await pointing.fill({ "#description": WORDS });
    await answer(pointing);
    await pointing.press("form[action='/p/report'] button.main");
    await pointing.sees("按地图上的点");
    await pointing.sees("街道");
    pointing.quiet();
  });

  test("the way is shown with its clock, and something is added", async () => {
    await resident.press("a.button.main");
    await resident.sees(number);
    await resident.sees("这一步最迟");
    await accessible(resident.page, resident.path());
    const photo = await resident.page.$eval("ul.photos img", async (img) => {
      await img.decode();
      return { src: img.getAttribute("src"), wide: img.naturalWidth };
    });
    assert.equal(photo.wide, 64);
    const copy = await resident.fetch(photo.src);
    assert.equal(copy.headers.get("content-type"), "image/jpeg");
    await resident.unfold("补充情况");
    await resident.fill({ "#text": "示例：晚上更看不清" });
    await resident.press("form[action$='/add'] button.main");
    await resident.sees("晚上更看不清");
    await resident.shoot("portal", "case-360.png");
    resident.quiet();
  });

  test("nobody else opens it, and nobody learns whether the number or the code was wrong", async () => {
    await neighbour.go(`/p/case/${number}/AAAAAAAAAAAA`, 404);
    const said = async () => (await neighbour.words()).replace(/请求编号 \S+/, "");
    const wrongCode = await said();
    await neighbour.go(`/p/case/${number}9/${code}`, 404);
    assert.equal(await said(), wrongCode);
  });

  test("a neighbour without scripts sees it nearby and joins", async () => {
    await neighbour.go("/p/report");
    await neighbour.fill({ "#description": WORDS, "#address": "公园前站" });
    await answer(neighbour);
    await neighbour.press("form[action='/p/report'] button.main");
    await neighbour.press(`form[action='/p/report/join']:has(input[value="${number}"]) button`);
    assert.equal(neighbour.path(), `/p/open/${number}`);
    await neighbour.sees("另有1人");
    assert.ok(!(await neighbour.words()).includes("绊倒"), "the words of the reporter are not public");
  });

  test("the code finds it again in large type", async () => {
    await resident.go("/p/follow");
    await resident.fill({ "#number": number.toLowerCase(), "#code": code.toLowerCase() });
    await resident.press("form[action='/p/follow'] button.main");
    await resident.press(".portal-elder button");
    assert.equal(await resident.page.$eval("html", (h) => h.dataset.elder), "on");
    await accessible(resident.page, resident.path());
    await resident.shoot("portal", "case-elder-360.png");
    resident.quiet();
  });
});
