// licences_page.mjs: licences.html: the licences of what reaches the reader, each with its full text in licences/.
import { escapeHtml, lines } from './html.mjs';
import { footerHtml, headerHtml } from './header_html.mjs';
import { pageHtml } from './page_shell.mjs';

// notices: [{file, name, licence, use}] of web/site/licences/licences.json.
export function licencesPage(notices, { site, assets }) {
  const rows = notices.map(
    notice =>
      `<tr><th scope="row">${escapeHtml(notice.name)}</th><td>${escapeHtml(notice.use)}</td><td><a href="licences/${notice.file}">${escapeHtml(notice.licence)}</a></td></tr>`,
  );
  const body = lines(
    headerHtml(site, { slug: 'licences', root: '', place: 'Licenses' }),
    '<main id="content" class="column" tabindex="-1">',
    '<header class="opening"><h1>Licenses</h1>',
    '<p class="promise">Dropout Lab is free software under the MIT license. These parts of others travel with it to your browser.</p></header>',
    '<div class="table-scroll" role="group" aria-label="Licenses" tabindex="0"><table><caption><span>What is on board, and under which terms</span></caption>',
    '<thead><tr><th scope="col">Part</th><th scope="col">Used for</th><th scope="col">License</th></tr></thead><tbody>',
    rows,
    '</tbody></table></div>',
    '<p>How its results were held against another program: <a href="checked.html">How we checked</a>.</p>',
    '</main>',
    footerHtml(''),
  );
  return pageHtml({
    title: 'Licenses · Dropout Lab',
    description: 'Licenses of the software and fonts that Dropout Lab brings to your browser.',
    root: '',
    assets,
    kind: 'licences',
    body,
  });
}
