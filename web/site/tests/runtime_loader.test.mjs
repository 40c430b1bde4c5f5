// runtime_loader.test.mjs: the loader finds its way to the program, and names what stands in the way.
import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { runtimeModule } from './runtime_module.mjs';

// The smallest module there is: the magic number and the version.
const emptyWasm = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]);
const addresses = { wasm: 'https://lesson.test/app.wasm', base64: 'https://lesson.test/app.base64.js' };
const glue = 'https://lesson.test/player.js';
const fontAt = name => ({ font: `https://lesson.test/${name}.ttf`, base64: `https://lesson.test/${name}.base64.js` });
const trueType = new Uint8Array([0, 1, 0, 0, 7]);

// The glue's module, as far as players need it here; it takes every font.
function playerModule(options) {
  const module = { options, fonts: [], HEAPU8: new Uint8Array(64), _malloc: () => 8, _free: () => {} };
  module.ccall = (name, returns, types, [bold, address, size]) => {
    assert.equal(name, 'player_font');
    module.fonts[bold] = [...module.HEAPU8.slice(address, address + size)];
    return 1;
  };
  return module;
}

let scripts;
let scriptsFail;
let fetched;
const realFetch = globalThis.fetch;
const realValidate = WebAssembly.validate;
const realCompile = WebAssembly.compile;
const realStreaming = WebAssembly.compileStreaming;

// The load event follows its script at once.
function run(script) {
  const bytes = script.src === addresses.base64 ? emptyWasm : trueType;
  if (script.src.endsWith('.base64.js')) globalThis.dropout_base64 = Buffer.from(bytes).toString('base64');
  if (script.src === glue) globalThis.createDropoutPlayer ??= async options => playerModule(options);
  script.onload();
}

// Just enough of a page for loadScript(): a script that is appended loads or fails at once.
beforeEach(() => {
  globalThis.self = { origin: 'https://lesson.test' };
  scripts = [];
  fetched = [];
  scriptsFail = false;
  globalThis.document = {
    createElement: () => ({ remove() {} }),
    head: {
      append(script) {
        scripts.push(script.src);
        queueMicrotask(() => (scriptsFail ? script.onerror() : run(script)));
      },
    },
  };
});
afterEach(() => {
  globalThis.fetch = realFetch;
  WebAssembly.validate = realValidate;
  WebAssembly.compile = realCompile;
  WebAssembly.compileStreaming = realStreaming;
  delete globalThis.document;
  delete globalThis.createDropoutPlayer;
  delete globalThis.dropout_base64;
});

const served = type => async address => {
  fetched.push(address);
  if (address.endsWith('.ttf')) return new Response(trueType);
  return new Response(emptyWasm, { headers: { 'content-type': type } });
};
async function program(other = {}) {
  const { Program } = await runtimeModule('compute/loader.ts');
  return new Program({ ...addresses, ...other });
}
async function player() {
  const { PlayerProgram } = await runtimeModule('figure/player.ts');
  return new PlayerProgram({ glue, program: addresses, regular: fontAt('regular'), bold: fontAt('bold') });
}

test('a program is fetched and compiled once, however often it is asked for', async () => {
  globalThis.fetch = served('application/wasm');
  const made = await program();
  const modules = await Promise.all([made.module(), made.module(), made.module()]);
  assert.equal(new Set(modules).size, 1);
  assert.deepEqual(fetched, [addresses.wasm]);
  assert.deepEqual(scripts, []);
});

test('all players share one compiled module, one glue script and one download of each font', async () => {
  globalThis.fetch = served('application/wasm');
  const made = await player();
  made.prepare();
  const canvases = [{}, {}];
  const players = await Promise.all(canvases.map(canvas => made.instance(canvas)));
  assert.deepEqual(fetched.sort(), [addresses.wasm, fontAt('bold').font, fontAt('regular').font]);
  assert.deepEqual(scripts, [glue]);
  for (const { module } of players) assert.deepEqual(module.fonts, [[...trueType], [...trueType]]);
  assert.deepEqual(
    players.map(({ module }) => module.options.canvas),
    canvases,
  );
});

for (const [what, answer] of [
  ['refuses', () => Promise.reject(new TypeError('Failed to fetch'))],
  ['answers with a login page', async () => new Response('<!doctype html>')],
])
  test(`where fetch ${what}, fonts come from their base64 scripts`, async () => {
    const serve = served('application/wasm');
    globalThis.fetch = address => (address.endsWith('.ttf') ? answer() : serve(address));
    const { module } = await (await player()).instance({});
    assert.deepEqual(module.fonts, [[...trueType], [...trueType]]);
    assert.deepEqual(scripts.sort(), [fontAt('bold').base64, glue, fontAt('regular').base64].sort());
  });

test('a player that refuses a font is a failure', async () => {
  globalThis.fetch = served('application/wasm');
  globalThis.createDropoutPlayer = async options => ({ ...playerModule(options), ccall: () => 0 });
  await assert.rejects((await player()).instance({}), { kind: 'not_loaded' });
});

