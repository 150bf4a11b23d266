// Five people report one burst pipe: one cluster that says why, one handling, words that reach each under the own
// number; one of them disputes alone, and a person takes the cluster apart and puts it together again.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { launch } from "../src/browser.mjs";
import { act, fileAtDesk, look, photo } from "../src/cases.mjs";

const SAID = [
  "示例：路口水管爆了，水一直往外喷",
  "示例：自来水管爆裂，路面全是水，喷得很高",
  "示例：马路边爆管了，水漫到人行道",
  "示例：水管爆裂没人管，整条路都是水",
  "示例：路中间的供水管爆了在喷水",
];
const TOLD = "示例：正在抢修，今晚八点恢复供水";
let browser, resident, path;
const filed = [];

before(async () => {
  browser = await launch();
  resident = await browser.person({ width: 360 });
});
after(() => browser.close());

const as = (login) => browser.as(login);
const own = ({ number, code }) => `/p/case/${number}/${code}`;

describe("clusters", { concurrency: 1 }, () => {
  test("what five people report becomes one cluster that says why", async () => {
    for (const [i, words] of SAID.entries()) {
      const caller = { phone: `1390002000${i}`, name: "示例市民" };
      filed.push(await fileAtDesk(await as("zuoxi"), { words, matter: "C0115", address: "东湖站", ...caller }));
    }
    const sender = await as("paiqian");
    const row = `tbody tr:has(a[href="${filed[0].path}"])`;
    for (let tries = 0; tries < 20; tries += 1) {
      await sender.go("/clusters");
      if ((await sender.allWords(`${row} td:nth-of-type(1)`))[0] === "5") break;
      await new Promise((done) => setTimeout(done, 500));
    }
    assert.deepEqual(await sender.allWords(`${row} td:nth-of-type(1)`), ["5"]);
    await look(sender, "clusters", "01-list");
    await sender.press(`${row} th a`);
    path = sender.path();
    const reasons = await sender.allWords("article.record");
    assert.equal(reasons.length, 5);
    for (const reason of reasons.slice(1)) assert.match(reason, /同在“东湖站”，相隔\d+分钟，都提到“/);
    await look(sender, "clusters", "02-cluster");
  });

  test("words to all reach each under the own number", async () => {
    const sender = await as("zhiban");
    await sender.go(path);
    await sender.fill({ "#text": TOLD });
    await sender.press(`form[action="${path}/announce"] button.main`);
    await sender.sees(TOLD);
    for (const one of filed) {
      await resident.go(own(one));
      await resident.sees(one.number);
      await resident.sees(TOLD);
    }
    await look(resident, "clusters", "03-told");
  });

  test("it is handled once and ends for each", async () => {
    const [lead] = filed;
    await act(await as("shouli"), lead.path, "accept");
    await act(await as("zhiban"), lead.path, "file_case");
    await act(await as("paiqian"), lead.path, "dispatch", { unit: "shuiwu" });
    await act(await as("shuiwu-clerk"), lead.path, "complete", { f_measure: "示例：已关阀换管" }, { e_after_photo: photo("处置后.png") });
    await act(await as("paiqian"), lead.path, "send_verify");
    await act(await as("jiandu"), lead.path, "verify", {}, { e_verify_photo: photo("核查.png") });
    await act(await as("zhiban"), lead.path, "close");
    for (let tries = 0; tries < 20; tries += 1) {
      await resident.go(own(filed[4]));
      if ((await resident.words()).includes("已办结")) break;
      await new Promise((done) => setTimeout(done, 500));
    }
    for (const one of filed) {
      await resident.go(own(one));
      await resident.sees("已办结");
      await resident.sees(one.number);
    }
  });

  test("one disputes alone", async () => {
    await resident.go(own(filed[2]));
    await (await resident.find("form[action$='/reopen']")).evaluate((form) => form.closest("details").setAttribute("open", ""));
    await resident.fill({ "#reason": "示例：门前还在漏水" });
    await resident.press("form[action$='/reopen'] button.main");
    await resident.sees("派遣中");
    await resident.go(own(filed[1]));
    await resident.sees("已办结");
    const sender = await as("paiqian");
    await sender.go(filed[2].path);
    await sender.sees("单独办理");
    await look(sender, "clusters", "04-disputed");
  });

  test("a person takes one out, the whole apart, and puts it together again", async () => {
    const sender = await as("paiqian");
    const member = `#case-${filed[3].path.split("/").pop()}`;
    await sender.go(path);
    await (await sender.find(`${member} details`)).evaluate((node) => node.setAttribute("open", ""));
    await sender.fill({ [`${member} textarea`]: "示例：是另一处漏水" });
    await sender.press(`${member} form button`);
    await sender.sees("4 件");
    await sender.sees("示例：是另一处漏水");
    await sender.fill({ "#undo-reason": "示例：不是一件事" });
    await sender.press(`form[action="${path}/dissolve"] button`);
    await sender.sees("已撤销");
    await look(sender, "clusters", "05-apart");
    await (await sender.find(`form[action="${path}/restore"]`)).evaluate((form) => form.closest("details").setAttribute("open", ""));
    await sender.fill({ [`form[action="${path}/restore"] textarea`]: "示例：确是一件事" });
    await sender.press(`form[action="${path}/restore"] button`);
    await sender.sees("4 件");
    sender.quiet();
  });
});
