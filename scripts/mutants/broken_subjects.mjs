// broken_subjects.mjs: looks for tests that cannot fail: runs each file of unit tests while a subject of it is broken.
//
// A subject is what a module gives and the test uses: one function at a time answers undefined, one list is empty. A file that
// stays green then says nothing about it. Tests of built programs are not looked at.
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

// import { a, b as c } from …, const { a, b: c } = await runtimeModule(…): a and b
const namesTaken = text =>
  new Set(
    [...text.matchAll(/^\s*(?:import|const) \{([^}]*)\}/gm)].flatMap(([, names]) =>
      names.split(',').map(name => name.trim().split(/:| as /)[0]),
    ),
  );

// A module with the same names, of which one has nothing behind it; the real one lies beside it.
const brokenModule = (real, names, one) =>
  [
    '// Broken on purpose, see broken_subjects.mjs.',
    `import * as real from './${real}';`,
    'function broken(value) {',
    '  if (typeof value === "function") return function () {};',
    '  if (Array.isArray(value)) return [];',
    '  return value && typeof value === "object" ? {} : undefined;',
    '}',
    ...names.map(name => `export const ${name} = ${name === one ? `broken(real.${name})` : `real.${name}`};`),
    '',
  ].join('\n');

// Of the names that the module gives and the test uses: { name, failing: the tests that fail without it }.
async function failsWithout(folder, test, subject) {
  const extension = path.extname(subject);
  const real = `${path.basename(subject, extension)}.real${extension}`;
  const taken = namesTaken(readFileSync(path.join(folder, test), 'utf8'));
  const names = await exportsOf(folder, subject);
  const used = names.filter(name => taken.has(name));
  if (used.length === 0) throw new Problem(`${test} uses nothing that ${subject} gives`);
  const beside = path.join(folder, path.dirname(subject), real);
  writeFileSync(beside, readFileSync(path.join(folder, subject)));
  const found = [];
  try {
    for (const name of used) {
      const text = brokenModule(real, names, name);
      found.push({ name, failing: await withText(folder, subject, text, () => failingTests(folder, [test])) });
    }
  } finally {
    rmSync(beside);
  }
  return found;
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
    for (const subject of subjects)
      for (const { name, failing } of await failsWithout(folder, test, subject))
        tell(test, `${name} of ${subject}`, failing);
    for (const other of others) tell(test, other.file, await failsWith(folder, test, other));
  }
  return { asked, failed };
}
