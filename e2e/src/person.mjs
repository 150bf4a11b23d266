// Somebody who uses the pages: goes, reads, fills, presses. Everything that goes wrong is kept.
import assert from "node:assert/strict";
import { base, STEP_MS, artefact } from "./env.mjs";
import { keepSession, keptSession } from "./session.mjs";

/** Fails with one line for each thing that is wrong. */
export function none(wrong, where) {
  assert.ok(wrong.length === 0, `${where}: ${wrong.length} wrong\n${wrong.join("\n")}`);
}

/** Statuses that Chromium also writes to the console; a story that expects one says so. */
const STATUS_IN_CONSOLE = /the server responded with a status of (\d+)/;

/** Pixels of height that a picture holds; of longer pages the head is kept. */
const PICTURE_MAX = 16_000;

/** The answer to whoever signs in too often, and how long it stands. */
const TOO_MANY = 429;
const WINDOW_MS = 61_000;

export class Person {
  /** `origin` is the server's address, without a slash at the end. */
  constructor(page, origin = base) {
    this.page = page;
    this.origin = origin;
    this.faults = [];
    this.expected = new Set();
    page.setDefaultTimeout(STEP_MS);
    page.on("pageerror", (error) => this.faults.push(`page error: ${error.message}`));
    page.on("console", (message) => this.heard(message));
    page.on("dialog", (dialog) => dialog.accept());
  }

  heard(message) {
    if (!["error", "warn", "warning", "assert"].includes(message.type())) return;
    const status = STATUS_IN_CONSOLE.exec(message.text())?.[1];
    if (status && this.expected.has(Number(status))) return;
    this.faults.push(`console ${message.type()}: ${message.text()} (${message.location()?.url ?? this.page.url()})`);
  }

  /** Answers with these statuses are part of the story. */
  expects(...statuses) {
    statuses.forEach((status) => this.expected.add(status));
  }

  /** Opens a path; the answer must be `status`. */
  async go(path, status = 200) {
    if (status >= 400) this.expects(status);
    const answer = await this.page.goto(path.startsWith("http") ? path : this.origin + path, { waitUntil: "load" });
    assert.equal(answer.status(), status, `${path} answers ${answer.status()}`);
    await this.ready();
  }

  /** Scripts mark the document when all islands stand; without scripts there is nothing to wait for. */
  async ready() {
    if (!this.page.isJavaScriptEnabled()) return;
    await this.page.waitForFunction(() => document.documentElement.dataset.ready === "1" || document.contentType !== "text/html");
  }

  /** Enters: with the session that an earlier story of this run left, else by the demonstration's one click. */
  async signIn(login, next = "") {
    const context = this.page.browserContext();
    const kept = this.origin === base ? keptSession(login) : undefined;
    if (kept) {
      await context.setCookie(...kept);
      await this.go(next || "/");
      if (!this.path().startsWith("/sign-in")) return;
    }
    await this.oneClick(login, next);
    if (this.origin === base) keepSession(login, await context.cookies());
  }

  async oneClick(login, next) {
    const button = `.demo-people button[value="${login}"]`;
    // One address may try so often in a minute; all people of the stories share one.
    this.expects(TOO_MANY);
    for (let tries = 0; tries < 2; tries += 1) {
      await this.go(`/sign-in${next ? `?next=${encodeURIComponent(next)}` : ""}`);
      await (await this.find(button)).evaluate((node) => node.closest("details")?.setAttribute("open", ""));
      await this.press(button);
      if (!this.path().startsWith("/sign-in")) return;
      await new Promise((over) => setTimeout(over, WINDOW_MS));
    }
    assert.ok(!this.path().startsWith("/sign-in"), `${login} is in`);
  }

  /** Path and query of where this person is. */
  path() {
    const url = new URL(this.page.url());
    return url.pathname + url.search;
  }

  /** Presses something that leads to another page. */
  async press(selector) {
    const element = await this.find(selector);
    await Promise.all([this.page.waitForNavigation({ waitUntil: "load" }), this.activate(element)]);
    await this.ready();
  }

  /** Clicks as a pointer does; what is far down is scrolled to first. */
  async activate(element) {
    await element.evaluate((node) => node.scrollIntoView({ block: "center" }));
    await element.click();
  }

  async find(selector) {
    const element = await this.page.$(selector);
    assert.ok(element, `${selector} is on ${this.path()}`);
    return element;
  }

  /** The button or link with these words, inside `scope`. */
  async pressWords(words, scope = "main") {
    const wanted = await this.byWords(words, scope);
    await Promise.all([this.page.waitForNavigation({ waitUntil: "load" }), this.activate(wanted)]);
    await this.ready();
  }

  async byWords(words, scope = "main") {
    const handle = await this.page.evaluateHandle(
      (scope, words) => {
        const all = [...document.querySelectorAll(`:is(${scope}) :is(a, button, summary)`)];
        return all.find((node) => node.textContent.trim().startsWith(words) && node.checkVisibility());
      },
      scope,
      words,
    );
    const element = handle.asElement();
    assert.ok(element, `“${words}” is in ${scope} on ${this.path()}`);
    return element;
  }

  /** Unfolds a `<details>` by the words of its summary. */
  async unfold(words, scope = "main") {
    await this.activate(await this.byWords(words, scope));
  }

  /** Types into fields by CSS selector, as a person would leave them. */
  async fill(values) {
    for (const [selector, value] of Object.entries(values)) {
      const element = await this.find(selector);
      await element.evaluate((node, value) => {
        node.value = value;
        node.dispatchEvent(new Event("input", { bubbles: true }));
        node.dispatchEvent(new Event("change", { bubbles: true }));
      }, value);
    }
  }

  /** Puts files into a file field. */
  async attach(selector, ...paths) {
    await (await this.find(selector)).uploadFile(...paths);
  }

  /** Words of the first element, without the spaces of layout. */
  async words(selector = "main") {
    return (await this.find(selector)).evaluate((node) => node.innerText.replace(/\s+/g, " ").trim());
  }

  /** Words of every element. */
  async allWords(selector) {
    return this.page.$$eval(selector, (nodes) => nodes.map((node) => node.innerText.replace(/\s+/g, " ").trim()));
  }

  /** Says that the page shows these words. */
  async sees(words, selector = "main") {
    const shown = await this.words(selector);
    assert.ok(shown.includes(words), `“${words}” is on ${this.path()}, which says: ${shown.slice(0, 1200)}`);
  }

  /** Fetches an address with this person's cookies: status, headers, bytes. */
  async fetch(path) {
    const cookies = (await this.page.browserContext().cookies()).map((c) => `${c.name}=${c.value}`).join("; ");
    const answer = await fetch(this.origin + path, { headers: { cookie: cookies }, redirect: "manual" });
    return { status: answer.status, headers: answer.headers, bytes: Buffer.from(await answer.arrayBuffer()) };
  }

  /** Keeps a picture of the whole page. */
  async shoot(...parts) {
    const [width, tall] = await this.page.evaluate(() => [document.documentElement.clientWidth, document.documentElement.scrollHeight]);
    const clip = { x: 0, y: 0, width, height: Math.min(tall, PICTURE_MAX) };
    await this.page.screenshot({ path: artefact(...parts), clip, captureBeyondViewport: true });
  }

  /** Nothing went wrong in the console so far. */
  quiet() {
    none(this.faults, "the console");
  }
}
