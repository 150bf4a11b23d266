// A server of a story's own, over a copy of the demonstration's data, that may be killed and started again.
import { execFileSync, spawn } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const profile = join(dirname(dirname(dirname(fileURLToPath(import.meta.url)))), "profiles/yuexiu");
const START_MS = 60_000;

/** A port that nobody listens on. */
function free() {
  return new Promise((found) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => found(port));
    });
  });
}

/** Copies the data and starts; `undefined` where the story is not told where they are. */
export async function mortal() {
  const { XIUHUA_BIN: bin, XIUHUA_STORE: store } = process.env;
  if (!bin || !store) return undefined;
  const data = mkdtempSync(join(tmpdir(), "xiuhua-mortal-"));
  mkdirSync(data, { recursive: true });
  execFileSync(bin, ["backup", "--data", store, "--to", join(data, "xiuhua.sqlite3")], { stdio: "ignore" });
  copyFileSync(join(store, "personal.key"), join(data, "personal.key"));
  const port = await free();
  const url = `http://127.0.0.1:${port}`;
  let child;
  const server = {
    url,
    /** Starts it and waits until it answers. */
    async start() {
      child = spawn(bin, ["demo", "--profile", profile, "--data", data, "--port", String(port)], { stdio: "ignore" });
      const until = Date.now() + START_MS;
      while (Date.now() < until) {
        const well = await fetch(`${url}/healthz`).then((a) => a.ok, () => false);
        if (well) return;
        await new Promise((done) => setTimeout(done, 200));
      }
      throw new Error("the server does not answer");
    },
    /** `kill -9`: it has no time to say or write anything. */
    async kill() {
      const gone = new Promise((done) => child.once("exit", done));
      child.kill("SIGKILL");
      await gone;
    },
    async stop() {
      await server.kill();
      rmSync(data, { recursive: true, force: true });
    },
  };
  await server.start();
  return server;
}
