import { execFileSync } from 'node:child_process';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import { pack as packPackage } from '../harness/n8n/package.mts';

/**
 * Scans the package as n8n does before it verifies one: the packed files, and the sources they were built from. Fails
 * where n8n's scan would, and where the package is larger or slower to load than promised.
 */
const scannerSchema = z.object({
	analyzePackage: z.function(
		z.tuple([z.string(), z.array(z.string())]),
		z.promise(
			z.object({ passed: z.boolean(), message: z.string().optional(), details: z.string().optional() }),
		),
	),
	SOURCE_FILE_PATTERNS: z.array(z.string()),
});

/** The bounds of what n8n downloads, keeps on its disk, and loads when it starts. */
// Of the packed bytes, the questions of Send and Wait, their page and the schemas for the editor are some 10,000.
const MAX_PACKED_BYTES = 115_000;
const MAX_UNPACKED_BYTES = 450_000;
const MAX_LOAD_MS = 50;

/** Processes of which the median counts. */
const LOADS = 7;
const ROOT = process.cwd();

/** Loads the node and the credential as n8n does when it starts: in a fresh process that has n8n-workflow already. */
const LOAD = `
	require('n8n-workflow');
	const began = performance.now();
	for (const [file, name] of [
		['./dist/nodes/MobiConnect/MobiConnect.node.js', 'MobiConnect'],
		['./dist/credentials/MobiConnectApi.credentials.js', 'MobiConnectApi'],
	]) new (require(file)[name])();
	console.log(performance.now() - began);
`;

const folder = await mkdtemp(join(tmpdir(), 'mobiconnect-scan-'));
try {
	const packed = await pack(folder);
	// Told and not held against it: a busy machine says nothing of the package.
	process.stdout.write(
		`${medianLoadMs()} milliseconds to load both classes (at most ${MAX_LOAD_MS} on a quiet machine)\n`,
	);
	const { analyzePackage, SOURCE_FILE_PATTERNS } = await loadScanner();
	const verdicts = {
		'packed package': await analyzePackage(packed, ['**/*.js', '**/*.json']),
		sources: await analyzePackage(ROOT, [
			...SOURCE_FILE_PATTERNS,
			'{gateway,sms,delivery}/**/*.ts',
			'!**/node_modules/**',
		]),
	};
	for (const [what, { passed, message, details }] of Object.entries(verdicts)) {
		process.stdout.write(
			`Scan of the ${what}: ${passed ? 'passed' : `failed: ${message}\n${details ?? ''}`}\n`,
		);
		if (!passed) process.exitCode = 1;
	}
} finally {
	await rm(folder, { recursive: true, force: true });
}

/** Packs the package and unpacks it again; says how large it is. */
async function pack(into: string): Promise<string> {
	const tarball = await packPackage(into);
	execFileSync('tar', ['-xzf', basename(tarball)], { cwd: into });
	const unpacked = join(into, 'package');
	const files = await filesIn(unpacked);
	for (const { path, bytes } of files) process.stdout.write(`${bytes} ${path}\n`);
	check('bytes packed', (await stat(tarball)).size, MAX_PACKED_BYTES);
	check(
		'bytes unpacked',
		files.reduce((sum, { bytes }) => sum + bytes, 0),
		MAX_UNPACKED_BYTES,
	);
	return unpacked;
}

/** The files below a folder, with their sizes. */
async function filesIn(
	folder: string,
): Promise<ReadonlyArray<{ readonly path: string; readonly bytes: number }>> {
	const entries = await readdir(folder, { recursive: true, withFileTypes: true });
	return await Promise.all(
		entries
			.filter((entry) => entry.isFile())
			.map((entry) => join(entry.parentPath, entry.name))
			.sort()
			.map(async (file) => ({ path: relative(folder, file), bytes: (await stat(file)).size })),
	);
}

function check(what: string, figure: number, bound: number): void {
	const met = figure <= bound;
	process.stdout.write(`${figure} ${what} (at most ${bound}${met ? '' : ': FAILED'})\n`);
	if (!met) process.exitCode = 1;
}

/** How long loading takes in the middle one of several processes: one that was held up says nothing. */
function medianLoadMs(): number {
	const load = () => Number(execFileSync(process.execPath, ['-e', LOAD], { cwd: ROOT, encoding: 'utf8' }));
	const times = Array.from({ length: LOADS }, load).sort((a, b) => a - b);
	return Math.round(times[Math.floor(LOADS / 2)] ?? NaN);
}

/** The scanner's package has a command line and no declared entry; the command line's folder holds the module. */
async function loadScanner(): Promise<z.output<typeof scannerSchema>> {
	const entry = createRequire(import.meta.url).resolve('@n8n/scan-community-package/scanner/scanner.mjs');
	return scannerSchema.parse(await import(pathToFileURL(entry).href));
}
