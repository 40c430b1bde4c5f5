// memory.test.mjs: what does not fit is refused and nothing has changed; an engine that stopped all the same starts anew.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import test from 'node:test';
import { address, fileOf, printedBy } from './module.mjs';

// engine.wasm with a memory of so many pages of 64 KB at most, so that the tests need not fill that of the machine.
function withPages(pages) {
  const bytes = fs.readFileSync(fileOf('engine.wasm'));
  const number = at => {
    let [value, shift] = [0, 0];
    for (let byte = 128; byte & 128; shift += 7) value += ((byte = bytes[at++]) & 127) * 2 ** shift;
    return [value, at];
  };
  for (let at = 8; at < bytes.length;) {
    const [size, content] = number(at + 1);
    if (bytes[at] !== 5) at = content + size;
    else {
      const [, most] = number(content + 2);
      const [, end] = number(most);
      assert.equal(end - most, 3, 'two gigabytes');
      bytes.set([(pages & 127) | 128, ((pages >> 7) & 127) | 128, pages >> 14], most);
      return bytes.toString('base64');
    }
  }
  throw new Error('engine.wasm has no memory');
}

const head = megabytes => `import * as E from ${JSON.stringify(address)};
const bytes = Buffer.from('${withPages(16 * megabytes)}', 'base64');
await E.load(bytes);
const attempt = action => { try { return action() ?? 'done'; } catch (error) { return error.name + ': ' + error.message; } };
`;

test('R50: what does not fit is refused with what it needs and what is free, and all goes on', () => {
  const script = `${head(512)}
const kept = [];
const make = () => void kept.push(new E.Trainer({ points: 4000, hidden: [1024, 1024] }));
const said = Array.from({ length: 14 }, () => attempt(make)).filter(text => text !== 'done');
console.log(said.length > 0 && kept.length > 1 && said.length + kept.length === 14, new Set(said).size);
console.log(said[0]);
console.log(kept[0].stepCount, E.liveObjects() === kept.length, E.drawMask(4, 0.5).length);
kept.pop().dispose();
console.log(attempt(make));
for (const trainer of kept) trainer.dispose();
await E.load();
console.log(E.drawMask(4, 0.5).length);`;
  const [counts, message, ...rest] = printedBy(script).split('\n');
  assert.equal(counts, 'true 1');
  const wanted =
    /^RangeError: dropout engine: no memory for trainer_create: it needs (\d+\.\d) MB or more, and (\d+\.\d) MB are free\. Nothing has changed; dispose\(\)/;
  const [, needed, free] = wanted.exec(message) ?? assert.fail(message);
  assert.ok(Number(needed) > Number(free));
  assert.deepEqual(rest, ['0 true 4', 'done', '4']);
});

test('R50: every kind of object and study is refused so, as often as one likes, and the bits stay', () => {
  const script = `${head(24)}
const run = () => { const t = new E.Trainer(); t.step(50); const hash = t.parameterHash(); t.dispose(); return hash; };
const before = run();
const small = new E.NormTrainer({ testPoints: 200_000, width: 32 });
const net = new E.Mlp({ hidden: [8] });
const many = new Float32Array(2 * 1_000_000);
const large = {
  trainer: () => new E.Trainer({ points: 20_000, hidden: [400] }),
  regularized: () => new E.RegularizedTrainer({ points: 20_000, hidden: [400] }),
  residual: () => new E.ResidualTrainer({ points: 20_000, width: 64, blocks: 8 }),
  norm: () => new E.NormTrainer({ points: 20_000, width: 400 }),
  net: () => new E.Mlp({ hidden: [2000, 2000] }),
  firstPiece: () => new E.RegularizedTrainer({ hidden: [4096, 4096], points: 10 }),
  wholeRun: () => E.trainRun({ points: 20_000, hidden: [400] }),
  inTheStudy: () => small.varianceRatio,
  whatIsLent: () => net.logits(new Float32Array(8_000_000)),
};
for (const [name, action] of Object.entries(large)) {
  // What is refused before anything is written costs nothing: often enough that a stack left behind would be full.
  const said = new Set(Array.from({ length: name === 'firstPiece' ? 400 : 5 }, () => attempt(action)));
  console.log(name, said.size, /^RangeError: dropout engine: no memory for/.test([...said][0]) || [...said][0]);
}
console.log(run() === before, E.liveObjects());`;
  const rest = [
    'trainer',
    'regularized',
    'residual',
    'norm',
    'net',
    'firstPiece',
    'wholeRun',
    'inTheStudy',
    'whatIsLent',
  ];
  assert.deepEqual(printedBy(script).split('\n'), [...rest.map(name => `${name} 1 true`), 'true 2']);
});

test('R50: an engine that stopped in the middle says so; load() starts a new one, without the objects of the old', () => {
  // A step that finds no memory has changed its run already. Nothing makes it want memory, so this one pretends.
  const script = `
import { drawMask, liveObjects, load, Trainer } from ${JSON.stringify(address)};
const instantiate = WebAssembly.instantiate;
let stops = true;
WebAssembly.instantiate = async (...given) => {
  const { exports } = await instantiate(...given);
  const run_step = (...args) => { if (stops) throw new WebAssembly.RuntimeError('unreachable'); return exports.run_step(...args); };
  return { exports: { ...exports, run_step } };
};
const tell = action => { try { console.log(action()); } catch (error) { console.log(error.message + (error.cause ? ' | ' + error.cause.message : '')); } };
await load();
const trainer = new Trainer();
tell(() => trainer.step());
tell(() => new Trainer());
stops = false;
await load();
tell(() => trainer.step());
trainer.dispose();
tell(() => new Trainer().step(3) + ' ' + drawMask(4, 0.5).length + ' ' + liveObjects());`;
  assert.deepEqual(printedBy(script).split('\n'), [
    'dropout engine: stopped in run_step with 1 MB in use | unreachable',
    'dropout engine: stopped before (run_step): await load() starts a new one',
    'Trainer: of an engine that stopped; make it anew',
    '3 4 1',
  ]);
});
