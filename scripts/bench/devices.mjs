// devices.mjs: what a reader with an old phone on a slow network waits for, page by page, in Chromium.
//
// node scripts/bench/devices.mjs [page…]     dropout/mask.html, embed/trainer.html …; without: a chapter and every embed page
// The CPU is slowed down six times, the window has 390 px at a pixel ratio of 3, the network has 400 ms and 400 kbit/s.
// Times of the page's clock depend on the machine and on what else it does; the CPU time of the longest task and the counts
// do so less. The table is also written to build/bench/devices.json. What is not slowed down: the Worker's network.
// Chromium cannot be given less memory, so what a page takes is measured: what its scripts and the memories of its programs
// hold, and what its whole process has of the machine, Chromium's own share and the Workers included.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { isMain } from '../lib/is_main.mjs';
import { inRoot } from '../lib/paths.mjs';
import { runMain, say } from '../lib/say.mjs';
import { serve } from '../serve.mjs';
import { longTasksDuring, openChromium } from './tasks.mjs';

const slowdown = 6;
const network = { offline: false, latency: 400, downloadThroughput: 50_000, uploadThroughput: 50_000 };
const phone = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 3, isMobile: true, hasTouch: true };
const heaviestChapter = 'dropout/ensemble.html';
const runForMs = 4000;
const patience = { state: 'attached', timeout: 180_000 };

// In the page, before its scripts: when the first poster was in a frame, when the first figure came to life, and how long
// touches waited for the frame that answers them.
function keepTimes() {
  const times = { touches: [] };
  globalThis.deviceTimes = times;
  const look = () => {
    const figure = document.querySelector('figure[data-widget]');
    if (!times.poster && figure?.querySelector('.poster svg')) times.poster = performance.now();
    if (!times.live && figure?.dataset.live === '') times.live = performance.now();
    if (!times.live) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
  new PerformanceObserver(list => {
    for (const { interactionId, duration } of list.getEntries()) if (interactionId) times.touches.push(duration);
  }).observe({ type: 'event', durationThreshold: 16 });
}

// In the page, before its scripts: the memories of its programs, as long as somebody holds them.
function keepMemories() {
  const memories = [];
  globalThis.bytesOfPrograms = () => memories.reduce((sum, ref) => sum + (ref.deref()?.buffer.byteLength ?? 0), 0);
  const { instantiate } = WebAssembly;
  WebAssembly.instantiate = async (...given) => {
    const made = await instantiate.apply(WebAssembly, given);
    for (const part of Object.values((made.instance ?? made).exports))
      if (part instanceof WebAssembly.Memory) memories.push(new WeakRef(part));
    return made;
  };
}

// { held, process } in MB; process null: the system does not say. The page's is the renderer that took the most.
async function memoryOf(browser, page, devtools) {
  await devtools.send('HeapProfiler.collectGarbage');
  const { usedSize } = await devtools.send('Runtime.getHeapUsage');
  const held = usedSize + (await page.evaluate(() => globalThis.bytesOfPrograms()));
  const system = await browser.newBrowserCDPSession();
  const { processInfo } = await system.send('SystemInfo.getProcessInfo');
  await system.detach();
  const kilobytes = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => shareOf(id));
  return { held: Math.round(held / 1e6), process: Math.round(Math.max(...kilobytes) / 1000) || null };
}

