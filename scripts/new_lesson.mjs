// new_lesson.mjs: npm run new:lesson <slug> "<Title>": a valid chapter to start from, entered in lesson.json.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { isMain } from './lib/is_main.mjs';
import { inRoot } from './lib/paths.mjs';
import { Problem, runMain } from './lib/say.mjs';

const usage =
  'usage: npm run new:lesson <slug> "<Title>"    for instance: npm run new:lesson label-smoothing "Label smoothing"';

// A chapter with one block of most kinds. Its facts and its question already run.
function chapterText({ slug, number, title, promise }) {
  return `{
  "$schema": "../schema/chapter.schema.json",
  "slug": ${JSON.stringify(slug)},
  "number": ${number},
  "title": ${JSON.stringify(title)},
  "draft": true,
  "promise": ${JSON.stringify(promise)},
  "objectives": ["Say what the reader can do afterwards, one sentence each."],
  "facts": {
    "mean_kept": { "compute": "kept_mean", "args": { "units": 12, "p": 0.25 }, "expect": 9, "tolerance": 1e-9, "decimals": 0, "note": "12 units, p = 0.25" },
    "few_kept": { "compute": "kept_mean", "args": { "units": 12, "p": 0.75 }, "expect": 3, "tolerance": 1e-9, "decimals": 0, "note": "12 units, p = 0.75" }
  },
  "blocks": [
    { "type": "heading", "id": "start", "text": "Start with what one can see" },
    {
      "type": "prose",
      "text": "At a drop rate of 0.25 a mask keeps {{mean_kept}} of 12 units on average. Every number that the engine can compute is such a fact."
    },
    {
      "type": "widget",
      "id": "main_figure",
      "widget": "mask_sampler",
      "title": "One mask of 12 units",
      "caption": "Press New mask a few times.",
      "params": { "p": 0.25, "units": 12 }
    },
    {
      "type": "predict",
      "id": "predict_more_dropped",
      "question": "The drop rate goes from 0.25 to 0.75. How many of the 12 units are kept on average?",
      "choices": ["9", "6", "3"],
      "answer": 2,
      "why": "Each unit is kept with probability 1 − p, so the mean is 12 · 0.25 = {{few_kept}}.",
      "run": {
        "widget": "main_figure",
        "steps": [
          { "label": "p = 0.25", "params": { "p": 0.25, "units": 12 }, "ticks": 1000 },
          { "label": "p = 0.75", "params": { "p": 0.75, "units": 12 }, "ticks": 1000 }
        ],
        "report": ["mean_kept"]
      }
    },
    {
      "type": "mistake",
      "id": "mistake_first",
      "claim": "Write the wrong belief as people say it.",
      "text": "Then say what is true, with the number or the control experiment that shows it."
    },
    {
      "type": "teacher",
      "id": "teacher_notes",
      "aim": "Say what students should take away.",
      "presets": [
        { "label": "Three of four dropped", "widget": "main_figure", "params": { "p": 0.75, "units": 12 } }
      ],
      "questions": [{ "question": "A question for the class?", "answer": "Its answer." }]
    }
  ],
  "references": []
}
`;
}

// The text of the list entry { … "slug": "<slug>" … } with the comma that belongs to it, or undefined.
function plannedEntry(text, slug) {
  const start = text.indexOf('"planned"');
  const found =
    start < 0 ? null : new RegExp(`\\{[^{}]*"slug": ${JSON.stringify(slug)}[^{}]*\\}`).exec(text.slice(start));
  if (!found) return undefined;
  const at = start + found.index;
  const end = at + found[0].length;
  const before = /[\s]*$/.exec(text.slice(0, at))[0].length;
  const commaAfter = /^,/.exec(text.slice(end));
  const commaBefore = /,\s*$/.exec(text.slice(0, at));
  if (commaAfter) return { from: at - before, to: end + 1 };
  return { from: commaBefore ? at - commaBefore[0].length : at - before, to: end };
}

// lesson.json with the slug at the end of "order" and no longer among "planned". Edited as text, so that the author's
// layout and line breaks stay as they are.
export function withChapter(lessonText, slug) {
  const planned = plannedEntry(lessonText, slug);
  const rest = planned ? lessonText.slice(0, planned.from) + lessonText.slice(planned.to) : lessonText;
  const order = /("order":\s*\[)([^\]]*?)(\s*\])/.exec(rest);
  if (!order) throw new Problem('lesson.json has no list "order" that this script can read.');
  const entries = `${order[2]}, ${JSON.stringify(slug)}`;
  const changed =
    rest.slice(0, order.index) + order[1] + entries + order[3] + rest.slice(order.index + order[0].length);
  if (!JSON.parse(changed).order.includes(slug))
    throw new Problem('lesson.json could not be changed; nothing was written.');
  return changed;
}

function usedNumbers(folder, lesson) {
  const chapters = lesson.order.map(
    slug => JSON.parse(readFileSync(path.join(folder, `${slug}.json`), 'utf8')).number,
  );
  return [...chapters, ...(lesson.planned ?? []).map(entry => entry.number)];
}

// Writes the chapter and enters it. folder: the lesson's, with lesson.json. Returns the path of the new file.
export function newLesson({ folder, slug, title }) {
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug ?? ''))
    throw new Problem(`A slug is lower-case words joined by hyphens, not "${slug ?? ''}".\n${usage}`);
  if (!title?.trim()) throw new Problem(`The title is missing.\n${usage}`);
  const file = path.join(folder, `${slug}.json`);
  const lessonFile = path.join(folder, 'lesson.json');
  const text = readFileSync(lessonFile, 'utf8');
  const lesson = JSON.parse(text);
  if (existsSync(file))
    throw new Problem(
      slug === lesson.ending
        ? `The page "${slug}" is the ending of the lesson.`
        : `The chapter "${slug}" exists already; the chapters are: ${lesson.order.join(', ')}.`,
    );

  const planned = lesson.planned?.find(entry => entry.slug === slug);
  const chapter = {
    slug,
    title: title.trim(),
    number: planned?.number ?? Math.max(0, ...usedNumbers(folder, lesson)) + 1,
    promise: planned?.promise ?? 'Say in one sentence what the reader will see or be able to do.',
  };
  const changed = withChapter(text, slug);
  writeFileSync(file, chapterText(chapter));
  writeFileSync(lessonFile, changed);
  return file;
}

if (isMain(import.meta.url))
  await runMain(() => {
    const [slug, title] = process.argv.slice(2);
    const file = path.relative(inRoot(), newLesson({ folder: inRoot('lessons', 'dropout'), slug, title }));
    console.log(`Made ${file} and entered it in lessons/dropout/lesson.json.

Left to do:
  1. Write it: lessons/README.md tells every block and every fact function; your editor knows the schema.
  2. npm test -- gcc lessons    checks it; npm start shows it at dropout/${slug}.html.
  3. Terms in [[double brackets]] need an entry in the glossary of lesson.json.`);
  });
