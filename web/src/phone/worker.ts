// Keeps the shell of the phone surface, which holds nothing personal, for when there is no signal.
/// <reference lib="webworker" />
export {};
declare const self: ServiceWorkerGlobalScope;

const SHELL = "/m/";
const CACHE = "xiuhua-phone-1";

self.addEventListener("install", (event) => {
  event.waitUntil(refresh().then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter((n) => n.startsWith("xiuhua-phone-") && n !== CACHE).map((n) => caches.delete(n))))
      .then(() => self.clients.claim()),
  );
});

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== self.location.origin) return;
  if (event.request.mode === "navigate" && url.pathname === SHELL) event.respondWith(shell(event.request));
  else if (url.pathname.startsWith("/static/")) event.respondWith(asset(event.request));
});

/** Fetches the shell and what it names. */
async function refresh(): Promise<void> {
  const response = await fetch(SHELL, { cache: "no-store" });
  if (!response.ok || response.redirected) return;
  await remember(response);
}

async function remember(response: Response): Promise<void> {
  const cache = await caches.open(CACHE);
  const text = await response.clone().text();
  const named = [...text.matchAll(/(?:src|href)="(\/static\/[^"]+)"/g)].flatMap((m) => (m[1] ? [m[1]] : []));
  await cache.addAll(named);
  await cache.put(SHELL, response);
  const keep = new Set([SHELL, ...named]);
  for (const request of await cache.keys()) {
    const url = new URL(request.url);
    if (!keep.has(url.pathname + url.search)) await cache.delete(request);
  }
}

/** The network first; what was kept where there is none. */
async function shell(request: Request): Promise<Response> {
  try {
    const response = await fetch(request);
    if (response.ok && !response.redirected) await remember(response.clone());
    return response;
  } catch {
    return (await caches.match(SHELL)) ?? Response.error();
  }
}

async function asset(request: Request): Promise<Response> {
  const kept = await caches.match(request);
  return kept ?? fetch(request);
}
