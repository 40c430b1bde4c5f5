// page.mjs: one page in any engine: what the walks do with it, in terms of the few things that every driver can.
//
// A driver has goto, reload, run (an expression, to a text), keys, pointer, takeErrors, close, and print where it can.
import assert from 'node:assert/strict';
import { touchesIn } from '../browser/display_list.mjs';
import { startChromium } from './chromium.mjs';
import { startFirefox } from './firefox.mjs';
import { stopAll } from './processes.mjs';
import { serveSite } from './server.mjs';
import { startWebkit } from './webkit.mjs';

const starts = { chromium: startChromium, firefox: startFirefox, webkit: startWebkit };
// The pointer reaches only what is in view.
export const view = { width: 1000, height: 2400 };
// A net against hanging, not a measurement.
const patienceMs = 120_000;
const keyCodes = { Tab: '\uE004', Enter: '\uE007', Home: '\uE011', ArrowRight: '\uE014', Space: ' ' };

export async function openEngine(name) {
  const server = await serveSite();
  try {
    return new EnginePage(await starts[name](view), server);
  } catch (error) {
    // What has started keeps this process from ending.
    server.close();
    await stopAll();
    throw error;
  }
}

export class EnginePage {
  constructor(driver, server) {
    this.driver = driver;
    this.server = server;
  }
  get name() {
    return this.driver.name;
  }

  async goto(page, kind = 'whole') {
    const address = this.server.address(kind, page);
    // A page that differs only behind # would stay as it is.
    await this.driver.goto('about:blank');
    this.driver.takeErrors();
    await this.driver.goto(address);
    const isThere = path => location.pathname === path && document.readyState === 'complete';
    await this.arrived(isThere, new URL(address).pathname);
  }
  async reload() {
    await this.call(() => void (window.isOld = true));
    await this.driver.reload();
    await this.arrived(() => !window.isOld && document.readyState === 'complete');
  }
  // Drivers may answer while the old page is still there; a question that it takes along is asked again.
  arrived(task, ...given) {
    const ask = () => this.until('the new page is there', task, ...given);
    return ask().catch(ask);
  }
  // A function of the page with arguments, both as text; its result is waited for.
  async call(task, ...given) {
    const text = await this.driver.run(
      `(async () => JSON.stringify(await (${task})(...${JSON.stringify(given)})) ?? 'null')()`,
    );
    return JSON.parse(text);
  }
  // Waits until a function of the page gives something true, and gives that.
  async until(words, task, ...given) {
    const text = await this.driver.run(`(async () => {
      const end = performance.now() + ${patienceMs};
      for (;;) {
        const found = await (${task})(...${JSON.stringify(given)});
        if (found || performance.now() > end) return JSON.stringify(found) ?? 'null';
        await new Promise(resolve => setTimeout(resolve, 20));
      }
    })()`);
    const found = JSON.parse(text);
    if (!found) assert.fail(`${this.name}: ${words}; instead: ${JSON.stringify(await this.call(figuresOf))}`);
    return found;
  }

  async press(key) {
    const value = keyCodes[key];
    await this.driver.keys([
      { type: 'keyDown', value },
      { type: 'keyUp', value },
    ]);
  }
  move({ x, y }) {
    return this.driver.pointer([{ type: 'pointerMove', x: Math.round(x), y: Math.round(y), duration: 0 }]);
  }
  down() {
    return this.driver.pointer([{ type: 'pointerDown', button: 0 }]);
  }
  up() {
    return this.driver.pointer([{ type: 'pointerUp', button: 0 }]);
  }
  // Scrolls to what the selector means and presses it in its middle.
  async click(selector) {
    await this.move(await this.until(`${selector} can be pressed`, middleOf, selector));
    await this.down();
    await this.up();
  }

  // Nothing went wrong since the page was opened: asked of the page, of the driver and of the server.
  async noProblems(where) {
    const found = await this.call(() => window.problems.splice(0));
    const all = [...found, ...this.driver.takeErrors(), ...this.server.takeMissing().map(url => `missing: ${url}`)];
    assert.deepEqual(all, [], `${this.name}: ${where}`);
  }

