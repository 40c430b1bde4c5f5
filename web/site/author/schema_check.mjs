// schema_check.mjs: lesson files against their JSON Schemas, the second judge beside lesson_tool.
import fs from 'node:fs';
import path from 'node:path';
import Ajv from 'ajv/dist/2020.js';

const readJson = file => {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Error(`${error.message}: ${file}`);
  }
};

function validators(schemaFolder, widgetsSchema) {
  // strictRequired would refuse "required" beside a $ref, which the block schema uses on purpose.
  const ajv = new Ajv({ allErrors: true, strict: false, allowUnionTypes: true });
  for (const name of fs.readdirSync(schemaFolder).filter(file => file.endsWith('.schema.json'))) {
    const schema =
      name === 'widgets.schema.json' && widgetsSchema ? widgetsSchema : readJson(path.join(schemaFolder, name));
    ajv.addSchema(schema, name);
  }
  return name => ajv.getSchema(name);
}

// Errors of if/then wrappers only repeat what their parts say.
const worthTelling = error => !['if', 'allOf'].includes(error.keyword);

function words(error) {
  const extra = error.params?.additionalProperty ?? error.params?.unevaluatedProperty;
  const allowed = error.params?.allowedValues ? `: ${error.params.allowedValues.join(', ')}` : '';
  return `${error.message}${extra ? ` "${extra}"` : ''}${allowed}`;
}

// All errors at once, each "what: file#/json/pointer". widgetsSchema: the freshly generated one, if there is one.
export function schemaErrors(lessonsFolder, { widgetsSchema } = {}) {
  const validatorOf = validators(path.join(lessonsFolder, 'schema'), widgetsSchema);
  const folder = path.join(lessonsFolder, 'dropout');
  const errors = [];
  for (const name of fs
    .readdirSync(folder)
    .filter(file => file.endsWith('.json'))
    .sort()) {
    const validate = validatorOf(name === 'lesson.json' ? 'lesson.schema.json' : 'chapter.schema.json');
    let content;
    try {
      content = readJson(path.join(folder, name));
    } catch (error) {
      errors.push(error.message);
      continue;
    }
    if (!validate(content))
      for (const error of validate.errors.filter(worthTelling))
        errors.push(`${words(error)}: lessons/dropout/${name}#${error.instancePath}`);
  }
  return [...new Set(errors)];
}
