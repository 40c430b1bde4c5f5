// guide_parts.mjs: what the pages for other people's pages are made of: codes to copy, examples that tests run, tables.
import { escapeHtml, lines } from './html.mjs';
import { iconButton } from './icons.mjs';
import { codeBlock } from './listings.mjs';
import { footerHtml, headerHtml } from './header_html.mjs';
import { pageHtml } from './page_shell.mjs';

// Stands in every code; page/own_address.ts writes the address of this site in its place.
export const yourSite = 'https://your.site/';

export const addressNote =
  `<p>In the codes <code>${yourSite}</code> stands for the address of this site. ` +
  'Where scripts run, the page has filled it in already.</p>';

export function snippet(label, code, language = 'xml') {
  return lines(
    `<div class="snippet" role="group" aria-label="${escapeHtml(label)}">`,
    `<p class="snippet-label">${escapeHtml(label)}</p>`,
    codeBlock(code, language).replace('<pre ', '<pre data-snippet '),
    iconButton('copy', `Copy: ${label}`, ' data-copy').replace('icon-button', 'icon-button copy needs-js'),
    '</div>',
  );
}

// A program that runs as it stands: after `needs`, the id of the example that has to come first. What it prints stands
// beside it: // prints …. tests/browser/guide.spec.mjs runs each.
export function example(id, needs, code, language = 'javascript') {
  const marks = `data-snippet data-example="${id}"${needs ? ` data-needs="${needs}"` : ''}`;
  return codeBlock(code, language).replace('<pre ', `<pre ${marks} `);
}

// rows: [[first as code, HTML, …]]; without any there is no table.
export function keyTable(caption, head, rows, id = '') {
  if (!rows.length) return '';
  return lines(
    `<div class="table-scroll"${id && ` id="${id}"`} role="group" aria-label="${caption}" tabindex="0"><table><caption><span>${caption}</span></caption>`,
    `<thead><tr>${head.map(word => `<th scope="col">${word}</th>`).join('')}</tr></thead>`,
    '<tbody>',
    rows.map(
      ([first, ...rest]) =>
        `<tr><th scope="row"><code>${escapeHtml(first)}</code></th>${rest.map(cell => `<td>${cell}</td>`).join('')}</tr>`,
    ),
    '</tbody></table></div>',
  );
}

export const section = (id, title, ...content) =>
  lines(
    `<section id="${id}" aria-labelledby="${id}_title">`,
    `<h2 id="${id}_title">${title}</h2>`,
    ...content,
    '</section>',
  );

// A page of text for people with pages of their own. after: HTML behind the page, such as a script of its own.
export function guidePage({ slug, label, title, promise, description, content, after = '' }, { site, assets }) {
  const body = lines(
    headerHtml(site, { slug, root: '', place: label }),
    `<main id="content" class="column gallery ${slug}" tabindex="-1">`,
    '<header class="opening">',
    `<p class="opening-number">${label}</p>`,
    `<h1>${title}</h1>`,
    `<p class="promise">${promise}</p>`,
    '</header>',
    content,
    '</main>',
    footerHtml(''),
    after,
  );
  return pageHtml({ title: `${title} · Dropout Lab`, description, root: '', assets, kind: slug, body });
}
