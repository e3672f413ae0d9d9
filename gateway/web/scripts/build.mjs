// Builds ../static/*.js, or into the folder that is named. Each file begins with the hash of all that it was made from,
// so that a test can tell without this tool whether it was forgotten.

import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { build } from "esbuild";

const digest = createHash("sha256");
for (const name of readdirSync(".").filter((one) => /\.(ts|mjs)$|^package.*\.json$/.test(one)).sort()) {
  digest.update(`${name}\0`).update(readFileSync(name));
}
await build({
  entryPoints: ["inbox.ts", "chat.ts", "operate.ts"],
  outdir: process.argv[2] ?? "../static",
  bundle: true,
  minify: true,
  target: "es2022",
  format: "iife",
  charset: "utf8",
  legalComments: "eof",
  banner: { js: `// sources ${digest.digest("hex")}` },
});
