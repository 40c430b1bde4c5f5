// mutants.mjs: npm run mutants: plants known mistakes into copies of the sources, one at a time; the tests have to find each.
//
// npm run mutants -- gamma                 only the mutants whose name holds "gamma"
// npm run mutants -- engine|player|site    only those of one bench (player: player, values and sessions); a word may follow
// npm run mutants -- faults                the handling of each fault taken out of the site; the cases in its table have to fail
// npm run mutants -- tests                 the other way round: each unit test against a broken subject; it has to fail
// A mutant is one text replaced by another in one file. If the text is not there (once), the mutant is out of date: an error.
import { engineBench, playerBench } from './mutants/native_bench.mjs';
import { engineMutants } from './mutants/engine_mutants.mjs';
import { faultBench } from './mutants/fault_bench.mjs';
import { faultMutants } from './mutants/fault_mutants.mjs';
import { judgeMutants } from './mutants/plant.mjs';
import { cppMutants } from './mutants/player_mutants.mjs';
import { siteBench } from './mutants/site_bench.mjs';
import { siteMutants } from './mutants/site_mutants.mjs';
import { testsThatCannotFail } from './mutants/broken_subjects.mjs';
import { setUp } from './setup.mjs';
import { Problem, runMain, say } from './lib/say.mjs';

const benches = {
  engine: { make: engineBench, mutants: engineMutants },
  player: { make: playerBench, mutants: cppMutants },
  site: { make: siteBench, mutants: siteMutants },
  faults: { make: faultBench, mutants: faultMutants },
};

// words: [bench] [part of a name]
function chosenFrom([first, ...rest]) {
  const [names, word] = benches[first]
    ? [[first], rest.join(' ')]
    : [Object.keys(benches), [first, ...rest].join(' ')];
  const chosen = names.map(name => ({
    ...benches[name],
    mutants: benches[name].mutants.filter(mutant => mutant.name.includes(word)),
  }));
  if (chosen.every(({ mutants }) => mutants.length === 0)) throw new Problem(`no mutant has "${word}" in its name`);
  return chosen.filter(({ mutants }) => mutants.length > 0);
}

await runMain(async () => {
  const words = process.argv.slice(2);
  const chosen = words[0] === 'tests' ? [] : chosenFrom(words);
  await setUp('test');
  let [asked, failed] = [0, 0];
  for (const { make, mutants } of chosen) {
    asked += mutants.length;
    failed += await judgeMutants(await make(mutants), mutants);
  }
  if (words[0] === 'tests') ({ asked, failed } = await testsThatCannotFail(words[1]));
  say(`${asked - failed} passed, ${failed} failed`);
  process.exitCode = failed ? 1 : 0;
});
