// element.spec.mjs: <dropout-widget> on other people's pages: the faults that people met there, by their rows in the field
// report (R01 to R17, T02, S5, S6), and their relatives.
import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from './lab.mjs';
import { hostPage, site, takeRefusedFonts } from './made_pages.mjs';
import { distFolder } from './places.mjs';

const script = `<script src="${site}/embed.js"></script>`;
const deferred = `<script src="${site}/embed.js" defer></script>`;
const tag = (attributes, inside = '') => `<dropout-widget ${attributes}>${inside}</dropout-widget>`;
const plain = tag('widget="mask_sampler"');

const element = page => page.locator('dropout-widget').first();
const frame = page => page.locator('dropout-widget iframe').first();
const values = page => element(page).evaluate(node => node.values);
const ready = page => expect.poll(async () => Boolean(await values(page))).toBe(true);
const property = (page, name) => element(page).evaluate((node, wanted) => getComputedStyle(node)[wanted], name);

for (const [how, code] of [
  ['as a module', '<script type="module" src="embed.js"></script>'],
  ['imported', '<script type="module">import "./embed.js";</script>'],
  ['deferred', '<script defer src="embed.js"></script>'],
  ['async', '<script async src="embed.js"></script>'],
  ['with a query in its address', '<script src="embed.js?v=3"></script>'],
])
  test(`R01: the script works ${how}`, async ({ page }) => {
    const body = `<!doctype html><title>Course</title><link rel="icon" href="data:,">${code}${plain}`;
    await page.route('**/course.html', route => route.fulfill({ contentType: 'text/html', body }));
    await page.goto(`${site}/course.html`);
    await ready(page);
  });

test('R01: built into a bundle it takes the folder of the figures from an attribute, and says so without', async ({
  page,
}) => {
  const source = await (await page.request.get(`${site}/embed.js`)).text();
  await page.route('**/bundle.js', route => route.fulfill({ contentType: 'text/javascript', body: source }));
  await page.goto(hostPage(`<script src="bundle.js"></script>${plain}`));
  await expect(element(page).getByText('The attribute base has to say')).toBeVisible();
  await element(page).evaluate((node, base) => node.setAttribute('base', base), site);
  await ready(page);
});

test('S5: what user content calls currentScript is not taken for the script', async ({ page }) => {
  await page.goto(hostPage(`<img name="currentScript" src="/embed.js" hidden>${script}${plain}`));
  await expect(frame(page)).toHaveAttribute('src', new RegExp(`^${site}/`));
});

test('R02: hidden hides it, and a class of the host decides over it', async ({ page }) => {
  await page.goto(hostPage(`${script}<style>.flex { display: flex }</style>${tag('widget="mask_sampler" hidden')}`));
  expect(await property(page, 'display')).toBe('none');
  await element(page).evaluate(node => {
    node.hidden = false;
    node.className = 'flex';
  });
  expect(await property(page, 'display')).toBe('flex');
  expect(await element(page).getAttribute('style')).toBe(null);
});

for (const [when, code] of [
  ['before it', script],
  ['after the page', deferred],
])
  test(`R03: a tag that closes itself leaves the rest of the lesson on the page, with the script ${when}`, async ({
    page,
  }) => {
    await page.goto(
      hostPage(`${code}<dropout-widget widget="mask_sampler" /><h2 id="after">Next</h2><p>Text.</p>${plain}`),
    );
    await ready(page);
    await expect(page.locator('#after')).toBeVisible();
    await expect(page.locator('p', { hasText: 'Text.' })).toBeVisible();
  });

for (const [text, expected] of [
  ['480', 480],
  ['480px', 480],
  ['50vh', 400],
  ['30em', 480],
])
  test(`R04: height="${text}" is a length`, async ({ page }) => {
    await page.setViewportSize({ width: 1000, height: 800 });
    await page.goto(hostPage(script + tag(`widget="mask_sampler" height="${text}"`)));
    await ready(page);
    expect(await frame(page).evaluate(node => node.offsetHeight)).toBe(expected);
  });

