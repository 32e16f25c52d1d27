import { isSafeObjectProperty, type IDataObject } from 'n8n-workflow';
import { leftInRead } from './absentValues';
import type { Gap, Reading } from './gaps';

/**
 * A piece of a parameter's text. `raw` is how it is written. A `text` stands for itself, unless it has an escape or a
 * brace of its own, which only n8n knows how to read. A `read` is resolved here (`{{ $json.phone }}`); any other
 * `expression` is n8n's to evaluate. `source` is what stands between the braces.
 */
export type Piece =
	| { readonly kind: 'text'; readonly raw: string; readonly isLiteral: boolean }
	| { readonly kind: 'read'; readonly raw: string; readonly source: string; readonly path: readonly string[] }
	| {
			readonly kind: 'expression';
			readonly raw: string;
			readonly source: string;
			readonly isClosed: boolean;
	  };

/** A parameter's expression, cut into pieces. */
export type Template = readonly Piece[];

/** `$json` and then names after dots or in brackets with quotes; nothing that runs, so nothing that can differ. */
const READ = /^\s*\$json((?:\s*\.\s*[A-Za-z_$][\w$]*|\s*\[\s*(?:"[^"\\\n{}]*"|'[^'\\\n{}]*')\s*\])+)\s*$/;
const STEP = /\.\s*([A-Za-z_$][\w$]*)|\[\s*(?:"([^"]*)"|'([^']*)')\s*\]/g;

/** Braces, with the backslashes before them: an odd number of them makes them text. */
const BRACES = { opening: /(\\*)\{\{/g, closing: /(\\*)\}\}/g };

/** The template in a parameter's raw value, or undefined where the value is no expression. */
export function parseTemplate(raw: unknown): Template | undefined {
	if (typeof raw !== 'string' || !raw.startsWith('=')) return undefined;
	const pieces: Piece[] = [];
	let end = 1;
	while (end < raw.length) {
		const opening = findBraces(raw, end, 'opening');
		pieces.push(...textPiece(raw.slice(end, opening)));
		if (opening === raw.length) break;
		const closing = findBraces(raw, opening + 2, 'closing');
		end = closing + 2;
		pieces.push(expressionPiece(raw.slice(opening, end), raw.slice(opening + 2, closing), end <= raw.length));
	}
	return pieces;
}

/** Where the next braces stand that are no text; the end, where there are none. */
function findBraces(raw: string, from: number, which: keyof typeof BRACES): number {
	for (const match of raw.slice(from).matchAll(BRACES[which])) {
		const backslashes = match[1]?.length ?? 0;
		if (backslashes % 2 === 0) return from + match.index + backslashes;
	}
	return raw.length;
}

function textPiece(raw: string): Piece[] {
	return raw === '' ? [] : [{ kind: 'text', raw, isLiteral: !/\\|\{\{|\}\}/.test(raw) }];
}

function expressionPiece(raw: string, between: string, isClosed: boolean): Piece {
	const source = between.trim();
	const expression: Piece = { kind: 'expression', raw, source, isClosed };
	const steps = isClosed ? READ.exec(between)?.[1] : undefined;
	if (steps === undefined) return expression;
	const path = [...steps.matchAll(STEP)].map(([, name, double, single]) => name ?? double ?? single ?? '');
	return path.every(isSafeObjectProperty) ? { kind: 'read', raw, source, path } : expression;
}

/**
 * What a template of plain reads gives for an item, as n8n's expression engine would; undefined where it has anything
 * else in it, or reads anything but texts and numbers. It exists because the engine takes most of a millisecond.
 */
export function renderPlainReads(template: Template, json: IDataObject): Reading | undefined {
	const [first] = template;
	const isSingle = template.length === 1 && first?.kind === 'read';
	const gaps: Gap[] = [];
	let text = '';
	for (const piece of template) {
		if (piece.kind === 'expression' || (piece.kind === 'text' && !piece.isLiteral)) return undefined;
		const value = piece.kind === 'text' ? piece.raw : plainValue(json, piece.path);
		if (value === undefined) return undefined;
		if (piece.kind === 'read') gaps.push(...gapIn(piece.source, value));
		if (isSingle) return { value, gaps };
		text += value;
	}
	return { value: text, gaps };
}

function gapIn(source: string, value: string | number): Gap[] {
	const left = typeof value === 'string' ? leftInRead(value) : undefined;
	return left === undefined ? [] : [{ source, left }];
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

/**
 * A template whose pieces stay apart in what n8n makes of it: a mark stands before and after each expression. Undefined
 * where a mark would change how n8n reads it.
 */
export function markTemplate(template: Template, mark: string): string | undefined {
	const isChanged = template.some(
		(piece) =>
			(piece.kind === 'text' && piece.raw.endsWith('\\')) || (piece.kind === 'expression' && !piece.isClosed),
	);
	if (isChanged) return undefined;
	return template.map(({ kind, raw }) => (kind === 'text' ? raw : `${mark}${raw}${mark}`)).join('');
}
