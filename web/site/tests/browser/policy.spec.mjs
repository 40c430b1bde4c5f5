// policy.spec.mjs: every page says what it may load and where it may send, and what is put into it all the same does nothing.
import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from './lab.mjs';
import { site } from './made_pages.mjs';
import { coursePort, distFolder, pages, policy } from './places.mjs';

const directives = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "frame-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
];

test('S11: each page carries the whole policy before anything that it loads', async ({ request }) => {
  for (const name of pages()) {
    const html = fs.readFileSync(path.join(distFolder, name), 'utf8');
    const [head] = html.split(/<script|<link/);
    const [, carried] = /<meta http-equiv="Content-Security-Policy" content="([^"]*)">/.exec(head) ?? [];
    expect(carried?.split('; '), name).toEqual(directives);
  }
  // What the server of these tests enforces, and the guide recommends, is the same.
  expect((await request.get('index.html')).headers()['content-security-policy']).toBe(directives.join('; '));
  expect(policy).toBe(directives.join('; '));
});

const elsewhere = `http://127.0.0.1:${coursePort}/`;

for (const name of ['index.html', 'dropout/mask.html', 'embed/mask_sampler.html', 'gallery.html'])
  test(`S11: on ${name} a <base> moves no address and a form is sent nowhere`, async ({ page, problems }) => {
    // The page's own word alone: no header helps it.
    await page.route(`${site}/${name}`, async route => {
      const response = await route.fetch();
      const headers = { ...response.headers() };
      delete headers['content-security-policy'];
      await route.fulfill({ response, headers });
    });
    await page.goto(name);
    const moved = await page.evaluate(address => {
      const base = document.createElement('base');
      base.href = address;
      document.head.prepend(base);
      return new URL('x', document.baseURI).href;
    }, elsewhere);
    expect(moved).not.toContain(elsewhere);
    for (const method of ['get', 'post']) {
      await page.evaluate(
        ([address, verb]) => {
          const form = document.createElement('form');
          form.action = address;
          form.method = verb;
          document.body.append(form);
          form.submit();
        },
        [elsewhere, method],
      );
      await expect
        .poll(() => problems.list().filter(text => /^policy: form-action/.test(text)).length)
        .toBeGreaterThan(0);
      expect(page.url()).toBe(`${site}/${name}`);
      const refused = problems.take();
      expect(
        refused.every(text => /base-uri|form-action|base URI|form action|Base URI|Sending form/i.test(text)),
      ).toBe(true);
    }
  });
