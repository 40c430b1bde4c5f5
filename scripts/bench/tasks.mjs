// tasks.mjs: long tasks of a page whose figure starts and trains, in Chromium with its CPU slowed down four times.
//
// node scripts/bench/tasks.mjs [dist folder]
// A task over 50 ms is one that a reader can feel. Each widget with ticks is started in its embed page and run, with its
// ticks in a Worker; starting and running are counted apart. Counted is the CPU time of the page's thread: on a machine with
// few cores a task also waits for the Worker and for Chromium's software GPU, which says nothing about the page.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { chromium } from '@playwright/test';
import { chromiumProgram } from '../lib/chromium.mjs';
import { isMain } from '../lib/is_main.mjs';
import { inRoot } from '../lib/paths.mjs';
import { runMain } from '../lib/say.mjs';
import { serve } from '../serve.mjs';

const slowdown = 4;
const runForMs = 6000; // what a run does in its first seconds it does to its end
const longMs = 50;

// Milliseconds of CPU of each long task of the page's thread while work() goes on.
export async function longTasksDuring(browser, page, work) {
  await browser.startTracing(page, { categories: ['devtools.timeline', 'toplevel'] });
  await work();
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString());
  const pages = traceEvents.filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain');
  const isPage = ({ pid, tid }) => pages.some(page => page.pid === pid && page.tid === tid);
  return traceEvents
    .filter(event => event.name.endsWith('RunTask') && event.tdur > longMs * 1000 && isPage(event))
    .map(({ tdur }) => Math.round(tdur / 1000));
}

// As on a machine with a graphics card, as far as a page's thread can tell.
export const openChromium = () =>
  chromium.launch({
    executablePath: chromiumProgram,
    chromiumSandbox: false,
    args: [
      // Without a GPU Chromium reads every picture back in the page's thread; with one, and with these, it does not.
      ...['--ignore-gpu-blocklist', '--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader'],
      ...['--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
    ],
  });

async function measure(browser, base, widget) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
  const starting = await longTasksDuring(browser, page, async () => {
    await page.goto(`${base}/embed/${widget.id}.html`);
    await page.waitForSelector('figure[data-settled]', { state: 'attached', timeout: 120_000 });
  });
  await page.evaluate(() => 0); // what the browser driver needs in the page comes in now
  const running =
    widget.playback.max_ticks === 0
      ? []
      : await longTasksDuring(browser, page, async () => {
          await page.evaluate(() => void document.querySelector('figure[data-widget]').widget.run());
          await page.waitForTimeout(runForMs);
        });
  await context.close();
  return { id: widget.id, starting, running };
}

// [{ id, starting: ms[], running: ms[] }], a row a widget.
export async function longTasks(dist = inRoot('dist')) {
  const { widgets } = JSON.parse(readFileSync(path.join(dist, 'widgets.json'), 'utf8'));
  const { server, port } = await serve(dist, { port: 0 });
  const browser = await openChromium();
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
  console.log(`\nTasks over ${longMs} ms, CPU ${slowdown} times slower      starting        running`);
  const cell = times => (times.length ? `${times.length} (longest ${Math.max(...times)} ms)` : 'none').padStart(22);
  for (const { id, starting, running } of rows) console.log(`${id.padEnd(30)}${cell(starting)}${cell(running)}`);
}

if (isMain(import.meta.url))
  await runMain(async () => printLongTasks(await longTasks(process.argv[2] && path.resolve(process.argv[2]))));
