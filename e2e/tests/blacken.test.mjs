// A photograph with a face in it: staff blacken areas by pointer or by numbers, the reporter and the public
// see the copy, the original opens for a stated purpose that the auditor reads.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { launch } from "../src/browser.mjs";
import { look, photo } from "../src/cases.mjs";

const DIGITS = "零一二三四五六七八九";
let browser, resident, clerk, plain, number, follow, path;

before(async () => {
  browser = await launch();
  resident = await browser.person({ width: 360 });
  clerk = await browser.person();
  plain = await browser.person({ js: false });
});
after(() => browser.close());

/** Whether the picture is dark at a part of its width, in the middle of its height. */
async function dark(person, selector, part) {
  return person.page.$eval(
    selector,
    async (img, part) => {
      await img.decode();
      const canvas = document.createElement("canvas");
      canvas.width = img.naturalWidth;
      canvas.height = img.naturalHeight;
      const context = canvas.getContext("2d");
      context.drawImage(img, 0, 0);
      const [r, g, b] = context.getImageData(Math.floor(part * (img.naturalWidth - 1)), Math.floor(img.naturalHeight / 2), 1, 1).data;
      return r + g + b < 90;
    },
    part,
  );
}

async function photoPage(person) {
  await person.go(path);
  return person.page.$eval("#evidence ~ .photos a[href*='/photos/']", (a) => a.getAttribute("href"));
}

describe("blackening a photograph", { concurrency: 1 }, () => {
  test("a resident sends a bright picture", async () => {
    await resident.go("/p/report");
    await resident.attach("#photos", photo("人脸.png", 200));
    await resident.fill({ "#description": "示例：路口有人乱停车", "#address": "公园前站" });
    const [, a, b] = (await resident.words("label[for=answer]")).match(/([零一二三四五六七八九])加([零一二三四五六七八九])/);
    await resident.fill({ "#answer": String(DIGITS.indexOf(a) + DIGITS.indexOf(b)) });
    await resident.press("form[action='/p/report'] button.main");
    await resident.press("form[action='/p/report/send'] button.main");
    [number] = await resident.allWords(".big-words");
    await resident.press("a.button.main");
    follow = resident.path();
    assert.equal(await dark(resident, "ul.photos img", 0.2), false);
  });

  test("staff draw an area with the pointer; the numbers follow", async () => {
    await clerk.signIn("shouli");
    await clerk.go(`/cases?q=${number}`);
    path = await clerk.page.$eval("a[data-row]", (a) => a.getAttribute("href"));
    await clerk.go(await photoPage(clerk));
    const frame = await (await clerk.find(".blacken svg")).boundingBox();
    const { mouse } = clerk.page;
    await mouse.move(frame.x + 1, frame.y + 1);
    await mouse.down();
    await mouse.move(frame.x + frame.width / 2, frame.y + frame.height - 1, { steps: 4 });
    await mouse.up();
    const width = Number(await clerk.page.$eval("[name=w1]", (field) => field.value));
    assert.ok(width > 400 && width < 550, `half of the width: ${width}`);
    await look(clerk, "blacken", "01-draw");
    await clerk.press("form[data-areas] button.main");
    await clerk.sees("已遮挡", "section:has(#evidence)");
    assert.equal(await dark(clerk, "#evidence ~ .photos img", 0.2), true);
    assert.equal(await dark(clerk, "#evidence ~ .photos img", 0.9), false);
  });

  test("the resident sees the copy", async () => {
    await resident.go(follow);
    assert.equal(await dark(resident, "ul.photos img", 0.2), true);
  });

  test("without scripts the numbers in the form do the same", async () => {
    await plain.signIn("shouli");
    await plain.go(await photoPage(plain));
    assert.equal(await plain.page.$$eval("[name=w1]", (all) => all.filter((f) => f.value !== "").length), 1, "what is blackened is shown");
    await plain.fill({ "[name=x2]": "600", "[name=y2]": "0", "[name=w2]": "900", "[name=h2]": "1000" });
    plain.expects(422);
    await plain.page.$eval("form[data-areas]", (form) => (form.noValidate = true));
    await plain.press("form[data-areas] button.main");
    await plain.sees("超出照片范围");
    assert.equal(await plain.page.$eval("[name=w2]", (f) => f.value), "900", "what was typed is kept");
    await plain.fill({ "[name=w2]": "400" });
    await plain.press("form[data-areas] button.main");
    await clerk.go(path);
    assert.equal(await dark(clerk, "#evidence ~ .photos img", 0.9), true);
  });

  test("the original opens for a stated purpose, and the auditor reads it", async () => {
    await clerk.go(await photoPage(clerk));
    await clerk.fill({ "#purpose": "示例：核对车牌" });
    await clerk.press("form[action$='/original'] button");
    assert.equal(await clerk.page.evaluate(() => document.contentType), "image/png");
    // Chromium puts styles of its own around a picture that stands alone; our policy forbids them.
    clerk.faults.splice(0);
    const auditor = await browser.person();
    await auditor.signIn("auditor");
    await auditor.go("/audit?kind=unmasking");
    await auditor.sees("打开照片原件");
    await auditor.unfold("变动");
    await auditor.sees("核对车牌");
  });

  test("the whole picture is shown again, the original stays sealed", async () => {
    await clerk.go(await photoPage(clerk));
    await clerk.press("form[data-areas] button[name=whole]");
    assert.equal(await dark(clerk, "#evidence ~ .photos img", 0.2), false);
    await clerk.go(await photoPage(clerk));
    await clerk.find("#original");
    await look(clerk, "blacken", "02-whole");
  });
});
