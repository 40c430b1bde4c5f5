// schema_check.mjs: reads the lesson files and judges their structure by their JSON Schemas, the only judge of it.
import fs from 'node:fs';
import path from 'node:path';
import Ajv from 'ajv/dist/2020.js';

const readJson = file => JSON.parse(fs.readFileSync(file, 'utf8'));

// The keyword "role" of the schemas says what a text is for: inline text, plain text, an anchor, ... It never fails;
// what it meets is collected, so that no other list of fields is needed.
function roleKeyword(collected) {
  const meet = (role, data, _, { instancePath }) => {
    collected.current.set(`${role} ${instancePath}`, { role, pointer: instancePath, text: data });
    return true;
  };
  return { keyword: 'role', type: 'string', validate: meet, errors: false };
}

function validators(schemaFolder, widgetsSchema, collected) {
  // strictRequired would refuse "required" beside a $ref, which the block schema uses on purpose.
  const ajv = new Ajv({ allErrors: true, strict: false, allowUnionTypes: true });
  ajv.addKeyword(roleKeyword(collected));
  for (const name of ['chapter.schema.json', 'ending.schema.json', 'lesson.schema.json'])
    ajv.addSchema(readJson(path.join(schemaFolder, name)), name);
  ajv.addSchema(widgetsSchema ?? readJson(path.join(schemaFolder, 'widgets.schema.json')), 'widgets.schema.json');
  return name => ajv.getSchema(name);
}

// Errors of wrappers (if/then, one of several forms) only repeat what their parts say.
const worthTelling = error => !['if', 'allOf'].includes(error.keyword);

function words(error) {
  const extra = error.params?.additionalProperty ?? error.params?.unevaluatedProperty;
  const allowed = error.params?.allowedValues ? `: ${error.params.allowedValues.join(', ')}` : '';
  return `${error.message}${extra ? ` "${extra}"` : ''}${allowed}`;
}

// lesson.json first, then every other file, so that a stray one is seen too.
function namesIn(folder) {
  const names = fs.readdirSync(folder).filter(name => name.endsWith('.json') && name !== 'lesson.json');
  return ['lesson.json', ...names.sort()];
}

// Those that lesson.json names.
function missingPages({ file, content: { order, ending } }, names) {
  const named = Array.isArray(order) ? order.map((slug, at) => [slug, `/order/${at}`]) : [];
  return [...named, ...(ending === undefined ? [] : [[ending, '/ending']])].flatMap(([slug, pointer]) =>
    names.includes(`${slug}.json`) ? [] : [`there is no file ${slug}.json: ${file}#${pointer}`],
  );
}

// Which file is the ending, lesson.json says: where that cannot be read, nothing else is judged.
function schemaOf(name, lesson) {
  if (name === 'lesson.json') return 'lesson.schema.json';
  if (!lesson) return undefined;
  return name === `${lesson.content.ending}.json` ? 'ending.schema.json' : 'chapter.schema.json';
}

// -> {errors, files, unread}. errors: all at once, each "what: file#/json/pointer"; they name files from the folder above
// `lessonsFolder` on. files: [{file, slug, content, texts: [{role, pointer, text}]}], lesson.json first. unread: those
// that are not JSON; lesson_tool reads more strictly and tells the line.
// widgetsSchema: the freshly generated one, if there is one; else that beside the other schemas.
// schemaFolder: where the schemas are, if not in lessonsFolder.
export function readLessons(lessonsFolder, { widgetsSchema, schemaFolder } = {}) {
  const collected = { current: new Map() };
  const validatorOf = validators(schemaFolder ?? path.join(lessonsFolder, 'schema'), widgetsSchema, collected);
  const folder = path.join(lessonsFolder, 'dropout');
  const names = namesIn(folder);
  const result = { errors: [], files: [], unread: [] };
  let lesson;
  for (const name of names) {
    const file = `lessons/dropout/${name}`;
    let content;
    try {
      content = readJson(path.join(folder, name));
    } catch (error) {
      result.unread.push(`not JSON: ${error.message}: ${file}`);
      continue;
    }
    collected.current = new Map();
    if (name === 'lesson.json') lesson = { file, content };
    const schema = schemaOf(name, lesson);
    const validate = schema && validatorOf(schema);
    if (validate && !validate(content))
      for (const error of validate.errors.filter(worthTelling))
        result.errors.push(`${words(error)}: ${file}#${error.instancePath}`);
    result.files.push({ file, slug: name.replace(/\.json$/, ''), content, texts: [...collected.current.values()] });
  }
  result.errors = [...new Set([...result.errors, ...(lesson ? missingPages(lesson, names) : [])])];
  return result;
}
