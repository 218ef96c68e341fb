// Verifies events as Retell's library does. Arguments: the API key, then a file of [{ body, signature }]. Prints one line for each that is not believed.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
const require = createRequire(new URL('../package.json', import.meta.url));
const { Retell } = require('retell-sdk');

const [key, file] = process.argv.slice(2);
for (const { body, signature } of JSON.parse(await readFile(file, 'utf8'))) {
  if (!await Retell.verify(body, key, signature)) {
    console.log(`not believed: ${JSON.parse(body).event}`);
  }
}
