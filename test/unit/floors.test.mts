import { readdirSync, readFileSync } from 'node:fs';
import { join, posix, resolve, sep } from 'node:path';
import ts from 'typescript';

/** Each floor with those it may stand on (docs/architecture.md). */
const FLOORS: Readonly<Record<string, readonly string[]>> = {
	sms: [],
	gateway: [],
	delivery: ['sms'],
	credentials: ['gateway'],
	nodes: ['sms', 'gateway', 'delivery'],
	sandbox: ['sms', 'gateway'],
};

/** What is shipped may use besides: n8n, and what Node.js and the build bundle. */
const LIBRARIES: Readonly<Record<string, readonly string[]>> = {
	sms: [
		'libphonenumber-js/mobile',
		'sms-segments-calculator/dist/libs/SmartEncodingMap',
		'sms-segments-calculator/dist/libs/UnicodeToGSM',
	],
	gateway: ['node:crypto'],
	delivery: [],
	credentials: ['n8n-workflow'],
	nodes: ['n8n-workflow', 'node:crypto'],
};

/**
 * The sandbox's rooms, and the files at its door that stand lower than the door itself, each with those it may stand on.
 * A floor outside the sandbox ends in a stroke. Whatever else lies in its folder is the door, and may use them all.
 */
const ROOMS: Readonly<Record<string, readonly string[]>> = {
	body: [],
	build: [],
	input: [],
	faults: ['input'],
	store: ['input', 'gateway/'],
	gateway: ['body', 'input', 'faults', 'store'],
	inbox: ['input', 'faults', 'store', 'gateway', 'sms/'],
	sandbox: ['input', 'faults', 'store', 'gateway'],
	api: ['input', 'faults', 'store', 'gateway', 'sandbox'],
	page: ['faults', 'store', 'inbox', 'api'],
};

const ROOT = resolve(__dirname, '../..');
/** Every extension that a source file of ours has. */
const SOURCE = /(?<!\.d)\.(?:m?ts|tsx)$/;

function sourcesOf(floor: string): string[] {
	return readdirSync(join(ROOT, floor), { recursive: true, encoding: 'utf8' })
		.filter((file) => SOURCE.test(file))
		.map((file) => posix.join(floor, file.replaceAll(sep, '/')));
}

function importsOf(file: string): string[] {
	return ts
		.preProcessFile(readFileSync(join(ROOT, file), 'utf8'))
		.importedFiles.map(({ fileName }) => fileName);
}

/** The file of ours that an import names, or undefined for a library. */
function target(file: string, specifier: string): string | undefined {
	if (!specifier.startsWith('.')) return undefined;
	const found = posix.join(posix.dirname(file), specifier);
	return SOURCE.test(found) ? found : `${found}.ts`;
}

const FILES = Object.keys(FLOORS).flatMap((floor) => sourcesOf(floor).map((file) => ({ floor, file })));

test('there is something on every floor', () => {
	for (const floor of Object.keys(FLOORS))
		expect(FILES.filter((file) => file.floor === floor).length).toBeGreaterThan(0);
});

test.each(FILES)('$file imports nothing upwards', ({ floor, file }) => {
	const floors = importsOf(file).flatMap((specifier) => target(file, specifier)?.split('/')[0] ?? []);
	const allowed = [floor, ...(FLOORS[floor] ?? [])];
	expect(floors.filter((other) => !allowed.includes(other))).toEqual([]);
});

const SANDBOX = FILES.filter(({ floor }) => floor === 'sandbox').map(({ file }) => ({
	file,
	room: roomOf(file),
}));

/** A folder of the sandbox, or a file at its door. */
function roomOf(file: string): string {
	return (file.split('/')[1] ?? '').replace(SOURCE, '');
}

test('there is something in every room of the sandbox', () => {
	const rooms = new Set(SANDBOX.map(({ room }) => room));
	expect(Object.keys(ROOMS).filter((room) => !rooms.has(room))).toEqual([]);
});

test.each(SANDBOX.filter(({ room }) => room in ROOMS))(
	'$file imports from no room of the sandbox, and no floor outside it, that its own does not stand on',
	({ file, room }) => {
		const rooms = importsOf(file).flatMap((specifier) => {
			const found = target(file, specifier);
			if (found === undefined) return [];
			return found.startsWith('sandbox/') ? roomOf(found) : `${found.split('/')[0] ?? ''}/`;
		});
		const allowed = [room, ...(ROOMS[room] ?? [])];
		expect(rooms.filter((other) => !allowed.includes(other))).toEqual([]);
	},
);

test.each(SANDBOX.filter(({ room }) => room === 'page'))(
	'$file imports from the rest of the sandbox only types, since the browser has none of it',
	({ file }) => {
		const source = ts.createSourceFile(file, readFileSync(join(ROOT, file), 'utf8'), ts.ScriptTarget.ESNext);
		const values = source.statements
			.filter(ts.isImportDeclaration)
			.filter(({ importClause }) => importClause?.isTypeOnly !== true)
			.map(({ moduleSpecifier }) => (ts.isStringLiteral(moduleSpecifier) ? moduleSpecifier.text : ''))
			.filter((specifier) => target(file, specifier)?.startsWith('sandbox/page/') === false);
		expect(values).toEqual([]);
	},
);

test.each(FILES.filter(({ floor }) => floor in LIBRARIES))(
	'$file uses no library that its floor does not',
	({ floor, file }) => {
		const libraries = importsOf(file).filter((specifier) => target(file, specifier) === undefined);
		expect(libraries.filter((library) => !LIBRARIES[floor]?.includes(library))).toEqual([]);
	},
);

const IMPORTS = new Map(
	FILES.map(({ file }) => [file, importsOf(file).flatMap((specifier) => target(file, specifier) ?? [])]),
);

/** The ways from something back to itself. */
function circlesOf(edges: ReadonlyMap<string, readonly string[]>): string[] {
	const circles: string[] = [];
	const done = new Set<string>();
	const visit = (node: string, way: readonly string[]): void => {
		if (way.includes(node)) circles.push([...way.slice(way.indexOf(node)), node].join(' → '));
		if (way.includes(node) || done.has(node)) return;
		for (const next of edges.get(node) ?? []) visit(next, [...way, node]);
		done.add(node);
	};
	for (const node of edges.keys()) visit(node, []);
	return circles;
}

test('there are no circles of files', () => {
	expect(circlesOf(IMPORTS)).toEqual([]);
});

test('there are no circles of folders in what is shipped', () => {
	const edges = new Map<string, string[]>();
	for (const { floor, file } of FILES) {
		if (!(floor in LIBRARIES)) continue;
		const folder = posix.dirname(file);
		const others = (IMPORTS.get(file) ?? []).map((found) => posix.dirname(found));
		edges.set(folder, [...(edges.get(folder) ?? []), ...others.filter((other) => other !== folder)]);
	}
	expect(circlesOf(edges)).toEqual([]);
});

test('no folder holds more than ten files of code', () => {
	const counts = new Map<string, number>();
	for (const { file } of FILES) {
		const folder = posix.dirname(file);
		counts.set(folder, (counts.get(folder) ?? 0) + 1);
	}
	expect([...counts].filter(([, count]) => count > 10)).toEqual([]);
});
