/** `name`, as JavaScript allows it; `"a text"`, in any quotes, with nothing computed in it. */
const NAME = String.raw`[\p{ID_Start}$_][\p{ID_Continue}$]*`;
const STRING = String.raw`"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|\x60(?:[^\x60\\$]|\\.)*\x60`;
/** `$json`, `$now`, `$('Start')`, `$fromAI('name', …)`. */
const ROOT = String.raw`(?<![\p{ID_Continue}$.])\$(?:\(\s*(?:${STRING})\s*\)|fromAI\s*\((?:[^()"'\x60]|${STRING})*\)|[\p{ID_Start}_][\p{ID_Continue}]*(?![\p{ID_Continue}$]|\s*\())`;
/** `.name`, `?.name`, `["a name"]`, `[0]`, and n8n's own calls that choose an item; no other call. */
const STEP = [
	String.raw`\s*\??\.\s*(?:first|last|all|itemMatching)\(\s*\d*\s*\)`,
	String.raw`\s*\??\.\s*${NAME}(?![\p{ID_Continue}$]|\s*(?:\?\.\s*)?\()`,
	String.raw`\s*(?:\?\.\s*)?\[\s*(?:${STRING}|\d+)\s*\]`,
].join('|');
const READ = `${ROOT}(?:${STEP})*`;

const PLAIN_READ = new RegExp(`^${READ}$`, 'u');
const READS = new RegExp(READ, 'gu');
const LITERALS = /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`/gs;
const COMPARED = new RegExp(`[!=]==?\\s*(?:${STRING})|(?:${STRING})\\s*[!=]==?`, 'gu');
const COMPUTED = /\$\{([^}]*)\}/g;

/** Whether an expression reads something, and neither decides nor computes anything: `$json.people[0].name`. */
export function isPlainRead(source: string): boolean {
	return PLAIN_READ.test(source);
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