  figure(selector = 'figure[data-widget]') {
    return new EngineFigure(this, selector);
  }
  async close() {
    await this.driver.close();
    this.server.close();
  }
}

// What the figures of the page show, for a message.
function figuresOf() {
  return Array.from(document.querySelectorAll('figure[data-widget]'), root => ({
    id: root.id,
    state: root.dataset.state,
    settled: root.hasAttribute('data-settled'),
    frames: root.widget?.frames,
    canvas: root.querySelectorAll('canvas').length,
    notice: root.querySelector('[data-notice]')?.title,
  }));
}

// Whole pixels: drivers take no others. Null: there is nothing to be pressed yet.
function middleOf(selector) {
  const element = document.querySelector(selector);
  if (!element?.checkVisibility()) return null;
  element.scrollIntoView({ block: 'center' });
  const { x, y, width, height } = element.getBoundingClientRect();
  return { x: x + width / 2, y: y + height / 2 };
}

export class EngineFigure {
  constructor(page, selector) {
    this.page = page;
    this.selector = selector;
  }
  // A function of the page whose first argument is this figure's element.
  call(task, ...given) {
    return this.page.call(
      `(selector, ...given) => (${task})(document.querySelector(selector), ...given)`,
      ...[this.selector, ...given],
    );
  }
  until(words, task, ...given) {
    return this.page.until(
      `${this.selector}: ${words}`,
      `(selector, ...given) => {
        const root = document.querySelector(selector);
        return root && (${task})(root, ...given);
      }`,
      this.selector,
      ...given,
    );
  }

  // In view, with its first picture.
  async live() {
    await this.until('is live and drew its first picture', root => {
      root.closest('details')?.setAttribute('open', '');
      root.scrollIntoView({ block: 'nearest' });
      return ['paused', 'running'].includes(root.dataset.state) && root.widget?.frames > 0;
    });
    return this;
  }
  // Every command is carried out, nothing runs, nothing moves.
  async settled() {
    await this.until('comes to rest', async root => {
      const frame = () => new Promise(resolve => requestAnimationFrame(resolve));
      await frame();
      await frame();
      return root.hasAttribute('data-settled') && !root.widget.snapshot().running;
    });
  }
  // Two display frames: whatever was wanted is drawn by then.
  drawn() {
    return this.call(async () => {
      for (let frames = 0; frames < 2; ++frames) await new Promise(resolve => requestAnimationFrame(resolve));
    });
  }
  snapshot() {
    return this.call(root => root.widget.snapshot());
  }
  command(verb, ...rest) {
    return this.call((root, verb, rest) => root.widget[verb](...rest), verb, rest);
  }
  box() {
    return this.call(root => {
      const { x, y, width, height } = root.querySelector('canvas').getBoundingClientRect();
      return { x, y, width, height };
    });
  }
  async picture() {
    return Buffer.from(await this.call(root => Array.from(root.widget.picture())));
  }
  async touches(widget) {
    return touchesIn(await this.picture(), widget);
  }
  // How many colors the canvas shows. A canvas of WebGL can be read only in the frame in which it was drawn, so it is made
  // to draw: the next seed has another picture. Texts differ from engine to engine, so their pixels are not compared.
  colors() {
    return this.until('its canvas is not blank', colorsOf);
  }
}

async function colorsOf(root) {
  const canvas = root.querySelector('canvas');
  const copy = document.createElement('canvas');
  [copy.width, copy.height] = [canvas.width >> 1, canvas.height >> 1];
  const context = copy.getContext('2d', { willReadFrequently: true });
  void root.widget.act('new_seed');
  for (let frames = 0; frames < 60; ++frames) {
    await new Promise(resolve => requestAnimationFrame(resolve));
    context.drawImage(canvas, 0, 0, copy.width, copy.height);
    const pixels = new Uint32Array(context.getImageData(0, 0, copy.width, copy.height).data.buffer);
    const colors = new Set(pixels).size;
    if (colors > 8) return colors;
  }
  return 0;
}
