// text_check.mjs: judges what the text of the lessons points to: facts, words, sources, links, figures, listings, chapters.
//
// Works on files that follow their schemas (schema_check.mjs); numbers and settings are the tool's (lesson_tool).
import { regionProblem } from './listings.mjs';
import { TextError, checkedAddress, inlineTokens } from './inline_grammar.mjs';
import { allBlocks } from './page_context.mjs';
import { numbersLikeFacts, unprovedNumbers } from './typed_numbers.mjs';

const quoted = text => `"${text}"`;
const list = value => (value === undefined ? [] : [value].flat());

// items: [{key, pointer, file?}]; the second of a kind and all that follow are told.
function twice(items, what) {
  const seen = new Set();
  return items.flatMap(({ key, pointer, file }) => {
    if (!seen.has(key)) return seen.add(key) && [];
    return [[pointer, what(key), file]];
  });
}

// Blocks with their pointers, those inside examples too.
function blocksOf(blocks, pointer) {
  return blocks.flatMap((block, at) => [
    { block, pointer: `${pointer}/${at}` },
    ...(block.blocks ? blocksOf(block.blocks, `${pointer}/${at}/blocks`) : []),
  ]);
}

function pageOf({ file, slug, content, texts }) {
  const isFront = slug === 'lesson';
  const withRole = role => texts.filter(text => text.role === role);
  return {
    file,
    content,
    address: isFront ? 'index.html' : `dropout/${slug}.html`,
    blocks: blocksOf(isFront ? content.front : content.blocks, isFront ? '/front' : '/blocks'),
    facts: content.facts ?? {},
    references: new Set(withRole('reference').map(({ text }) => text)),
    anchors: new Set(withRole('anchor').map(({ text }) => text)),
    withRole,
  };
}

// Pages are known by their address.
function linkProblem(address, page, site) {
  try {
    checkedAddress(address);
  } catch (error) {
    return error.message;
  }
  if (/^https:/i.test(address)) return undefined;
  const { pathname, hash } = new URL(address, `https://site/${page.address}`);
  const target = pathname.slice(1);
  if (['gallery.html', 'widgets.json', 'embed.js'].includes(target)) return undefined;
  const widget = /^embed\/(.*)\.html$/.exec(target);
  if (widget) return site.widgets.has(widget[1]) ? undefined : `the link ${quoted(address)} leads to no widget`;
  const found = site.pages.find(other => other.address === target);
  if (!found) return `the link ${quoted(address)} leads to no page`;
  const isState = hash.includes('='); // "#p=0.3&seed=7" restores a figure
  if (hash.length > 1 && !isState && !found.anchors.has(hash.slice(1)))
    return `the link ${quoted(address)} leads to no block of its page`;
  return undefined;
}

const judges = {
  fact: (id, page) => (page.facts[id] ? undefined : `no fact of this page has the id ${quoted(id)}`),
  sources: (ids, page) => {
    const unknown = ids.split(' ').find(id => !page.references.has(id));
    return unknown && `no reference of this page has the id ${quoted(unknown)}`;
  },
  term_open: (name, page, site) =>
    site.terms.has(name.toLowerCase()) ? undefined : `the glossary has no term ${quoted(name)}`,
  link_open: linkProblem,
};

// One text: its marks, what they point to, numbers that should be facts. `used` gets the facts it names.
function textProblems({ pointer, text }, page, site, used) {
  try {
    const tokens = inlineTokens(text);
    const isNote = pointer.startsWith('/facts/');
    if (!isNote) for (const { type, content } of tokens) if (type === 'fact') used.add(content);
    const wrong = tokens.flatMap(({ type, content }) => judges[type]?.(content, page, site) ?? []);
    return [...wrong, ...(isNote ? [] : numbersLikeFacts(text, page.facts))];
  } catch (error) {
    if (!(error instanceof TextError)) throw error;
    return [error.message];
  }
}

function factProblems(page, used) {
  const shared = page.content.let ?? {};
  const asked = new Set(Object.values(page.facts).flatMap(fact => list(fact.with)));
  return [
    ...Object.entries(page.facts).flatMap(([id, fact]) => [
      ...(used.has(id) || fact.proof_only
        ? []
        : [[`/facts/${id}`, `the fact ${quoted(id)} is not used in any text ("proof_only": true if that is meant)`]]),
      ...list(fact.with)
        .filter(name => !shared[name])
        .map(name => [`/facts/${id}/with`, `"let" has no arguments with the name ${quoted(name)}`]),
    ]),
    ...Object.keys(shared)
      .filter(name => !asked.has(name))
      .map(name => [`/let/${name}`, `no fact asks for the arguments ${quoted(name)}`]),
  ];
}

const cellsProblem = (pointer, cells, columns) =>
  cells === columns ? [] : [[pointer, `the row has ${cells} cells for ${columns} columns`]];

