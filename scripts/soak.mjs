// soak.mjs: npm run soak [-- --minutes 60 --seed 13]: somebody plays with every figure of the gallery in Chromium; memory must
// stay flat, nothing may move at rest, nothing may go wrong. Looks at dist/ as it is.
//
// Once a minute the page is brought to rest and measured, without garbage. What it holds after the first five minutes (half
// the time of a shorter soak) may grow by a tenth until the end.
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { elapsed, Problem, runMain, say } from './lib/say.mjs';
import { serve } from './serve.mjs';
import { drawn } from '../web/site/tests/browser/lab.mjs';
import { catalog, distFolder } from '../web/site/tests/browser/places.mjs';
import config from '../web/site/tests/browser/playwright.config.mjs';
import { gallery, growth, SoakPage } from '../web/site/tests/browser/soak_page.mjs';
import { firstViewport, SoakReader } from '../web/site/tests/browser/soak_reader.mjs';

const minuteMs = 60_000;
const warmUpMinutes = 5;
const tolerance = 0.1;
const betweenActionsMs = 150; // faster than any reader

// Numbers of the command line: minutes and seed.
function wanted() {
  const options = { minutes: { type: 'string', default: '60' }, seed: { type: 'string', default: '13' } };
  const { values } = parseArgs({ options });
  const [minutes, seed] = [values.minutes, values.seed].map(Number);
  if (!(minutes >= 2) || !Number.isInteger(seed)) throw new Problem('--minutes is at least 2, --seed a whole number');
  return { minutes, seed };
}

function printMinute(minute, sample, frames, reader) {
  const actions = Object.values(reader.done).reduce((sum, count) => sum + count, 0);
  const cells = Object.entries(sample).map(([name, value]) => `${name} ${value}`);
  console.log(`minute ${minute}: ${actions} actions; ${cells.join('; ')}; frames at rest ${frames}`);
}

// -> {samples: a measurement a minute, found: what went wrong, in words}
async function play(page, address, { minutes, seed }) {
  const soak = await SoakPage.open(page, address);
  const reader = new SoakReader(page, catalog(), seed, drawn);
  const samples = [];
  const started = Date.now();
  await soak.rest();
  for (let minute = 1; minute <= minutes; ++minute) {
    while (Date.now() - started < minute * minuteMs) {
      await reader.act();
      await page.waitForTimeout(betweenActionsMs);
    }
    await soak.rest();
    const frames = await soak.framesWhileIdle();
    if (frames > 0) soak.found.push(`minute ${minute}: ${frames} frames asked for at rest`);
    samples.push(await soak.measure());
    printMinute(minute, samples.at(-1), frames, reader);
  }
  console.log(`\n${elapsed(started)}; ${Object.entries(reader.done).map(([name, count]) => `${name} ${count}`)}`);
  return { samples, found: soak.found };
}

function judge({ samples, found }) {
  const warm = Math.min(warmUpMinutes, Math.floor(samples.length / 2)) - 1;
  const grown = growth(samples[warm], samples.at(-1), tolerance).map(words => `${words} since minute ${warm + 1}`);
  const problems = [...grown, ...new Set(found)];
  for (const words of problems) say(words);
  if (problems.length) throw new Problem(`The soak found ${problems.length} problems.`);
  console.log(`memory flat within ${100 * tolerance} % since minute ${warm + 1}, no frame at rest, no error`);
}

await runMain(async () => {
  const choice = wanted();
  const { server, port } = await serve(distFolder, { port: 0 });
  const { launchOptions } = config.use;
  // So that Workers can be measured without garbage; and without the machine code of what was called often, which V8 keeps
  // in the same heap: 0.2 MB of it came between 500 and 1,500 touches, beside the page's 4.5 MB.
  const flags = '--expose-gc --no-sparkplug --no-maglev --no-turbofan';
  const browser = await chromium.launch({ ...launchOptions, args: [...launchOptions.args, `--js-flags=${flags}`] });
  try {
    const context = await browser.newContext({ hasTouch: true, viewport: firstViewport });
    judge(await play(await context.newPage(), `http://127.0.0.1:${port}/${gallery}`, choice));
  } finally {
    await browser.close();
    server.close();
  }
});
