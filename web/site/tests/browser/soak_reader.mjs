// soak_reader.mjs: a reader who touches whatever is in view at random, with real input.
//
// The choices follow an RNG seed; what is in view when one is made also depends on how fast figures come to life.
// Only what belongs to figures is touched, and only where a pointer would really hit it: nothing here leaves the page.
import { touchesIn } from './display_list.mjs';

const viewports = [
  { width: 1280, height: 800 },
  { width: 390, height: 800 },
  { width: 820, height: 1100 },
  { width: 1600, height: 900 },
];
export const [firstViewport] = viewports;

// mulberry32: 0 <= number < 1
export function randomNumbers(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

// Boxes of elements in view that a click on their middle hits, as [{x, y, width, height, name}]. Tools that write files,
// open dialogs or go elsewhere are left out.
function boxesInView(page, selector) {
  return page.evaluate(wanted => {
    const found = [];
    for (const element of document.querySelectorAll(wanted)) {
      if (element.disabled || element.closest('.ways, dialog')) continue;
      if (/^(link|embed|picture|svg|data)$/.test(element.dataset.tool)) continue;
      const { left: x, top: y, width, height } = element.getBoundingClientRect();
      const hit = document.elementFromPoint(x + width / 2, y + height / 2);
      const label = element.closest('label');
      if (!hit || !(element.contains(hit) || label?.contains(hit))) continue;
      const name = element.id || element.dataset.action || element.textContent.trim().slice(0, 20);
      found.push({ x, y, width, height, name });
    }
    return found;
  }, selector);
}

// Live canvases in view, with what can be touched in each.
async function canvasesInView(page, catalog) {
  const live = await page.evaluate(() =>
    [...document.querySelectorAll('figure[data-live]')].flatMap(figure => {
      const { left: x, top: y, bottom } = figure.querySelector('canvas')?.getBoundingClientRect() ?? {};
      const list = figure.widget.picture();
      return list && bottom > 0 && y < innerHeight
        ? [{ id: figure.dataset.widget, x, y, list: Array.from(list) }]
        : [];
    }),
  );
  return live.map(({ id, x, y, list }) => {
    const widget = catalog.find(each => each.id === id);
    return { id, x, y, touches: touchesIn(Buffer.from(list), widget) };
  });
}

export class SoakReader {
  // drawn(page): two display frames passed.
  constructor(page, catalog, seed, drawn) {
    Object.assign(this, { page, catalog, drawn, random: randomNumbers(seed), done: {} });
    this.total = this.kinds.reduce((sum, [weight]) => sum + weight, 0);
  }

  // [how often, its name]; each is a method that says whether there was something to do.
  kinds = [
    [6, 'touchPicture'],
    [4, 'drag'],
    [4, 'moveField'],
    [5, 'pressButton'],
    [3, 'runOrPause'],
    [4, 'scroll'],
    [2, 'visit'],
    [2, 'openOrClose'],
    [1, 'turnTheme'],
    [1, 'resize'],
  ];

  // One action that had something to act on. What it was is counted in `done`.
  async act() {
    for (;;) {
      let left = this.random() * this.total;
      const [, name] = this.kinds.find(([weight]) => (left -= weight) < 0);
      if (!(await this[name]())) continue;
      this.done[name] = (this.done[name] ?? 0) + 1;
      await this.drawn(this.page);
      return name;
    }
  }

  pick(list) {
    return list[Math.floor(this.random() * list.length)];
  }
  within({ x, y, width, height }) {
    return { x: x + this.random() * width, y: y + this.random() * height };
  }
  async inView({ x, y }) {
    const { width, height } = this.page.viewportSize();
    return x >= 0 && y >= 60 && x < width && y < height; // below the page's bar
  }
  async click({ x, y }) {
    if (!(await this.inView({ x, y }))) return false;
    if (this.random() < 0.3) await this.page.touchscreen.tap(x, y);
    else await this.page.mouse.click(x, y);
    return true;
  }
  async clickOne(selector, at = 'middle') {
    const box = this.pick(await boxesInView(this.page, selector));
    if (!box) return false;
    return this.click(
      at === 'middle' ? { x: box.x + box.width / 2, y: box.y + box.height / 2 } : this.within({ ...box }),
    );
  }
  async touchIn(kinds) {
    const canvas = this.pick(await canvasesInView(this.page, this.catalog));
    const touch = this.pick(canvas?.touches.filter(({ kind }) => kinds.includes(kind)) ?? []);
    if (!touch) return null;
    const onScreen = ({ x, y }) => ({ x: canvas.x + x, y: canvas.y + y });
    return { touch, onScreen, at: onScreen(this.within(touch.area)) };
  }

  // A tap on a part of the picture that does something, or a few cells painted.
  async touchPicture() {
    const found = await this.touchIn(['tap', 'set', 'paint']);
    if (!found) return false;
    if (found.touch.kind !== 'paint') return this.click(found.at);
    return this.stroke(found.at, [found.onScreen(this.within(found.touch.area))]);
  }
  async drag() {
    const found = await this.touchIn(['drag']);
    if (!found) return false;
    const { min_at: from, max_at: to } = found.touch;
    const way = Array.from({ length: 4 }, () => {
      const share = this.random() * 1.2 - 0.1;
      return found.onScreen({ x: from.x + share * (to.x - from.x), y: from.y + share * (to.y - from.y) });
    });
    return this.stroke(found.at, way);
  }
  async stroke(from, way) {
    if (!(await this.inView(from))) return false;
    const { mouse } = this.page;
    await mouse.move(from.x, from.y);
    await mouse.down();
    for (const to of way) {
      await mouse.move(to.x, to.y, { steps: 3 });
      await this.drawn(this.page);
    }
    await mouse.up();
    return true;
  }

  async moveField() {
    if (this.random() < 0.5) return this.clickOne('figure input[type=range]', 'anywhere');
    if (this.random() < 0.5) return this.clickOne('figure :is(input[type=checkbox], input[type=radio])');
    if (!(await this.clickOne('figure input[type=number]'))) return false;
    await this.page.keyboard.press(this.pick(['ArrowUp', 'ArrowDown', 'PageUp', 'Home']));
    await this.page.keyboard.press('Enter');
    return true;
  }
  pressButton() {
    return this.clickOne('figure button');
  }
  runOrPause() {
    return this.clickOne('figure [data-action=run]');
  }
  openOrClose() {
    return this.clickOne('figure details > summary');
  }
  async scroll() {
    const { width, height } = this.page.viewportSize();
    await this.page.mouse.move(width / 2, height / 2);
    await this.page.mouse.wheel(0, (this.random() - 0.5) * 3 * height);
    return true;
  }
  // Far away, so that what was live is parked.
  async visit() {
    await this.page.evaluate(share => {
      const figures = document.querySelectorAll('figure[data-widget]');
      figures[Math.floor(share * figures.length)].scrollIntoView({ block: 'center' });
    }, this.random());
    return true;
  }
  async turnTheme() {
    if (this.random() < 0.5 && (await this.clickOne('[data-theme-switch]'))) return true;
    await this.page.emulateMedia({ colorScheme: this.pick(['light', 'dark']) });
    return true;
  }
  async resize() {
    await this.page.setViewportSize(this.pick(viewports));
    return true;
  }
}
