// reproduce.mjs: npm run reproduce: runs the experiments behind the lesson's measured tables and judges them by their bands.
//
// npm run reproduce -- --quick                     four seeds a row, in minutes
// npm run reproduce -- --seeds 101-160 --tables trainer_moons
// Files go to build/reproduce, one .csv and one .json a table, unless --out names another folder.
import { spawnSync } from 'node:child_process';
import { buildPreset, lessonTool } from './build.mjs';
import { setUp } from './setup.mjs';
import { inRoot } from './lib/paths.mjs';
import { runMain } from './lib/say.mjs';

async function reproduce() {
  await setUp('build');
  await buildPreset('gcc', { targets: ['lesson_tool'] });
  const chosen = process.argv.slice(2);
  const out = chosen.includes('--out') ? [] : ['--out', inRoot('build', 'reproduce')];
  const { status } = spawnSync(lessonTool, ['reproduce', ...out, ...chosen], { stdio: 'inherit' });
  process.exitCode = status ?? 1;
}

await runMain(reproduce);
