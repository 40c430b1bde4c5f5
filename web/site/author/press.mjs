// press.mjs: the three judges of lessons in their order, and what lesson_tool makes for the site once they agree.
//
// schema: the structure of each file. text: what texts point to, and the form of a chapter. tool (lesson_tool): JSON
// itself, numbers, settings of widgets, measured runs. The later two rest on the structure, so they are asked only when it is sound; then both tell all.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { formErrors } from './form_check.mjs';
import { allToolErrors, toolErrors } from './lesson_tool.mjs';
import { readLessons } from './schema_check.mjs';
import { textErrors } from './text_check.mjs';

const readJson = file => JSON.parse(fs.readFileSync(file, 'utf8'));

async function inScratchFolder(work) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'dropout_press_'));
  try {
    return await work(folder);
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

async function catalogOf(tool, folder) {
  const wrong = await toolErrors(tool, ['catalog', folder]);
  if (wrong.length) throw new Error(wrong.join('\n'));
  const catalogText = fs.readFileSync(path.join(folder, 'widgets.json'), 'utf8');
  const widgetsSchema = readJson(path.join(folder, 'widgets.schema.json'));
  return { catalogText, declarations: JSON.parse(catalogText).widgets, widgetsSchema };
}

// -> {errors: {schema, text, tool}, pages}. callOf(page): what to ask the tool about one page, undefined for all of them.
async function judged(tool, lessonsFolder, { catalog, schemaFolder, callOf }) {
  const { declarations, widgetsSchema } = catalog;
  const { errors, files, unread } = readLessons(lessonsFolder, { widgetsSchema, schemaFolder });
  if (errors.length) return { errors: { schema: errors, text: [], tool: [] } };
  if (unread.length) {
    const told = await toolErrors(tool, callOf());
    return { errors: { schema: [], text: [], tool: told.length ? told : unread } };
  }
  const [front] = files;
  const { order, ending } = front.content;
  const pages = ['index', ...order, ...(ending ? [ending] : [])];
  const [text, numbers] = await Promise.all([
    textErrors(files, { lessonsFolder, widgets: declarations.map(({ id }) => id) }),
    allToolErrors(tool, pages.map(callOf)),
  ]);
  // The form is looked at when the words are sound: it counts them.
  const form = text.length ? [] : formErrors(files, declarations);
  return { errors: { schema: [], text: [...text, ...form], tool: numbers }, pages };
}

const words = (...parts) => parts.filter(part => part !== undefined);

// -> {schema, text, tool}: what each judge refuses, each line "what: file#/json/pointer".
export function judgeLessons(tool, lessonsFolder, { schemaFolder } = {}) {
  return inScratchFolder(async folder => {
    const catalog = await catalogOf(tool, folder);
    const callOf = page => words('check', lessonsFolder, page);
    return (await judged(tool, lessonsFolder, { catalog, schemaFolder, callOf })).errors;
  });
}

// lesson_tool gives the ending of a lesson as the last of its pages; it is no chapter.
function withEnding({ chapters: pages, ...press }) {
  const isEnding = ({ slug }) => slug === press.lesson.ending;
  return { ...press, chapters: pages.filter(page => !isEnding(page)), ending: pages.find(isEnding) };
}

// -> {lesson, chapters, ending (if there is one), figures, widgets, declarations, catalogText}
export function pressLessons(tool, lessonsFolder) {
  return inScratchFolder(async folder => {
    const { widgetsSchema, ...rest } = await catalogOf(tool, folder);
    const fileOf = page => path.join(folder, `page_${page}.json`);
    const callOf = page => words('press', lessonsFolder, fileOf(page), page);
    const { errors, pages } = await judged(tool, lessonsFolder, { catalog: { widgetsSchema, ...rest }, callOf });
    const all = Object.values(errors).flat();
    if (all.length) throw new Error(`the lessons have ${all.length} errors:\n  ${all.join('\n  ')}`);
    const [front, ...chapters] = pages.map(page => readJson(fileOf(page)));
    return withEnding({
      ...front,
      chapters: chapters.flatMap(part => part.chapters),
      figures: Object.assign({}, ...[front, ...chapters].map(part => part.figures)),
      ...rest,
    });
  });
}

// A press made before: {press, catalog} in one file. For tests and for work on pages without the native build.
export function readPress(file) {
  const { press, catalog } = readJson(file);
  return withEnding({
    ...press,
    declarations: catalog.widgets,
    catalogText: `${JSON.stringify(catalog, null, 2)}\n`,
  });
}
