/** `name`, as JavaScript allows it; `"a text"`, in any quotes, with nothing computed in it. */
const NAME = String.raw`[\p{ID_Start}$_][\p{ID_Continue}$]*`;
const STRING = String.raw`"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|\x60(?:[^\x60\\$]|\\.)*\x60`;
/** `$('Start')`, `$items("Start")`, `$item(0)`, `$fromAI('name', …)`. */
const SOURCE = String.raw`\$(?:\(\s*(?:${STRING})\s*\)|(?:fromAI|items?)\s*\((?:[^()"'\x60]|${STRING})*\))`;
/** One of those, `$json`, `$now`. */
const ROOT = String.raw`(?<![\p{ID_Continue}$.])(?:${SOURCE}|\$[\p{ID_Start}_][\p{ID_Continue}]*(?![\p{ID_Continue}$]|\s*\())`;
/** Calls that choose an item or an entry. */
const CHOICE = String.raw`\s*\??\.\s*(?:first|last|all|at|itemMatching)\([^()"'\x60]*\)`;
/** `["a name"]`, `[0]`, `[$itemIndex]`. */
const KEY = String.raw`\s*(?:\?\.\s*)?\[\s*(?:${STRING}|\d+|\$itemIndex|\$runIndex)\s*\]`;
/** `.name`, `?.name`, a key, a choice; no other call. */
const STEP = [CHOICE, String.raw`\s*\??\.\s*${NAME}(?![\p{ID_Continue}$]|\s*(?:\?\.\s*)?\()`, KEY].join('|');
const READ = `${ROOT}(?:${STEP})*`;

const PLAIN_READ = new RegExp(`^${READ}$`, 'u');
const READS = new RegExp(READ, 'gu');

/** Calls of which nothing but a blank makes a blank. */
const RESPELLING = String.raw`\s*\??\.\s*(?:trim|trimStart|trimEnd|to(?:Upper|Lower|Title|Sentence)Case|toString)\(\s*\)|\bString(?=\s*\()`;
const COMMENT = String.raw`\/\*[^]*?\*\/|\/\/[^\n]*`;
/** What makes no blank of something. */
const HARMLESS = new RegExp([SOURCE, CHOICE, KEY, RESPELLING, COMMENT].join('|'), 'gu');
/** A text of its own, an operator that chooses, a call. */
const DECIDING = /["'`]|\|\||&&|\?(?!\.)|[\w$)\]]\s*(?:\?\.\s*)?\(/;

const LITERALS = /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`/gs;
const COMPARED = new RegExp(`[!=]==?\\s*(?:${STRING})|(?:${STRING})\\s*[!=]==?`, 'gu');
const COMPUTED = /\$\{([^}]*)\}/g;

/** Whether an expression reads something, and neither decides nor computes anything: `$json.people[0].name`. */
export function isPlainRead(source: string): boolean {
	return PLAIN_READ.test(source);
}

/** Whether a blank that an expression gives is one that it read: nothing in it could have meant one. */
export function onlyReads(source: string): boolean {
	return isPlainRead(source) || !DECIDING.test(source.replace(HARMLESS, ' '));
}

/** Everything that an expression reads, each as an expression of its own, as often as it stands there. */
export function readsIn(source: string): string[] {
	return source.match(READS) ?? [];
}

/** The texts written in an expression by hand, but for those that something is only compared with. */
export function textsIn(source: string): string[] {
	const literals = source.replace(COMPARED, '').match(LITERALS) ?? [];
	return literals.flatMap((literal) => {
		if (!literal.startsWith('`')) return [literal];
		const computed = [...literal.matchAll(COMPUTED)].flatMap(([, code]) => textsIn(code ?? ''));
		return [literal.replace(COMPUTED, ''), ...computed];
	});
}
