// What a reviewer does with drafts, by pointer. Works whether the island answers in place or a form leads on.
import assert from "node:assert/strict";

export class Review {
  /** `path` is `/reports/{id}/review`. */
  constructor(person, path) {
    this.person = person;
    this.path = path;
  }

  async open(query = "") {
    await this.person.go(this.path + query);
  }

  /** Every draft shown: id, status, words, text. */
  drafts() {
    return this.person.page.$$eval("#drafts > li", (all) =>
      all.map((li) => ({
        id: li.id,
        status: li.dataset.status,
        kind: li.querySelector(".draft-head").textContent,
        text: li.querySelector(".draft-text").textContent,
        says: li.textContent.replace(/\s+/g, " "),
      })),
    );
  }

  /** The draft that says `words`. */
  async draft(words) {
    const found = (await this.drafts()).filter((d) => d.says.includes(words));
    assert.ok(found.length > 0, `a draft says “${words}”`);
    return found[0];
  }

  /** Presses one of a draft's own buttons (accept, edit, assign, split, merge, drop, restore). */
  async press(id, what) {
    await this.person.activate(await this.person.find(`#${id} [data-do=${what}]`));
  }

  /** Opens a draft's form and waits for it. */
  async form(id, what) {
    await this.press(id, what);
    await this.page.waitForSelector(`form[data-form=${what}]`);
    await this.person.ready();
  }

  /** Sends the open form; done when the list stands there without it. */
  async send(what) {
    await this.person.activate(await this.person.find(`form[data-form=${what}] button.main`));
    await this.page.waitForFunction((what) => document.getElementById("drafts") && !document.querySelector(`form[data-form=${what}]`), {}, what);
    await this.person.ready();
  }

  /** Waits until the draft has a status. */
  async becomes(id, status) {
    await this.page.waitForFunction((id, status) => document.getElementById(id)?.dataset.status === status, {}, id, status);
    await this.person.ready();
  }

  /** How far: decided and of how many. */
  async progress() {
    const words = await this.person.words("#review-progress");
    const [, decided, total] = /(\d+) \/ (\d+)/.exec(words) ?? [];
    return { decided: Number(decided), total: Number(total) };
  }

  /** The report's own path. */
  get report() {
    return this.path.replace(/\/review$/, "");
  }

  get page() {
    return this.person.page;
  }
}
