// What stories about cases have in common.
import { accessible, overflow } from "./axe.mjs";
import { DESK, PHONE } from "./crawl.mjs";
import { none } from "./person.mjs";
import { png } from "./png.mjs";
import { fileOf } from "./steps.mjs";

let seed = 0;

/** A photograph that no other is equal to; `grey` is its one colour. */
export function photo(name, grey = (Date.now() + seed * 37) % 251) {
  seed += 1;
  return fileOf(name, png(40 + seed, grey));
}

/** An agent files a matter at the desk; gives the path of the case, its number and the reporter's code. */
export async function fileAtDesk(agent, { words, matter, address = "公园前站", phone = "13900005678", name = "示例市民" }) {
  await agent.go("/desk");
  await agent.fill({ "#f_description": words, "#matter": matter, "#reporter_phone": phone, "#reporter_name": name, "#address": address });
  await agent.press("button[value=file]");
  // Something open may be near: it was seen, and this is another.
  if (!(await agent.page.$("strong.code"))) await agent.press("button[value=file]");
  const path = await agent.page.$eval(".notice-good a.button", (link) => link.getAttribute("href"));
  const code = await agent.words("strong.code");
  const number = (await agent.words(".notice-good h2")).match(/[A-Z]+\d+/)[0];
  return { path, number, code };
}

/** Unfolds an action of the case and fills in what it needs. */
export async function ready(person, path, action, texts = {}, files = {}) {
  await person.go(path);
  const form = `form:has(input[name=action][value=${action}])`;
  await (await person.find(form)).evaluate((node) => node.closest("details").setAttribute("open", ""));
  const named = Object.entries(texts).map(([name, value]) => [`${form} [name=${name}]`, value]);
  await person.fill(Object.fromEntries(named));
  for (const [name, file] of Object.entries(files)) await person.attach(`${form} [name=${name}]`, file);
  return form;
}

/** Opens the case and does one of its actions, with what it needs. */
export async function act(person, path, action, texts, files) {
  const form = await ready(person, path, action, texts, files);
  await person.press(`${form} button.main`);
  const wrong = await person.page.$$eval(".notice-fault", (all) => all.map((n) => n.textContent.trim()));
  none(wrong, `${action} on ${person.path()}`);
}

/** Decides what waits for somebody's word. */
export async function decide(person, path, allow, reason = "示例：同意") {
  await person.go(path);
  await person.fill({ "#approve-reason": reason });
  await person.press(`form[action$='/approve'] button[value="${allow ? 1 : 0}"]`);
}

/** The actions that the page offers. */
export async function offered(person, path) {
  await person.go(path);
  return person.page.$$eval("input[name=action]", (all) => all.map((field) => field.value));
}

/** Fails on anything wrong with the page as it stands, at desk and phone width; keeps a picture of both. */
export async function look(person, story, name) {
  const { page } = person;
  await page.setViewport(DESK);
  await accessible(page, `${name} at 1440`);
  await person.shoot(story, `${name}-1440.png`);
  await page.setViewport(PHONE);
  none([await overflow(page)].filter(Boolean), `${name} at 360`);
  await accessible(page, `${name} at 360`);
  await person.shoot(story, `${name}-360.png`);
  await page.setViewport(DESK);
  person.quiet();
}
