// fuzz.mjs: npm run fuzz: hostile bytes at every border for as long as you like; what breaks one is kept.
//
// node scripts/fuzz.mjs [--minutes N] [target…]    default 10 minutes, shared by all targets, one after the other
// Inputs that reached something new stay in build/fuzz_corpus/<target>, so that the next run begins where this one ended.
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { buildPreset } from './build.mjs';
import { setUp } from './setup.mjs';
import { inRoot, root } from './lib/paths.mjs';
import { runLogged, tail } from './lib/run.mjs';
import { Problem, runMain, say, Steps } from './lib/say.mjs';

const folders = ['web/widgets/contract/fuzz', 'web/player/fuzz', 'web/engine_module/fuzz', 'lessons/tool/fuzz'];
const programs = inRoot('build', 'fuzz', 'fuzz');

// { name, corpus } of each line dropout_add_fuzz(<name> …).
function allTargets() {
  return folders.flatMap(folder =>
    [...readFileSync(inRoot(folder, 'CMakeLists.txt'), 'utf8').matchAll(/^dropout_add_fuzz\((\w+)/gm)].map(
      ([, name]) => ({
        name,
        corpus: inRoot(folder, 'corpus', name),
      }),
    ),
  );
}

// Returns how many inputs were tried and the files that break the target.
async function run({ name, corpus }, seconds) {
  const found = inRoot('build', 'fuzz_corpus', name);
  const broken = inRoot('build', 'fuzz_broken', name);
  rmSync(broken, { recursive: true, force: true });
  for (const folder of [found, broken]) mkdirSync(folder, { recursive: true });
  const options = [`-max_total_time=${seconds}`, '-max_len=4096', '-timeout=60', '-print_final_stats=1'];
  const { code, text, log } = await runLogged(`fuzz_${name}`, path.join(programs, `fuzz_${name}`), [
    ...options,
    `-artifact_prefix=${broken}/`,
    found,
    corpus,
  ]);
  const tried = Number(/number_of_executed_units:\s*(\d+)/.exec(text)?.[1] ?? 0);
  const files = readdirSync(broken).map(file => path.join(broken, file));
  if (code !== 0) say(`${tail(text, 40)}\n      the whole output is in ${log}`);
  return { tried, files, failed: code !== 0 };
}

function sayHowToReplay({ name, corpus }, files) {
  for (const file of files) {
    say(`      breaks it: build/fuzz/fuzz/fuzz_${name} ${path.relative(root, file)}`);
    say(`      when it is mended: cp ${path.relative(root, file)} ${path.relative(root, corpus)}/<what_it_is>.bin`);
  }
}

await runMain(async () => {
  const { values, positionals } = parseArgs({
    options: { minutes: { type: 'string', default: '10' } },
    allowPositionals: true,
  });
  const minutes = Number(values.minutes);
  if (!(minutes > 0)) throw new Problem(`--minutes: "${values.minutes}" is no number above 0`);
  const all = allTargets();
  const unknown = positionals.find(name => !all.some(target => target.name === name));
  if (unknown)
    throw new Problem(`There is no target "${unknown}"; the targets are: ${all.map(({ name }) => name).join(', ')}`);
  const chosen = positionals.length ? all.filter(({ name }) => positionals.includes(name)) : all;
  const seconds = Math.max(1, Math.round((60 * minutes) / chosen.length));

  const steps = new Steps(chosen.length + 2);
  steps.next('set-up');
  await setUp('test');
  steps.next('programs: Clang with sanitizers, and told which branches an input takes');
  await buildPreset('fuzz', { targets: chosen.map(({ name }) => `fuzz_${name}`) });
  const rows = [];
  for (const target of chosen) {
    steps.next(`${target.name}: ${seconds} s`);
    const result = await run(target, seconds);
    sayHowToReplay(target, result.files);
    rows.push({ name: target.name, ...result });
  }
  console.log('');
  for (const { name, tried, failed } of rows)
    console.log(
      `${failed ? 'BROKEN' : 'ok    '}  ${name.padEnd(12)} ${tried.toLocaleString('en-US').padStart(14)} inputs`,
    );
  const broken = rows.filter(({ failed }) => failed).length;
  console.log(`${rows.length - broken} passed, ${broken} failed`);
  process.exitCode = broken ? 1 : 0;
});
