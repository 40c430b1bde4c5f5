// lifetime.test.mjs: objects go when they are told, or at last when they are forgotten; Workers share one program.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import test from 'node:test';
import { Worker } from 'node:worker_threads';
import { address, fileOf, loaded, printedBy } from './module.mjs';

const engine = await loaded();
const { Mlp, Optimizer, Sweep, Trainer } = engine;

test('dispose gives back, twice does no harm, and a used handle throws', () => {
  const before = engine.liveObjects();
  const trainer = new Trainer({ hidden: [4] });
  const net = new Mlp({ hidden: [4] });
  const optimizer = new Optimizer(net);
  const sweep = new Sweep({ dropRates: [0, 0.5], seeds: 2 });
  assert.equal(engine.liveObjects(), before + 4);
  assert.equal(trainer.disposed, false);
  for (const each of [trainer, net, optimizer, sweep]) {
    each.dispose();
    each.dispose();
    assert.equal(each.disposed, true);
  }
  assert.equal(engine.liveObjects(), before);
  assert.throws(() => trainer.step(), { name: 'Error', message: 'Trainer: used after dispose()' });
  assert.throws(() => trainer.stepCount, /Trainer: used after dispose\(\)/);
  assert.throws(() => net.parameters(), /Mlp: used after dispose\(\)/);
  assert.throws(() => optimizer.update(), /Optimizer: used after dispose\(\)/);
  assert.throws(() => sweep.point(0), /Sweep: used after dispose\(\)/);
});

test('Symbol.dispose is dispose', { skip: !Symbol.dispose }, () => {
  const before = engine.liveObjects();
  const trainer = new Trainer({ hidden: [4] });
  trainer[Symbol.dispose]();
  assert.equal(trainer.disposed, true);
  assert.equal(engine.liveObjects(), before);
});

test('a constructor that throws leaves nothing behind', () => {
  const before = engine.liveObjects();
  assert.throws(() => new Trainer({ dropRate: 2 }));
  assert.throws(() => new Mlp({ hidden: [0] }));
  assert.equal(engine.liveObjects(), before);
});

// Every second run is disposed of, the others are forgotten. Prints how many live after the collector ran.
const forgetful = `
import * as engine from ${JSON.stringify(address)};
await engine.load();
const make = () => new engine.Trainer({ hidden: [64, 64], points: 200 });
const collect = async () => { gc(); await new Promise(resolve => setImmediate(resolve)); };
for (let round = 0; round < 30; round += 1) {
  for (let i = 0; i < 20; i += 1) { make(); make().dispose(); }
  await collect();
}
// The collector promises no moment, so it is asked until all are gone, and a little longer: nothing goes twice.
for (let round = 0; round < 100 && engine.liveObjects() > 0; round += 1) await collect();
for (let round = 0; round < 5; round += 1) await collect();
console.log(engine.liveObjects());
`;

test('what nobody disposed of is given back by the finalizer, once', () => {
  const args = ['--expose-gc', '--input-type=module', '-'];
  assert.equal(Number(execFileSync(process.execPath, args, { encoding: 'utf8', input: forgetful })), 0);
});

