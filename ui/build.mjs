// Compiles the theme and the scripts into static/. The results are committed, so that
// building the program needs no npm; the exact versions in package-lock.json make this
// repeatable byte for byte.
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";
import * as sass from "sass";

const here = path.dirname(fileURLToPath(import.meta.url));
const modules = path.join(here, "node_modules");
const out = path.join(here, "static");

/** One style sheet; the libraries' few icons become data: addresses, so that it stands alone. */
async function style() {
  const css = sass.compile(path.join(here, "src/heard.scss"), {
    loadPaths: [here, modules],
    quietDeps: true,
    logger: { warn: (message, { stack }) => stack?.includes("node_modules") || console.warn(message) },
    style: "expanded",
  }).css;
  const bundle = await esbuild.build({
    stdin: { contents: css, loader: "css", resolveDir: modules, sourcefile: "heard.css" },
    bundle: true,
    minify: true,
    charset: "utf8",
    legalComments: "none",
    loader: { ".svg": "dataurl" },
    write: false,
  });
  refuse(bundle.outputFiles[0].text, "heard.css");
  await writeFile(path.join(out, "heard.css"), bundle.outputFiles[0].text);
}

/** One classic script an entry: no modules at run time, nothing inline. */
async function script(entry) {
  const bundle = await esbuild.build({
    entryPoints: [path.join(here, "src/js", entry)],
    bundle: true,
    minify: true,
    format: "iife",
    target: ["chrome109", "safari16"],
    charset: "utf8",
    legalComments: "none",
    write: false,
  });
  refuse(bundle.outputFiles[0].text, entry);
  await writeFile(path.join(out, entry), bundle.outputFiles[0].text);
}

/** The government's own typeface may be used on its own sites only. */
function refuse(text, name) {
  if (/GDS ?Transport/i.test(text)) throw new Error(`${name} names GDS Transport`);
}

await style();
await script("heard.js");
await script("shell.js");
for (const name of ["heard.css", "heard.js", "shell.js"]) {
  const size = (await readFile(path.join(out, name))).length;
  console.log(`${name} ${size} bytes`);
}
