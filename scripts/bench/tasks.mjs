// tasks.mjs: long tasks of a page whose figure starts and trains, in Chromium with its CPU slowed down four times.
//
// node scripts/bench/tasks.mjs [dist folder]
// A task over 50 ms is one that a reader can feel (the Long Tasks API counts them). Each widget with ticks is started in its
// embed page and run to its goal, with its ticks in a Worker; starting and running are counted apart.
import path from 'node:path';
import { chromium } from '@playwright/test';
import { serve } from '../serve.mjs';
import { isMain } from '../lib/is_main.mjs';
import { inRoot } from '../lib/paths.mjs';
import { runMain } from '../lib/say.mjs';
import { readFileSync } from 'node:fs';

const slowdown = 4;
const runForMs = 6000; // what a run does in its first seconds it does to its end

// Runs in the page before anything else.
function observe() {
  globalThis.longTasks = [];
  new PerformanceObserver(list => {
    for (const { startTime, duration } of list.getEntries()) globalThis.longTasks.push({ startTime, duration });
  }).observe({ type: 'longtask', buffered: true });
}

const taken = page => page.evaluate(() => globalThis.longTasks.splice(0).map(({ duration }) => Math.round(duration)));

async function measure(browser, base, widget) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  await page.addInitScript(observe);
  const session = await context.newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
  await page.goto(`${base}/embed/${widget.id}.html`);
  const root = page.locator('figure[data-widget]');
  await page.waitForFunction(
    () => /^(paused|running)$/.test(document.querySelector('figure[data-widget]').dataset.state),
    undefined,
    { timeout: 120_000 },
  );
  await page.waitForTimeout(500);
  const starting = await taken(page);
  const running = [];
  if (widget.playback.max_ticks > 0) {
    await root.evaluate(figure => figure.widget.run());
    await page.waitForTimeout(runForMs);
    running.push(...(await taken(page)));
  }
  await context.close();
  return { id: widget.id, starting, running };
}

// [{ id, starting: ms[], running: ms[] }], a row a widget.
export async function longTasks(dist = inRoot('dist')) {
  const { widgets } = JSON.parse(readFileSync(path.join(dist, 'widgets.json'), 'utf8'));
  const { server, port } = await serve(dist, { port: 0 });
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
    chromiumSandbox: false,
    args: ['--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
  try {
    const rows = [];
    for (const widget of widgets) rows.push(await measure(browser, `http://127.0.0.1:${port}`, widget));
    return rows;
  } finally {
    await browser.close();
    server.close();
  }
}

export function printLongTasks(rows) {
  console.log(`\nTasks over 50 ms, CPU ${slowdown} times slower      starting        running`);
  const cell = times => (times.length ? `${times.length} (longest ${Math.max(...times)} ms)` : 'none').padStart(22);
  for (const { id, starting, running } of rows) console.log(`${id.padEnd(30)}${cell(starting)}${cell(running)}`);
}

if (isMain(import.meta.url))
  await runMain(async () => printLongTasks(await longTasks(process.argv[2] && path.resolve(process.argv[2]))));