const blockJudges = {
  table: ({ rows, columns }, pointer) =>
    rows.flatMap((row, at) => cellsProblem(`${pointer}/rows/${at}`, row.length, columns.length)),
  measured_table: ({ rows, columns }, pointer) => {
    const texts = columns.filter(column => !column.show).length;
    return rows.flatMap((row, at) => cellsProblem(`${pointer}/rows/${at}/text`, list(row.text).length, texts));
  },
  predict: (block, pointer, page) => {
    const last = block.choices.length - 1;
    if (block.answer > last)
      return [[`${pointer}/answer`, `the answer ${block.answer} is not one of the choices 0 to ${last}`]];
    if (block.because && block.because.length !== block.choices.length)
      return [[`${pointer}/because`, `${block.because.length} explanations for ${block.choices.length} choices`]];
    try {
      const choice = `${pointer}/choices/${block.answer}`;
      return unprovedNumbers(block, page.facts).map(problem => [choice, problem]);
    } catch (error) {
      if (!(error instanceof TextError)) throw error;
      return []; // told where the text is judged
    }
  },
};

function pageProblems(page, site) {
  const used = new Set();
  const figures = new Set(
    allBlocks(page.blocks.map(({ block }) => block))
      .filter(block => block.type === 'widget')
      .map(block => block.id),
  );
  const anchors = page.withRole('anchor').map(({ text, pointer }) => ({ key: text, pointer }));
  const references = page.withRole('reference').map(({ text, pointer }) => ({ key: text, pointer }));
  return [
    ...page.withRole('text').flatMap(text => textProblems(text, page, site, used).map(what => [text.pointer, what])),
    ...page
      .withRole('plain')
      .filter(({ text }) => text.includes('{{'))
      .map(({ pointer, text }) => [pointer, `plain text cannot hold a fact: ${quoted(text)}`]),
    ...factProblems(page, used),
    ...twice(anchors, id => `the id ${quoted(id)} stands twice in this page`),
    ...twice(references, id => `the reference ${quoted(id)} stands twice`),
    ...page
      .withRole('figure')
      .filter(({ text }) => !figures.has(text))
      .map(({ pointer, text }) => [pointer, `no figure of this page has the id ${quoted(text)}`]),
    ...page.withRole('listing').flatMap(({ pointer, text }) => {
      const problem = regionProblem(site.lessonsFolder, text);
      return problem ? [[pointer, problem]] : [];
    }),
    ...page.blocks.flatMap(({ block, pointer }) => blockJudges[block.type]?.(block, pointer, page) ?? []),
  ];
}

// Slugs, numbers and terms: each once, and each chapter in its place.
function contentsProblems(lesson, chapters) {
  const planned = lesson.planned ?? [];
  const plannedAt = (key, at) => ({ key: planned[at][key], pointer: `/planned/${at}/${key}` });
  const slugs = [
    ...lesson.order.map((slug, at) => ({ key: slug, pointer: `/order/${at}` })),
    ...planned.map((_, at) => plannedAt('slug', at)),
  ];
  const numbers = [
    ...chapters.map(({ content, file }) => ({ key: content.number, pointer: '/number', file })),
    ...planned.map((_, at) => plannedAt('number', at)),
  ];
  const terms = lesson.glossary.map(({ term }, at) => ({ key: term.toLowerCase(), pointer: `/glossary/${at}/term` }));
  const known = new Set(slugs.map(({ key }) => key));
  const unknown = (slug, pointer) => (known.has(slug) ? [] : [[pointer, `no chapter has the slug ${quoted(slug)}`]]);
  return [
    ...(lesson.essential ?? []).flatMap((slug, at) => unknown(slug, `/essential/${at}`)),
    ...Object.keys(lesson.asks ?? {})
      .filter(slug => slug !== lesson.ending)
      .flatMap(slug => unknown(slug, `/asks/${slug}`)),
    ...(known.has(lesson.ending) ? [['/ending', `the ending ${quoted(lesson.ending)} is a chapter`]] : []),
    ...twice(slugs, slug => `the chapter ${quoted(slug)} stands twice`),
    ...twice(numbers, taken => `the number ${taken} is taken by another chapter`),
    ...twice(terms, term => `the term ${quoted(term)} stands twice`),
    ...lesson.glossary.flatMap(({ chapter }, at) =>
      chapter === undefined ? [] : unknown(chapter, `/glossary/${at}/chapter`),
    ),
  ];
}

// files: see readLessons. widgets: the ids of all widgets. -> all errors at once, each "what: file#/json/pointer".
export function textErrors(files, { lessonsFolder, widgets }) {
  const [front, ...others] = files;
  const chapters = others.filter(({ slug }) => slug !== front.content.ending);
  const told = (page, problems) => problems.map(([pointer, what, file = page.file]) => `${what}: ${file}#${pointer}`);
  const pages = files.map(pageOf);
  const terms = new Set(front.content.glossary.map(({ term }) => term.toLowerCase()));
  const site = { lessonsFolder, pages, terms, widgets: new Set(widgets) };
  return [
    ...told(front, contentsProblems(front.content, chapters)),
    ...chapters
      .filter(({ slug }) => !front.content.order.includes(slug))
      .flatMap(chapter => told(chapter, [['', 'the chapter is not in the order of lesson.json']])),
    ...others
      .filter(({ slug, content }) => content.slug !== slug)
      .flatMap(other =>
        told(other, [['/slug', `the slug ${quoted(other.content.slug)} is not the name of the file`]]),
      ),
    ...pages.flatMap(page => told(page, pageProblems(page, site))),
  ];
}
