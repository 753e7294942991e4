import assert from "node:assert/strict";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

test("a bundler takes the sources as they are, and what comes out is small", async () => {
  const bundled = await build({
    entryPoints: ["src/index.ts"],
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    platform: "browser",
    write: false,
    logLevel: "silent",
  });
  assert.deepEqual(bundled.warnings, []);
  assert.ok(gzipSync(bundled.outputFiles[0]!.contents).length < 6 * 1024);
});
