const { spawn } = require('node:child_process');
const { rm } = require('node:fs/promises');
const { build } = require('esbuild');
const { dest, parallel, series, src, watch } = require('gulp');

/** What n8n loads, and what stands beside it. Everything else is bundled into these. */
const ENTRIES = ['credentials/MobiConnectApi.credentials.ts', 'nodes/MobiConnect/MobiConnect.node.ts'];
const ASSETS = ['icons/*.svg', 'nodes/**/*.node.json', 'nodes/**/__schema__/**/*.json'];
const SOURCES = ['{credentials,delivery,gateway,nodes,sms}/**/*.ts', ...ASSETS];

const clean = async () => await rm('dist', { recursive: true, force: true });

/** One file per entry, with the libraries in it: n8n installs packages without dependencies only. */
const bundle = async () =>
	await build({
		entryPoints: ENTRIES,
		outdir: 'dist',
		outbase: '.',
		bundle: true,
		external: ['n8n-workflow'],
		platform: 'node',
		format: 'cjs',
		target: 'node20',
		minifyWhitespace: true,
		minifySyntax: true,
		minifyIdentifiers: true,
		legalComments: 'none',
		logLevel: 'warning',
	});

const copy = () => src(ASSETS, { base: '.' }).pipe(dest('dist'));

/** The package mobiconnect-sandbox, into sandbox/dist. */
const sandbox = () =>
	spawn(process.execPath, ['--import', 'tsx', 'sandbox/build/run.mts'], { stdio: 'inherit' });

exports.sandbox = sandbox;
exports.build = series(clean, parallel(bundle, copy));
exports.watch = series(exports.build, () => watch(SOURCES, exports.build));
exports.default = exports.build;