test('a player without a canvas is given none', async () => {
  globalThis.fetch = served('application/wasm');
  const { module } = await (await player()).instance(null);
  assert.equal('canvas' in module.options, false);
  assert.deepEqual(module.fonts, []);
});

test('a wrong MIME type is no obstacle', async () => {
  globalThis.fetch = served('text/plain');
  WebAssembly.compileStreaming = () => assert.fail('streaming refuses text/plain');
  assert.ok((await (await program()).module()) instanceof WebAssembly.Module);
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
    assert.ok((await (await program()).module()) instanceof WebAssembly.Module);
    assert.deepEqual(scripts, [addresses.base64]);
    assert.equal(globalThis.dropout_base64, undefined, 'the text is let go of');
  });

test('from file: nothing is fetched at all', async () => {
  globalThis.fetch = () => assert.fail('fetch from file: writes an error to the console');
  const app = await program({ wasm: 'file:///lesson/app.wasm' });
  assert.ok((await app.module()) instanceof WebAssembly.Module);
});

test('from a sandboxed frame nothing is fetched either', async () => {
  globalThis.fetch = () => assert.fail('fetch from an opaque origin writes an error to the console');
  globalThis.self = { origin: 'null' };
  assert.ok((await (await program()).module()) instanceof WebAssembly.Module);
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
  await assert.rejects((await program()).module(), { kind: 'blocked' });
  assert.deepEqual(scripts, []);
});

test('lack of memory is told as such', async () => {
  globalThis.fetch = served('application/octet-stream');
  WebAssembly.compile = async () => {
    throw new RangeError('WebAssembly.compile(): Out of memory: cannot allocate');
  };
  await assert.rejects((await program()).module(), { kind: 'memory' });
});

test('when everything fails the figure says that its program could not be loaded, and a later one may try again', async () => {
  globalThis.fetch = async () => new Response('', { status: 500 });
  scriptsFail = true;
  const app = await program();
  await assert.rejects(app.module(), { kind: 'not_loaded' });
  scriptsFail = false;
  assert.ok((await app.module()) instanceof WebAssembly.Module);
});

const offline = async () => {
  throw new TypeError('Failed to fetch');
};
for (const [what, kind, answer] of [
  ['is no longer there', 'gone', async () => new Response('', { status: 404 })],
  ['is not given now', 'not_loaded', async () => new Response('', { status: 503 })],
  ['cannot be asked for', 'not_loaded', offline],
])
  test(`R30: a program that ${what} is "${kind}", and may pass`, async () => {
    globalThis.fetch = answer;
    scriptsFail = true;
    await assert.rejects((await program()).module(), { kind, mayPass: true });
  });

test('R30: nothing that failed is remembered: glue and fonts are asked for again, too', async () => {
  globalThis.fetch = offline;
  scriptsFail = true;
  const made = await player();
  await assert.rejects(made.instance({}), { kind: 'not_loaded' });
  await new Promise(resolve => setTimeout(resolve)); // the others fail, too
  globalThis.fetch = served('application/wasm');
  scriptsFail = false;
  const { module } = await made.instance({});
  assert.deepEqual(module.fonts, [[...trueType], [...trueType]]);
});

test('R45: without SIMD nothing is asked for at all', async () => {
  globalThis.fetch = served('application/wasm');
  WebAssembly.validate = () => false;
  const made = await player();
  assert.throws(() => made.prepare(), { kind: 'too_old', mayPass: false });
  await assert.rejects((await program()).module(), { kind: 'too_old' });
  assert.deepEqual([...fetched, ...scripts], []);
});

for (const words of [
  "doesn't parse at byte 51: invalid opcode 253",
  'Compiling function #0 failed: Invalid opcode 0xfd (enable with --experimental-wasm-simd)',
  'wasm validation error: at offset 40: unrecognized opcode: fd f',
])
  test(`"${words}" of a browser that knows SIMD means a damaged program: the other copy is tried`, async () => {
    globalThis.fetch = served('application/octet-stream');
    WebAssembly.compile = async () => {
      throw new WebAssembly.CompileError(words);
    };
    await assert.rejects((await program()).module(), { kind: 'not_loaded', mayPass: true });
    assert.equal(scripts.length, 1);
  });

test('a player that aborts while it starts is a failure with its last words', async () => {
  globalThis.fetch = served('application/wasm');
  globalThis.createDropoutPlayer = async options => {
    options.printErr('no memory');
    options.onAbort('OOM');
    return new Promise(() => {});
  };
  await assert.rejects((await player()).instance({}), { kind: 'memory' });
});

test('glue that defines nothing is a failure', async () => {
  globalThis.fetch = served('application/wasm');
  globalThis.document.head.append = script => queueMicrotask(() => script.onload());
  await assert.rejects((await player()).instance({}), { kind: 'not_loaded' });
});
