import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '../..');
const DOCUMENTS = [
	...readdirSync(ROOT),
	'sandbox/README.md',
	...readdirSync(path.join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' }).map((file) =>
		path.posix.join('docs', file.replaceAll(path.sep, '/')),
	),
].filter((file) => file.endsWith('.md'));

/** A document without its code, in which brackets are no links. */
function proseOf(document: string): string {
	return readFileSync(path.join(ROOT, document), 'utf8').replaceAll(/^```.*?^```$/gms, '');
}

/** The links of a document to files of ours, as they are written. */
function linksIn(document: string): string[] {
	return [...proseOf(document).matchAll(/\]\(([^)\s]+)\)/g)]
		.map(([, link = '']) => link)
		.filter((link) => !/^[a-z]+:/.test(link));
}

/** The anchors of a document's headings, as GitHub makes them. */
function anchorsIn(document: string): string[] {
	return [...proseOf(document).matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
		heading
			.toLowerCase()
			.replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
			.replaceAll(' ', '-'),
	);
}

/** Why a link leads nowhere; undefined where it leads somewhere. */
function whyDead(document: string, link: string): string | undefined {
	const [file = '', anchor] = link.split('#');
	const target = file === '' ? document : path.posix.join(path.posix.dirname(document), file);
	if (!existsSync(path.join(ROOT, target))) return `${link}: there is no ${target}`;
	return anchor === undefined || anchorsIn(target).includes(anchor)
		? undefined
		: `${link}: no such heading in ${target}`;
}

test.each(DOCUMENTS)('every link in %s leads to a file, and to a heading where it names one', (document) => {
	expect(linksIn(document).flatMap((link) => whyDead(document, link) ?? [])).toEqual([]);
});

test('the list of decisions in the architecture names every decision there is, in order', () => {
	const listed = linksIn('docs/architecture.md').filter((link) => link.startsWith('decisions/'));
	expect(listed).toEqual(
		readdirSync(path.join(ROOT, 'docs/decisions'))
			.sort()
			.map((file) => `decisions/${file}`),
	);
});
