// Bundles the islands and the stylesheet into dist/. With --check, fails where dist/ is not what the sources give.
import { build } from "esbuild";
import { readFile, writeFile, mkdir } from "node:fs/promises";
import { join } from "node:path";

const check = process.argv.includes("--check");
const result = await build({
  entryPoints: { islands: "src/islands.ts", app: "src/style.css" },
  bundle: true,
  minify: true,
  format: "esm",
  target: ["es2022", "chrome109", "safari16", "firefox115"],
  outdir: "dist",
  write: false,
  legalComments: "none",
  logLevel: "warning",
});
const files = result.outputFiles.map((f) => ({ path: f.path, bytes: Buffer.from(f.contents) }));
files.push({ path: join(process.cwd(), "dist/icon.svg"), bytes: await readFile("src/icon.svg") });

await mkdir("dist", { recursive: true });
for (const { path, bytes } of files) {
  if (!check) {
    await writeFile(path, bytes);
    console.log(`${path.slice(process.cwd().length + 1)}  ${bytes.length} bytes`);
    continue;
  }
  const built = await readFile(path).catch(() => Buffer.alloc(0));
  if (!built.equals(bytes)) {
    console.error(`${path} is out of date: run npm run build`);
    process.exitCode = 1;
  }
}