test('memory is used again: 2000 runs one after another need no more than ten', () => {
  const run = () => new Trainer({ hidden: [32, 32], points: 100 }).dispose();
  const bytesAfter = (count, source) => {
    const script = `import { load, Trainer } from ${JSON.stringify(address)};
let memory;
const instantiate = WebAssembly.instantiate;
WebAssembly.instantiate = async (...given) => { const made = await instantiate(...given); memory = made.exports.memory; return made; };
await load();
for (let i = 0; i < ${count}; i += 1) (${source})(Trainer);
console.log(memory.buffer.byteLength);`;
    return Number(execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' }));
  };
  run();
  const disposed =
    'T => { const t = new T({ hidden: [32, 32], points: 100 }); t.step(1); t.decisionGrid(8, 8); t.dispose(); }';
  assert.equal(bytesAfter(2000, disposed), bytesAfter(10, disposed));
  const kept = 'T => { (globalThis.kept ??= []).push(new T({ hidden: [32, 32], points: 100 })); }';
  assert.ok(bytesAfter(200, kept) > bytesAfter(10, kept), 'the measure notices what is kept');
});

test('a Worker makes the same run from the posted program', async () => {
  const options = { hidden: [8], steps: 40, seed: 12 };
  const source = `
const { parentPort, workerData } = require('node:worker_threads');
(async () => {
  const { load, trainRun } = await import(workerData.address);
  await load(workerData.program);
  parentPort.postMessage(trainRun(workerData.options));
})();`;
  const workerData = { address, program: engine.compiledModule(), options };
  const worker = new Worker(source, { eval: true, workerData });
  const metrics = await new Promise((resolve, reject) => worker.once('message', resolve).once('error', reject));
  await worker.terminate();
  assert.deepEqual(metrics, engine.trainRun(options));
});

test('load takes addresses, bytes, responses and programs; a failure says why and can be mended', () => {
  const script = `
import * as engine from ${JSON.stringify(address)};
import fs from 'node:fs';
const tell = error => console.log(error.name + ': ' + error.message);
try { new engine.Trainer(); } catch (error) { tell(error); }
try { engine.compiledModule(); } catch (error) { tell(error); }
await engine.load(42).catch(tell);
await engine.load(new Response('', { status: 404 })).catch(tell);
await engine.load(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])).catch(tell);
await engine.load(new Uint8Array([1, 2])).catch(error => console.log(error.name));
const bytes = fs.readFileSync(${JSON.stringify(fileOf('engine.wasm'))});
await engine.load(Promise.resolve(new Response(bytes)));
const first = engine.load();
for (const same of [undefined, engine.compiledModule()]) console.log(engine.load(same) === first);
await engine.load('nowhere').catch(tell);
await engine.load(new Uint8Array([1, 2])).catch(tell);
console.log(engine.trainRun({ steps: 1 }).flipsTotal);`;
  assert.deepEqual(printedBy(script).split('\n'), [
    'Error: dropout engine: not loaded: await load() first',
    'Error: compiledModule: the engine is not loaded: await load() first',
    'TypeError: load: the source is neither an address nor a Response, bytes or a WebAssembly.Module',
    'Error: load: the response cannot be had: HTTP status 404',
    'TypeError: load: the source is not the engine.wasm of this package',
    'CompileError',
    'true',
    'true',
    'Error: load: the engine is loaded already, from another source: one engine for a page, Worker or process',
    'Error: load: the engine is loaded already, from another source: one engine for a page, Worker or process',
    '11',
  ]);
});

test('the same source twice is no other source: the same address, the same bytes', () => {
  const script = `import { load } from ${JSON.stringify(address)};
import fs from 'node:fs';
const file = ${JSON.stringify(fileOf('engine.wasm'))};
const sources = JSON.parse(process.argv.at(-1)) ? () => fs.readFileSync(file) : () => new URL('file://' + file);
const first = load(sources());
console.log(load(sources()) === first, load(String(sources())) === first);
await first;`;
  assert.equal(
    printedBy(
      script.replace('JSON.parse(process.argv.at(-1))', 'true').replace(', load(String(sources())) === first', ''),
    ),
    'true',
  );
  assert.equal(printedBy(script.replace('JSON.parse(process.argv.at(-1))', 'false')), 'true true');
});

test('R47: where a dev server answers with its page, the error says what to do', () => {
  const script = `import { load } from ${JSON.stringify(address)};
const page = new Response('<!doctype html>', { headers: { 'content-type': 'text/html' } });
await load(page).catch(error => console.log(error.message));`;
  assert.match(
    printedBy(script),
    /a page and not engine\.wasm\. .*optimizeDeps: \{ exclude: \['dropout-engine'\] \}/,
  );
});

test('R48: bytes, programs and responses of another realm are taken', () => {
  const script = `import { load, trainRun, Trainer } from ${JSON.stringify(address)};
import fs from 'node:fs';
import vm from 'node:vm';
const inside = vm.createContext({ file: [...fs.readFileSync(${JSON.stringify(fileOf('engine.wasm'))})] });
const bytes = vm.runInContext('Uint8Array.from(file)', inside);
const kinds = { bytes, buffer: bytes.buffer, view: vm.runInContext('new DataView(Uint8Array.from(file).buffer)', inside), program: vm.runInContext('new WebAssembly.Module(Uint8Array.from(file))', inside) };
await load(Promise.resolve(kinds[process.env.KIND]));
const run = new Trainer({ hidden: [2], points: vm.runInContext('10', inside) });
run.restore(vm.runInContext('(bytes) => Uint8Array.from(bytes)', inside)([...run.save()]));
console.log(trainRun({ steps: 1, hidden: vm.runInContext('[4, 4]', inside) }).flipsTotal);`;
  for (const kind of ['bytes', 'buffer', 'view', 'program'])
    assert.equal(printedBy(script, { KIND: kind }), '11', kind);
});

test('where process.getBuiltinModule is missing, and where the address is given, it loads, too', () => {
  const wasm = `data:application/wasm;base64,${fs.readFileSync(fileOf('engine.wasm')).toString('base64')}`;
  const script = `import { load, trainRun } from ${JSON.stringify(address)};
process.getBuiltinModule = undefined;
await load(${JSON.stringify(wasm)});
console.log(trainRun({ steps: 1 }).flipsTotal);`;
  assert.equal(printedBy(script), '11');
});