for (const text of ['100%', 'tall', '-3', ''])
  test(`R04: with height="${text}" the height of the figure is followed`, async ({ page }) => {
    await page.goto(hostPage(script + tag(`widget="mask_sampler" height="${text}"`)));
    await ready(page);
    const inner = () =>
      frame(page)
        .contentFrame()
        .locator('body')
        .evaluate(node => Math.ceil(node.getBoundingClientRect().height));
    await expect.poll(async () => (await frame(page).evaluate(node => node.offsetHeight)) - (await inner())).toBe(0);
  });

test('R05: width is how wide the frame stands, param-width is the parameter', async ({ page }) => {
  await page.goto(hostPage(script + tag('widget="trainer" width="800" param-width="64"')));
  await ready(page);
  expect((await values(page)).width).toBe(64);
  expect(await frame(page).evaluate(node => node.style.maxWidth)).toBe('800px');
});

test('R07: the same value again is no change, and a new title only renames the frame', async ({ page }) => {
  await page.goto(hostPage(script + tag('widget="mask_sampler" title="One"')));
  await ready(page);
  await frame(page).evaluate(node => (node.marked = true));
  await element(page).evaluate(node => {
    node.setAttribute('widget', 'mask_sampler');
    node.title = 'Two';
    node.setAttribute('hide', '');
    node.removeAttribute('hide');
  });
  await expect(frame(page)).toHaveAttribute('title', 'Two');
  expect(await frame(page).evaluate(node => node.marked)).toBe(true);
});

for (const way of ['append', 'moveBefore'])
  test(`R08: moved in the page (${way}) it keeps what the reader left`, async ({ page }) => {
    await page.goto(hostPage(`${script}${plain}<div id="other"></div>`));
    await ready(page);
    await element(page).evaluate(node => node.set({ p: 0.8, seed: 7 }));
    await element(page).evaluate((node, how) => {
      const other = document.querySelector('#other');
      node.values = undefined;
      if (how === 'append') other.append(node);
      else if (other.moveBefore) other.moveBefore(node, null);
      void node.send('get');
    }, way);
    await ready(page);
    expect(await values(page)).toMatchObject({ p: 0.8, seed: 7 });
  });

for (const when of ['after', 'before'])
  test(`R09: commands sent ${when} it is on the page wait, and their promises are kept`, async ({ page }) => {
    await page.goto(hostPage(`${script}<div id="box"></div>`));
    const state = await page.evaluate(async when => {
      const made = document.createElement('dropout-widget');
      made.setAttribute('widget', 'mask_sampler');
      const box = document.querySelector('#box');
      if (when === 'after') box.append(made);
      const told = made.set({ p: 0.8 });
      if (when === 'before') box.append(made);
      return told;
    }, when);
    expect(state.values.p).toBe(0.8);
    expect(state.sentence).toMatch(/\S/);
  });

test('T02: a command that cannot be carried out breaks its promise with the reason, and tells it as an event', async ({
  page,
}) => {
  await page.goto(hostPage(script + plain));
  await ready(page);
  const [reason, heard] = await element(page).evaluate(async node => {
    const heard = [];
    document.addEventListener('error', event => heard.push(event.detail?.message));
    return [await node.set({ no_such: 1 }).then(String, error => error.message), heard];
  });
  expect(reason).toContain('no_such');
  expect(heard).toEqual([reason]);
});

test('T02: after it was taken away a command does not throw', async ({ page }) => {
  await page.goto(hostPage(script + plain));
  await ready(page);
  expect(
    await element(page).evaluate(node => {
      node.remove();
      return node.set({ p: 0.3 }) instanceof Promise;
    }),
  ).toBe(true);
});

