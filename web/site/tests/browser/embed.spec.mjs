// embed.spec.mjs: figures on other people's pages: plain iframe, sandboxed, <dropout-widget>, messages, height.
import { expect, openFigure, test } from './lab.mjs';
import { hostPage, site, takeRefusedFonts } from './made_pages.mjs';
import { catalog } from './places.mjs';

const [widget] = catalog();
const slider = widget.params.find(({ kind }) => kind === 'slider');
const frameOf = page => page.frameLocator('iframe >> nth=0').locator('figure[data-widget]');
const isLive = page => expect(frameOf(page)).toHaveAttribute('data-state', 'paused');

const script = `<script src="${site}/embed.js"></script>`;
const iframe = (more = '', query = '') =>
  `<iframe src="${site}/embed/${widget.id}.html${query}" title="A figure" width="800" height="700" ${more}></iframe>`;

for (const { id } of catalog())
  test(`${id} lives in a sandboxed frame of another origin`, async ({ page, problems }) => {
    const body = `<iframe src="${site}/embed/${id}.html" title="x" width="800" height="900" sandbox="allow-scripts"></iframe>`;
    await page.goto(hostPage(body));
    await isLive(page);
    const state = await frameOf(page).evaluate(async element => {
      await element.widget.reset();
      return { origin: self.origin, sentence: element.widget.snapshot().sentence };
    });
    expect(state.origin).toBe('null');
    expect(state.sentence.length).toBeGreaterThan(10);
    takeRefusedFonts(problems);
  });

test('a run in a sandboxed frame, where no Worker can be had, makes progress', async ({ page, problems }) => {
  const runner = catalog().find(({ playback }) => playback.max_ticks > 0);
  const body = `<iframe src="${site}/embed/${runner.id}.html" title="x" width="800" height="900" sandbox="allow-scripts"></iframe>`;
  await page.goto(hostPage(body));
  await isLive(page);
  await frameOf(page).evaluate(element => element.widget.run());
  await expect.poll(() => frameOf(page).evaluate(element => element.widget.snapshot().ticks)).toBeGreaterThan(0);
  takeRefusedFonts(problems);
});

test('an isolated host may frame us', async ({ page }) => {
  await page.goto(
    hostPage(iframe(), {
      'cross-origin-embedder-policy': 'require-corp',
      'cross-origin-opener-policy': 'same-origin',
    }),
  );
  await isLive(page);
});

test('<dropout-widget> takes its state from attributes, follows the height and tells what happens', async ({
  page,
}) => {
  const value = Number((slider.min + 2 * slider.step).toFixed(6));
  const body = `<script>
      window.heard = [];
      for (const type of ['ready', 'change'])
        addEventListener(type, event => heard.push(type), true);
    </script>${script}<dropout-widget widget="${widget.id}" ${slider.id}="${value}" seed="7"></dropout-widget>`;
  await page.goto(hostPage(body));
  await isLive(page);
  const element = page.locator('dropout-widget');
  await expect.poll(() => page.evaluate(() => heard)).toContain('ready');
  expect(await element.evaluate((node, id) => node.values[id], slider.id)).toBeCloseTo(value, 6);
  await expect(page.locator('iframe')).toHaveAttribute('title', /\S/);
  await expect(page.locator('iframe')).toHaveAttribute('loading', 'lazy');

  const inner = () =>
    frameOf(page).evaluate(node => Math.ceil(node.ownerDocument.body.getBoundingClientRect().height));
  const outer = () => page.locator('iframe').evaluate(node => node.getBoundingClientRect().height);
  await expect.poll(async () => (await outer()) - (await inner())).toBe(0);

  await element.evaluate((node, [id, to]) => node.setAttribute(id, to), [slider.id, String(slider.min)]);
  await expect.poll(() => element.evaluate((node, id) => node.values[id], slider.id)).toBeCloseTo(slider.min, 6);
  expect(await page.evaluate(() => heard)).toContain('change');
  expect(await element.evaluate(node => node.sentence.length)).toBeGreaterThan(10);
});

test('two <dropout-widget> of a page do not hear each other', async ({ page }) => {
  const one = `<dropout-widget widget="${widget.id}"></dropout-widget>`;
  await page.setViewportSize({ width: 1000, height: 2000 });
  await page.goto(hostPage(`${script}${one}${one}`));
  for (const index of [0, 1]) {
    await page.locator('dropout-widget').nth(index).scrollIntoViewIfNeeded();
    await expect(page.frameLocator('iframe').nth(index).locator('figure')).toHaveAttribute('data-state', 'paused');
  }
  const values = index =>
    page
      .locator('dropout-widget')
      .nth(index)
      .evaluate((node, id) => node.values?.[id], slider.id);
  await expect.poll(() => values(1)).toBeDefined();
  const before = await values(1);
  await page
    .locator('dropout-widget')
    .nth(0)
    .evaluate((node, [id, to]) => node.set({ [id]: to }), [slider.id, slider.max]);
  await expect.poll(() => values(0)).toBeCloseTo(slider.max, 6);
  expect(await values(1)).toBe(before);
});