// What a process has of the machine's memory, in KB; of what it shares with others its share.
function shareOf(processId) {
  try {
    return Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${processId}/smaps_rollup`, 'utf8'))[1]);
  } catch {
    return 0; // not on Linux, or already gone
  }
}

// Frames of the display that the page missed while it ran, as a share.
const missedFrames = ms =>
  new Promise(done => {
    const displayMs = 1000 / 60;
    let [begin, last, drawn] = [0, 0, 0];
    const pass = now => {
      begin ||= now;
      last = now;
      if (now - begin < ms) {
        ++drawn;
        requestAnimationFrame(pass);
      } else done(Math.max(0, 1 - drawn / ((last - begin) / displayMs)));
    };
    requestAnimationFrame(pass);
  });

// A finger on the first control that is in view; what it does is of no account.
async function touch(page) {
  const at = await page.evaluate(() => {
    const parts =
      'figure :is([data-action]:not([data-action=run]), [data-nudge], input[type=range], .segments label)';
    for (const part of document.querySelectorAll(parts)) {
      const { left, top, width, height } = part.getBoundingClientRect();
      const point = { x: left + width / 2, y: top + height / 2 };
      const hit = document.elementFromPoint(point.x, point.y);
      if (hit && part.contains(hit) && !part.disabled) return point;
    }
    return null;
  });
  if (!at) return null;
  await page.touchscreen.tap(at.x, at.y);
  await page.waitForSelector('figure[data-settled]', patience);
  await page.waitForTimeout(500); // such entries come late
  return page.evaluate(() => Math.max(0, ...globalThis.deviceTimes.touches));
}

const showControls = page =>
  page.evaluate(() => document.querySelector('figure .widget-controls').scrollIntoView({ block: 'center' }));

async function measure(browser, base, address) {
  const context = await browser.newContext(phone);
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send('Network.enable');
  await devtools.send('Network.emulateNetworkConditions', network);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
  await page.addInitScript(keepTimes);
  await page.addInitScript(keepMemories);
  const starting = await longTasksDuring(browser, page, async () => {
    await page.goto(`${base}/${address}`, { waitUntil: 'commit', timeout: patience.timeout });
    await page.waitForSelector('figure[data-widget]', patience);
    await page.evaluate(() => document.querySelector('figure[data-widget]').scrollIntoView({ block: 'center' }));
    await page.waitForSelector('figure[data-settled]', patience);
  });
  const { poster, live, firstByte } = await page.evaluate(() => ({
    ...globalThis.deviceTimes,
    firstByte: performance.getEntriesByType('navigation')[0].responseStart,
  }));
  await showControls(page);
  let touchMs = 0;
  const touching = await longTasksDuring(browser, page, async () => (touchMs = await touch(page)));
  const trains = await page.evaluate(() => Boolean(document.querySelector('figure [data-action=run]')));
  let missed = null;
  const running = trains
    ? await longTasksDuring(browser, page, async () => {
        await page.evaluate(() => void document.querySelector('figure[data-widget]').widget.run());
        missed = await page.evaluate(missedFrames, runForMs);
      })
    : [];
  const memoryMb = await memoryOf(browser, page, devtools);
  await context.close();
  const longest = tasks => Math.max(0, ...tasks);
  return {
    page: address,
    posterMs: Math.round(poster - firstByte),
    liveMs: Math.round(live - firstByte),
    touchMs,
    missedPercent: missed === null ? null : Math.round(100 * missed),
    memoryMb,
    longestTaskMs: { starting: longest(starting), touching: longest(touching), running: longest(running) },
  };
}

// A row a page; pages default to the heaviest chapter and every embed page.
export async function onOldPhone(dist = inRoot('dist'), pages = []) {
  const { widgets } = JSON.parse(readFileSync(path.join(dist, 'widgets.json'), 'utf8'));
  const wanted = pages.length ? pages : [heaviestChapter, ...widgets.map(({ id }) => `embed/${id}.html`)];
  const { server, port } = await serve(dist, { port: 0 });
  const browser = await openChromium();
  const rows = [];
  try {
    for (const address of wanted) {
      rows.push(await measure(browser, `http://127.0.0.1:${port}`, address));
      say(`      ${address}`);
    }
  } finally {
    await browser.close();
    server.close();
  }
  const file = inRoot('build', 'bench', 'devices.json');
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(rows, null, 2)}\n`);
  return rows;
}

export function printOldPhone(rows) {
  const title = `\nOld phone: CPU ${slowdown} times slower, 390 px at ratio 3, 400 ms and 400 kbit/s. Milliseconds; from the first byte on`;
  const heads = [
    'poster',
    'live',
    'touch',
    'longest task: start',
    'touch',
    'run',
    'frames missed',
    'MB held',
    'process',
  ];
  const cells = values => values.map((value, at) => String(value ?? '-').padStart(heads[at].length + 3)).join('');
  console.log(`${title}\n${''.padEnd(30)}${cells(heads)}`);
  for (const { page, posterMs, liveMs, touchMs, longestTaskMs, missedPercent, memoryMb } of rows) {
    const { starting, touching, running } = longestTaskMs;
    const missed = missedPercent === null ? null : `${missedPercent} %`;
    const task = ms => ms || 'short'; // below what longTasksDuring() tells
    const tasks = [task(starting), task(touching), missed === null ? null : task(running)];
    console.log(
      page.padEnd(30) + cells([posterMs, liveMs, touchMs, ...tasks, missed, memoryMb.held, memoryMb.process]),
    );
  }
}

if (isMain(import.meta.url))
  await runMain(async () => printOldPhone(await onOldPhone(undefined, process.argv.slice(2))));
