// page_context.mjs: what the blocks of one page share: inline text with its facts, citations and glossary, figure numbers.
import { escapeHtml, withMinus } from './html.mjs';
import { inlineMarkdown, plainText } from './inline_markdown.mjs';
import { inlineMath } from './math.mjs';

export const allBlocks = blocks => blocks.flatMap(block => [block, ...(block.blocks ? allBlocks(block.blocks) : [])]);

export const termId = term => `term_${term.toLowerCase().replace(/[^a-z0-9]+/g, '_')}`;

const unique = items => [...new Set(items)];

// source: {slug, blocks, facts, references}. root: from this page to the folder of index.html ("" or "../").
// Whole numbers are exact; others have digits enough for whoever reads them by program, and a page holds hundreds.
const shortNumber = value =>
  typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(5)) : value;

export function pageContext(press, source, { root, lessonsFolder }) {
  const blocks = allBlocks(source.blocks);
  const widgets = blocks.filter(block => block.type === 'widget');
  const references = source.references ?? [];
  const glossary = new Map((press.lesson.glossary ?? []).map(entry => [entry.term.toLowerCase(), entry]));
  const declarations = new Map(press.declarations.map(declaration => [declaration.id, declaration]));

  const page = {
    slug: source.slug,
    chapters: press.chapters,
    root,
    lessonsFolder,
    level: 1,
    figures: press.figures,
    figureNumbers: new Map(widgets.map((block, index) => [block.id, index + 1])),
    usedTerms: new Map(),
    glossary,
    declaration(id) {
      if (!declarations.has(id)) throw new Error(`there is no widget "${id}"`);
      return declarations.get(id);
    },
    widgetBlock(id) {
      const block = widgets.find(candidate => candidate.id === id);
      if (!block) throw new Error(`there is no widget block "${id}" in ${source.slug}`);
      return block;
    },
  };

  // A computed number: {value, text, note}.
  page.number = ({ value, text, note }) => {
    const title = note ? ` title="${escapeHtml(page.plain(note))}"` : '';
    return `<data class="fact" value="${escapeHtml(shortNumber(value))}"${title}>${escapeHtml(withMinus(text))}</data>`;
  };

  const inlineContext = {
    math: inlineMath,
    fact(id) {
      const fact = source.facts?.[id];
      if (!fact) throw new Error(`there is no fact "${id}"`);
      return page.number(fact);
    },
    cite(ids) {
      const marks = unique(ids).map(id => {
        const index = references.findIndex(reference => reference.id === id);
        if (index < 0) throw new Error(`there is no reference "${id}"`);
        const { authors, year } = references[index];
        return `<a href="#ref_${id}" data-cite="${id}" title="${escapeHtml(`${authors}, ${year}`)}">${index + 1}</a>`;
      });
      return `<sup class="cite">[${marks.join(', ')}]</sup>`;
    },
    // The first use of a word on a page leads to its meaning; later uses are plain.
    term(name, words) {
      const entry = glossary.get(name.toLowerCase());
      if (!entry) throw new Error(`the word "${name}" is not in the glossary`);
      if (page.usedTerms.has(entry.term)) return words;
      page.usedTerms.set(entry.term, entry);
      return `<a class="term" href="#${termId(entry.term)}">${words}</a>`;
    },
    // Chapters are named by their file (mask.html#id); on the front page they stand one folder lower.
    link(address) {
      return root === '' && /^[a-z0-9-]+\.html(#|\?|$)/.test(address) && !/^(index|gallery)\./.test(address)
        ? `dropout/${address}`
        : address;
    },
  };
  const shownSources = new Set();
  // The sources among `ids` that were not asked for before.
  page.newSources = ids =>
    ids
      .filter(id => !shownSources.has(id) && shownSources.add(id))
      .map(id => references.findIndex(reference => reference.id === id))
      .filter(index => index >= 0)
      .map(index => ({ number: index + 1, reference: references[index] }));
  page.inline = text => inlineMarkdown(text, inlineContext);
  page.plain = text =>
    plainText(text, {
      ...inlineContext,
      math: tex => inlineMath(tex),
      fact: id => escapeHtml(source.facts?.[id]?.text ?? id),
    });
  return page;
}
