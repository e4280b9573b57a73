// `node build.mjs FOLDER`: the chat as browsers load it, each file named by what is in it, and packed once for all.
import { build } from "esbuild";
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const target = process.argv[2];
const WASM = "node_modules/@matrix-org/matrix-sdk-crypto-wasm/pkg/matrix_sdk_crypto_wasm_bg.wasm";
mkdirSync(target, { recursive: true });

const made = await build({
  entryPoints: ["src/main.ts"],
  bundle: true,
  format: "esm",
  minify: true,
  legalComments: "linked",
  outdir: target,
  entryNames: "chat-[hash]",
  target: "es2022",
  define: { global: "globalThis" },
  metafile: true,
  logLevel: "warning",
});
const code = Object.entries(made.metafile.outputs).find(([, output]) => output.entryPoint)[0];
const wasm = readFileSync(WASM);
const crypto = `crypto-${createHash("sha256").update(wasm).digest("hex").slice(0, 12)}.wasm`;
writeFileSync(join(target, crypto), wasm);

const sizes = {};
for (const name of readdirSync(target)) {
  const bytes = readFileSync(join(target, name));
  const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_LGWIN]: 24 } };
  const packed = brotliCompressSync(bytes, quality);
  writeFileSync(join(target, `${name}.br`), packed);
  writeFileSync(join(target, `${name}.gz`), gzipSync(bytes, { level: 6 }));
  sizes[name] = { raw: bytes.length, brotli: packed.length };
}
writeFileSync(join(target, "bundle.json"), JSON.stringify({ code: basename(code), crypto, sizes }, null, 1));
console.log(Object.entries(sizes).map(([name, { raw, brotli }]) => `${name}: ${raw} bytes, ${brotli} as brotli`).join("\n"));
