// runtime_loader.test.mjs: the loader finds its way to the program, and names what stands in the way.
import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { runtimeModule } from './runtime_module.mjs';

// The smallest module there is: the magic number and the version.
const emptyWasm = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]);
const addresses = {
  glue: 'https://lesson.test/app.js',
  wasm: 'https://lesson.test/app.wasm',
  base64: 'https://lesson.test/app.base64.js',
  worker: 'https://lesson.test/worker.js',
};

let scripts;
let scriptsFail;
let fetches;
const realFetch = globalThis.fetch;
const realCompile = WebAssembly.compile;
const realStreaming = WebAssembly.compileStreaming;

// Just enough of a page for loadScript(): a script that is appended loads or fails at once.
beforeEach(() => {
  globalThis.self = { origin: 'https://lesson.test' };
  scripts = [];
  fetches = 0;
  scriptsFail = false;
  globalThis.document = {
    createElement: () => ({}),
    head: {
      append(script) {
        scripts.push(script.src);
        if (script.src === addresses.base64)
          globalThis.dropout_app_base64 = Buffer.from(emptyWasm).toString('base64');
        if (script.src === addresses.glue) globalThis.createDropoutApp ??= async options => ({ options });
        queueMicrotask(() => (scriptsFail ? script.onerror() : script.onload()));
      },
    },
  };
});
afterEach(() => {
  globalThis.fetch = realFetch;
  WebAssembly.compile = realCompile;
  WebAssembly.compileStreaming = realStreaming;
  delete globalThis.document;
  delete globalThis.createDropoutApp;
  delete globalThis.dropout_app_base64;
});

const served = type => async () => {
  ++fetches;
  return new Response(emptyWasm, { headers: { 'content-type': type } });
};
async function loader(other = {}) {
  const { AppLoader } = await runtimeModule('figure/loader.ts');
  return new AppLoader({ ...addresses, ...other });
}

test('all instances share one compiled module and one glue script', async () => {
  globalThis.fetch = served('application/wasm');
  const app = await loader();
  await Promise.all([app.instance({}), app.instance({}), app.instance({})]);
  assert.equal(await app.module(), await app.module());
  assert.equal(fetches, 1);
  assert.deepEqual(scripts, [addresses.glue]);
});

test('a wrong MIME type is no obstacle', async () => {
  globalThis.fetch = served('text/plain');
  WebAssembly.compileStreaming = () => assert.fail('streaming refuses text/plain');
  assert.ok((await (await loader()).module()) instanceof WebAssembly.Module);
  assert.deepEqual(scripts, []);
});

for (const [what, fetchLike] of [
  [
    'refuses',
    async () => {
      throw new TypeError('Failed to fetch');
    },
  ],
  ['answers 404', async () => new Response('', { status: 404 })],
  [
    'answers with a login page',
    async () => new Response('<!doctype html>', { headers: { 'content-type': 'text/html' } }),
  ],
])
  test(`where fetch ${what}, the base64 script is used`, async () => {
    globalThis.fetch = fetchLike;
    assert.ok((await (await loader()).module()) instanceof WebAssembly.Module);
    assert.deepEqual(scripts, [addresses.base64]);
    assert.equal(globalThis.dropout_app_base64, undefined, 'the text is let go of');
  });

test('from file: nothing is fetched at all', async () => {
  globalThis.fetch = () => assert.fail('fetch from file: writes an error to the console');
  const app = await loader({ wasm: 'file:///lesson/app.wasm' });
  assert.ok((await app.module()) instanceof WebAssembly.Module);
});

test('from a sandboxed frame nothing is fetched either', async () => {
  globalThis.fetch = () => assert.fail('fetch from an opaque origin writes an error to the console');
  globalThis.self = { origin: 'null' };
  assert.ok((await (await loader()).module()) instanceof WebAssembly.Module);
});

test('a refusal by the security policy is told as such and not worked around', async () => {
  globalThis.fetch = served('application/wasm');
  const refuse = async () => {
    throw new WebAssembly.CompileError(
      "Refused to compile WebAssembly module because 'unsafe-eval' is not an allowed source",
    );
  };
  WebAssembly.compile = refuse;
  WebAssembly.compileStreaming = refuse;
  await assert.rejects((await loader()).module(), { kind: 'blocked' });
  assert.deepEqual(scripts, []);
});

test('lack of memory is told as such', async () => {
  globalThis.fetch = served('application/octet-stream');
  WebAssembly.compile = async () => {
    throw new RangeError('WebAssembly.compile(): Out of memory: cannot allocate');
  };
  await assert.rejects((await loader()).module(), { kind: 'memory' });
});

test('when everything fails the figure says that its program could not be loaded, and a later one may try again', async () => {
  globalThis.fetch = async () => new Response('', { status: 500 });
  scriptsFail = true;
  const app = await loader();
  await assert.rejects(app.module(), { kind: 'not_loaded' });
  scriptsFail = false;
  assert.ok((await app.module()) instanceof WebAssembly.Module);
});

test('a program that aborts while it starts is a failure with its last words', async () => {
  globalThis.fetch = served('application/wasm');
  const app = await loader();
  globalThis.createDropoutApp = async options => {
    options.printErr('no memory');
    options.onAbort('OOM');
    return new Promise(() => {});
  };
  await assert.rejects(app.instance({}), { kind: 'memory' });
});

test('figures of one widget share a loader; another widget has its own program and its own glue', async () => {
  const { Programs } = await runtimeModule('figure/loader.ts');
  const programs = new Programs({ src: 'https://lesson.test/assets/lesson.js', dataset: { worker: 'worker.1.js' } });
  const figure = (widget, mark) => ({
    dataset: { widget, app: `${widget}.${mark}.js`, wasm: `${widget}.${mark}.wasm`, base64: `${widget}.b.js` },
  });
  const one = programs.of(figure('one', 'x'));
  assert.equal(programs.of(figure('one', 'x')), one);
  const other = programs.of(figure('other', 'y'));
  assert.notEqual(other, one);
  assert.equal(other.addresses.wasm, 'https://lesson.test/assets/other.y.wasm');
  assert.equal(other.addresses.worker, 'https://lesson.test/assets/worker.1.js');

  // Both scripts define the same global name; each loader keeps what its own script defined.
  globalThis.fetch = served('application/wasm');
  globalThis.document.head.append = script => {
    const name = script.src;
    queueMicrotask(() => {
      globalThis.createDropoutApp = async () => ({ name });
      script.onload();
    });
  };
  const [first, second] = await Promise.all([one.instance({}), other.instance({})]);
  assert.match(first.module.name, /one\.x\.js$/);
  assert.match(second.module.name, /other\.y\.js$/);
});
