// Validates values against component schemas of an OpenAPI document. Arguments: the document, then a file of [{ schema, value }]. Prints what is wrong, one line each.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
const require = createRequire(new URL('../package.json', import.meta.url));
const Ajv = require('ajv');
const yaml = require('js-yaml');

const [document, values] = await Promise.all(process.argv.slice(2).map(async file => {
  const text = await readFile(file, 'utf8');
  return /\.ya?ml$/.test(file) ? yaml.load(text) : JSON.parse(text);
}));
const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true });
// The document has enumerations without a member, which no value fits and the validator refuses: they are taken for none.
const mend = node => {
  if (Array.isArray(node)) {
    node.forEach(mend);
  } else if (node && typeof node === 'object') {
    if (Array.isArray(node.enum) && node.enum.length === 0) {
      delete node.enum;
    }
    // What a bot and what a user says have the same members and a free role, so that both schemas fit: one that fits suffices.
    if (Array.isArray(node.oneOf) && !node.discriminator) {
      node.anyOf = node.oneOf;
      delete node.oneOf;
    }
    // Version 3.0 of the form has a flag beside the bound where the validator wants the bound itself.
    if (node.exclusiveMinimum === true) {
      node.exclusiveMinimum = node.minimum;
      delete node.minimum;
    }
    if (node.nullable && !node.type) {
      delete node.nullable;
    }
    Object.values(node).forEach(mend);
  }
};
mend(document.components);
ajv.addSchema({ $id: 'document', components: document.components });
for (const { schema, value } of values) {
  const validate = ajv.compile({ $ref: `document#/components/schemas/${schema}` });
  if (!validate(value)) {
    console.log(`${schema}: ${ajv.errorsText(validate.errors?.slice(0, 6))}`);
  }
}
