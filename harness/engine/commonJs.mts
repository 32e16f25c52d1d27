import { createRequire } from 'node:module';

/**
 * n8n's engine for programs that are ES modules, as all that Node.js runs here is (the tests are CommonJS, and import the
 * engine as it is). n8n-core is CommonJS and requires n8n-workflow, which has a copy for either kind: an engine that were
 * imported would bring the other copy, with other classes and settings than those that n8n-core uses.
 */
const require = createRequire(import.meta.url);

/* eslint-disable @typescript-eslint/no-unsafe-assignment -- TypeScript knows what is imported, and not what is required */
export type Engine = import('./engine.mts').Engine;
export const { Engine, node }: typeof import('./engine.mts') = require('./engine.mts');
export const { PackageDirectoryLoader }: typeof import('n8n-core') = require('n8n-core');
export const { Expression }: typeof import('n8n-workflow') = require('n8n-workflow');
