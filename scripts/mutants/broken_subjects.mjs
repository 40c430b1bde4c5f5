// broken_subjects.mjs: looks for tests that cannot fail: runs each file of unit tests while a subject of it is broken.
//
// A subject is a module that the test names itself. Broken, each of its functions answers undefined, each of its lists is
// empty. A file that stays green then says nothing about the module. Tests of built programs are not looked at.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { copiedRepository } from '../lib/copied_tree.mjs';
import { exportsOf, filesKnownTo } from '../lib/known_files.mjs';
import { Problem, say } from '../lib/say.mjs';
import { mutated, withText } from './plant.mjs';
import { failingTests, unitTestsIn } from './site_bench.mjs';

// Subjects that a test does not import: it reads or starts them.
const otherSubjects = {
  'web/site/tests/corrections.test.mjs': [
    {
      file: 'lessons/dropout/lesson.json',
      from: '"title": "Dropout Lab"',
      to: '"title": "Dropout Lab, of class a"',
    },
  ],
  'scripts/tests/git_source.test.mjs': [
    { file: 'scripts/cmake/git_source.cmake', from: 'message(FATAL_ERROR', to: 'message(STATUS' },
  ],
  'scripts/tests/is_main.test.mjs': [
    { file: 'scripts/lib/is_main.mjs', from: 'return realpathSync(started) ===', to: 'return started ===' },
  ],
};

// Where helpers are, and modules that only say where things are.
const isHelper = file =>
  /\/tests\//.test(file) || ['scripts/lib/paths.mjs', 'scripts/lib/tracked_files.mjs'].includes(file);

// A module with the same names and nothing behind them; the real one lies beside it.
const brokenModule = (real, names) =>
  [
    `// Broken on purpose, see broken_subjects.mjs.`,
    `import * as real from './${real}';`,
    'function broken(value) {',
    '  if (typeof value === "function") return function () {};',
    '  if (Array.isArray(value)) return [];',
    '  return value && typeof value === "object" ? {} : undefined;',
    '}',
    ...names.map(name => `export const ${name} = broken(real.${name});`),
    '',
  ].join('\n');

async function failsWithout(folder, test, subject) {
  const extension = path.extname(subject);
  const real = `${path.basename(subject, extension)}.real${extension}`;
  const names = await exportsOf(folder, subject);
  if (names.length === 0) throw new Problem(`${subject}, a subject of ${test}, gives nothing`);
  const beside = path.join(folder, path.dirname(subject), real);
  writeFileSync(beside, readFileSync(path.join(folder, subject)));
  try {
    return await withText(folder, subject, brokenModule(real, names), () => failingTests(folder, [test]));
  } finally {
    rmSync(beside);
  }
}

const failsWith = (folder, test, { file, from, to }) => {
  const text = mutated(readFileSync(path.join(folder, file), 'utf8'), { name: test, file, from, to });
  return withText(folder, file, text, () => failingTests(folder, [test]));
};

// word: part of the name of the test files that are looked at. Returns { asked, failed }.
export async function testsThatCannotFail(word = '') {
  const folder = await copiedRepository(['mutants', 'tests']);
  const tests = ['web/site/tests', 'scripts/tests'].flatMap(room => unitTestsIn(folder, room));
  let [asked, failed] = [0, 0];
  const tell = (test, subject, failing) => {
    asked += 1;
    if (!failing.length) failed += 1;
    say(`${failing.length ? 'fails      ' : 'STAYS GREEN'}  ${test} without ${subject}`);
  };
  for (const test of tests.filter(name => name.includes(word))) {
    const before = await failingTests(folder, [test]);
    if (before.length) throw new Problem(`with whole subjects these tests fail already: ${before.join(', ')}`);
    const { named } = await filesKnownTo(folder, test);
    const subjects = named.filter(file => !isHelper(file));
    const others = otherSubjects[test] ?? [];
    if (subjects.length + others.length === 0)
      throw new Problem(`${test} names no subject: name it in otherSubjects`);
    for (const subject of subjects) tell(test, subject, await failsWithout(folder, test, subject));
    for (const other of others) tell(test, other.file, await failsWith(folder, test, other));
  }
  return { asked, failed };
}
