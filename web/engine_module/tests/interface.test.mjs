// interface.test.mjs: index.d.ts, index.js and engine.wasm agree, the package is well formed, and the README runs.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import test from 'node:test';
import { publint } from 'publint';
import { fileOf, folder, loaded, read, root } from './module.mjs';

const engine = await loaded();
const declarations = read('index.d.ts');

test('every value that index.d.ts declares is in index.js, and the other way round', () => {
  const declared = [...declarations.matchAll(/^export declare (?:abstract )?(?:class|function|const) (\w+)/gm)];
  assert.ok(declared.length > 60);
  assert.deepEqual(Object.keys(engine).sort(), [...new Set(declared.map(match => match[1]))].sort());
});

test('every method that index.d.ts declares exists, and the other way round', () => {
  const internal = new Set(['constructor', 'inputsOfNet', 'mlpPointer', 'netPointer', 'pointer']);
  const classes = [];
  for (const [, name, body] of declarations.matchAll(
    /^export declare (?:abstract )?class (\w+)[^{]*\{\n([^]*?)^\}/gm,
  )) {
    classes.push(name);
    const isPrivate = new Set([...body.matchAll(/^ {4}private (\w+)/gm)].map(match => match[1]));
    const declared = [...body.matchAll(/^ {4}(?:get )?(\w+)(?:\(|: )/gm)].map(match => match[1]);
    const own = Object.getOwnPropertyNames(engine[name].prototype);
    const methods = own.filter(each => !internal.has(each) && !isPrivate.has(each));
    for (const method of methods) assert.ok(declared.includes(method), `${name}.${method} is not declared`);
    for (const [, method] of body.matchAll(/^ {4}(?:get )?(\w+)\(/gm))
      assert.ok(own.includes(method), `${name}.${method} does not exist`);
  }
  const exported = Object.keys(engine).filter(name => /^class\b/.test(String(engine[name])));
  assert.deepEqual(classes.sort(), exported.sort(), 'each of them was looked at');
});

for (const libraries of ['es2022', 'es2022,dom'])
  test(`R49: a strict program compiles against index.d.ts with ${libraries}, and a misuse of it does not`, () => {
    const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'dropout_engine_types_'));
    try {
      const compile = text => {
        fs.writeFileSync(path.join(scratch, 'use.ts'), text);
        const compiler = path.join(root, 'node_modules', 'typescript', 'bin', 'tsc');
        const options = [
          '--noEmit',
          '--strict',
          '--exactOptionalPropertyTypes',
          '--skipLibCheck',
          'false',
          '--target',
          'es2022',
          '--types',
          '',
        ];
        const how = ['--lib', libraries, '--module', 'nodenext', '--moduleResolution', 'nodenext'];
        fs.mkdirSync(path.join(scratch, 'node_modules'), { recursive: true });
        fs.rmSync(path.join(scratch, 'node_modules', 'dropout-engine'), { force: true });
        fs.symlinkSync(folder, path.join(scratch, 'node_modules', 'dropout-engine'));
        fs.writeFileSync(path.join(scratch, 'package.json'), '{ "type": "module" }');
        const args = [compiler, ...options, ...how, 'use.ts'];
        return spawnSync(process.execPath, args, { cwd: scratch, encoding: 'utf8' }).stdout;
      };
      const head = `import { load, Trainer, measureRemoval, type Metrics } from 'dropout-engine';\nawait load();\n`;
      const use = `${head}const trainer = new Trainer({ data: 'moons', dropRate: 0.2, seed: 7n });
const metrics: Metrics = trainer.evaluate();
const grid: Float32Array = trainer.decisionGrid(4, 3);
const curve = measureRemoval(trainer, trainer.testSet(), { orders: 2 });
export const found: (number | undefined)[] = [metrics.testAccuracy, grid.length, curve.accuracy[0]];
trainer.dispose();\n`;
      assert.equal(compile(use), '');
      assert.match(compile(`${head}new Trainer({ data: 'moon' });\n`), /"moon"/);
      assert.match(compile(`${head}new Trainer({ dropRte: 0.2 });\n`), /dropRte/);
      // T06: the programs of the README are strict TypeScript as they stand (they print, which is of the DOM library).
      const readme = fs.readFileSync(path.join(root, 'web', 'engine_module', 'README.md'), 'utf8');
      const programs = [...readme.matchAll(/^```js\n([\s\S]*?)^```/gm)].map(([, program]) => program);
      assert.ok(programs.length >= 4);
      if (libraries.includes('dom')) for (const program of programs) assert.equal(compile(program), '', program);
    } finally {
      fs.rmSync(scratch, { recursive: true, force: true });
    }
  });

test('every C function that the module calls is in engine.wasm, and none is there for nothing', () => {
  const exported = WebAssembly.Module.exports(engine.compiledModule())
    .filter(each => each.kind === 'function')
    .map(each => each.name);
  const script = read('index.js');
  const called = new Set([...script.matchAll(/\b(?:call|create|alpha|applied)\(\s*"(\w+)"/g)].map(match => match[1]));
  for (const [name] of script.matchAll(/\bmemory_(?!growth)\w+/g)) called.add(name); // asked about the memory itself
  called.add('net_destroy').add('optimizer_destroy').add('sweep_destroy');
  const own = exported.filter(name => !/^_|^emscripten|^stack|^__/.test(name));
  assert.deepEqual(
    [...called].filter(name => !exported.includes(name)),
    [],
  );
  assert.deepEqual(
    own.filter(name => !called.has(name) && !script.includes(`"${name}"`)),
    [],
  );
});

test('the package is clean', async () => {
  const { messages } = await publint({ pkgDir: folder, level: 'suggestion', pack: false });
  assert.deepEqual(messages, []);
  const info = JSON.parse(read('package.json'));
  for (const file of info.files) assert.ok(fs.existsSync(fileOf(file)), file);
  assert.equal(info.version, JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8')).version);
});

test('the README: every example runs in Node, from a package that is installed', () => {
  let promises = 0;
  const examples = [...read('README.md').matchAll(/^```js\n([^]*?)^```$/gm)].map(match => match[1]);
  assert.ok(examples.length >= 3);
  const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'dropout_engine_readme_'));
  try {
    fs.mkdirSync(path.join(scratch, 'node_modules'));
    fs.symlinkSync(folder, path.join(scratch, 'node_modules', 'dropout-engine'));
    fs.writeFileSync(path.join(scratch, 'package.json'), '{ "type": "module" }');
    for (const [at, text] of examples.entries()) {
      const file = path.join(scratch, `example_${at}.mjs`);
      fs.writeFileSync(file, text);
      const printed = execFileSync(process.execPath, [file], { cwd: scratch, encoding: 'utf8' });
      // What an example promises to print stands behind "// prints".
      for (const [, wanted] of text.matchAll(/\/\/ prints (.+)$/gm)) {
        promises += 1;
        assert.ok(printed.includes(wanted.trim()), `example ${at} should print ${wanted}, but: ${printed}`);
      }
    }
  } finally {
    fs.rmSync(scratch, { recursive: true, force: true });
  }
  assert.ok(promises > 0, 'no example promises an output');
});

test('every exported function and class is named in the README', () => {
  const text = read('README.md');
  assert.deepEqual(
    Object.keys(engine).filter(name => !new RegExp(`\\b${name}\\b`).test(text)),
    [],
  );
});
