// A server of its own for a story, whose clock stands where the story puts it.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const profiles = join(dirname(dirname(dirname(fileURLToPath(import.meta.url)))), "profiles");

/** Starts one at an instant; `undefined` where it was not built. */
export async function stage(at, profile = "yuexiu") {
  const program = process.env.XIUHUA_STAGE;
  if (!program) return undefined;
  const child = spawn(program, [join(profiles, profile), at], { stdio: ["pipe", "pipe", "inherit"] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const heard = async () => {
    const { value, done } = await lines.next();
    if (done) throw new Error("the stage ended");
    return value;
  };
  return {
    url: await heard(),
    /** It is then, and what that time brings has happened. */
    async at(instant) {
      child.stdin.write(`${instant}\n`);
      const said = await heard();
      if (said !== instant) throw new Error(`the stage says ${said}`);
    },
    async stop() {
      child.stdin.end();
      await once(child, "exit");
    },
  };
}
