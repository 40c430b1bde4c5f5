// guide.spec.mjs: the programs of the embedding guide run as they stand on the page, in a page of another origin, and print
// what the page says that they print; and the guide names every message, key and attribute that there is.
import { expect, test } from './lab.mjs';
import { hostPage, site } from './made_pages.mjs';
import { pages } from './places.mjs';

// {id: {needs, code}} as a reader sees and copies them.
async function examplesOf(page) {
  await page.goto('embedding.html');
  const found = await page
    .locator('[data-example]')
    .evaluateAll(blocks => blocks.map(({ dataset, textContent }) => [dataset.example, dataset.needs, textContent]));
  return new Map(found.map(([id, needs, code]) => [id, { needs, code }]));
}

// What the comments promise, in order.
const promised = code => [...code.matchAll(/\/\/ prints (.*)$/gm)].map(match => match[1]);

// The HTML of an example and the programs that come before it.
function hostOf(examples, id) {
  const chain = [];
  for (let at = id; at; at = examples.get(at).needs) chain.unshift(at);
  const [html, ...programs] = chain.map(each => examples.get(each).code);
  const prints = 'window.printed = []; console.log = (...words) => printed.push(words.join(" "));';
  const program = `${prints}\ntry {\n${programs.join('\n')}\n} catch (error) { printed.push(String(error)); }\nwindow.done = true;`;
  return { html, program };
}

const examples = [
  'ready',
  'hello',
  'get',
  'set',
  'set_limits',
  'set_wrong',
  'act',
  'step',
  'run',
  'picture',
  'data',
  'theme',
  'resize',
  'change',
  'key',
  'tag',
  'tag_events',
];

test('T06: the page has just these programs', async ({ page }) => {
  const found = await examplesOf(page);
  expect([...found.keys()].filter(id => found.get(id).needs && id !== 'ask').sort()).toEqual([...examples].sort());
});

for (const id of examples)
  test(`T06: the program “${id}” of the guide does what the page says`, async ({ page }) => {
    const found = await examplesOf(page);
    const { html, program } = hostOf(found, id);
    // In a policy as tight as the guide says that it may be.
    const csp = `default-src 'none'; frame-src ${site}/; script-src ${site}/ 'nonce-own'`;
    const host = `${html}<script type="module" nonce="own">${program}</script>`;
    await page.goto(
      hostPage(host, { 'content-security-policy': csp + "; style-src 'unsafe-inline'; img-src data:" }),
    );
    await expect.poll(() => page.evaluate(() => window.done)).toBe(true);
    if (id === 'key') {
      const figure = page.frameLocator('#figure').locator('canvas');
      await figure.click({ position: { x: 5, y: 5 } });
      await page.keyboard.press('ArrowRight');
      await expect.poll(() => page.evaluate(() => window.printed)).toEqual(['the next slide']);
      return;
    }
    await expect.poll(() => page.evaluate(() => window.printed)).toEqual(promised(found.get(id).code));
    if (id === 'theme')
      await expect(page.frameLocator('#figure').locator('html')).toHaveAttribute('data-theme', 'dark');
    if (id === 'tag')
      await expect.poll(() => page.evaluate(() => document.querySelector('dropout-widget').values.p)).toBe(0.2);
  });

test('T06: codes name the address of this site, wherever it lies, and say so where no script runs', async ({
  browser,
  page,
}) => {
  for (const name of ['embedding.html', 'teachers.html', 'gallery.html']) {
    await page.goto(`some/sub/path/${name}`);
    const code = page.locator('[data-snippet]').first();
    await expect(code).toContainText(/(src=|- |https?:)/);
    for (const text of await page.locator('[data-snippet]').allTextContents()) {
      expect(text, name).not.toContain('https://your.site/');
      expect(text, name).not.toMatch(/src="(?!http)/);
    }
    expect(
      await page
        .locator('[data-snippet]')
        .allTextContents()
        .then(texts => texts.join('')),
    ).toContain(`${site}/some/sub/path/embed`);
  }
  const context = await browser.newContext({ javaScriptEnabled: false });
  const plain = await context.newPage();
  await plain.goto(`${site}/embedding.html`);
  await expect(plain.getByText('stands for the address of this site')).toBeVisible();
  await context.close();
});

test('T06: a chapter tells the page around it nothing, and a prediction is told to nobody', async ({ page }) => {
  await page.goto(
    hostPage(
      `<script>window.heard = []; addEventListener('message', ({ data }) => heard.push(data));</script>` +
        `<iframe src="${site}/dropout/mask.html" width="900" height="700"></iframe>`,
    ),
  );
  const chapter = page.frameLocator('iframe');
  await chapter.locator('[data-predict] input').first().check();
  await chapter.locator('[data-predict] button').first().click();
  await expect(chapter.locator('[data-predict]').first()).not.toHaveAttribute('data-stage', 'open');
  expect(await page.evaluate(() => heard)).toEqual([]);
});

test('the pages for people with pages of their own are reached from each page', async ({ page }) => {
  for (const name of pages().filter(each => !each.startsWith('embed/'))) {
    await page.goto(name);
    const root = name.includes('/') ? '../' : '';
    for (const target of ['gallery', 'builder', 'teachers'])
      expect(await page.locator(`.sheet a[href="${root}${target}.html"]`).count(), `${target} from ${name}`).toBe(1);
  }
  await page.goto('teachers.html');
  for (const target of ['builder', 'borders'])
    await expect(page.locator(`main a[href="${target}.html"]`).first()).toBeAttached();
});
