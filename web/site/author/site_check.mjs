// site_check.mjs: what must hold for every page of a built site: links that lead somewhere, no foreign address, nothing inline.
import fs from 'node:fs';
import path from 'node:path';
import { HtmlValidate } from 'html-validate';
import { contentSecurityPolicy } from './page_shell.mjs';
import { siteFolder } from './site.mjs';

const unescapeHtml = text =>
  text.replace(/&(amp|lt|gt|quot|#39);/g, (_, name) => ({ amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" })[name]);

const htmlFiles = folder =>
  fs
    .readdirSync(folder, { recursive: true })
    .filter(name => name.endsWith('.html'))
    .sort();

// The HTML without data blocks: their text is not markup.
const markupOf = html => html.replace(/(<script type="application\/json"[^>]*>)[\s\S]*?(<\/script>)/g, '$1$2');

const valuesOf = (markup, attribute) =>
  [...markup.matchAll(new RegExp(`\\s${attribute}="([^"]*)"`, 'g'))].map(match => unescapeHtml(match[1]));

// Every relative address of the page must exist; with #id, the id must exist on that page.
function linkProblems(folder, page, markup, idsOf) {
  const problems = [];
  const addresses = [...valuesOf(markup, 'href'), ...valuesOf(markup, 'src')];
  for (const address of addresses) {
    if (/^(https:|mailto:|data:)/.test(address)) continue;
    if (/^([a-z]+:|\/)/i.test(address)) {
      problems.push(`the address "${address}" is not relative: ${page}`);
      continue;
    }
    const [plain, fragment] = address.split('#');
    // "#ticks=40" is the state of a figure, "#mask_main?p=0.3" that of the figure of this id.
    const id = fragment?.split('?')[0];
    const target = plain === '' ? page : path.join(path.dirname(page), plain.split('?')[0]);
    if (!fs.existsSync(path.join(folder, target))) problems.push(`nothing is at "${address}": ${page}`);
    else if (id && !id.includes('=') && target.endsWith('.html') && !idsOf(target).has(id))
      problems.push(`there is no id "${fragment}" at "${address}": ${page}`);
  }
  return problems;
}

// What a reader's browser would load from elsewhere: only links in text may be absolute.
function foreignProblems(page, markup) {
  const loads = [
    ...markup.matchAll(/<(?!a\s)([a-z]+)\b[^>]*?\s(?:src|href|data|poster|action)="((?:https?:)?\/\/[^"]*)"/g),
  ];
  return loads.map(([, tag, address]) => `<${tag}> loads "${address}" from elsewhere: ${page}`);
}

function inlineProblems(page, markup) {
  const problems = [];
  if (/<[a-z][^>]*\sstyle=/i.test(markup)) problems.push(`a style attribute: ${page}`);
  if (/<style\b/i.test(markup)) problems.push(`a <style> element: ${page}`);
  if (/<[a-z][^>]*\son[a-z]+=/i.test(markup)) problems.push(`an event attribute: ${page}`);
  for (const [, attributes, content] of markup.matchAll(/<script\b([^>]*)>([\s\S]*?)<\/script>/g)) {
    if (content.trim() && !attributes.includes('application/json')) problems.push(`an inline script: ${page}`);
    if (/type="module"/.test(attributes)) problems.push(`a module script, which does not run from file: ${page}`);
  }
  return problems;
}

function shapeProblems(page, html, markup) {
  const problems = [];
  const must = (holds, words) => holds || problems.push(`${words}: ${page}`);
  must(html.startsWith('<!doctype html>\n<html lang="en"'), 'no doctype or language');
  must(valuesOf(markup, 'content').includes(contentSecurityPolicy), 'not the Content-Security-Policy of the design');
  must((markup.match(/<h1\b/g) ?? []).length === 1, 'not exactly one <h1>');
  must((markup.match(/<main\b/g) ?? []).length === 1, 'not exactly one <main>');
  must(/<title>[^<]{4,}<\/title>/.test(markup), 'no title');
  must(/<meta name="description" content="[^"]{10,}"/.test(markup), 'no description');
  must(
    !/\{\{|\[\[|\[@|undefined|\[object /.test(markup.replace(/<(code|pre)\b[\s\S]*?<\/\1>/g, '')),
    'left-over markup or an undefined value',
  );
  return problems;
}

async function validityProblems(folder, pages) {
  const config = JSON.parse(fs.readFileSync(path.join(siteFolder, 'html_validate.json'), 'utf8'));
  const validator = new HtmlValidate(config);
  const problems = [];
  for (const page of pages) {
    const report = await validator.validateString(fs.readFileSync(path.join(folder, page), 'utf8'));
    for (const result of report.results)
      for (const message of result.messages)
        problems.push(`${message.message} (${message.ruleId}): ${page}:${message.line}:${message.column}`);
  }
  return problems;
}

// -> {pages, problems}: every problem as "what: page".
export async function checkSite(folder) {
  const pages = htmlFiles(folder);
  const markups = new Map(pages.map(page => [page, markupOf(fs.readFileSync(path.join(folder, page), 'utf8'))]));
  const idsOf = page => new Set(valuesOf(markups.get(page) ?? '', 'id'));
  const problems = pages.flatMap(page => {
    const markup = markups.get(page);
    const html = fs.readFileSync(path.join(folder, page), 'utf8');
    return [
      ...linkProblems(folder, page, markup, idsOf),
      ...foreignProblems(page, markup),
      ...inlineProblems(page, markup),
      ...shapeProblems(page, html, markup),
    ];
  });
  return { pages, problems: [...problems, ...(await validityProblems(folder, pages))] };
}
