// site_bench.mjs: TypeScript and page makers with a mistake in them: a copy of the repository, judged by the unit tests that
// know the file.
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { copiedRepository } from '../lib/copied_tree.mjs';
import { filesKnownTo } from '../lib/known_files.mjs';
import { countsOfNodeTest } from '../lib/counts.mjs';
import { runLogged } from '../lib/run.mjs';
import { Problem } from '../lib/say.mjs';

// A mistake may never end; no unit test takes a tenth of this.
const longestMs = 60_000;

export const unitTestsIn = (folder, room) =>
  readdirSync(path.join(folder, room))
    .filter(file => file.endsWith('.test.mjs'))
    .map(file => `${room}/${file}`);

// The names of the tests that fail in these files of the copy.
export async function failingTests(folder, files) {
  const args = ['--test', `--test-timeout=${longestMs}`, '--test-reporter=spec', ...files];
  const run = await runLogged('mutants_tests', process.execPath, args, { cwd: folder });
  const failing = [...new Set([...run.text.matchAll(/^\s*✖ (.+?)(?: \([\d.]+ms\))?$/gm)].map(([, name]) => name))];
  const named = failing.filter(name => name !== 'failing tests:');
  const passed = countsOfNodeTest(run.text)?.passed ?? 0;
  if (run.code === 0 && passed > 0) return [];
  return named.length ? named : [`${files.join(', ')} crashed`];
}

export async function siteBench() {
  const folder = await copiedRepository(['mutants', 'site']);
  const tests = unitTestsIn(folder, 'web/site/tests');
  const known = await Promise.all(tests.map(async test => ({ test, ...(await filesKnownTo(folder, test)) })));
  const before = await failingTests(folder, tests);
  if (before.length) throw new Problem(`without any mutant these tests fail already: ${before.join(', ')}`);
  return {
    folder,
    // Those that name the file first: most mistakes are found there. Only where they find nothing the others are asked.
    async judge({ file }) {
      const knowing = known.filter(({ all }) => all.includes(file));
      const naming = knowing.filter(({ named }) => named.includes(file));
      for (const asked of [naming, knowing.filter(each => !naming.includes(each))]) {
        const failing = asked.length
          ? await failingTests(
              folder,
              asked.map(({ test }) => test),
            )
          : [];
        if (failing.length) return failing;
      }
      return [];
    },
  };
}
