import { execFileSync } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * Scans the package as n8n does before it verifies one: the packed files, and the sources they were built from. Fails
 * where n8n's scan would.
 */
interface Verdict {
	readonly passed: boolean;
	readonly message?: string;
	readonly details?: string;
}

interface Scanner {
	analyzePackage(directory: string, patterns: readonly string[]): Promise<Verdict>;
	readonly SOURCE_FILE_PATTERNS: readonly string[];
}

const MOST_BYTES = 250_000;
const ROOT = process.cwd();

const folder = await mkdtemp(path.join(os.tmpdir(), 'mobiconnect-scan-'));
try {
	const packed = await pack(folder);
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
	execFileSync('npm', ['pack', '--silent', '--pack-destination', into], {
		cwd: ROOT,
		stdio: ['ignore', 'ignore', 'inherit'],
	});
	const tarball = (await readdir(into)).find((name) => name.endsWith('.tgz'));
	if (tarball === undefined) throw new Error('npm pack made no package');
	execFileSync('tar', ['-xzf', tarball], { cwd: into });
	const unpacked = path.join(into, 'package');
	const listed = execFileSync('find', ['.', '-type', 'f', '-printf', '%s %p\n'], {
		cwd: unpacked,
		encoding: 'utf8',
	});
	const files = listed.trim().split('\n').sort();
	const bytes = files.reduce((sum, line) => sum + Number(line.split(' ')[0]), 0);
	process.stdout.write(`${files.join('\n')}\n${bytes} bytes unpacked\n`);
	if (bytes > MOST_BYTES) {
		process.stdout.write(`The package is larger than ${MOST_BYTES} bytes\n`);
		process.exitCode = 1;
	}
	return unpacked;
}

/** The scanner's package has a command line and no declared entry; the command line's folder holds the module. */
async function loadScanner(): Promise<Scanner> {
	const entry = createRequire(import.meta.url).resolve('@n8n/scan-community-package/scanner/scanner.mjs');
	const scanner: Scanner = await import(pathToFileURL(entry).href);
	return scanner;
}
