// Builds ../static/*.js, or into the folder that is named. Each file begins with the hash of all that it was made from,
// so that a test can tell without this tool whether it was forgotten.

import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { build, transform } from "esbuild";

const digest = createHash("sha256");
for (const name of readdirSync(".").filter((one) => /\.(ts|mjs|css)$|^package.*\.json$/.test(one)).sort()) {
  digest.update(`${name}\0`).update(readFileSync(name));
}

// A component's style is text in its script: it is laid on the shadow root, which the page's policy lets pass.
const styles = {
  name: "styles",
  setup({ onLoad }) {
    onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const { code } = await transform(readFileSync(path, "utf8"), { loader: "css", minify: true, target: "es2022" });
      return { contents: code, loader: "text" };
    });
  },
};

await build({
  entryPoints: ["inbox.ts", "widget.ts", "operate.ts"],
  outdir: process.argv[2] ?? "../static",
  bundle: true,
  minify: true,
  target: "es2022",
  format: "iife",
  charset: "utf8",
  legalComments: "eof",
  plugins: [styles],
  banner: { js: `// sources ${digest.digest("hex")}` },
});
