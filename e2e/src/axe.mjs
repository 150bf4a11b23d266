// Accessibility by axe: every rule of WCAG 2.0–2.2 A and AA and its best practices, no violation.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { none } from "./person.mjs";

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** What axe finds on the page as it stands: one line for each rule and element. */
export async function violations(page) {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(source);
  return page.evaluate(async (tags) => {
    const result = await window.axe.run(document, { runOnly: tags, resultTypes: ["violations"] });
    // Marks on a map stand where things are: WCAG 2.5.8 excepts them, and a table says the same.
    const essential = (v, n) => v.id === "target-size" && n.target.join(" ").includes("map-cluster");
    return result.violations.flatMap((v) =>
      v.nodes.filter((n) => !essential(v, n)).slice(0, 3).map((n) => `${v.id}: ${n.target.join(" ")} ${n.html.slice(0, 120)} ${(n.failureSummary ?? "").replace(/\s+/g, " ").slice(0, 180)}`),
    );
  }, TAGS);
}

/**
 * What the page is built of, whatever its words: the kinds of its elements with their parents. Pages built alike
 * are alike to axe.
 */
export async function structure(page) {
  return page.evaluate(() => {
    const kind = (n) => ["class", "role", "type", "name", "aria-labelledby", "aria-label"].map((a) => (n.getAttribute(a) ?? "").replace(/\d+/g, "0")).join("|");
    const all = [...document.body.querySelectorAll("*")].filter((n) => !n.closest("svg"));
    return [...new Set(all.map((n) => `${n.parentElement.tagName}>${n.tagName}|${kind(n)}`))].sort().join("\n");
  });
}

/** Fails with what axe finds. */
export async function accessible(page, where) {
  none(await violations(page), `axe on ${where}`);
}

/** Pixels by which the page is wider than its window, and what sticks out; nothing is expected. */
export async function overflow(page) {
  return page.evaluate(() => {
    const root = document.documentElement;
    const over = root.scrollWidth - root.clientWidth;
    if (over <= 0) return undefined;
    const wide = [...document.body.querySelectorAll("*")].filter((n) => n.getBoundingClientRect().right > root.clientWidth + 1 && !n.closest(".scroll"));
    return `${over}px too wide: ${wide.slice(0, 4).map((n) => `${n.tagName.toLowerCase()}.${n.className}`).join(", ")}`;
  });
}
