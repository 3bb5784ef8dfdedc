// SPDX-License-Identifier: MIT
// Bundles sources/ with Observable Plot into report.js, the same bytes for the same versions: node build.mjs [OUTPUT]
import { build } from "esbuild";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

const here = fileURLToPath(new URL(".", import.meta.url));

// Plot puts a style element into each chart, which the policy of the page does not let in; report.css holds its rules.
const withoutInlineStyle = {
  name: "without-inline-style",
  setup(bundle) {
    bundle.onLoad({ filter: /@observablehq\/plot\/src\/plot\.js$/ }, async ({ path }) => {
      const source = await readFile(path, "utf8");
      const styled = /\.call\(\(svg\) =>\s*\/\/ Warning: if you edit this[^\n]*\n\s*svg\.append\("style"\)\.text\([\s\S]*?`\s*\)\s*\)/g;
      if (source.match(styled)?.length !== 1) throw new Error("Plot styles its charts in another way now");
      return { contents: source.replace(styled, ""), loader: "js" };
    });
  },
};

await build({
  absWorkingDir: here,
  entryPoints: ["sources/report.js"],
  outfile: process.argv[2] ?? `${here}report.js`,
  bundle: true,
  minify: true,
  format: "iife",
  target: "es2020",
  charset: "ascii",
  legalComments: "none",
  banner: { js: "/* Observable Plot and D3 (ISC), Copyright Observable, Inc. and Mike Bostock; the rest MIT */" },
  plugins: [withoutInlineStyle],
  logLevel: "warning",
});
