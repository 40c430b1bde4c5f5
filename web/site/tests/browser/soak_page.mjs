// soak_page.mjs: what a page with all figures is asked while somebody plays with it: what it holds, what moves, what went
// wrong.
//
// It is measured in one and the same state each time: every figure as the lesson has it, the page at its top, all at rest.
import { keepMemories } from './program_memories.mjs';
import { firstViewport } from './soak_reader.mjs';

export const gallery = 'gallery.html'; // the site's page with every widget

// Runs in the page before its own scripts: counts the animation frames that are asked for.
function countFrames() {
  const soak = { framesAsked: 0, askUncounted: globalThis.requestAnimationFrame.bind(globalThis) };
  globalThis.soak = soak;
  globalThis.requestAnimationFrame = callback => {
    ++soak.framesAsked;
    return soak.askUncounted(callback);
  };
}

// A Worker has a heap of its own, which only a flag of the browser lets us tidy up (--expose-gc). Without it nothing is told.
const programsInWorker = () => (globalThis.gc ? (globalThis.gc(), globalThis.memoriesOfPrograms()) : []);

export class SoakPage {
  // What goes wrong from now on is kept in words in `found`.
  static async open(page, address) {
    const found = [];
    page.on('console', message => {
      // Browsers take contexts away with a mere warning.
      if (message.type() === 'error' || /webgl context/i.test(message.text())) found.push(`log: ${message.text()}`);
    });
    page.on('pageerror', error => found.push(`exception: ${error.stack ?? error}`));
    page.on('crash', () => found.push('the page crashed'));
    page.on('response', response => response.status() >= 400 && found.push(`${response.status()} ${response.url()}`));
    await page.addInitScript(countFrames);
    await page.addInitScript(keepMemories);
    await page.route(/\/worker\.\w+\.js$/, async route => {
      const response = await route.fetch();
      await route.fulfill({ response, body: `(${keepMemories})();${await response.text()}` });
    });
    await page.goto(address);
    page.on('request', request => {
      if (request.isNavigationRequest()) found.push(`the page was left for ${request.url()}`);
    });
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('Performance.enable');
    const count = await page.locator('figure[data-widget]').count();
    return new SoakPage(page, devtools, found, count);
  }
  constructor(page, devtools, found, count) {
    Object.assign(this, { page, devtools, found, count });
  }

  // Every figure as the lesson has it, nothing unfolded, at the top of the page; what is live there is so anew.
  async rest() {
    const { page } = this;
    await page.mouse.up();
    await page.mouse.move(1, 1);
    await page.setViewportSize(firstViewport);
    await page.emulateMedia({ colorScheme: 'light' });
    await page.evaluate(() => {
      document.activeElement?.blur();
      for (const fold of document.querySelectorAll('figure details')) fold.open = false;
    });
    for (let index = 0; index < this.count; ++index) await this.bringHome(index);
    const last = this.count - 1;
    for (const [index, block] of [
      [last, 'end'],
      [0, 'start'],
    ]) {
      await this.show(index, block);
      await page.waitForFunction(inView => {
        const figures = [...document.querySelectorAll('figure[data-widget]')];
        return (
          figures[inView].dataset.live === '' &&
          figures.every(({ dataset }) => 'settled' in dataset || dataset.state === 'poster')
        );
      }, index);
    }
  }
  show(index, block) {
    return this.page.evaluate(
      ([at, place]) => document.querySelectorAll('figure[data-widget]')[at].scrollIntoView({ block: place }),
      [index, block],
    );
  }
  // Says what a reader would read, where a figure came to nothing.
  async bringHome(index) {
    await this.show(index, 'center');
    const words = await this.page.evaluate(async at => {
      const patienceMs = 60_000; // a net against hanging
      const figure = document.querySelectorAll('figure[data-widget]')[at];
      let timer = 0;
      const silence = new Promise(done => (timer = setTimeout(() => done('silent'), patienceMs)));
      const home = await Promise.race([figure.widget.act('lesson_start'), silence]);
      clearTimeout(timer);
      const { state } = figure.dataset;
      if (home === 'silent') return `${figure.id} (${state}) did not come to its start in ${patienceMs / 1000} s`;
      const notice = figure.querySelector('[data-notice]');
      if (notice && !notice.hidden) return `${figure.id} says "${notice.textContent}"`;
      return home ? '' : `${figure.id} does not go back to its start`;
    }, index);
    if (words) this.found.push(words);
  }

  // At rest: how many animation frames the page asks for while sixty pass, which the display itself counts.
  framesWhileIdle() {
    return this.page.evaluate(
      () =>
        new Promise(done => {
          const { soak } = globalThis;
          let left = 62;
          let before = 0;
          const pass = () => {
            if (left === 60) before = soak.framesAsked; // what was asked for ahead has come
            if (--left > 0) soak.askUncounted(pass);
            else done(soak.framesAsked - before);
          };
          pass();
        }),
    );
  }

  // At rest, without garbage.
  async measure() {
    const { page, devtools } = this;
    for (let i = 0; i < 3; ++i) {
      await devtools.send('HeapProfiler.collectGarbage');
      await page.evaluate(() => new Promise(done => setTimeout(done))); // what waits for its end is let go
    }
    const { metrics } = await devtools.send('Performance.getMetrics');
    const metric = name => metrics.find(each => each.name === name).value;
    const ofPage = await page.evaluate(() => globalThis.memoriesOfPrograms());
    const ofWorkers = await Promise.all(page.workers().map(each => each.evaluate(programsInWorker)));
    const programs = [ofPage, ...ofWorkers].flat();
    return {
      'JS heap, KB': Math.round(metric('JSHeapUsedSize') / 1024),
      'DOM nodes': metric('Nodes'),
      'event listeners': metric('JSEventListeners'),
      'WebAssembly memory, KB': programs.reduce((sum, bytes) => sum + bytes / 1024, 0),
      'WebAssembly programs': programs.length,
      Workers: page.workers().length,
    };
  }
}

// What is more than it may be: `now` against `before`, in words. Counts are exact, so they get little: a fold that was
// opened, a table that was asked for. heapShare: what the heap may grow by, and the memory of programs.
export function growth(before, now, heapShare) {
  const countShare = 0.02;
  return Object.entries(now)
    .filter(([name, value]) => value > before[name] * (1 + (/KB/.test(name) ? heapShare : countShare)))
    .map(([name, value]) => {
      const percent = Math.round((100 * (value - before[name])) / before[name]);
      return `${name} grew by ${percent} %, from ${before[name]} to ${value}`;
    });
}