test('R10: what morphs the page takes nothing that we need', async ({ page }) => {
  await page.goto(hostPage(script + plain));
  await ready(page);
  await element(page).evaluate(node => node.replaceChildren());
  expect((await element(page).evaluate(node => node.set({ p: 0.3 }))).values.p).toBe(0.3);
});

test('R11: one listener at the document hears every element, one out of sight too', async ({ page }) => {
  await page.goto(hostPage(`${script}${plain}<div style="height: 9000px"></div>${plain}`));
  await page.evaluate(() => {
    window.heard = [];
    document.addEventListener('change', event => heard.push(event.target.tagName));
  });
  for (const index of [0, 1])
    await page
      .locator('dropout-widget')
      .nth(index)
      .evaluate(node => node.set({ p: 0.7 }));
  await expect.poll(() => page.evaluate(() => heard.length)).toBeGreaterThanOrEqual(2);
});

test('R13: the host says light or dark, by attribute, and may change it', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.goto(hostPage(script + tag('widget="mask_sampler" theme="light"')));
  await ready(page);
  const ground = () =>
    frame(page)
      .contentFrame()
      .locator('[data-describe]')
      .evaluate(node => getComputedStyle(node).color);
  const light = await ground();
  await frame(page).evaluate(node => (node.marked = true));
  await element(page).evaluate(node => node.setAttribute('theme', 'dark'));
  await expect.poll(ground).not.toBe(light);
  await element(page).evaluate(node => node.setAttribute('theme', 'light'));
  await expect.poll(ground).toBe(light);
  await element(page).evaluate(node => node.removeAttribute('theme'));
  await expect.poll(ground, 'as the reader has it').not.toBe(light);
  expect(await frame(page).evaluate(node => node.marked), 'nothing was loaded again').toBe(true);
});

test('R14: keys that the figure does not use reach the host, those that it uses do not', async ({ page }) => {
  await page.goto(hostPage(script + plain));
  await ready(page);
  await page.evaluate(() => {
    window.keys = [];
    document.addEventListener('keydown', ({ key, keyCode }) => keys.push(`${key} ${keyCode}`));
  });
  const inner = frame(page).contentFrame();
  await inner.locator('canvas').click({ position: { x: 3, y: 3 } });
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('PageDown');
  await expect.poll(() => page.evaluate(() => keys)).toEqual(['ArrowRight 39', 'PageDown 34']);
  await inner.locator('input[type=range]').first().focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('f');
  await expect.poll(() => page.evaluate(() => keys.length)).toBe(3);
  expect(await page.evaluate(() => keys[2])).toMatch(/^f /);
});

for (const [what, inside, link] of [
  ['what the author wrote inside stays', '<a id="fallback" href="x.html">Open</a>', 'Open'],
  ['a link stands where the author wrote nothing', '', 'Interactive figure: mask sampler'],
])
  test(`R16: where a policy blocks the frame, ${what}`, async ({ page, problems }) => {
    const body = script + tag('widget="mask_sampler"', inside);
    await page.goto(hostPage(body, { 'content-security-policy': "frame-src 'none'" }));
    await expect(element(page).getByText('The policy of this page (frame-src)')).toBeVisible();
    await expect(element(page).getByRole('link')).toHaveText(link);
    await expect(frame(page)).toHaveCount(0);
    expect(problems.take().join()).toContain('frame-src');
  });

test('R16: when the figure answers, link and picture that stood in for it go', async ({ page }) => {
  await page.goto(hostPage(`${script}${tag('widget="mask_sampler"', '<a id="fallback" href="x.html">Open</a>')}`));
  await ready(page);
  await expect(page.locator('#fallback')).toBeHidden();
});

test('T02: an attribute without a value is on; an unknown figure is said in a sentence; in a flex row it is wide', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1000, height: 800 });
  await page.goto(hostPage(`${script}<div style="display: flex">${tag('widget="mask_sampler" relu=""')}</div>`));
  await ready(page);
  expect(await element(page).evaluate(node => node.offsetWidth)).toBeGreaterThan(900);
  expect((await values(page)).relu).toBe(1);
  await element(page).evaluate(node => node.setAttribute('widget', 'no_such_figure'));
  await expect(element(page).getByText('There is no figure called “no_such_figure”')).toBeVisible();
});

