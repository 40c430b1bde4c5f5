// pages.spec.mjs: every page opens without any problem, brings all its figures to life and asks no other origin.
import zlib from 'node:zlib';
import { expect, live, test } from './lab.mjs';
import { pages } from './places.mjs';

for (const name of pages())
  test(`${name} is complete and its figures are live`, async ({ page }) => {
    await page.goto(name);
    await expect(page.locator('h1')).toHaveCount(1);
    await expect(page).toHaveTitle(/\S/);
    const ids = await page.locator('figure[data-widget]').evaluateAll(figures => figures.map(({ id }) => id));
    expect(new Set(ids).size, 'figure ids are unique').toBe(ids.length);
    for (const id of ids) await live(page, id);
  });

for (const name of ['index.html', 'dropout/mask.html', 'embed/mask_sampler.html'])
  test(`${name} works below an unknown sub-path`, async ({ page }) => {
    await page.goto(`some/sub/path/${name}`);
    await live(page);
  });

test('every link inside of the site leads somewhere', async ({ page, request }) => {
  const seen = new Set();
  await page.goto('licences.html');
  for (const name of pages()) {
    const address = new URL(name, page.url());
    const html = await (await request.get(name)).text();
    const { links, ids } = await page.evaluate(
      ([text, base]) => {
        const parsed = new DOMParser().parseFromString(text, 'text/html');
        return {
          links: [...parsed.querySelectorAll('a[href]')].map(link => new URL(link.getAttribute('href'), base).href),
          ids: [...parsed.querySelectorAll('[id]')].map(({ id }) => id),
        };
      },
      [html, address.href],
    );
    for (const link of links) {
      const { origin, pathname, hash } = new URL(link);
      if (origin !== address.origin) continue;
      if (pathname === address.pathname && hash) {
        const id = decodeURIComponent(hash.slice(1)).split('?')[0];
        expect(ids.filter(each => each === id).length, `${hash} on ${name}`).toBe(1);
      } else if (!seen.has(pathname)) {
        seen.add(pathname);
        expect((await request.get(pathname)).status(), pathname).toBe(200);
      }
    }
  }
  expect(seen.size).toBeGreaterThan(0);
});

test('embed.js stays under 3 KB as servers send it: other people pay for it', async ({ request }) => {
  const script = await (await request.get('embed.js')).body();
  expect(zlib.brotliCompressSync(script).length).toBeLessThanOrEqual(3000);
});
