// messages.spec.mjs: what the page around an embedded figure can ask at any time, and in whose words it hears the height.
import { expect, test } from './lab.mjs';
import { hostPage, site } from './made_pages.mjs';

const frame = `<iframe src="${site}/embed/mask_sampler.html" width="700" height="400"></iframe>`;

// The host listens from the start; `say` and `ask` speak to the frame.
const talker = `<script>
  const heard = [];
  addEventListener('message', ({ data }) => heard.push(data));
  const say = message => frames[0].postMessage(message, '*');
  const ask = message => say({ source: 'dropout-widget', v: 1, ...message });
</script>`;

// A page whose listener comes when figure and messages are long there: all that was told by itself is forgotten.
async function lateListener(page) {
  await page.goto(hostPage(talker + frame));
  await expect.poll(() => count(page, 'ready')).toBe(1);
  await expect.poll(() => count(page, 'resize')).toBeGreaterThan(0);
  await page.evaluate(() => heard.splice(0));
}
const all = page => page.evaluate(() => heard);
const of = async (page, type) =>
  (await all(page)).filter(data => data.source === 'dropout-widget' && data.type === type);
const count = async (page, type) => (await of(page, type)).length;
const figureHeight = page =>
  page
    .frameLocator('iframe')
    .locator('body')
    .evaluate(body => Math.ceil(body.getBoundingClientRect().height));
const replyTo = async (page, id) => {
  await expect.poll(async () => (await all(page)).some(data => data.id === id)).toBe(true);
  return (await all(page)).find(data => data.id === id);
};

test('T03: get tells the height, whenever it is asked', async ({ page }) => {
  await lateListener(page);
  await page.evaluate(() => ask({ type: 'get', id: 1 }));
  const reply = await replyTo(page, 1);
  expect(reply).toMatchObject({ type: 'reply', height: await figureHeight(page), values: { p: 0.5 } });
});

test('T03: who begins to listen late says hello and hears ready and height again', async ({ page }) => {
  await lateListener(page);
  await page.evaluate(() => ask({ type: 'hello' }));
  await expect.poll(() => count(page, 'ready')).toBe(1);
  const height = await figureHeight(page);
  expect((await of(page, 'ready'))[0]).toMatchObject({ widget: 'mask_sampler', height });
  expect((await of(page, 'resize'))[0]).toMatchObject({ height });
});

for (const action of ['hello', 'prepareResize'])
  test(`T03: H5P's resizer that comes late says ${action} and hears the height in its own words`, async ({
    page,
  }) => {
    await lateListener(page);
    await page.evaluate(name => say({ context: 'h5p', action: name }), action);
    const height = await figureHeight(page);
    await expect
      .poll(async () => (await all(page)).filter(data => data.context === 'h5p' && data.action === 'resize'))
      .toEqual([{ context: 'h5p', action: 'resize', scrollHeight: height }]);
  });

test('T03: tools of LTI platforms that parse what comes hear the height, under both names, as text and as object', async ({
  page,
}) => {
  await lateListener(page);
  await page.evaluate(() => ask({ type: 'hello' }));
  const height = await figureHeight(page);
  const subjects = ['lti.frameResize', 'org.imsglobal.lti.frameResize'];
  await expect
    .poll(async () => (await all(page)).filter(data => typeof data === 'string').map(text => JSON.parse(text)))
    .toEqual(subjects.map(subject => ({ subject, height })));
  const objects = (await all(page)).filter(data => data.subject);
  expect(objects).toEqual(subjects.map(subject => ({ subject, height })));
});

test('T03: after the figure grew the height that is told is the new one', async ({ page }) => {
  await lateListener(page);
  const before = await figureHeight(page);
  await page
    .frameLocator('iframe')
    .locator('details[data-fold=controls]')
    .evaluate(fold => (fold.open = true));
  await expect.poll(() => count(page, 'resize')).toBeGreaterThan(0);
  await page.evaluate(() => ask({ type: 'get', id: 'after' }));
  expect((await replyTo(page, 'after')).height).toBeGreaterThan(before);
});

