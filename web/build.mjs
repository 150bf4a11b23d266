// Bundles the islands and the stylesheet into dist/. With --check, fails where dist/ is not what the sources give.
import { build } from "esbuild";
import { readFile, writeFile, mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";

const check = process.argv.includes("--check");
const result = await build({
  entryPoints: {
    islands: "src/islands.ts",
    map: "src/map.ts",
    phone: "src/phone/index.ts",
    "phone-worker": "src/phone/worker.ts",
    app: "src/style.css",
  },
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

// MapLibre finds its worker beside itself, so its files are served as they are, under their version.
const { version } = JSON.parse(await readFile("node_modules/maplibre-gl/package.json", "utf8"));
for (const name of ["maplibre-gl.mjs", "maplibre-gl-worker.mjs", "maplibre-gl.css"]) {
  const bytes = await readFile(`node_modules/maplibre-gl/dist/${name}`);
  files.push({ path: join(process.cwd(), `dist/maplibre-${version}/${name}`), bytes });
}
files.push({ path: join(process.cwd(), `dist/maplibre-${version}/LICENSE.txt`), bytes: await readFile("node_modules/maplibre-gl/LICENSE.txt") });

for (const { path, bytes } of files) {
  if (!check) {
    await mkdir(dirname(path), { recursive: true });
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
