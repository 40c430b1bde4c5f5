// made_pages.mjs: pages that the site does not have but teachers do: several figures on one page, hosts that frame us.
import fs from 'node:fs';
import path from 'node:path';
import { expect } from './lab.mjs';
import { chaptersInOrder, coursePort, distFolder, port } from './places.mjs';

export const site = `http://127.0.0.1:${port}`;

// A page of our own origin with these widgets, one figure each, from the embed pages, with a chapter's head; ids figure_0,
// figure_1 …
export async function figuresPage(page, widgetIds, between = '') {
  const address = `${site}/embed/made_for_test.html`;
  const read = name => fs.readFileSync(path.join(distFolder, name), 'utf8');
  const source = id => read(`embed/${id}.html`);
  const [chapter] = chaptersInOrder();
  const figures = widgetIds.map((id, index) => figureOf(source(id), id, `figure_${index}`));
  const declarations = [...new Set(widgetIds)].map(
    id => source(id).match(/<script type="application\/json" data-declaration=[\s\S]*?<\/script>/)[0],
  );
  const body = `<body><main class="column">${figures.join(between)}</main>${declarations.join('')}</body></html>`;
  const html = read(chapter)
    .replace(/<body>[\s\S]*$/, () => body)
    .replace(/data-page="\w+"/, 'data-page="gallery"');
  await page.route(address, route => route.fulfill({ contentType: 'text/html; charset=utf-8', body: html }));
  return address;
}

function figureOf(html, oldId, newId) {
  const figure = html
    .match(/<figure[\s\S]*<\/figure>/)[0]
    .replace(/<h1/g, '<h2')
    .replace(/<\/h1>/g, '</h2>');
  const ids = new RegExp(`((?:id|for|aria-labelledby|aria-describedby|aria-controls)=")${oldId}(?=["_])`, 'g');
  return figure.replace(ids, `$1${newId}`);
}

// The address of a page of another origin. `headers` are that host's, for hosts with a policy of their own.
export function hostPage(body, headers = {}) {
  const head = '<meta charset="utf-8"><title>A course</title><link rel="icon" href="data:,">';
  const html = `<!doctype html><html lang="en"><head>${head}</head><body>${body}</body></html>`;
  return `http://127.0.0.1:${coursePort}/page.html?${new URLSearchParams({ html, headers: JSON.stringify(headers) })}`;
}

// Where a frame has no origin, browsers refuse the fonts of its style sheet; the figure itself gets them another way.
export function takeRefusedFonts(problems) {
  const others = problems
    .take()
    .filter(problem => !/\.ttf\b/.test(problem) && problem !== 'console: Failed to load resource: net::ERR_FAILED');
  expect(others).toEqual([]);
}
