import {
	addressIn,
	isPublic,
	obstacles,
	read,
	readManifest,
	strays,
	strayUrls,
} from '../../harness/address.mts';

const MANIFEST = readManifest();
const REAL = {
	...MANIFEST,
	version: '1.2.0',
	private: false,
	author: { email: 'maintainers@n8n-nodes-mobiconnect.co.ke' },
	repository: { type: 'git', url: 'git+https://github.com/someone/n8n-nodes-mobiconnect.git' },
} as const;
const CHANGELOG = '# Changelog\n\n## 1.2.0 - 2026-11-25\n\n<!-- auto-changelog-above -->\n\n- Something.\n';

test('whatever names the address of the repository follows from package.json', () => {
	expect(strays(MANIFEST)).toEqual([]);
});

test.each(['package.json', 'sandbox/package.json'])(
	'npm refuses to publish by %s as long as the address is a placeholder, and no longer',
	(file) => {
		expect(read(file).includes('"private": true')).toBe(!isPublic(addressIn(MANIFEST)));
	},
);

test('a package that has an address and is still private is not published', () => {
	expect(obstacles({ ...REAL, private: true }, CHANGELOG)).toEqual([expect.stringContaining('private')]);
});

test('the headings that the node and the credential link to are in the README', () => {
	expect(read('README.md')).toMatch(/^## Credentials$/m);
});

test('the address is that of the repository without what only git needs', () => {
	expect(addressIn(REAL)).toBe('https://github.com/someone/n8n-nodes-mobiconnect');
});

test.each([
	['a link of another owner', 'https://github.com/other/n8n-nodes-mobiconnect/issues', 1],
	['a link of a longer name', 'https://github.com/someone/n8n-nodes-mobiconnect-2', 1],
	['a link of its own', '[issues](https://github.com/someone/n8n-nodes-mobiconnect/issues)', 0],
	['the address itself', 'see https://github.com/someone/n8n-nodes-mobiconnect', 0],
	['a heading of the README', '"https://github.com/someone/n8n-nodes-mobiconnect#readme"', 0],
	['the page on npm', 'https://www.npmjs.com/package/n8n-nodes-mobiconnect', 0],
	['a link to something else', 'https://github.com/other/something', 0],
])('in a document, %s is held to the address', (_, text, count) => {
	expect(strayUrls(text, REAL)).toHaveLength(count);
});

test('a package with an address, somebody to write to and news of its version can be published', () => {
	expect(obstacles(REAL, CHANGELOG)).toEqual([]);
});

test.each([
	['a reserved domain', 'git+https://github.example/owner/n8n-nodes-mobiconnect.git'],
	['no owner', 'git+https://github.com/n8n-nodes-mobiconnect.git'],
	['a form that nobody filled in', 'git+https://github.com/<owner>/n8n-nodes-mobiconnect.git'],
	[
		'another host, which n8n does not verify from',
		'git+https://gitlab.com/someone/n8n-nodes-mobiconnect.git',
	],
])('an address with %s is not published', (_, url) => {
	const manifest = { ...REAL, repository: { type: 'git' as const, url } };
	expect(obstacles(manifest, CHANGELOG)).toEqual([expect.stringContaining('which is none on GitHub')]);
});

test('a package whose author can not be written to is not published', () => {
	const manifest = { ...REAL, author: { email: 'maintainers@n8n-nodes-mobiconnect.example' } };
	expect(obstacles(manifest, CHANGELOG)).toEqual([expect.stringContaining('author.email')]);
});

test.each([
	['no section', '# Changelog\n\n## 1.1.0\n\n- Something.\n'],
	[
		'an empty section',
		'# Changelog\n\n## 1.2.0\n\n<!-- auto-changelog-above -->\n\n## 1.1.0\n\n- Something.\n',
	],
	['only a section of a longer version', '# Changelog\n\n## 1.2.0-rc.1\n\n- Something.\n'],
])('a version of which the changelog has %s is not published', (_, changelog) => {
	expect(obstacles(REAL, changelog)).toEqual([expect.stringContaining('CHANGELOG.md')]);
});
