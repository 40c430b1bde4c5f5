// assets.mjs: files of the site: hashed names, bundled scripts and styles, brotli copies, an output folder that is never half written.
import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import zlib from 'node:zlib';
import * as esbuild from 'esbuild';

const brotli = promisify(zlib.brotliCompress);

export const hashOf = content => crypto.createHash('sha256').update(content).digest('hex').slice(0, 10);

// "style.css" -> "style.3f2a91c07e.css"; "player.base64.js" -> "player.3f2a91c07e.base64.js". A hashed name may be cached for ever.
export const hashedName = (name, content) => name.replace(/\.(.+)$/, `.${hashOf(content)}.$1`);

export class Output {
  // Everything is written beside `target` and takes its place in finish(): a stopped build leaves the old site whole.
  constructor(target) {
    this.target = path.resolve(target);
    this.folder = `${this.target}.${process.pid}.new`;
    fs.rmSync(this.folder, { recursive: true, force: true });
    fs.mkdirSync(path.join(this.folder, 'assets'), { recursive: true });
  }

  write(name, content) {
    const file = path.join(this.folder, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, content);
  }

  // Into assets/ under a hashed name, which is returned.
  asset(name, content) {
    const hashed = hashedName(name, content);
    this.write(`assets/${hashed}`, content);
    return hashed;
  }

  async finish({ compressed = true } = {}) {
    if (compressed) await Promise.all(this.files().map(name => this.compress(name)));
    const old = `${this.target}.${process.pid}.old`;
    if (fs.existsSync(this.target)) fs.renameSync(this.target, old);
    fs.renameSync(this.folder, this.target);
    fs.rmSync(old, { recursive: true, force: true });
  }

  discard() {
    fs.rmSync(this.folder, { recursive: true, force: true });
  }

  files() {
    return fs
      .readdirSync(this.folder, { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile())
      .map(entry => path.relative(this.folder, path.join(entry.parentPath ?? entry.path, entry.name)));
  }

  // On as many cores as there are: the slowest part of writing a site.
  async compress(name) {
    if (!/\.(html|css|js|json|svg|wasm|txt|ttf)$/.test(name)) return;
    const content = fs.readFileSync(path.join(this.folder, name));
    if (content.length < 512) return;
    const {
      BROTLI_PARAM_QUALITY: quality,
      BROTLI_PARAM_SIZE_HINT: hint,
      BROTLI_PARAM_LGBLOCK: block,
    } = zlib.constants;
    // The base64 copy is for file: pages, where nothing is compressed anyway; quality 11 would cost seconds.
    const level = name.endsWith('.base64.js') ? 5 : 11;
    const params = { [quality]: level, [hint]: content.length };
    // Programs and pages change their character often: smaller blocks, 0.2 % less.
    if (/\.(wasm|html)$/.test(name)) params[block] = name.endsWith('.wasm') ? 16 : 17;
    const small = await brotli(content, { params });
    fs.writeFileSync(path.join(this.folder, `${name}.br`), small);
  }
}

// A TypeScript file as one classic script: module scripts do not run from file:.
// known: {name: value} of constants that the build knows.
export async function bundleScript(file, known = {}) {
  const result = await esbuild.build({
    entryPoints: [file],
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    // What the programs need is younger: WebAssembly's SIMD. Older browsers still read this far, to be told so.
    target: ['safari15'],
    charset: 'utf8',
    legalComments: 'none',
    logLevel: 'silent',
    define: Object.fromEntries(Object.entries(known).map(([name, value]) => [name, JSON.stringify(value)])),
  });
  return Buffer.from(result.outputFiles[0].contents);
}

// Emscripten's glue comes with its long names: a quarter of its download. Global names stay.
export async function shortened(script) {
  const result = await esbuild.transform(script, { minify: true, charset: 'utf8', legalComments: 'none' });
  return result.code;
}

export async function bundleStyle(parts) {
  const result = await esbuild.transform(parts.join('\n'), { loader: 'css', minify: true, charset: 'utf8' });
  return result.code;
}
