// listings.mjs: program texts of the lesson: the named region of a tested file, highlighted, in two languages.
import fs from 'node:fs';
import path from 'node:path';
import highlighter from 'highlight.js/lib/core';
import cpp from 'highlight.js/lib/languages/cpp';
import python from 'highlight.js/lib/languages/python';
import json from 'highlight.js/lib/languages/json';
import xml from 'highlight.js/lib/languages/xml';
import javascript from 'highlight.js/lib/languages/javascript';
import { escapeHtml, lines } from './html.mjs';
import { iconButton } from './icons.mjs';

for (const [name, language] of Object.entries({ cpp, python, json, xml, javascript }))
  highlighter.registerLanguage(name, language);

export const highlighted = (text, language) => highlighter.highlight(text, { language }).value;

// The lines between "region: name" and the next "endregion", without the common indent.
export function regionOf(text, name) {
  const all = text.split('\n');
  const opens = line => new RegExp(`^\\s*(#|//)\\s*region:\\s*${name}\\s*$`).test(line);
  const start = all.findIndex(opens);
  if (start < 0) throw new Error(`there is no region "${name}"`);
  const length = all.slice(start + 1).findIndex(line => /^\s*(#|\/\/)\s*endregion\b/.test(line));
  if (length < 0) throw new Error(`the region "${name}" has no endregion`);
  const region = all.slice(start + 1, start + 1 + length);
  if (region.some(opens)) throw new Error(`the region "${name}" is opened twice`);
  while (region.length && !region[0].trim()) region.shift();
  while (region.length && !region.at(-1).trim()) region.pop();
  if (!region.length) throw new Error(`the region "${name}" is empty`);
  const indent = Math.min(...region.filter(line => line.trim()).map(line => line.match(/^ */)[0].length));
  return region.map(line => line.slice(indent)).join('\n');
}

// address: "listings/mask_dropout.py#forward", from the lessons folder.
export function readListing(lessonsFolder, address) {
  const [file, region] = address.split('#');
  try {
    return regionOf(fs.readFileSync(path.join(lessonsFolder, file), 'utf8'), region);
  } catch (error) {
    throw new Error(`${error.code === 'ENOENT' ? 'there is no such file' : error.message}: lessons/${address}`);
  }
}

// What is wrong with the address of a listing, or undefined.
export function regionProblem(lessonsFolder, address) {
  try {
    readListing(lessonsFolder, address);
    return undefined;
  } catch (error) {
    return error.message;
  }
}

const languages = { python: 'Python', cpp: 'C++' };

const panel = (language, text) =>
  `<div class="listing-panel listing-${language}"><p class="listing-language">${languages[language]}</p>` +
  `<pre tabindex="0"><code class="language-${language}">${highlighted(text, language)}</code></pre></div>`;

// Both languages are in the page; two radio buttons choose by CSS, so it works without JavaScript. Print shows both.
export function listingHtml({ id, title, caption, python: py, cpp: cc, level }) {
  const texts = Object.entries({ python: py, cpp: cc }).filter(([, text]) => text !== undefined);
  const tab = ([language], at) =>
    texts.length === 1
      ? `<span class="listing-name">${languages[language]}</span>`
      : `<input type="radio" class="listing-choice" name="${id}_language" id="${id}_${language}" value="${language}"${at ? '' : ' checked'}>` +
        `<label for="${id}_${language}">${languages[language]}</label>`;
  return lines(
    `<figure class="listing" id="${id}">`,
    '<div class="listing-frame" role="group" aria-label="Program text" data-copy-group>',
    `<h${level} class="listing-title">${title}</h${level}>`,
    '<div class="listing-tabs">',
    texts.map(tab),
    iconButton('copy', 'Copy the program', ' data-copy').replace('icon-button', 'icon-button copy needs-js'),
    '</div>',
    texts.map(([language, text]) => panel(language, text)),
    '</div>',
    `<figcaption>${caption}</figcaption>`,
    '</figure>',
  );
}

export const codeBlock = (text, language) =>
  `<pre tabindex="0"><code class="language-${language}">${language ? highlighted(text, language) : escapeHtml(text)}</code></pre>`;
