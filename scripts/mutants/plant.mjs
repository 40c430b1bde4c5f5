// plant.mjs: puts one mistake into a copy, asks the judge, takes it out again; and says for each whether it was caught.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Problem, say } from '../lib/say.mjs';

// The text with the mistake in it. The place must be there, once, else the mutant is out of date.
export function mutated(text, { name, file, from, to }) {
  if (text.split(from).length !== 2) throw new Problem(`${name}: ${file} does not hold once: ${from}`);
  return text.replace(from, () => to);
}

// Runs judge() while `file` below `folder` holds `text`. What was there comes back whatever happens.
export async function withText(folder, file, text, judge) {
  const target = path.join(folder, file);
  const before = readFileSync(target, 'utf8');
  writeFileSync(target, text);
  try {
    return await judge();
  } finally {
    writeFileSync(target, before);
  }
}

// bench: { folder, judge(mutant): the names of the tests that fail, undefined where it does not compile }. Returns how many
// mutants were not caught.
export async function judgeMutants(bench, mutants) {
  let survivors = 0;
  for (const mutant of mutants) {
    const text = mutated(readFileSync(path.join(bench.folder, mutant.file), 'utf8'), mutant);
    const failing = await withText(bench.folder, mutant.file, text, () => bench.judge(mutant));
    if (!failing?.length) survivors += 1;
    const found = failing?.length ? `: ${failing.length} tests, first ${failing[0]}` : '';
    say(`${found ? 'caught  ' : failing ? 'SURVIVED' : 'NO BUILD'}  ${mutant.name}${found}`);
  }
  return survivors;
}
