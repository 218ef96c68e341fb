// Signs a body as Retell's library does, and verifies one as ElevenLabs' library does. Prints one JSON object.
import { createRequire } from 'node:module';
const require = createRequire(new URL('../package.json', import.meta.url));
const { Retell } = require('retell-sdk');
const { ElevenLabsClient } = require('@elevenlabs/elevenlabs-js');

const [body, key, elevenLabsHeader] = process.argv.slice(2);
const retell = await Retell.sign(body, key);
const client = new ElevenLabsClient({ apiKey: 'unused' });
let elevenLabs = true;
try {
  await client.webhooks.constructEvent(body, elevenLabsHeader, key);
} catch {
  elevenLabs = false;
}
console.log(JSON.stringify({ retell, elevenLabs }));
