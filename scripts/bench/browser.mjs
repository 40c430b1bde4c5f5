// browser.mjs: the same contenders in headless Chromium, in one page that a small server on this machine provides.
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { chromium } from '@playwright/test';
import { chromiumProgram } from '../lib/chromium.mjs';
import { inRoot } from '../lib/paths.mjs';
import { pageScripts, peerFolder } from './peers.mjs';

const types = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.wasm': 'application/wasm',
};

const page = `<!doctype html><meta charset="utf-8"><title>bench</title>
${pageScripts.map(file => `<script src="/peers/${file}"></script>`).join('\n')}
<script type="module">
import { makeConvNet, makeEngine, makeTfCore, makeTfLayers, secondsPerStep } from '/bench/contenders.mjs';
tf.wasm.setWasmPaths('/peers/@tensorflow/tfjs-backend-wasm/dist/');
// An isolated page would let it start threads; everybody here has one.
tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
const made = [];
const add = (contender, backend) => made.push({ contender, backend });
add(await makeEngine(await (await fetch('/bench.wasm')).arrayBuffer()));
for (const [backend, make] of [['wasm', makeTfCore], ['cpu', makeTfCore], ['wasm', makeTfLayers]]) {
  await tf.setBackend(backend);
  await tf.ready();
  add(make(tf, backend), backend);
}
add(makeConvNet(convnetjs));
globalThis.names = made.map(each => each.contender.name);
globalThis.measure = async (at, options) => {
  const { contender, backend } = made[at];
  if (backend) await tf.setBackend(backend);
  return secondsPerStep(contender, options);
};
globalThis.ready = globalThis.crossOriginIsolated;
</script>`;

// An isolated page has a clock of 5 microseconds instead of 100, which would be a twentieth of a chunk.
const isolation = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
};

function serve(wasmFile) {
  const server = createServer(async (request, response) => {
    try {
      const { pathname } = new URL(request.url, 'http://localhost');
      const file = pathname.startsWith('/peers/')
        ? path.join(peerFolder, 'node_modules', path.posix.normalize(pathname.slice('/peers'.length)))
        : { '/bench.wasm': wasmFile, '/bench/contenders.mjs': inRoot('scripts', 'bench', 'contenders.mjs') }[
            pathname
          ];
      const body = pathname === '/' ? page : await readFile(file);
      const type = types[path.extname(pathname) || '.html'] ?? 'text/plain';
      response.writeHead(200, { 'content-type': type, ...isolation });
      response.end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  return new Promise(resolve => server.listen(0, '127.0.0.1', () => resolve(server)));
}

// { names, measure(at, options), close() }; measure gives seconds a step.
export async function openBrowser(wasmFile) {
  const server = await serve(wasmFile);
  const browser = await chromium.launch({
    executablePath: chromiumProgram,
    chromiumSandbox: false,
    args: ['--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
  const close = async () => {
    await browser.close();
    server.close();
  };
  try {
    const tab = await browser.newPage();
    await tab.goto(`http://127.0.0.1:${server.address().port}/`);
    await tab.waitForFunction(() => globalThis.ready === true, undefined, { timeout: 120_000 });
    const names = await tab.evaluate(() => globalThis.names);
    const measure = (at, options) => tab.evaluate(([which, how]) => globalThis.measure(which, how), [at, options]);
    return { names, measure, close };
  } catch (error) {
    await close();
    throw error;
  }
}