test('R35: the page around gets the picture, as SVG or PNG', async ({ page }) => {
  await lateListener(page);
  await page.evaluate(() => {
    ask({ type: 'set', values: { p: 0.3 } });
    ask({ type: 'picture', format: 'svg', id: 1 });
    ask({ type: 'picture', format: 'png', id: 2 });
    ask({ type: 'picture', format: 'gif', id: 3 });
    ask({ type: 'picture' });
  });
  const svg = await replyTo(page, 1);
  expect(svg).toMatchObject({ type: 'reply', format: 'svg', values: { p: 0.3 } });
  expect(svg.picture).toMatch(/^<svg [\s\S]*p=0\.3[\s\S]*<\/svg>\s*$/);
  const png = await replyTo(page, 2);
  const size = await page.evaluate(async src => {
    const image = new Image();
    image.src = src;
    await image.decode();
    return [image.width, image.height];
  }, png.picture);
  expect(Math.min(...size)).toBeGreaterThan(600);
  expect(await replyTo(page, 3)).toMatchObject({ type: 'error', message: 'format can be svg or png' });
  await expect.poll(async () => (await of(page, 'reply')).filter(({ id }) => id === undefined).length).toBe(1);
});

test('R36: the page around gets the numbers as CSV', async ({ page }) => {
  await lateListener(page);
  await page.evaluate(() => {
    ask({ type: 'set', values: { seed: 9 } });
    ask({ type: 'data', id: 1 });
  });
  const { type, data } = await replyTo(page, 1);
  expect(type).toBe('reply');
  expect(data).toMatch(/^# Figure,[^\n]*\r\n# Link,[^\n]*seed=9/);
  expect(data).toContain('\r\nTable,Readout,Value,Unit,');
});

test('R36: tools that cannot be loaded are an error, and the next message tries again', async ({
  page,
  problems,
}) => {
  const tools = ({ href }) => /\/tools\.[0-9a-f]+\.js$/.test(href);
  await page.route(tools, route => route.abort());
  await lateListener(page);
  await page.evaluate(() => ask({ type: 'data', id: 1 }));
  expect(await replyTo(page, 1)).toMatchObject({ type: 'error' });
  problems.take();
  await page.unroute(tools);
  await page.evaluate(() => ask({ type: 'data', id: 2 }));
  expect(await replyTo(page, 2)).toMatchObject({ type: 'reply' });
});

test('S14: 20,000 messages of set are merged, the newest values count, and who asked is answered', async ({
  page,
}) => {
  await lateListener(page);
  const root = page.frameLocator('iframe').locator('figure[data-widget]');
  await page.evaluate(() => {
    for (let seed = 1; seed <= 20_000; ++seed)
      ask({ type: 'set', values: { seed }, ...(seed % 1000 ? {} : { id: seed }) });
    ask({ type: 'get', id: 'end' });
  });
  expect((await replyTo(page, 'end')).values.seed).toBe(20_000);
  const answered = (await of(page, 'reply')).filter(({ id }) => typeof id === 'number').map(({ id }) => id);
  expect(answered).toEqual(Array.from({ length: 20 }, (_, place) => 1000 * (place + 1)));
  expect(await root.evaluate(element => element.widget.get().seed)).toBe(20_000);
});

test('S14: of messages that are merged, the wrong one alone is refused', async ({ page }) => {
  await lateListener(page);
  await page.evaluate(() => {
    ask({ type: 'set', values: { p: 0.3 }, id: 1 });
    ask({ type: 'set', values: { no_such_parameter: 1, units: 4 }, id: 2 });
    ask({ type: 'set', values: { seed: 5 }, id: 3 });
  });
  expect(await replyTo(page, 2)).toMatchObject({
    type: 'error',
    message: 'there is no parameter "no_such_parameter"',
  });
  for (const id of [1, 3])
    expect(await replyTo(page, id)).toMatchObject({ type: 'reply', values: { p: 0.3, units: 4, seed: 5 } });
});
