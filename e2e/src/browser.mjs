// One Chromium for a test file; every person has a context (cookies) of their own.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import puppeteer from "puppeteer-core";
import { chromium } from "./env.mjs";
import { Person } from "./person.mjs";

const FLAGS = [
  "--no-sandbox",
  "--use-gl=angle",
  "--use-angle=swiftshader",
  "--enable-unsafe-swiftshader",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--lang=zh-CN",
];

/** Starts a browser with a fresh profile. */
export async function launch() {
  const userDataDir = mkdtempSync(join(tmpdir(), "xiuhua-e2e-"));
  const browser = await puppeteer.launch({ executablePath: chromium, headless: true, args: FLAGS, userDataDir, env: { ...process.env, LANGUAGE: "zh_CN" } });
  const known = new Map();
  return {
    /** Whoever has this login, signed in once and at the same window ever after. */
    async as(login) {
      if (!known.has(login)) {
        const person = await this.person();
        await person.signIn(login);
        known.set(login, person);
      }
      return known.get(login);
    },
    /** Somebody at a window of their own. `js: false` turns scripts off; `origin` is another server. */
    async person({ js = true, width = 1440, lang = "zh-CN", origin } = {}) {
      const context = await browser.createBrowserContext();
      const page = await context.newPage();
      await page.setViewport({ width, height: 900 });
      await page.setExtraHTTPHeaders({ "accept-language": lang });
      await page.setJavaScriptEnabled(js);
      return new Person(page, origin);
    },
    async close() {
      await browser.close();
      rmSync(userDataDir, { recursive: true, force: true });
    },
  };
}
