// borders_page.mjs: borders.html: THREATS.md of the repository as a page. Its few marks: headings, lists, paragraphs, code.
import { escapeHtml, lines } from './html.mjs';
import { guidePage } from './guide_parts.mjs';

const inline = text => escapeHtml(text).replace(/`([^`]+)`/g, '<code>$1</code>');

function blockHtml(block) {
  const heading = /^## (.+)$/.exec(block);
  if (heading) return `<h2>${inline(heading[1])}</h2>`;
  if (block.startsWith('- '))
    return lines(
      '<ul>',
      block.split('\n').map(item => `<li>${inline(item.replace(/^- /, ''))}</li>`),
      '</ul>',
    );
  return `<p>${inline(block)}</p>`;
}

// markdown: begins with "# Title" and a paragraph.
export function bordersPage(markdown, site) {
  const [title, promise, ...blocks] = markdown.trim().split(/\n{2,}/);
  return guidePage(
    {
      slug: 'borders',
      label: 'Borders',
      title: title.replace(/^# /, ''),
      promise: inline(promise.replace(/\n/g, ' ')),
      description: 'Who may do what to whom with the pages and figures of Dropout Lab, and which test holds it.',
      content: blocks.map(blockHtml),
    },
    site,
  );
}
