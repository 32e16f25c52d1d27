import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';
import { z } from 'zod';

const ROOT = resolve(import.meta.dirname, '..');

/** What follows the address, beside the documents. */
const CODEX = 'nodes/MobiConnect/MobiConnect.node.json';
const CREDENTIAL = 'credentials/MobiConnectApi.credentials.ts';
const MANIFEST = 'package.json';
/** The sandbox's, which is published by itself from the same repository. */
const SANDBOX_MANIFEST = 'sandbox/package.json';

/** n8n verifies packages from a public repository on GitHub only, so nothing else is an address to publish with. */
const PUBLIC = /^https:\/\/github\.com\/[\w-]+\/[\w.-]+$/;
/** A domain that no one can have, as in what stands here before there is an address (RFC 2606). */
const RESERVED = /\.example\b/;
/** Where npm shows the package, which is no address of the repository. */
const NPM_PAGE = /^https:\/\/www\.npmjs\.com\/package\//;

const manifestSchema = z.object({
	name: z.string(),
	version: z.string(),
	/** While there is no address: npm publishes nothing that is private, and runs no script to ask (`.npmrc`). */
	private: z.boolean().default(false),
	author: z.object({ email: z.string() }),
	homepage: z.string(),
	bugs: z.object({ url: z.string() }),
	repository: z.object({ type: z.literal('git'), url: z.string() }),
});

/** What npm needs to know of a package besides: where in the repository it is. */
const sandboxSchema = manifestSchema.extend({
	repository: manifestSchema.shape.repository.extend({ directory: z.literal('sandbox') }),
});

const linksSchema = z.array(z.object({ url: z.string() }));
const codexSchema = z.object({
	resources: z.object({ primaryDocumentation: linksSchema, credentialDocumentation: linksSchema }),
});

export type Manifest = z.output<typeof manifestSchema>;

export function readManifest(): Manifest {
	return manifestSchema.parse(JSON.parse(read(MANIFEST)));
}

function readSandboxManifest(): Manifest {
	return sandboxSchema.parse(JSON.parse(read(SANDBOX_MANIFEST)));
}

/** The address of the repository, from the one place where it is set: `repository.url` of package.json. */
export function addressIn({ repository }: Manifest): string {
	return repository.url.replace(/^git\+/, '').replace(/\.git$/, '');
}

/** Whether an address is one on GitHub that somebody can have. */
export function isPublic(address: string): boolean {
	return PUBLIC.test(address);
}

/** What names the address otherwise than package.json's `repository` does, a line each; nothing where all follow it. */
export function strays(manifest: Manifest): string[] {
	const address = addressIn(manifest);
	const { resources } = codexSchema.parse(JSON.parse(read(CODEX)));
	const sandbox = readSandboxManifest();
	const expected = [
		['package.json: homepage', [manifest.homepage], `${address}#readme`],
		['package.json: bugs.url', [manifest.bugs.url], `${address}/issues`],
		[`${SANDBOX_MANIFEST}: repository.url`, [sandbox.repository.url], manifest.repository.url],
		[`${SANDBOX_MANIFEST}: homepage`, [sandbox.homepage], `${address}/tree/HEAD/sandbox#readme`],
		[`${SANDBOX_MANIFEST}: bugs.url`, [sandbox.bugs.url], `${address}/issues`],
		[`${CODEX}: primaryDocumentation`, urlsOf(resources.primaryDocumentation), `${address}#readme`],
		[
			`${CODEX}: credentialDocumentation`,
			urlsOf(resources.credentialDocumentation),
			`${address}#credentials`,
		],
		[`${CREDENTIAL}: documentationUrl`, documentationUrls(), `${address}#credentials`],
	] as const;
	return [
		...expected
			.filter(([, found, url]) => found.length !== 1 || found[0] !== url)
			.map(([what, found, url]) => `${what} is ${found.join(', ') || 'missing'} and must be ${url}`),
		...filesWithAddresses().flatMap((file) =>
			strayUrls(read(file), manifest).map((url) => `${file}: ${url} does not begin with ${address}`),
		),
	];
}

/** The addresses in a text that are meant for the repository, going by its name, and lead elsewhere. */
export function strayUrls(text: string, manifest: Manifest): string[] {
	const address = addressIn(manifest);
	const names = [manifest.name, address.split('/').at(-1) ?? ''];
	return [...text.matchAll(/https?:\/\/[^\s"'`)<>]+/g)]
		.map(([url]) => url)
		.filter((url) => names.some((name) => url.includes(`/${name}`)))
		.filter((url) => !NPM_PAGE.test(url) && !/^(?:\.git)?(?:[/#?]|$)/.test(after(url, address)));
}

/** Why the package can't be published as it is, a line each; nothing where it can. */
export function obstacles(manifest: Manifest, changelog: string): string[] {
	const address = addressIn(manifest);
	return [
		...(isPublic(address)
			? []
			: [`The address of the repository is ${address}, which is none on GitHub: npm run address -- URL`]),
		...(manifest.private && isPublic(address) ? ['package.json: private is true: take it out'] : []),
		...(RESERVED.test(manifest.author.email)
			? [`package.json: author.email is ${manifest.author.email}, which reaches nobody: give one that does`]
			: []),
		...(hasNews(changelog, manifest.version)
			? []
			: [`CHANGELOG.md says nothing below "## ${manifest.version}": say what is new in it`]),
	];
}

/** Sets the address wherever it stands, and lets npm publish. */
export function setAddress(manifest: Manifest, address: string): void {
	for (const file of [MANIFEST, SANDBOX_MANIFEST, CODEX, CREDENTIAL, ...filesWithAddresses()]) {
		const text = read(file);
		const named = text.replaceAll(addressIn(manifest), address);
		const changed = file.endsWith(MANIFEST) ? named.replace(/\n\s*"private": true,/, '') : named;
		if (changed !== text) writeFileSync(join(ROOT, file), changed);
	}
}

/** Reads a file of the project. */
export function read(file: string): string {
	return readFileSync(join(ROOT, file), 'utf8');
}

function hasNews(changelog: string, version: string): boolean {
	const section = changelog.split(/^## /m).find((text) => text.split(/[\s(]/)[0] === version);
	return section !== undefined && /^[^\s<]/m.test(section.slice(section.indexOf('\n')));
}

function after(url: string, address: string): string {
	return url.startsWith(address) ? url.slice(address.length) : url;
}

function urlsOf(links: z.output<typeof linksSchema>): string[] {
	return links.map(({ url }) => url);
}

function documentationUrls(): string[] {
	return [...read(CREDENTIAL).matchAll(/documentationUrl = '([^']*)'/g)].map(([, url = '']) => url);
}

/** The documents, and what GitHub reads. */
function filesWithAddresses(): string[] {
	const below = (folder: string) =>
		readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map(
			(file) => `${folder}/${file.replaceAll(sep, '/')}`,
		);
	const own = [...readdirSync(ROOT), 'sandbox/README.md'];
	return [...own, ...below('docs'), ...below('.github')].filter((file) => /\.(?:md|yml)$/.test(file));
}