test('an attribute that goes gives the value back that the widget begins with', async ({ page }) => {
  await page.goto(hostPage(script + tag('widget="mask_sampler" p="0.9"')));
  await ready(page);
  expect((await values(page)).p).toBe(0.9);
  await element(page).evaluate(node => node.removeAttribute('p'));
  await expect.poll(async () => (await values(page)).p).toBe(0.5);
});

test('S6: a frame that was sent elsewhere does not speak for the figure', async ({ page }) => {
  await page.goto(hostPage(script + plain));
  await ready(page);
  const before = await element(page).evaluate(node => node.sentence);
  const says = `<script>parent.postMessage({ source: 'dropout-widget', v: 1, type: 'change', values: {}, readouts: {}, sentence: 'False.' }, '*');parent.postMessage('done', '*')</script>`;
  await page.evaluate(address => {
    window.done = new Promise(resolve => addEventListener('message', ({ data }) => data === 'done' && resolve()));
    document.querySelector('dropout-widget').shadowRoot.querySelector('iframe').contentWindow.location = address;
  }, hostPage(says));
  await page.evaluate(() => window.done);
  expect(await element(page).evaluate(node => node.sentence)).toBe(before);
});

test('R17: a figure far below is on paper too', async ({ page }) => {
  const inked = async body => {
    await page.goto(hostPage(`${script}<div style="height: 9000px"></div>${body}`));
    return (await page.pdf()).length;
  };
  const empty = await inked('');
  expect(await inked(plain), 'of a figure PDF keeps shapes and fonts').toBeGreaterThan(5 * empty);
});

test('R31: a click below the element counts although it ends the typing of a number, which makes the figure higher', async ({
  page,
}) => {
  await page.setViewportSize({ width: 760, height: 3200 });
  await page.goto(
    hostPage(`${script}${tag('widget="trainer"')}<button onclick="this.textContent = 'pressed'">Next</button>`),
  );
  await ready(page);
  const inside = page.frameLocator('dropout-widget iframe');
  await inside.locator('details[data-fold]').evaluateAll(folds => folds.forEach(fold => (fold.open = true)));
  const height = () => frame(page).evaluate(node => node.offsetHeight);
  const button = page.locator('button');
  await inside.locator('[data-param=width] input[type=number]').fill('99999');
  const { x, y, width } = await button.boundingBox();
  const before = await height();
  await page.mouse.move(x + width / 2, y + 2);
  await page.mouse.down();
  await page.waitForTimeout(300); // as slowly as a hand
  await page.mouse.up();
  await expect.poll(height).not.toBe(before);
  await expect(button).toHaveText('pressed');
});

test('in a page that a sandbox leaves without an origin the element works too', async ({ page, problems }) => {
  const inner = hostPage(`${script}${plain}`).replaceAll('&', '&amp;');
  await page.goto(hostPage(`<iframe sandbox="allow-scripts" src="${inner}" width="800" height="700"></iframe>`));
  const inside = page.frameLocator('iframe').first().locator('dropout-widget');
  await expect.poll(() => inside.evaluate(node => node.set({ p: 0.3 }).then(state => state.values.p))).toBe(0.3);
  takeRefusedFonts(problems);
});

test('a page on disk may use the element', async ({ page }, { outputDir }) => {
  fs.mkdirSync(outputDir, { recursive: true });
  const file = path.join(outputDir, 'course.html');
  fs.writeFileSync(
    file,
    `<!doctype html><title>Course</title><script src="${distFolder}/embed.js"></script>${plain}`,
  );
  await page.goto(`file://${file}`);
  await ready(page);
  expect((await element(page).evaluate(node => node.set({ p: 0.3 }))).values.p).toBe(0.3);
});
