// fault_bench.mjs: a site that takes no heed of a fault: a copy of the repository, pressed with the mistake in it; the cases
// of the table of faults that the mistake names have to fail in Chromium.
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pressLessons } from '../../web/site/author/press.mjs';
import { faults } from '../../web/site/tests/browser/faults.mjs';
import { appFolder, buildSite, engineFolder, sitesLessonTool } from '../build.mjs';
import { copiedRepository } from '../lib/copied_tree.mjs';
import { inRoot } from '../lib/paths.mjs';
import { runLogged } from '../lib/run.mjs';
import { Problem, say } from '../lib/say.mjs';

// Most cases fail by waiting for what never comes. No case takes a third of this, on one core.
const longestMs = 20_000;
// Cases that a mistake leaves alone stay green, else it breaks the page as a whole and says nothing about its case.
const witnesses = ['two tabs on one chapter', 'IntersectionObserver: missing'];
const witnessFor = cases => witnesses.find(name => !cases.includes(name));

const program = (...parts) => inRoot('node_modules', ...parts);
const escaped = text => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

// Mistakes are in pages and scripts, so the lessons are pressed once: a file for build.mjs --press.
async function pressedLessons(folder) {
  const { catalogText, ending, ...press } = await pressLessons(sitesLessonTool, path.join(folder, 'lessons'));
  const file = path.join(folder, 'press.json');
  const chapters = [...press.chapters, ...(ending ? [ending] : [])];
  writeFileSync(file, JSON.stringify({ press: { ...press, chapters }, catalog: JSON.parse(catalogText) }));
  return file;
}

// False: types or the build do not agree with what stands in the sources.
async function built(folder, press) {
  const runs = async (...command) => (await runLogged('mutants_build', process.execPath, command)).code === 0;
  const parts = { app: appFolder, engine: engineFolder, press, out: path.join(folder, 'dist') };
  const args = Object.entries(parts).flatMap(([name, value]) => [`--${name}`, value]);
  return (
    (await runs(program('typescript', 'bin', 'tsc'), '--noEmit', '-p', folder)) &&
    (await runs(path.join(folder, 'web', 'site', 'build.mjs'), '--uncompressed', ...args))
  );
}

// Of these cases the names of those that fail.
async function failingCases(folder, cases) {
  const file = path.join(folder, 'cases.json');
  rmSync(file, { force: true });
  const config = path.join(folder, 'web', 'site', 'tests', 'browser', 'playwright.config.mjs');
  const titles = cases.map(name => ` ${escaped(name)} \\| says`).join('|');
  const args = [
    'test',
    'faults.spec.mjs',
    '-c',
    config,
    '--project=light',
    '--fully-parallel',
    '--reporter=json',
    '-g',
    titles,
  ];
  const command = [program('@playwright', 'test', 'cli.js'), ...args, `--timeout=${longestMs}`];
  await runLogged('mutants_tests', process.execPath, command, { env: { PLAYWRIGHT_JSON_OUTPUT_NAME: file } });
  const specs = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).suites.flatMap(each => each.specs) : [];
  if (specs.length !== cases.length)
    throw new Problem(`of ${cases.length} cases ${specs.length} were run, see build/logs/mutants_tests.log`);
  return cases.filter(name => specs.some(({ title, ok }) => !ok && title.startsWith(`${name} | says`)));
}

// mutants: those that are going to be judged.
export async function faultBench(mutants) {
  if (!existsSync(sitesLessonTool) || !existsSync(engineFolder)) await buildSite();
  const folder = await copiedRepository(['mutants', 'faults']);
  const press = await pressedLessons(folder);
  if (!(await built(folder, press))) throw new Problem('it does not build without any mutant, see build/logs');
  const asked = new Set([...witnesses, ...mutants.flatMap(({ cases }) => cases)]);
  const before = await failingCases(
    folder,
    faults.map(({ name }) => name).filter(name => asked.has(name)),
  );
  if (before.length) throw new Problem(`without any mutant these cases fail already: ${before.join(', ')}`);
  return {
    folder,
    // All cases or none: one that stays green is told.
    async judge({ cases }) {
      if (!(await built(folder, press))) return undefined;
      const witness = witnessFor(cases);
      const failing = await failingCases(folder, [...cases, witness]);
      const green = cases.filter(name => !failing.includes(name));
      for (const name of green) say(`          stays green: ${name}`);
      if (failing.includes(witness)) say(`          breaks the whole page: ${witness}`);
      return green.length || failing.includes(witness) ? [] : failing;
    },
  };
}
