import { isSafeObjectProperty, type IDataObject } from 'n8n-workflow';

/**
 * A piece of a parameter's text: plain text, a plain read of the item (`{{ $json.phone }}`), or any other expression.
 * `source` is what stands between the braces.
 */
type Piece =
	| { readonly kind: 'text'; readonly text: string }
	| { readonly kind: 'read'; readonly path: readonly string[]; readonly source: string }
	| { readonly kind: 'other' };

/** A parameter's expression, cut into pieces. */
export type Template = readonly Piece[];

/** Between the braces of n8n's expressions; what looks like the end of one inside a string makes it no plain read. */
const EXPRESSION = /\{\{(.*?)\}\}/gs;

/** `$json` and then names after dots or in brackets with quotes; nothing that runs, so nothing that can differ. */
const READ = /^\s*\$json((?:\s*\.\s*[A-Za-z_$][\w$]*|\s*\[\s*(?:"[^"\\\n{}]*"|'[^'\\\n{}]*')\s*\])+)\s*$/;
const STEP = /\.\s*([A-Za-z_$][\w$]*)|\[\s*(?:"([^"]*)"|'([^']*)')\s*\]/g;

/** The template in a parameter's raw value, or undefined where the value is no expression. */
export function parseTemplate(raw: unknown): Template | undefined {
	if (typeof raw !== 'string' || !raw.startsWith('=')) return undefined;
	const source = raw.slice(1);
	const pieces: Piece[] = [];
	let end = 0;
	for (const match of source.matchAll(EXPRESSION)) {
		pieces.push(...textPiece(source.slice(end, match.index)), expressionPiece(match[1] ?? ''));
		end = match.index + match[0].length;
	}
	return [...pieces, ...textPiece(source.slice(end))];
}

/** Text in which n8n might see an escape or a brace of its own is left to n8n. */
function textPiece(text: string): Piece[] {
	if (text === '') return [];
	return [/\\|\{\{|\}\}/.test(text) ? { kind: 'other' } : { kind: 'text', text }];
}

function expressionPiece(source: string): Piece {
	const steps = READ.exec(source)?.[1];
	if (steps === undefined) return { kind: 'other' };
	const path = [...steps.matchAll(STEP)].map(([, name, double, single]) => name ?? double ?? single ?? '');
	return path.every(isSafeObjectProperty) ? { kind: 'read', path, source: source.trim() } : { kind: 'other' };
}

/**
 * What a template of plain reads gives for an item, as n8n's expression engine would; undefined where it has anything
 * else in it, or reads anything but text and numbers. It exists because the engine takes most of a millisecond.
 */
export function renderPlainReads(template: Template, json: IDataObject): string | number | undefined {
	const [first] = template;
	if (template.length === 1 && first?.kind === 'read') return plainValue(json, first.path);
	let text = '';
	for (const piece of template) {
		const value = piece.kind === 'read' ? plainValue(json, piece.path) : textOf(piece);
		if (value === undefined) return undefined;
		text += value;
	}
	return text;
}

function textOf(piece: Exclude<Piece, { kind: 'read' }>): string | undefined {
	return piece.kind === 'text' ? piece.text : undefined;
}

function plainValue(json: IDataObject, path: readonly string[]): string | number | undefined {
	// What every object inherits (`toString`) is what n8n 2 reads, even where the item has a field of that name.
	if (path.some((step) => step in Object.prototype)) return undefined;
	const value = readPath(json, path);
	return typeof value === 'string' || (typeof value === 'number' && Number.isFinite(value))
		? value
		: undefined;
}

/** Only own properties: what else an object has is n8n's expression engine's to allow or to refuse. */
function readPath(json: IDataObject, path: readonly string[]): unknown {
	let value: unknown = json;
	for (const step of path) {
		if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
		value = Reflect.get(value, step);
	}
	return value;
}

/** The plain reads of a template that find nothing in an item: missing, null or blank. */
export function emptyReads(template: Template, json: IDataObject): string[] {
	return template.flatMap((piece) => {
		if (piece.kind !== 'read') return [];
		const value = readPath(json, piece.path);
		const empty = value === undefined || value === null || (typeof value === 'string' && value.trim() === '');
		return empty ? [piece.source] : [];
	});
}
