// Follows links until every kind of page was seen once.

/** Widths that count: a desk and a small phone. */
export const DESK = { width: 1440, height: 900 };
export const PHONE = { width: 360, height: 780 };

/** Pages looked at for one person, at most. */
const PAGES_MAX = 40;
/** Files and ends of sessions are not pages. */
const NOT_PAGES = /\/(export|evidence|sheet\/(csv|xlsx))|openapi\.(json|yaml)$|\.(csv|xlsx|json)$/;

/** Pages of one kind whose addresses hold a code in words. */
const CODED = /^\/indicators\/(?!verify$)[^/]+/;

/** The kind of a page: its path with ids taken out. */
export function pattern(path) {
  return path.split(/[?#]/)[0].replace(CODED, "/indicators/:id").split("/").map((part) => (/\d/.test(part) && part.length >= 5 ? ":id" : part)).join("/");
}

/** A name for a file. */
export function slug(path) {
  const words = pattern(path).replaceAll(":id", "id").split("/").filter(Boolean).join("-");
  return words || "overview";
}

/**
 * Visits one page of each kind that `person` can reach from where they are; gives the kinds.
 * Every link that is shown must lead to a page: others are told to `broken`.
 */
export async function crawl(person, visit, broken) {
  const queue = [person.path(), "/password"];
  const seen = new Set();
  while (queue.length > 0 && seen.size < PAGES_MAX) {
    const path = queue.shift();
    if (seen.has(pattern(path)) || NOT_PAGES.test(path)) continue;
    try {
      await person.go(path);
    } catch (error) {
      seen.add(pattern(path));
      broken(error.message.split("\n")[0]);
      continue;
    }
    const kind = pattern(person.path());
    seen.add(pattern(path));
    if (kind !== pattern(path) && seen.has(kind)) continue;
    seen.add(kind);
    queue.push(...(await links(person)));
    await visit(person.path());
  }
  return [...seen];
}

async function links(person) {
  const hrefs = await person.page.$$eval("a[href]", (all) => all.map((a) => a.href));
  const own = new URL(person.page.url()).origin;
  return [...new Set(hrefs.map((href) => new URL(href)).filter((url) => url.origin === own).map((url) => url.pathname + url.search))];
}
