// schema.test.mjs: the JSON Schemas are sound, every part is described, and the lessons follow them.
//
// Needs lesson_tool for the widgets' own schema: $LESSON_TOOL, or the one that the gcc preset builds.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import Ajv from 'ajv/dist/2020.js';

const lessons = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const schemaFolder = path.join(lessons, 'schema');
const fixtures = path.join(lessons, 'tool/tests/fixtures');
const lessonTool =
  process.env.LESSON_TOOL ?? path.join(lessons, '..', 'build', 'gcc', 'lessons', 'tool', 'lesson_tool');

const readJson = (...parts) => JSON.parse(readFileSync(path.join(...parts), 'utf8'));

function widgetsSchema() {
  const folder = mkdtempSync(path.join(tmpdir(), 'catalog-'));
  execFileSync(lessonTool, ['catalog', folder]);
  const schema = readJson(folder, 'widgets.schema.json');
  rmSync(folder, { recursive: true });
  return schema;
}

// What a text is for; web/site/author/text_check.mjs judges each role.
const roles = ['text', 'plain', 'anchor', 'reference', 'figure', 'listing'];

// The stub lets editors read the schemas before the first build; here the widgets' real schema takes its place.
function validators() {
  const ajv = new Ajv({ allErrors: true, strict: true, strictRequired: false, strictTypes: false });
  ajv.addKeyword({ keyword: 'role', type: 'string', metaSchema: { enum: roles } });
  ajv.addSchema(widgetsSchema(), 'widgets.schema.json');
  ajv.addSchema(readJson(schemaFolder, 'chapter.schema.json'));
  ajv.addSchema(readJson(schemaFolder, 'ending.schema.json'));
  ajv.addSchema(readJson(schemaFolder, 'lesson.schema.json'));
  return name => ajv.getSchema(name);
}

const validator = validators();
// Each file names its own; which it has to be, web/site/author/schema_check.mjs says.
const validatorOf = content => validator(path.basename(content.$schema));
const explained = validate => (validate.errors ?? []).map(e => `${e.instancePath} ${e.message}`).join('\n');

function jsonFilesIn(folder) {
  return readdirSync(folder).filter(name => name.endsWith('.json'));
}

for (const [what, folder] of [
  ['lesson', path.join(lessons, 'dropout')],
  ['good fixture', path.join(fixtures, 'good', 'dropout')],
])
  for (const name of jsonFilesIn(folder))
    test(`${what}: ${name} fits its schema`, () => {
      const content = readJson(folder, name);
      const validate = validatorOf(content);
      assert.ok(validate(content), explained(validate));
    });

test('every part of the schemas is described', () => {
  const missing = [];
  const visit = (schema, where) => {
    for (const [key, property] of Object.entries(schema.properties ?? {})) {
      const target = property.$ref?.startsWith('#/$defs/') ? chapterDefs[property.$ref.slice(8)] : property;
      const isType = 'const' in property && key === 'type';
      if (!isType && !property.description && !target?.description) missing.push(`${where}/${key}`);
      visit(property, `${where}/${key}`);
    }
    if (schema.items) visit(schema.items, `${where}[]`);
    for (const [name, definition] of Object.entries(schema.$defs ?? {})) visit(definition, `#${name}`);
  };
  const chapterDefs = readJson(schemaFolder, 'chapter.schema.json').$defs;
  visit(readJson(schemaFolder, 'chapter.schema.json'), 'chapter');
  visit(readJson(schemaFolder, 'ending.schema.json'), 'ending');
  visit(readJson(schemaFolder, 'lesson.schema.json'), 'lesson');
  assert.deepEqual(missing, []);
});
