import { rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { bundle } from './bundle.mts';
import { declarationsOf } from './declarations.mts';
import { licencesOf } from './licences.mts';

/** Builds what the package mobiconnect-sandbox consists of. */
const SANDBOX = resolve(import.meta.dirname, '..');
const ROOT = resolve(SANDBOX, '..');
const DIST = join(SANDBOX, 'dist');

await rm(DIST, { recursive: true, force: true });
const files = await bundle(SANDBOX, DIST);
await writeFile(join(DIST, 'LICENSES.txt'), await licencesOf(ROOT, files));
await writeFile(join(DIST, 'index.d.mts'), await declarationsOf(join(SANDBOX, 'index.mts')));
