import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './installed.mts';

/** The package's README. */
export const readme = readFileSync(join(ROOT, 'sandbox/README.md'), 'utf8');

/** Its first example in a language below a heading that begins so, written for the sandbox at this address. */
export function example(heading: string, language: string, url = WRITTEN_FOR): string {
	const section = readme.slice(readme.indexOf(`\n## ${heading}`));
	const found = new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'ms').exec(section);
	if (found?.[1] === undefined) throw new Error(`The README has no ${language} below ${heading}`);
	return found[1].replaceAll(WRITTEN_FOR, url);
}

const WRITTEN_FOR = 'http://127.0.0.1:8254';

/** What the examples in every language print; in the README, "…" stands for whatever it may be. */
export function printedInEveryLanguage(): unknown {
	return JSON.parse(example('Use it in tests, from any', 'json'), (_, part: unknown): unknown =>
		part === '…' ? expect.anything() : part,
	);
}
