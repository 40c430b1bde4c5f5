// press.mjs: the three judges of lessons in their order, and what lesson_tool makes for the site once they agree.
//
// schema: the structure of each file. text: what texts point to. tool (lesson_tool): JSON itself, numbers, settings of
// widgets, measured runs. The later two rest on the structure, so they are asked only when it is sound; then both tell all.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { readLessons } from './schema_check.mjs';
import { textErrors } from './text_check.mjs';

const readJson = file => JSON.parse(fs.readFileSync(file, 'utf8'));

// -> the lines of its report but the last, which counts. Empty: all is well.
function toolErrors(tool, words) {
  const { error, status, stderr } = spawnSync(tool, words, { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  if (error) throw new Error(`${error.message}: ${tool}`);
  if (status === 0) return [];
  const lines = stderr.trim().split('\n');
  const told = lines.filter(line => !/^\d+ passed, \d+ failed$/.test(line));
  return told.length ? told : [`lesson_tool ${words[0]} ended with ${status} and said nothing`];
}

function inScratchFolder(work) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'dropout_press_'));
  try {
    return work(folder);
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

function catalogOf(tool, folder) {
  const wrong = toolErrors(tool, ['catalog', folder]);
  if (wrong.length) throw new Error(wrong.join('\n'));
  const catalogText = fs.readFileSync(path.join(folder, 'widgets.json'), 'utf8');
  const widgetsSchema = readJson(path.join(folder, 'widgets.schema.json'));
  return { catalogText, declarations: JSON.parse(catalogText).widgets, widgetsSchema };
}

// words: what to ask the tool: ['check', folder] or ['press', folder, file].
function judged(tool, words, { declarations, widgetsSchema }, schemaFolder) {
  const [, lessonsFolder] = words;
  const { errors, files, unread } = readLessons(lessonsFolder, { widgetsSchema, schemaFolder });
  if (errors.length) return { schema: errors, text: [], tool: [] };
  if (unread.length) {
    const told = toolErrors(tool, words);
    return { schema: [], text: [], tool: told.length ? told : unread };
  }
  const widgets = declarations.map(({ id }) => id);
  return { schema: [], text: textErrors(files, { lessonsFolder, widgets }), tool: toolErrors(tool, words) };
}

// -> {schema, text, tool}: what each judge refuses, each line "what: file#/json/pointer".
export function judgeLessons(tool, lessonsFolder, { schemaFolder } = {}) {
  return inScratchFolder(folder => judged(tool, ['check', lessonsFolder], catalogOf(tool, folder), schemaFolder));
}

// -> {lesson, chapters, figures, widgets, declarations, catalogText}
export function pressLessons(tool, lessonsFolder) {
  return inScratchFolder(folder => {
    const { widgetsSchema, ...catalog } = catalogOf(tool, folder);
    const file = path.join(folder, 'press.json');
    const errors = Object.values(judged(tool, ['press', lessonsFolder, file], { widgetsSchema, ...catalog })).flat();
    if (errors.length) throw new Error(`the lessons have ${errors.length} errors:\n  ${errors.join('\n  ')}`);
    return { ...readJson(file), ...catalog };
  });
}

// A press made before: {press, catalog} in one file. For tests and for work on pages without the native build.
export function readPress(file) {
  const { press, catalog } = readJson(file);
  return { ...press, declarations: catalog.widgets, catalogText: `${JSON.stringify(catalog, null, 2)}\n` };
}