// A host that speaks the message API itself.
const talker = `<script>
  window.heard = [];
  addEventListener('message', ({ data, source }) => {
    if (source === document.querySelector('iframe').contentWindow) heard.push(data);
  });
  window.say = message => document.querySelector('iframe').contentWindow.postMessage(message, '*');
  window.ask = more => say({ source: 'dropout-widget', v: 1, ...more });
</script>`;
const heard = (page, type) => page.evaluate(wanted => heard.filter(data => data.type === wanted), type);

test('the message API sets, steps, acts and answers', async ({ page }) => {
  await page.goto(hostPage(talker + iframe('loading="lazy"')));
  await expect.poll(() => heard(page, 'ready')).toHaveLength(1);
  const reply = async id => {
    await expect.poll(async () => (await heard(page, 'reply')).filter(data => data.id === id)).toHaveLength(1);
    return (await heard(page, 'reply')).find(data => data.id === id);
  };
  await page.evaluate(([id, to]) => ask({ type: 'set', values: { [id]: to }, id: 'a' }), [slider.id, slider.max]);
  const answer = await reply('a');
  expect(answer).toMatchObject({ source: 'dropout-widget', v: 1 });
  expect(answer.values[slider.id]).toBeCloseTo(slider.max, 6);
  expect(answer.sentence.length).toBeGreaterThan(10);
  await expect.poll(async () => (await heard(page, 'change')).at(-1)?.values[slider.id]).toBeCloseTo(slider.max, 6);

  if (widget.playback.max_ticks > 0) {
    await page.evaluate(() => ask({ type: 'step', ticks: 3, id: 'b' }));
    expect((await reply('b')).ticks).toBe(3);
  }
  await page.evaluate(() => ask({ type: 'reset', id: 'c' }));
  expect((await reply('c')).ticks).toBe(0);
  for (const action of widget.actions) {
    await page.evaluate(id => ask({ type: 'act', action: id, id }), action.id);
    await reply(action.id);
  }
  await page.evaluate(() => ask({ type: 'get' }));
  await expect.poll(async () => (await heard(page, 'reply')).filter(data => data.id === undefined)).toHaveLength(1);
});

test('bad messages change nothing; those of the protocol are answered with an error', async ({ page }) => {
  await page.goto(hostPage(talker + iframe()));
  await expect.poll(() => heard(page, 'ready')).toHaveLength(1);
  const before = await frameOf(page).evaluate(element => element.widget.snapshot());
  await page.evaluate(
    ([id, max]) => {
      for (const message of [
        null,
        7,
        'set',
        [],
        { type: 'set', values: { [id]: max } },
        { source: 'dropout-widget', v: 2, type: 'reset' },
      ])
        say(message);
      ask({ type: 'set', values: { [id]: NaN }, id: 1 });
      ask({ type: 'set', values: { no_such_parameter: 1 }, id: 2 });
      ask({ type: 'act', action: 'no_such_action', id: 3 });
      ask({ type: 'eval', code: 'document.body.remove()', id: 4 });
      ask({ type: 'get', id: 5 });
    },
    [slider.id, slider.max],
  );
  await expect.poll(async () => (await heard(page, 'reply')).map(({ id }) => id)).toEqual([5]);
  await expect.poll(async () => (await heard(page, 'error')).map(({ id }) => id).sort()).toEqual([1, 2, 3, 4]);
  expect(await frameOf(page).evaluate(element => element.widget.snapshot())).toEqual(before);
});

test('only the page that frames it may command it', async ({ page }) => {
  await page.goto(hostPage(talker + iframe() + '<iframe name="other" srcdoc="<p>other</p>"></iframe>'));
  await expect.poll(() => heard(page, 'ready')).toHaveLength(1);
  const before = await frameOf(page)
    .first()
    .evaluate(element => element.widget.snapshot());
  await page
    .frame('other')
    .evaluate(
      ([id, to]) =>
        parent.frames[0].postMessage({ source: 'dropout-widget', v: 1, type: 'set', values: { [id]: to } }, '*'),
      [slider.id, slider.max],
    );
  await page.evaluate(() => ask({ type: 'get', id: 'after' }));
  await expect.poll(() => heard(page, 'reply')).toHaveLength(1);
  expect((await heard(page, 'reply'))[0].values).toEqual(before.values);
});

test('the height goes to LTI platforms and H5P too', async ({ page }) => {
  await page.goto(hostPage(talker + iframe()));
  await expect.poll(() => heard(page, 'resize')).not.toHaveLength(0);
  const { lti, h5p, own } = await page.evaluate(() => ({
    lti: heard.filter(data => data.subject === 'lti.frameResize').at(-1),
    h5p: heard.filter(data => data.context === 'h5p' && data.action === 'resize').at(-1),
    own: heard.filter(data => data.type === 'resize').at(-1),
  }));
  expect(own.height).toBeGreaterThan(200);
  expect(lti.height).toBe(own.height);
  expect(h5p.scrollHeight).toBe(own.height);
});

test('opened as a page of its own it talks to nobody', async ({ page }) => {
  await page.addInitScript(() => {
    window.sent = 0;
    const post = window.postMessage.bind(window);
    window.postMessage = (...args) => (++window.sent, post(...args));
  });
  await openFigure(page, `embed/${widget.id}.html`);
  expect(await page.evaluate(() => window.sent)).toBe(0);
});
