// blocks.mjs: one function for each kind of lesson block; each returns HTML.
import { asList, counted, foldSummary, label, withModel } from './block_parts.mjs';
import { attributes, escapeHtml, lines } from './html.mjs';
import { inlineTokens } from './inline_grammar.mjs';
import { displayMath } from './math.mjs';
import { listingHtml, readListing } from './listings.mjs';
import { figureHtml } from './figure_html.mjs';
import { allBlocks } from './page_context.mjs';
import { predict } from './predict_html.mjs';
import { tally } from './tally_html.mjs';

// page: see page_context.mjs. It knows the chapter, the figures and the level of the heading above the block.
const paragraphs = (text, page) => asList(text).map(part => `<p>${page.inline(part)}</p>`);

// A source stands beside the paragraph that cites it first; where there is no margin, page/notes.ts opens it below. It
// repeats the list of sources, so in the margin it is for the eye only.
function citationNotes(text, page) {
  const ids = inlineTokens(text).flatMap(({ type, content }) => (type === 'sources' ? content.split(' ') : []));
  return page.newSources(ids).map(({ number, reference }) => {
    const { id, authors, year, title, url } = reference;
    const work = url
      ? `<a href="${escapeHtml(url)}" rel="noopener" tabindex="-1">${escapeHtml(title)}</a>`
      : escapeHtml(title);
    return `<div class="note note-source" id="note_${id}" aria-hidden="true"><p><b>${number}</b> ${escapeHtml(authors)}, ${year}. ${work}.</p></div>`;
  });
}

function noted(part, page) {
  const notes = citationNotes(part, page);
  const text = paragraphs(part, page);
  return notes.length ? ['<div class="noted">', notes, text, '</div>'] : text;
}

function prose(block, page) {
  const parts = asList(block.text).map(part => noted(part, page));
  return block.id ? lines(`<div id="${block.id}">`, parts, '</div>') : lines(parts);
}

function list(block, page) {
  const tag = block.ordered ? 'ol' : 'ul';
  return lines(
    `<${tag}${attributes({ id: block.id })}>`,
    block.items.map(item => `<li>${page.inline(item)}</li>`),
    `</${tag}>`,
  );
}

function heading(block, page) {
  page.level = 2;
  // For the mouse: the list of sections leads there too, and a heading's name is its words alone.
  const link = `<a class="anchor" href="#${block.id}" aria-hidden="true" tabindex="-1"></a>`;
  return `<h2 id="${block.id}">${page.inline(block.text)}${link}</h2>`;
}

const math = block => displayMath(block.tex, block.says, block.id);

// Screen readers and checkers may not take a formula for a name, so it is said in plain signs as well.
const nameHtml = (text, page) =>
  /^\s*\$[^$]*\$\s*$/.test(text)
    ? `<span class="unseen">${escapeHtml(page.plain(text))}</span><span aria-hidden="true">${page.inline(text)}</span>`
    : page.inline(text);

const alignOf = column => (!column?.align || column.align === 'left' ? '' : ` class="${column.align}"`);

// rows: cells as HTML; the first one of a row is its head.
function tableHtml({ id, caption, columns }, rows, page) {
  const head = columns.map(column => `<th scope="col"${alignOf(column)}>${nameHtml(column.label, page)}</th>`);
  const body = rows.map(row => {
    const cells = row.map((cell, index) => {
      const align = alignOf(columns[index]);
      return index === 0 ? `<th scope="row"${align}>${cell}</th>` : `<td${align}>${cell}</td>`;
    });
    return `<tr>${cells.join('')}</tr>`;
  });
  return lines(
    `<div class="table-scroll" id="${id}" role="group" aria-label="Table" tabindex="0">`,
    `<table><caption><span>${page.inline(caption)}</span></caption>`,
    `<thead><tr>${head.join('')}</tr></thead>`,
    '<tbody>',
    body,
    '</tbody></table></div>',
  );
}

const textCell = (text, index, page) => (index === 0 ? nameHtml(text, page) : page.inline(text));

function table(block, page) {
  const rows = block.rows.map(row => row.map((cell, index) => textCell(cell, index, page)));
  return tableHtml(block, rows, page);
}

// The tool has put the numbers into "cells": see lessons/tool/measured_cells.h.
function measuredTable(block, page) {
  const numbers = (cell, unit) =>
    cell.length
      ? cell
          .map((one, at) => (at ? ` <span class="give">±\u00a0${page.number(one)}</span>` : page.number(one)))
          .join('') + (unit ? page.inline(unit) : '')
      : '–';
  const rows = block.rows.map((row, at) => {
    const texts = [...asList(row.text)];
    return block.columns.map((column, index) => {
      const cell = block.cells[at][index];
      return cell ? numbers(cell, row.unit ?? column.unit ?? block.unit) : textCell(texts.shift(), index, page);
    });
  });
  return tableHtml(block, rows, page);
}

function listing(block, page) {
  return listingHtml({
    id: block.id,
    title: page.inline(block.title),
    caption: page.inline(block.caption),
    python: block.python && readListing(page.lessonsFolder, block.python),
    cpp: block.cpp && readListing(page.lessonsFolder, block.cpp),
    level: page.level + 1,
  });
}

