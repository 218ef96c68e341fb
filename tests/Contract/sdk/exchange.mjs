// What the scripts of this folder share: one JSON file in, one JSON text out.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

export const require = createRequire(new URL('../package.json', import.meta.url));

export async function answer(work) {
  const given = JSON.parse(readFileSync(process.argv[2], 'utf8'));
  process.stdout.write(JSON.stringify(await work(given)));
}

// Whether a library believes a request: those that throw do not.
export async function believes(check) {
  try {
    return (await check()) !== false;
  } catch {
    return false;
  }
}
