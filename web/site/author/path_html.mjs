// path_html.mjs: the contents as a path: a station a chapter, the strong line of the short way, the rest dotted; the
// ending is a small last station without a number.
//
// styles/path.css draws the lines from the pieces here; page/progress.ts marks what is read and counts what is left.
import { attributes, escapeHtml, lines } from './html.mjs';
import { minutesOf } from './site_plan.mjs';
import { plural } from './words.mjs';

// Stations in a row where there is room; path.css has the same number.
const inRow = 6;

const pieces = names => names.map(name => `<i class="${name}"></i>`).join('');

// Which way each station lies on: {line: to the next one, way: its piece of the line that passes others by}.
function waysOf(plan) {
  const ahead = at => plan.findIndex((chapter, later) => later > at && chapter.essential);
  const ways = plan.map(() => ({ line: 'line', way: '' }));
  plan.forEach((chapter, at) => {
    const to = chapter.essential ? ahead(at) : -1;
    if (to === at + 1) ways[at].line = 'line line-strong';
    if (to <= at + 1) return;
    ways[at].way = 'way way-leave';
    for (let passed = at + 1; passed < to; ++passed) ways[passed].way = 'way way-pass';
    ways[to].way = 'way way-arrive';
  });
  ways.at(-1).line = '';
  return ways;
}

// The pieces that a path in rows needs where a row ends, and where the strong line leaves for the next row.
function turnsOf(plan, ways, at) {
  const lastInRow = at % inRow === inRow - 1 && at + 1 < plan.length;
  const firstInRow = at % inRow === 0 && at > 0;
  const arrives = firstInRow && ways[at].way.includes('arrive');
  const leaves = ways[at].way.includes('leave') && plan.findIndex((c, to) => to > at && c.essential) % inRow === 0;
  return [
    lastInRow ? 'turn-out' : '',
    firstInRow ? 'turn-run' : '',
    firstInRow ? 'turn-drop' : '',
    leaves ? 'way-out' : '',
    leaves ? 'way-run' : '',
    arrives ? 'way-drop' : '',
  ].filter(Boolean);
}

const pictureHtml = (chapter, root) =>
  chapter.picture
    ? `<img class="stop-picture" src="${root}assets/${chapter.picture}" alt="" width="164" height="123" loading="lazy" decoding="async">`
    : '<span class="stop-picture"></span>';

function stopHtml(chapter, lineNames, { root, slug, pictures }) {
  const here = chapter.slug === slug;
  const name = `<span class="stop-title">${escapeHtml(chapter.title)}</span>`;
  const isEnding = chapter.number === undefined;
  const mark = `<span class="stop-mark"><span>${isEnding ? '' : chapter.number}</span></span>`;
  const asks = chapter.asks ? ` <span class="stop-asks">${escapeHtml(chapter.asks)}</span>` : '';
  const picture = pictures ? pictureHtml(chapter, root) : '';
  const known = { 'data-progress-slug': chapter.slug, 'data-minutes': chapter.minutes };
  const item = {
    class: `stop${chapter.essential ? ' stop-essential' : ''}${isEnding ? ' stop-ending' : ''}`,
    ...(chapter.ready && !isEnding ? known : {}),
    'data-essential': chapter.essential,
  };
  const time = isEnding ? '' : chapter.ready ? `${chapter.minutes} min` : 'planned';
  const words = `${mark}${picture} ${name}${asks} <span class="stop-time" data-time>${here ? 'here' : time}</span>`;
  const address = { class: 'stop-link', href: `${root}dropout/${chapter.slug}.html`, 'aria-current': here && 'page' };
  return lines(
    `<li${attributes(item)}>${pieces(lineNames)}`,
    chapter.ready ? `<a${attributes(address)}>${words}</a>` : `<span class="stop-link stop-planned">${words}</span>`,
    '</li>',
  );
}

// options: {root, slug (the chapter where the reader is), pictures: with pictures, in rows where there is room}
export function pathHtml({ plan, ending }, options) {
  const stops = ending ? [...plan, ending] : plan;
  const ways = waysOf(stops);
  const items = stops.map((chapter, at) => {
    const turns = options.pictures ? turnsOf(stops, ways, at) : [];
    return stopHtml(chapter, [ways[at].line, ways[at].way, ...turns].filter(Boolean), options);
  });
  return lines(`<ol class="path${options.pictures ? ' path-rows' : ''}">`, items, '</ol>');
}

const spoken = numbers => numbers.join(', ').replace(/, ([^,]*)$/, ' and $1');

// "0, 1, 2 and 6, 46 minutes", or nothing where there is no short way.
export function shortWay({ plan }) {
  const essential = plan.filter(chapter => chapter.essential);
  if (!essential.length) return '';
  const numbers = spoken(essential.map(({ number }) => number));
  return `${numbers}, <span data-short-left>${plural(minutesOf(essential), 'minute')}</span>`;
}