function example(block, page) {
  const level = page.level + 1;
  page.level = level;
  const content = block.blocks.map(inner => blockHtml(inner, page));
  page.level = level - 1;
  return lines(
    `<section class="box example" id="${block.id}">`,
    label('Worked example'),
    `<h${level} id="${block.id}_title">${page.inline(block.title)}</h${level}>`,
    content,
    '</section>',
  );
}

// "1 table", "2 tables, 1 listing": what a fold holds besides words.
function sizeOf(blocks) {
  const held = [
    ['table', ({ type }) => /table$/.test(type)],
    ['listing', ({ type }) => type === 'listing'],
    ['figure', ({ type }) => type === 'widget'],
  ].map(([name, is]) => [name, allBlocks(blocks).filter(is).length]);
  return held.flatMap(([name, count]) => counted(count, name)).join(', ');
}

// Its summary is no heading, so what is inside keeps its level.
function evidence(block, page) {
  const content = block.blocks.map(inner => blockHtml(inner, page));
  const protocol = (block.protocol ?? []).map(
    ({ name, text }) => `<div><dt>${escapeHtml(name)}</dt><dd>${page.inline(text)}</dd></div>`,
  );
  return lines(
    `<details class="box evidence" id="${block.id}">`,
    foldSummary('Evidence', page.inline(block.title), sizeOf(block.blocks)),
    content,
    protocol.length ? ['<dl class="protocol">', protocol, '</dl>'] : '',
    '</details>',
  );
}

function mistake(block, page) {
  const level = page.level + 1;
  return lines(
    `<section class="box mistake" id="${block.id}">`,
    label('Common mistake'),
    `<h${level} class="claim" id="${block.id}_title">${page.inline(block.claim)}</h${level}>`,
    paragraphs(block.text, page),
    '</section>',
  );
}

// In the margin it is open; where there is none, page/notes.ts folds it.
function note(block, page) {
  return lines(
    `<details class="note" open${attributes({ id: block.id })}>`,
    '<summary>Note</summary>',
    paragraphs(block.text, page),
    '</details>',
  );
}

function widget(written, page) {
  const block = withModel(written, page);
  const figure = page.figures[`${page.slug}/${block.id}`];
  if (!figure) throw new Error(`no figure was pressed for "${page.slug}/${block.id}"`);
  return figureHtml(page.declaration(block.widget), figure, {
    slug: page.slug,
    block: { ...block, caption: page.plain(block.caption) },
    id: block.id,
    level: page.level + 1,
    number: page.figureNumbers.get(block.id),
    captionHtml: page.inline(block.caption),
    modelOf: block.model,
    // What stands farther down is live before anybody comes to it.
    singlePoster: page.figureNumbers.get(block.id) > 1,
  });
}

const query = (params, ticks) =>
  new URLSearchParams(
    Object.entries({ ...params, ...(ticks ? { ticks } : {}) }).map(([key, value]) => [
      key,
      typeof value === 'boolean' ? Number(value) : value,
    ]),
  ).toString();

function teacher(block, page) {
  const presets = (block.presets ?? []).map(preset => {
    const target = withModel(page.widgetBlock(preset.widget), page);
    const number = page.figureNumbers.get(preset.widget);
    const data = escapeHtml(JSON.stringify({ ...preset.params, ticks: preset.ticks ?? 0 }));
    const address = `${page.root}embed/${target.widget}.html?${query(preset.params, preset.ticks)}`;
    return (
      `<li>${page.inline(preset.label)} <span class="preset-links">` +
      `<button type="button" class="text-button needs-js" data-preset="${data}" data-for="${preset.widget}">Show in figure ${number}</button> ` +
      `<a href="${escapeHtml(address)}">Open alone</a></span></li>`
    );
  });
  const questions = (block.questions ?? []).map(pair =>
    lines(
      '<li>',
      `<p>${page.inline(pair.question)}</p>`,
      asList(pair.answer).map(part => `<p class="answer">${page.inline(part)}</p>`),
      '</li>',
    ),
  );
  return lines(
    `<details class="box teacher" id="${block.id}">`,
    foldSummary(
      'For teachers',
      [...counted(questions.length, 'question'), ...counted(presets.length, 'setting')].join(', '),
    ),
    paragraphs(block.aim, page),
    presets.length
      ? ['<p class="box-subtitle">Settings worth showing</p>', '<ul class="presets">', presets, '</ul>']
      : '',
    questions.length
      ? [
          '<p class="box-subtitle questions-title">Questions for the class</p>',
          '<ol class="questions">',
          questions,
          '</ol>',
        ]
      : '',
    '</details>',
  );
}

const makers = {
  prose,
  list,
  heading,
  math,
  table,
  measured_table: measuredTable,
  listing,
  example,
  evidence,
  mistake,
  note,
  widget,
  predict,
  teacher,
  tally,
};

export function blockHtml(block, page) {
  const make = makers[block.type];
  if (!make) throw new Error(`there is no block of type "${block.type}"`);
  return make(block, page);
}
